package supervisor

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// vouchers issues the numbers of a day.
type vouchers struct {
	office SettingsOffice
	sh     screen.Shell
	day    *kit.DateStrip
	first  *kit.Stepper
	last   *kit.Stepper
	fault  fault
	list   *kit.List
	edit   *editor
	all    fyne.CanvasObject
}

// mostVouchers is the last number of a day.
const mostVouchers = 999

func newVouchers(o SettingsOffice, sh screen.Shell) section {
	v := &vouchers{office: o, sh: sh, list: kit.NewList(), fault: faultLine()}
	say := sh.Say
	today := sh.Settings().Calendar.Day(sh.Now())
	v.day = kit.NewDateStrip(today, today, sh).SetSpan(0, 4)
	v.day.OnChanged = func(data.Day) { v.load() }
	v.first = kit.NewStepper(say("settings.vouchers.first"), 1, mostVouchers, 1)
	v.last = kit.NewStepper(say("settings.vouchers.last"), 1, mostVouchers, 20)
	v.edit = newEditor(sh, map[string]screen.Faulty{"first": v.fault}, func() data.Command {
		return &data.IssueVouchers{Day: v.day.Selected(), First: v.first.Value(), Last: v.last.Value()}
	})
	v.edit.save.SetText(say("settings.vouchers.issue"))
	v.edit.done = func(r data.Receipt) { sh.Toast(say("settings.vouchers.issued"), r.ID) }
	v.list.SetEmpty(say("settings.vouchers.none"), "", nil)
	form := kit.VBoxGap(kit.SizePad, kit.NewParagraph(say("settings.vouchers.what"), kit.Label), v.day, kit.HBoxGap(kit.SizePad, v.first, v.last), v.fault)
	foot := kit.VBox(v.edit.other, kit.Row(nil, nil, v.edit.save))
	v.all = kit.Loose(kit.NewCard(say("settings.vouchers"), nil, kit.Pin(form, foot, nil, nil, v.list)))
	return v
}

func (v *vouchers) content() fyne.CanvasObject { return v.all }
func (v *vouchers) tables() []string           { return []string{"voucher"} }

func (v *vouchers) load() {
	day := v.day.Selected()
	var all []data.Voucher
	v.sh.Load(func(ctx context.Context) (err error) {
		all, err = v.office.Vouchers(ctx, day)
		return err
	}, func(err error) {
		if err != nil {
			v.edit.say(v.sh.Fault(err))
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
