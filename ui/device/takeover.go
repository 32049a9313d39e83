package device

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// replicaPage is what a device shows that has joined: that the hub looks after
// the devices, and how to take its place where the whole book is here.
func (d *devices) replicaPage() fyne.CanvasObject {
	say := d.sh.Say
	d.banner = kit.NewBanner(say("settings.devices.joined"), kit.TonePlain)
	d.over = kit.VBoxGap(kit.SizeGap)
	body := kit.VBoxGap(kit.SizePad, d.banner, d.over)
	return kit.Loose(kit.NewCard(say("settings.devices"), nil, kit.NewScroll(body)))
}

// dealTakeOver offers to take the hub's place, once somebody has said that the
// old one is off.
func (d *devices) dealTakeOver() {
	say := d.sh.Say
	waits := kit.NewParagraph("", kit.Label)
	waits.Hide()
	off := kit.NewChips("", []kit.Choice{{Code: "off", Label: say("settings.devices.oldOff")}}).SetMulti(true)
	do := kit.NewButton(say("settings.devices.takeOver"), kit.Danger, nil)
	fault := screen.NewFaultLine()
	do.SetTap(func() {
		fault.SetFault("")
		if len(off.SelectedAll()) == 0 {
			fault.SetFault(say("settings.devices.oldOffNeeded"))
			return
		}
		d.sh.Approve(say("settings.devices.takeOverWhy"), func(a data.Approval) { d.takeOver(a, do, fault) })
	})
	d.over.Objects = []fyne.CanvasObject{kit.NewRule(), kit.NewText(say("settings.devices.takeOver"), kit.Section),
		kit.NewParagraph(say("settings.devices.takeOverWhat"), kit.Body), waits, off, fault, kit.Row(nil, nil, do)}
	d.waits = waits
}

func (d *devices) takeOver(a data.Approval, do *kit.Button, fault screen.FaultLine) {
	if do.Locked() {
		return
	}
	do.Lock()
	d.sh.Load(func(ctx context.Context) error { return d.replica.TakeOver(context.WithoutCancel(ctx), a) }, func(err error) {
		do.Unlock()
		if err != nil {
			fault.SetFault(d.sh.Fault(err))
			return
		}
		d.sh.Toast(d.sh.Say("settings.devices.tookOver"), "")
		d.sh.Reopen()
	})
}

// loadReplica reads what this device is for and how much waits here, which is
// decided here after taking over.
func (d *devices) loadReplica() {
	var state data.LinkState
	var role data.DeviceRole
	d.sh.Load(func(context.Context) error {
		role, state = d.replica.Role(), d.replica.State()
		return nil
	}, func(err error) {
		if err != nil {
			d.sh.Toast(d.sh.Fault(err), "")
			return
		}
		if !role.Full() {
			return
		}
		if d.waits == nil {
			d.dealTakeOver()
		}
		d.waits.Hidden = state.Waiting == 0
		d.waits.SetText(d.sh.Say("settings.devices.takeOverWaits", state.Waiting))
		d.all.Refresh()
	})
}
