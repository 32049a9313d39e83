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
	list   *kit.List
	form   *screen.Form[data.IssueVouchers]
	all    fyne.CanvasObject
}

// mostVouchers is the last number of a day, usualVouchers how many there usually are.
const mostVouchers, usualVouchers = 999, 20

func newVouchers(o VoucherOffice, sh screen.Shell) *vouchers {
	v := &vouchers{office: o, sh: sh, list: kit.NewList().SetEmpty(sh.Say("settings.vouchers.none"), "", nil)}
	f := screen.NewForm(sh, "settings.vouchers", "", func(c *data.IssueVouchers) {
		c.Day, c.First, c.Last = sh.Settings().Calendar.Day(sh.Now()), 1, usualVouchers
	})
	day := f.Day("day", &f.C.Day).SetSpan(0, 4)
	day.SetLabel("")
	first, last := f.Count("first", &f.C.First, 1, mostVouchers), f.Count("last", &f.C.Last, 1, mostVouchers)
	f.Stay("day", "first", "last")
	f.OnChange = func(name string) {
		if name == "day" {
			v.Load()
		}
	}
	f.Do("settings.vouchers.issue", func(_ *data.IssueVouchers, r data.Receipt) { sh.Toast(sh.Say("settings.vouchers.issued"), r.ID) })
	v.form = f
	body := f.Column(kit.NewParagraph(sh.Say("settings.vouchers.what"), kit.Label), day, kit.HBoxGap(kit.SizePad, first, last))
	foot := kit.VBox(f.Banner, kit.Row(nil, nil, f.Button))
	v.all = kit.Loose(kit.NewCard(sh.Say("settings.vouchers"), nil, kit.Pin(body, foot, nil, nil, v.list)))
	return v
}

// Content gives what is shown.
func (v *vouchers) Content() fyne.CanvasObject { return v.all }

// Tables names the changes that concern it.
func (v *vouchers) Tables() []string { return []string{"voucher"} }

// Load reads the vouchers of the day.
func (v *vouchers) Load() {
	day := v.form.C.Day
	var all []data.Voucher
	v.sh.Load(func(ctx context.Context) (err error) {
		all, err = v.office.Vouchers(ctx, day)
		return err
	}, func(err error) {
		if err != nil {
			v.form.Fault(err)
			return
		}
		if day != v.form.C.Day {
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
