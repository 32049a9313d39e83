package booking

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// VoucherOffice is what this section asks of the office.
type VoucherOffice interface {
	Vouchers(ctx context.Context, day data.Day) ([]data.Voucher, error)
}

// Vouchers is where vouchers are issued.
func Vouchers(o VoucherOffice) screen.Section {
	return screen.NewSection("vouchers", func(sh screen.Shell) *vouchers { return newVouchers(o, sh) })
}

// vouchers issues the numbers of a day.
type vouchers struct {
	office VoucherOffice
	sh     screen.Shell
	day    *kit.DateStrip
	first  *kit.Stepper
	last   *kit.Stepper
	fault  screen.FaultLine
	list   *kit.List
	edit   *screen.Editor
	all    fyne.CanvasObject
}

// mostVouchers is the last number of a day.
const mostVouchers = 999

func newVouchers(o VoucherOffice, sh screen.Shell) *vouchers {
	v := &vouchers{office: o, sh: sh, list: kit.NewList(), fault: screen.NewFaultLine()}
	say := sh.Say
	today := sh.Settings().Calendar.Day(sh.Now())
	v.day = kit.NewDateStrip(today, today, sh).SetSpan(0, 4)
	v.day.OnChanged = func(data.Day) { v.Load() }
	v.first = kit.NewStepper(say("settings.vouchers.first"), 1, mostVouchers, 1)
	v.last = kit.NewStepper(say("settings.vouchers.last"), 1, mostVouchers, 20)
	v.edit = screen.NewEditor(sh, map[string]screen.Faulty{"first": v.fault}, func() data.Command {
		return &data.IssueVouchers{Day: v.day.Selected(), First: v.first.Value(), Last: v.last.Value()}
	})
	v.edit.Save.SetText(say("settings.vouchers.issue"))
	v.edit.Done = func(r data.Receipt) { sh.Toast(say("settings.vouchers.issued"), r.ID) }
	v.list.SetEmpty(say("settings.vouchers.none"), "", nil)
	form := kit.VBoxGap(kit.SizePad, kit.NewParagraph(say("settings.vouchers.what"), kit.Label), v.day, kit.HBoxGap(kit.SizePad, v.first, v.last), v.fault)
	foot := kit.VBox(v.edit.Other, kit.Row(nil, nil, v.edit.Save))
	v.all = kit.Loose(kit.NewCard(say("settings.vouchers"), nil, kit.Pin(form, foot, nil, nil, v.list)))
	return v
}

// Content gives what is shown.
func (v *vouchers) Content() fyne.CanvasObject { return v.all }

// Tables names the changes that concern it.
func (v *vouchers) Tables() []string { return []string{"voucher"} }

// Load reads the vouchers of the day.
func (v *vouchers) Load() {
	day := v.day.Selected()
	var all []data.Voucher
	v.sh.Load(func(ctx context.Context) (err error) {
		all, err = v.office.Vouchers(ctx, day)
		return err
	}, func(err error) {
		if err != nil {
			v.edit.Say(v.sh.Fault(err))
			return
		}
		if day != v.day.Selected() {
			return
		}
		var rows []kit.Item
		for _, one := range all {
			it := kit.Item{ID: one.Number, Title: one.Number, Badge: v.sh.Say("settings.vouchers.free"), Tone: kit.ToneGood}
			if one.Booking != "" {
				it.Badge, it.Tone = v.sh.Say("settings.vouchers.used"), kit.TonePlain
			}
			if !one.Issued {
				it.Sub = v.sh.Say("settings.vouchers.unknown")
			}
			rows = append(rows, it)
		}
		v.list.SetItems(rows)
	})
}
