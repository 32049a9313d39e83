package device

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Shared is an office that can be shared with other devices from here.
type Shared interface {
	Sharing(ctx context.Context) (data.Sharing, error)
	Share(ctx context.Context, on bool, by data.ID) error
	PairingCode(ctx context.Context, role data.DeviceRole, by data.ID) (data.PairingCode, error)
	Presences(ctx context.Context) ([]data.Presence, error)
}

// Joined is an office on a device that has joined and can become the hub.
type Joined interface {
	Role() data.DeviceRole
	State() data.LinkState
	TakeOver(ctx context.Context, by data.Approval) error
}

// devices are the other devices of the office: sharing, pairing, the list; on a
// replica becoming the hub.
type devices struct {
	sh      screen.Shell
	office  Shared // nil on a replica
	replica Joined // nil on a hub
	sharing data.Sharing
	present []data.Presence
	turned  func() // shows how long the code still serves

	state    *kit.Badge
	share    *kit.Button
	firewall *kit.Banner
	places   *fyne.Container
	banner   *kit.Banner // another device is the hub
	list     *kit.List
	role     *kit.Chips
	about    *kit.Paragraph
	over     *fyne.Container
	waits    *kit.Paragraph
	all      fyne.CanvasObject
}

// Section is where a device that holds the book is shared, and one that has
// joined takes over; an office has one of the two or nothing of it.
func Section(shared Shared, joined Joined) screen.Section {
	s := screen.NewSection("devices", func(sh screen.Shell) *devices { return newDevices(shared, joined, sh) })
	s.Offered = shared != nil || joined != nil
	return s
}

func newDevices(shared Shared, joined Joined, sh screen.Shell) *devices {
	d := &devices{sh: sh, office: shared}
	if shared == nil {
		d.replica = joined
		d.all = d.replicaPage()
		return d
	}
	d.all = d.hubPage()
	return d
}

// Content gives what is shown.
func (d *devices) Content() fyne.CanvasObject { return d.all }

// Tables names the changes that concern it.
func (d *devices) Tables() []string { return []string{"device", "epoch", screen.DeviceNews} }

// hubPage is what the device shows that holds the book.
func (d *devices) hubPage() fyne.CanvasObject {
	say := d.sh.Say
	d.state = kit.NewBadge("", kit.TonePlain)
	d.share = kit.NewButton("", kit.Secondary, d.toggle)
	d.banner = kit.NewBanner("", kit.ToneLate)
	d.firewall = kit.NewBanner("", kit.ToneSoon)
	d.places = kit.VBoxGap("")
	d.list = kit.NewList()
	d.list.SetEmpty(say("settings.devices.none"), "", nil)
	d.list.OnAction = d.act
	d.role, d.about = d.roles()
	code := kit.NewButton(say("settings.devices.code"), kit.Primary, nil)
	code.SetTap(func() { d.pair(code) })
	sharing := kit.NewCard(say("settings.devices.share"), d.state, kit.VBoxGap(kit.SizeGap, d.banner, kit.NewParagraph(say("settings.devices.shareWhat"), kit.Label), d.places, d.firewall, kit.Row(nil, nil, d.share)))
	pairing := kit.NewCard(say("settings.devices.pair"), nil, kit.VBoxGap(kit.SizeGap, kit.NewParagraph(say("settings.devices.pairWhat"), kit.Label), d.role, d.about, kit.Row(nil, nil, code)))
	list := kit.MinSize(kit.NewCard(say("settings.devices.list"), nil, d.list), 0, 4*kit.Size(kit.SizeTouch))
	if d.sh.Compact() {
		return kit.NewScroll(kit.VBoxGap(kit.SizePad, sharing, pairing, list))
	}
	return kit.Columns([]float32{1, 1.15}, kit.NewScroll(kit.VBoxGap(kit.SizePad, sharing, pairing)), kit.Loose(list))
}

// roles are what a device can be for, and what that means.
func (d *devices) roles() (*kit.Chips, *kit.Paragraph) {
	say := d.sh.Say
	var all []kit.Choice
	for _, r := range data.DeviceRoles {
		all = append(all, kit.Choice{Code: string(r), Label: say("device.role." + string(r))})
	}
	about := kit.NewParagraph("", kit.Small)
	chips := kit.NewChips(say("settings.devices.role"), all)
	chips.Select(string(data.AtBar))
	tell := func() { about.SetText(say("settings.devices.roleWhat." + chips.Selected())) }
	chips.OnChanged = tell
	tell()
	return chips, about
}

// Load reads how the office is shared.
func (d *devices) Load() {
	if d.office == nil {
		d.loadReplica()
		return
	}
	d.read()
}

func (d *devices) read() {
	var sharing data.Sharing
	var present []data.Presence
	d.sh.Load(func(ctx context.Context) (err error) {
		if sharing, err = d.office.Sharing(ctx); err == nil {
			present, err = d.office.Presences(ctx)
		}
		return err
	}, func(err error) {
		if err != nil {
			d.sh.Toast(d.sh.Fault(err), "")
			return
		}
		d.sharing, d.present = sharing, present
		d.deal()
	})
}

