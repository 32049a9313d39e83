package device

import (
	"context"
	"time"

	"yingbin/data"
	"yingbin/ui/kit"
)

// pair asks for a code that lets one device in, and shows it.
func (d *devices) pair(b *kit.Button) {
	if b.Locked() {
		return
	}
	b.Lock()
	role, by := data.DeviceRole(d.role.Selected()), d.sh.Me().ID
	var code data.PairingCode
	d.sh.Load(func(ctx context.Context) (err error) {
		code, err = d.office.PairingCode(ctx, role, by)
		return err
	}, func(err error) {
		b.Unlock()
		if err != nil {
			d.sh.Toast(d.sh.Fault(err), "")
			return
		}
		d.showCode(code)
		d.read() // sharing may have begun with it
	})
}

// showCode shows a code as it is typed on the other device, with the address
// beside it and how long it still serves.
func (d *devices) showCode(c data.PairingCode) {
	say := d.sh.Say
	left := kit.NewText("", kit.Body)
	where := kit.VBoxGap("")
	tell := func() {
		minutes := int((c.Ends.Sub(d.sh.Now()) + time.Minute - 1) / time.Minute)
		left.SetStyle(kit.Body)
		left.SetText(say("settings.devices.codeLeft", minutes))
		if minutes <= 0 {
			left.SetStyle(kit.Body.In(kit.ColorLate))
			left.SetText(say("settings.devices.codeOver"))
		}
		where.Objects = nil
		for _, a := range d.sharing.Addresses {
			where.Add(kit.NewText(say("settings.devices.codeAt", a), kit.BodyBold))
		}
		where.Refresh()
	}
	tell()
	d.turned = tell
	digits := kit.NewText(data.Grouped(c.Code), kit.Figure.In(kit.ColorJade))
	body := kit.VBoxGap(kit.SizePad, kit.NewParagraph(say("settings.devices.pairWhat"), kit.Label), digits, left, kit.NewRule(), where)
	d.sh.Sheet(say("settings.devices.codeFor", say("device.role."+string(c.Role))), body, func() { d.turned = nil })
}

// Tick moves the time on that is left of a code.
func (d *devices) Tick() {
	if d.turned != nil {
		d.turned()
	}
}
