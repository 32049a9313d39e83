package duty

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// peopleShown is how many people a row of chips shows before the rest goes
// behind one.
const peopleShown = 11

// told says what was done, and what goes with it.
func (s *duty) told(words string, r data.Receipt) {
	s.sh.Toast(screen.WithWarnings(s.sh.Say, words, r), r.ID)
}

// tells is the chip that says that the supervisor knows.
func (s *duty) tells() kit.Choice { return kit.Choice{Label: s.sh.Say("duty.tell")} }

// mayTell reports whether a line of this kind may be the supervisor's business.
func mayTell(kind string) bool { return kind == "abnormal" || kind == "complaint" }

// openTake puts somebody on post: whoever is signed on is chosen already.
func (s *duty) openTake() {
	say, me := s.sh.Say, s.sh.Me()
	f := screen.NewForm(s.sh, "duty", "take", func(c *data.TakePost) {
		c.Post, c.Place = data.NewID(), "desk"
		if _, on := s.view.mine(me.ID); !on {
			c.Person = me.ID
		}
		if me.Role == data.Usher {
			c.Place = "usher"
		}
	})
	who := screen.Pick(f, "person", &f.C.Person, s.view.free()).SetMore(peopleShown, say("common.more"))
	post := screen.Pick(f, "duty.paper.post", &f.C.Place, kit.Labelled(say, "duty.post.", data.DutyPosts))
	f.Need("duty.needWho", "person")
	f.After = s.load
	f.Do("duty.takePost", func(c *data.TakePost, r data.Receipt) {
		s.told(say("duty.took", s.view.name(c.Person), say("duty.post."+c.Place)), r)
	})
	f.Sheet(say("duty.take"), post, who)
}

// openPost is the sheet of somebody on post: what they may do from there.
func (s *duty) openPost(id string) {
	p, ok := s.view.post(id)
	if !ok || !p.On() || s.day != s.today {
		return
	}
	say, cal := s.sh.Say, s.sh.Settings().Calendar
	name := s.view.name(p.Staff)
	words := say("duty.since", say("duty.post."+p.Post), cal.Clock(p.Since))
	f := screen.NewForm(s.sh, "duty", "", func(c *data.LeavePost) { c.Post = p.ID })
	f.After = s.load
	f.Do("duty.leave", func(_ *data.LeavePost, r data.Receipt) { s.told(say("duty.leftPost", name), r) })
	parts := []fyne.CanvasObject{kit.NewParagraph(words, kit.Label)}
	step := func(key, action string) {
		parts = append(parts, kit.NewButton(say(key), kit.Secondary, func() { f.Shut(); s.stepped(id, action) }).SetLarge())
	}
	if a, away := data.AwayNow(s.view.absences, p.Staff); away {
		text, tone := s.view.away(say, a, s.sh.Now())
		parts = append(parts, kit.HBox(kit.NewBadge(text, tone)))
		step("duty.back", "back")
	} else {
		step("duty.goBreak", "break")
		step("duty.goAway", "away")
	}
	f.Sheet(name, parts...)
}

// openAway asks who stands in and whether the supervisor knows.
func (s *duty) openAway(p data.Post) {
	say, name := s.sh.Say, s.view.name(p.Staff)
	f := screen.NewForm(s.sh, "duty", "away/"+string(p.Staff), func(c *data.StepAway) {
		c.Absence, c.Person, c.Why = data.NewID(), p.Staff, "away"
	})
	standIn := screen.Pick(f, "duty.paper.standIn", &f.C.StandIn, s.view.standIns(p.Staff)).SetMore(peopleShown, say("common.more"))
	told, note := f.Tick("told", &f.C.Told, s.tells()), f.Text("duty.away.note", &f.C.Note, data.RemarkLength)
	f.After = s.load
	f.Do("duty.goAway", func(c *data.StepAway, r data.Receipt) {
		s.told(say("duty.awayBegins", name, s.view.name(c.StandIn)), r)
	})
	f.Sheet(say("duty.awayTitle", name), standIn, told, note)
}

// ago offers how long ago something happened, in minutes.
var ago = []int{0, 5, 15, 30, 60}

// openNote is the sheet that writes a line of one kind.
func (s *duty) openNote(kind string) {
	say, minutes := s.sh.Say, new(int)
	f := screen.NewForm(s.sh, "duty", "note/"+kind, func(c *data.NoteDuty) { c.Entry, c.What = data.NewID(), kind })
	text := f.Text("duty.ask."+kind+".text", &f.C.Text, data.RemarkLength)
	result := f.Text("duty.paper.result", &f.C.Result, data.RemarkLength)
	choices := make([]kit.Choice, len(ago))
	for i, m := range ago {
		label := say("common.now")
		if m > 0 {
			label = say("common.ago", data.Length(say, time.Duration(m)*time.Minute))
		}
		choices[i] = kit.Choice{Code: strconv.Itoa(m), Label: label}
	}
	when, told := f.PickNumber("when", minutes, choices), f.Tick("told", &f.C.Told, s.tells())
	f.Show(func() bool { return mayTell(kind) }, "told")
	f.OnFill = func(*data.NoteDuty) { *minutes = 0 }
	f.OnGive = func(c *data.NoteDuty) {
		if *minutes > 0 {
			c.When = s.sh.Now().Add(-time.Duration(*minutes) * time.Minute)
		}
	}
	f.After = s.load
	f.Do("duty.save", func(_ *data.NoteDuty, r data.Receipt) { s.told(say("duty.noted", say("duty.kind."+kind)), r) })
	f.Sheet(say("duty.kind."+kind), text, result, when, told)
	text.Focus(s.sh.Canvas())
}

// openEntry is the sheet of a line: whole, and for a typed one what became of
// it.
func (s *duty) openEntry(id string) {
	e, ok := s.view.entry(id)
	if !ok {
		return
	}
	say, cal := s.sh.Say, s.sh.Settings().Calendar
	title := say("duty.kind." + e.Kind)
	parts := []fyne.CanvasObject{
		kit.NewParagraph(say("duty.writtenBy", cal.Clock(e.At), s.view.name(e.Staff)), kit.Label),
		kit.NewParagraph(EntryText(say, e), kit.Body),
	}
	if e.Told {
		parts = append(parts, kit.HBox(kit.NewBadge(say("duty.toldAt", cal.Clock(e.ToldAt)), kit.ToneGood)))
	}
	if e.Source != "" {
		parts = append(parts, kit.NewParagraph(say("duty.byItself"), kit.Label))
		s.sh.Sheet(title, kit.VBoxGap(kit.SizePad, parts...), nil)
		return
	}
	f := screen.NewForm(s.sh, "duty", "follow/"+id, func(c *data.FollowDuty) { c.Entry, c.Result = e.ID, e.Result })
	result, told := f.Text("duty.paper.result", &f.C.Result, data.RemarkLength), f.Tick("told", &f.C.Told, s.tells())
	f.Show(func() bool { return !e.Told && mayTell(e.Kind) }, "told")
	f.OnGive = func(c *data.FollowDuty) {
		if c.Result == e.Result { // nothing new
			c.Result = ""
		}
	}
	f.After = s.load
	f.Do("common.save", func(_ *data.FollowDuty, r data.Receipt) { s.told(say("duty.followed", title), r) })
	f.Sheet(title, append(parts, result, told)...)
}