// deal shows what was read.
func (d *devices) deal() {
	say, on := d.sh.Say, d.sharing.On
	d.share.SetText(say("settings.devices.turnOn"))
	d.state.Set(say("settings.devices.off"), kit.TonePlain)
	if on {
		d.share.SetText(say("settings.devices.turnOff"))
		d.state.Set(say("settings.devices.on"), kit.ToneGood)
	}
	d.banner.Hidden = d.sharing.Successor == nil
	if h := d.sharing.Successor; h != nil {
		d.banner.Set(say("link.supersededWhat", h.Name, h.Address), kit.ToneLate)
	}
	d.places.Objects = nil
	if on {
		d.places.Add(kit.NewText(say("settings.devices.address"), kit.Label))
		for _, a := range d.sharing.Addresses {
			d.places.Add(kit.NewText(a, kit.Section))
		}
		if len(d.sharing.Addresses) == 0 {
			d.places.Add(kit.NewParagraph(say("settings.devices.noAddress"), kit.Body.In(kit.ToneSoon.Ink())))
		}
	}
	d.dealFirewall(on && d.sharing.Firewall.Blocks)
	var rows []kit.Item
	for _, p := range d.present {
		rows = append(rows, d.row(p))
	}
	d.list.SetItems(rows)
	d.places.Refresh()
	d.all.Refresh()
}

// dealFirewall shows the one line that lets others in, to be copied.
func (d *devices) dealFirewall(blocks bool) {
	d.firewall.Hidden = !blocks
	if !blocks {
		return
	}
	line := d.sharing.Firewall.Command
	d.firewall.Set(d.sh.Say("settings.devices.firewall")+"\n"+line, kit.ToneSoon)
	d.firewall.SetActions(kit.NewButton(d.sh.Say("settings.devices.copy"), kit.Secondary, func() {
		fyne.CurrentApp().Clipboard().SetContent(line)
		d.sh.Toast(d.sh.Say("settings.devices.copied"), "")
	}).SetIcon("copy"))
}

// row is one device of the office.
func (d *devices) row(p data.Presence) kit.Item {
	say := d.sh.Say
	it := kit.Item{ID: string(p.ID), Title: p.Name, Sub: d.facts(p)}
	switch {
	case !p.Active():
		it.Badge, it.Strike = say("settings.devices.revoked"), true
		return it
	case p.Here:
		it.Badge, it.Tone = say("settings.devices.here"), kit.TonePrimary
	case p.Apart:
		it.Badge, it.Tone = say("link.past"), kit.ToneLate
	case p.Online:
		it.Badge, it.Tone = say("link.isOnline"), kit.ToneGood
	case p.LastSeen.IsZero():
		it.Badge = say("link.notSeen")
	default:
		it.Badge, it.Tone = say("link.seen", d.when(p.LastSeen)), kit.ToneSoon
	}
	it.Actions = []kit.ItemAction{{ID: "name", Label: say("settings.devices.rename")}}
	if !p.Here {
		it.Actions = append(it.Actions, kit.ItemAction{ID: "revoke", Label: say("settings.devices.revoke"), Tone: kit.ToneLate})
	}
	return it
}

// facts says in a few words what a device is for and what there is to know of it.
func (d *devices) facts(p data.Presence) string {
	say := d.sh.Say
	text := say("device.role." + string(p.Role))
	add := func(s string) { text = say("settings.devices.dot", text, s) }
	if p.Waiting > 0 {
		add(say("settings.devices.waits", p.Waiting))
	}
	if p.Behind > 0 {
		add(say("settings.devices.behind", p.Behind))
	}
	if p.Version != "" {
		add(say("settings.devices.version", p.Version))
	}
	return text
}

func (d *devices) when(t data.Time) string {
	cal := d.sh.Settings().Calendar
	if cal.Day(t) == cal.Day(d.sh.Now()) {
		return cal.Clock(t)
	}
	return cal.Stamp(t)
}

// toggle begins or ends sharing; ending it sends others offline and is asked for.
func (d *devices) toggle() {
	if d.sharing.On {
		d.sh.Confirm(d.sh.Say("settings.devices.offSure"), d.sh.Say("settings.devices.turnOff"), kit.ToneLate, func() { d.put(false) })
		return
	}
	d.put(true)
}

func (d *devices) put(on bool) {
	if d.share.Locked() {
		return
	}
	d.share.Lock()
	by := d.sh.Me().ID
	d.sh.Load(func(ctx context.Context) error { return d.office.Share(ctx, on, by) }, func(err error) {
		d.share.Unlock()
		if err != nil {
			d.sh.Toast(d.sh.Fault(err), "")
		}
		d.read()
	})
}

func (d *devices) act(id, action string) {
	for _, p := range d.present {
		switch {
		case string(p.ID) != id:
		case action == "name":
			d.rename(p)
		default:
			d.revoke(p)
		}
	}
}

func (d *devices) revoke(p data.Presence) {
	say := d.sh.Say
	d.sh.Confirm(say("settings.devices.revokeSure", p.Name), say("settings.devices.revoke"), kit.ToneLate, func() {
		d.sh.Do(&data.RevokeDevice{Revoked: p.ID}, func(_ data.Receipt, err error) {
			if err != nil {
				d.sh.Toast(d.sh.Fault(err), "")
				return
			}
			d.sh.Toast(say("settings.devices.revokedNow", p.Name), "")
			d.read()
		})
	})
}

func (d *devices) rename(p data.Presence) {
	f := screen.NewForm(d.sh, "settings.devices", "", func(c *data.NameDevice) { c.Named, c.Name = p.ID, p.Name })
	name := f.Text("name", &f.C.Name, data.NameLength)
	f.After = d.read
	f.Save(p.Name, name)
}
