package staff

import (
	"context"

	"fyne.io/fyne/v2"

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
	office      Office
	sh          screen.Shell
	consultants bool
	staff       []data.Staff
	list        *kit.List
	all         fyne.CanvasObject
}

func newPeople(o Office, sh screen.Shell, consultants bool) *people {
	p := &people{office: o, sh: sh, consultants: consultants, list: kit.NewList()}
	title, add := "settings.staff", "settings.staff.add"
	if consultants {
		title, add = "settings.consultants", "settings.consultants.add"
	}
	p.list.SetEmpty(sh.Say("common.nothing"), sh.Say(add), p.add)
	p.list.OnTap = func(id string) {
		for _, s := range p.staff {
			if string(s.ID) == id {
				p.edit(s, false)
			}
		}
	}
	p.list.OnAction = func(id, _ string) {
		for _, s := range p.staff {
			if string(s.ID) == id {
				p.pin(s)
			}
		}
	}
	p.all = screen.ListCard(sh, title, add, p.list, p.add)
	return p
}

// Content gives what is shown.
func (p *people) Content() fyne.CanvasObject { return p.all }

// Tables names the changes that concern it.
func (p *people) Tables() []string { return []string{"staff"} }

// Load reads the people.
func (p *people) Load() {
	var staff []data.Staff
	p.sh.Load(func(ctx context.Context) (err error) {
		staff, err = p.office.Staff(ctx)
		return err
	}, func(err error) {
		if err != nil {
			p.sh.Toast(p.sh.Fault(err), "")
			return
		}
		p.staff = staff
		var items []kit.Item
		for _, s := range staff {
			if (s.Role == data.Consultant) == p.consultants {
				items = append(items, p.row(s))
			}
		}
		p.list.SetItems(items)
	})
}

func (p *people) row(s data.Staff) kit.Item {
	role := p.sh.Say("staff.role." + string(s.Role))
	it := kit.Item{ID: string(s.ID), Title: s.Name, Sub: role}
	if s.Post != "" && s.Post != role {
		it.Sub = p.sh.Say("settings.staff.postRole", s.Post, role)
	}
	switch {
	case s.Gone:
		it.Badge, it.Strike = p.sh.Say("settings.staff.gone"), true
		return it
	case s.Verifier == "":
		it.Badge, it.Tone = p.sh.Say("settings.staff.noPIN"), kit.ToneSoon
	}
	it.Actions = []kit.ItemAction{{ID: "pin", Label: p.sh.Say("settings.staff.pin")}}
	return it
}

func (p *people) add() {
	role := data.Role("")
	if p.consultants {
		role = data.Consultant
	}
	p.edit(data.Staff{ID: data.NewID(), Role: role, Sort: screen.NextSort(p.staff, func(s data.Staff) int { return s.Sort })}, true)
}

// edit changes who somebody is; the PIN is given apart.
func (p *people) edit(s data.Staff, fresh bool) {
	say := p.sh.Say
	name := kit.NewField(say("common.name")).SetMaxRunes(data.NameLength)
	name.SetText(s.Name)
	post := kit.NewField(say("settings.staff.post")).SetMaxRunes(data.NameLength).SetHint(say("settings.staff.postHint"))
	post.SetText(s.Post)
	var roles []kit.Choice
	for _, r := range data.Roles {
		roles = append(roles, kit.Choice{Code: string(r), Label: say("staff.role." + string(r))})
	}
	role := kit.NewChips(say("settings.staff.role"), roles)
	role.Select(string(s.Role))
	left := screen.YesNo(p.sh, say("settings.staff.left"), s.Gone)
	left.Hidden = fresh
	e := screen.NewEditor(p.sh, map[string]screen.Faulty{"name": name, "post": post, "role": role}, func() data.Command {
		return &data.PutStaff{Person: s.ID, Name: name.Text(), Post: post.Text(), Role: data.Role(role.Selected()), Gone: screen.IsYes(left), Sort: s.Sort}
	})
	title := s.Name
	if fresh {
		title = say("settings.staff.add")
	}
	e.Sheet(title, name, post, role, left)
	if fresh {
		shut := e.Done
		e.Done = func(r data.Receipt) {
			shut(r)
			s.Name, s.Post, s.Role = name.Text(), post.Text(), data.Role(role.Selected())
			p.pin(s) // without one nobody can sign on
		}
	}
}

// pin gives somebody a PIN.
func (p *people) pin(s data.Staff) {
	say := p.sh.Say
	if s.ID == p.sh.Me().ID { // the old one is asked for there
		p.sh.Toast(say("settings.staff.ownPIN"), "")
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
		screen.ShowFaults(p.sh, nil, places)
		pin := first.Text()
		if err := data.CheckPIN(pin); err != nil {
			screen.ShowFaults(p.sh, err, places)
			return
		}
		if pin != again.Text() {
			again.SetFault(say("error.pinMismatch"))
			return
		}
		save.Lock()
		cmd := &data.SetPIN{Person: s.ID}
		p.sh.Load(func(context.Context) error {
			cmd.Verifier = data.Verifier(pin) // takes a while
			return nil
		}, func(error) {
			p.sh.Do(cmd, func(r data.Receipt, err error) {
				save.Unlock()
				if rest := screen.ShowFaults(p.sh, err, places); rest != "" {
					other.Set(rest, kit.ToneLate)
					other.Show()
				}
				if err == nil {
					shut()
					p.sh.Toast(say("settings.staff.pinSet", s.Name), "")
				}
			})
		})
	}
	save.SetTap(do)
	first.OnEnter, again.OnEnter = do, do
	shut = p.sh.Sheet(say("settings.staff.pinOf", s.Name), kit.VBoxGap(kit.SizePad, first, again, other, save), nil)
}
