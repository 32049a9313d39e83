package staff

import (
	"context"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what this section asks of the office.
type Office interface {
	Staff(ctx context.Context) ([]data.Staff, error)
}

// Section is where the people are kept who work with this program.
func Section(o Office) screen.Section {
	return screen.NewSection("staff", func(sh screen.Shell) *people { return newPeople(o, sh, false) })
}

// Consultants is where the consultants are kept, who don't sign on.
func Consultants(o Office) screen.Section {
	return screen.NewSection("consultants", func(sh screen.Shell) *people { return newPeople(o, sh, true) })
}

// people is the list of staff, or of the consultants among them.
type people struct {
	screen.Things[data.Staff]
	consultants bool
}

func newPeople(o Office, sh screen.Shell, consultants bool) *people {
	p := &people{screen.Things[data.Staff]{Sh: sh, Name: "staff", Add: "settings.staff.add", Of: []string{"staff"}, Read: o.Staff}, consultants}
	if consultants {
		p.Name, p.Add = "consultants", "settings.consultants.add"
	}
	p.Row, p.Fresh, p.Edit, p.Act = p.row, p.blank, p.edit, p.pin
	p.Build()
	return p
}

// row gives somebody's row; those who are kept in the other section are of no
// kind that is shown.
func (p *people) row(s data.Staff) (string, kit.Item) {
	role := p.Sh.Say("staff.role." + string(s.Role))
	it := kit.Item{ID: string(s.ID), Title: s.Name, Sub: role}
	if (s.Role == data.Consultant) != p.consultants {
		return "elsewhere", it
	}
	if s.Post != "" && s.Post != role {
		it.Sub = p.Sh.Say("settings.staff.postRole", s.Post, role)
	}
	if s.Gone {
		it.Badge, it.Strike = p.Sh.Say("settings.staff.away"), true
		return "", it
	}
	if s.Verifier == "" {
		it.Badge, it.Tone = p.Sh.Say("settings.staff.noPIN"), kit.ToneSoon
	}
	it.Actions = []kit.ItemAction{{ID: "pin", Label: p.Sh.Say("settings.staff.pin")}}
	return "", it
}

func (p *people) blank(string) data.Staff {
	s := data.Staff{ID: data.NewID(), Sort: screen.NextSort(p.Items, func(s data.Staff) int { return s.Sort })}
	if p.consultants {
		s.Role = data.Consultant
	}
	return s
}

// edit changes who somebody is; the PIN is given apart.
func (p *people) edit(s data.Staff, fresh bool) {
	f := screen.NewForm(p.Sh, "settings.staff", p.Draft(fresh), func(c *data.PutStaff) {
		c.Person, c.Name, c.Post, c.Role, c.Gone, c.Sort = s.ID, s.Name, s.Post, s.Role, s.Gone, s.Sort
	})
	name, post := f.Text("common.name", &f.C.Name, data.NameLength), f.Text("post", &f.C.Post, data.NameLength)
	post.SetHint(p.Sh.Say("settings.staff.postHint"))
	role, gone := screen.Choice(f, "staff.role", &f.C.Role, data.Roles), f.YesNo("gone", &f.C.Gone)
	f.Show(func() bool { return !fresh }, "gone")
	f.Do("common.save", func(c *data.PutStaff, r data.Receipt) {
		p.Sh.Toast(p.Sh.Say("common.saved"), r.ID)
		if fresh { // without one nobody can sign on
			p.pin(data.Staff{ID: c.Person, Name: c.Name})
		}
	})
	f.Sheet(p.Title(s.Name, fresh), name, post, role, gone)
}

// pin gives somebody a PIN.
func (p *people) pin(s data.Staff) {
	say := p.Sh.Say
	if s.ID == p.Sh.Me().ID { // the old one is asked for there
		p.Sh.Toast(say("settings.staff.ownPIN"), "")
		return
	}
	first := kit.NewField(say("shell.pin.new")).SetPassword(true).SetMaxRunes(data.PINMax)
	again := kit.NewField(say("shell.pin.again")).SetPassword(true).SetMaxRunes(data.PINMax)
	places := map[string]screen.Faulty{"pin": first, "again": again}
	other := kit.NewBanner("", kit.ToneLate)
	other.Hide()
	save := kit.NewButton(say("common.save"), kit.Primary, nil)
	var shut func()
	do := func() {
		if save.Locked() {
			return
		}
		screen.ShowFaults(p.Sh, nil, places)
		pin := first.Text()
		if err := data.CheckPIN(pin); err != nil {
			screen.ShowFaults(p.Sh, err, places)
			return
		}
		if pin != again.Text() {
			again.SetFault(say("error.pinMismatch"))
			return
		}
		save.Lock()
		cmd := &data.SetPIN{Person: s.ID}
		p.Sh.Load(func(context.Context) error {
			cmd.Verifier = data.Verifier(pin) // takes a while
			return nil
		}, func(error) {
			p.Sh.Do(cmd, func(r data.Receipt, err error) {
				save.Unlock()
				if rest := screen.ShowFaults(p.Sh, err, places); rest != "" {
					other.Set(rest, kit.ToneLate)
					other.Show()
				}
				if err == nil {
					shut()
					p.Sh.Toast(say("settings.staff.pinSet", s.Name), "")
				}
			})
		})
	}
	save.SetTap(do)
	first.OnEnter, again.OnEnter = do, do
	shut = p.Sh.Sheet(say("settings.staff.pinOf", s.Name), kit.VBoxGap(kit.SizePad, first, again, other, save), nil)
}
