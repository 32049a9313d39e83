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

// sheetFault is the line of a sheet that says what belongs to no field.
func sheetFault() *kit.Paragraph {
	p := kit.NewParagraph("", kit.Body.In(kit.ColorLate))
	p.Hide()
	return p
}

// showFault says what is wrong at the places of a sheet and the rest in its
// line.
func showFault(sh screen.Shell, line *kit.Paragraph, err error, places map[string]screen.Faulty) {
	rest := screen.ShowFaults(sh, err, places)
	line.SetText(rest)
	line.Hidden = rest == ""
	line.Refresh()
}

// openTake puts somebody on post: whoever is signed on is chosen already.
func (s *duty) openTake() {
	say := s.sh.Say
	draft := s.sh.Keep("take")
	who := kit.NewChips(say("duty.who"), s.view.free()).SetMore(peopleShown, say("common.more"))
	if _, on := s.view.mine(s.sh.Me().ID); !on {
		who.Select(string(s.sh.Me().ID))
	}
	post := kit.NewChips(say("duty.paper.post"), kit.Labelled(say, "duty.post.", data.DutyPosts))
	post.Select("desk")
	if s.sh.Me().Role == data.Usher {
		post.Select("usher")
	}
	draft.Chips("who", who)
	draft.Chips("post", post)
	fault := sheetFault()
	var shut func()
	give := kit.NewButton(say("duty.takePost"), kit.Primary, nil)
	give.SetTap(func() {
		id := data.ID(who.Selected())
		if id == "" {
			who.SetFault(say("duty.needWho"))
			return
		}
		give.Lock()
		s.do(&data.TakePost{Post: data.NewID(), Person: id, Place: post.Selected()}, say("duty.took", s.view.name(id), say("duty.post."+post.Selected())),
			func(err error) {
				give.Unlock()
				showFault(s.sh, fault, err, map[string]screen.Faulty{"person": who, "post": post})
			}, func() { draft.Clear(); shut() })
	})
	shut = s.sh.Sheet(say("duty.take"), kit.VBoxGap(kit.SizePad, post, who, fault, give), nil)
}

// openPost is the sheet of somebody on post: what they may do from there.
func (s *duty) openPost(id string) {
	p, ok := s.view.post(id)
	if !ok || !p.On() || s.day != s.today {
		return
	}
	say, cal := s.sh.Say, s.sh.Settings().Calendar
	name := s.view.name(p.Staff)
	fault := sheetFault()
	var shut func()
	words := say("duty.since", say("duty.post."+p.Post), cal.Clock(p.Since))
	leave := kit.NewButton(say("duty.leave"), kit.Primary, nil)
	leave.SetTap(func() {
		leave.Lock()
		s.do(&data.LeavePost{Post: p.ID}, say("duty.leftPost", name), func(err error) {
			leave.Unlock()
			showFault(s.sh, fault, err, nil)
		}, func() { shut() })
	})
	parts := []fyne.CanvasObject{kit.NewParagraph(words, kit.Label)}
	step := func(key, action string) {
		parts = append(parts, kit.NewButton(say(key), kit.Secondary, func() { shut(); s.stepped(id, action) }).SetLarge())
	}
	if a, away := data.AwayNow(s.view.absences, p.Staff); away {
		text, tone := s.view.away(say, a, s.sh.Now())
		parts = append(parts, kit.HBox(kit.NewBadge(text, tone)))
		step("duty.back", "back")
	} else {
		step("duty.goBreak", "break")
		step("duty.goAway", "away")
	}
	shut = s.sh.Sheet(name, kit.VBoxGap(kit.SizePad, append(parts, fault, leave)...), nil)
}

// openAway asks who stands in and whether the supervisor knows.
func (s *duty) openAway(p data.Post) {
	say := s.sh.Say
	draft := s.sh.Keep("away/" + string(p.Staff))
	standIn := kit.NewChips(say("duty.paper.standIn"), s.view.standIns(p.Staff)).SetMore(peopleShown, say("common.more"))
	told := kit.NewChips(say("common.supervisor"), []kit.Choice{{Code: "told", Label: say("duty.tell")}}).SetMulti(true)
	note := kit.NewField(say("duty.whereTo")).SetMaxRunes(data.RemarkLength)
	draft.Chips("standIn", standIn)
	draft.Chips("told", told)
	draft.Field("note", note)
	fault := sheetFault()
	var shut func()
	give := kit.NewButton(say("duty.goAway"), kit.Primary, nil)
	act := func() {
		if give.Locked() {
			return
		}
		c := &data.StepAway{Absence: data.NewID(), Person: p.Staff, Why: "away", StandIn: data.ID(standIn.Selected()), Told: told.Selected() != "", Note: note.Text()}
		give.Lock()
		s.do(c, say("duty.awayBegins", s.view.name(p.Staff), s.view.name(c.StandIn)), func(err error) {
			give.Unlock()
			showFault(s.sh, fault, err, map[string]screen.Faulty{"standIn": standIn, "told": told, "note": note})
		}, func() { draft.Clear(); shut() })
	}
	give.SetTap(act)
	note.OnEnter = act
	shut = s.sh.Sheet(say("duty.awayTitle", s.view.name(p.Staff)), kit.VBoxGap(kit.SizePad, standIn, told, note, fault, give), nil)
}

// noteForm is the sheet that writes a line of one kind.
type noteForm struct {
	s      *duty
	kind   string
	draft  *screen.Draft
	close  func()
	text   *kit.Field
	result *kit.Field
	when   *kit.Chips
	told   *kit.Chips
	fault  *kit.Paragraph
	save   *kit.Button
}

// ago offers how long ago something happened, in minutes.
var ago = []int{0, 5, 15, 30, 60}

func (s *duty) openNote(kind string) {
	f := &noteForm{s: s, kind: kind, draft: s.sh.Keep("note/" + kind)}
	f.close = s.sh.Sheet(s.sh.Say("duty.kind."+kind), f.build(), nil)
	f.text.Focus(s.sh.Canvas())
}

func (f *noteForm) build() fyne.CanvasObject {
	say := f.s.sh.Say
	f.text = kit.NewField(say("duty.ask." + f.kind)).SetMaxRunes(data.RemarkLength)
	f.result = kit.NewField(say("duty.paper.result")).SetMaxRunes(data.RemarkLength)
	choices := make([]kit.Choice, len(ago))
	for i, m := range ago {
		label := say("common.now")
		if m > 0 {
			label = say("common.ago", data.Length(say, time.Duration(m)*time.Minute))
		}
		choices[i] = kit.Choice{Code: strconv.Itoa(m), Label: label}
	}
	f.when = kit.NewChips(say("duty.when"), choices)
	f.when.Select("0")
	f.told = kit.NewChips(say("common.supervisor"), []kit.Choice{{Code: "told", Label: say("duty.tell")}}).SetMulti(true)
	f.told.Hidden = f.kind != "abnormal" && f.kind != "complaint"
	f.draft.Field("text", f.text)
	f.draft.Field("result", f.result)
	f.draft.Chips("when", f.when)
	f.draft.Chips("told", f.told)
	f.fault = sheetFault()
	f.save = kit.NewButton(say("duty.save"), kit.Primary, f.give)
	f.text.OnEnter, f.result.OnEnter = f.give, f.give
	return kit.VBoxGap(kit.SizePad, f.text, f.result, f.when, f.told, f.fault, f.save)
}

func (f *noteForm) give() {
	if f.save.Locked() {
		return
	}
	s := f.s
	c := &data.NoteDuty{Entry: data.NewID(), What: f.kind, Text: f.text.Text(), Result: f.result.Text(), Told: f.told.Selected() != ""}
	if m, _ := strconv.Atoi(f.when.Selected()); m > 0 {
		c.When = s.sh.Now().Add(-time.Duration(m) * time.Minute)
	}
	f.save.Lock()
	s.do(c, s.sh.Say("duty.noted", s.sh.Say("duty.kind."+f.kind)), func(err error) {
		f.save.Unlock()
		showFault(s.sh, f.fault, err, map[string]screen.Faulty{"text": f.text, "result": f.result, "when": f.when, "told": f.told})
	}, func() { f.draft.Clear(); f.close() })
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
		parts = append(parts, kit.HBox(kit.NewBadge(say("duty.told", cal.Clock(e.ToldAt)), kit.ToneGood)))
	}
	if e.Source != "" {
		parts = append(parts, kit.NewParagraph(say("duty.byItself"), kit.Label))
		s.sh.Sheet(title, kit.VBoxGap(kit.SizePad, parts...), nil)
		return
	}
	draft := s.sh.Keep("follow/" + id)
	result := kit.NewField(say("duty.paper.result")).SetMaxRunes(data.RemarkLength)
	result.SetText(e.Result)
	told := kit.NewChips(say("common.supervisor"), []kit.Choice{{Code: "told", Label: say("duty.tell")}}).SetMulti(true)
	told.Hidden = e.Told || e.Kind != "abnormal" && e.Kind != "complaint"
	draft.Field("result", result)
	draft.Chips("told", told)
	fault := sheetFault()
	var shut func()
	save := kit.NewButton(say("common.save"), kit.Primary, nil)
	act := func() {
		if save.Locked() {
			return
		}
		c := &data.FollowDuty{Entry: e.ID, Told: told.Selected() != ""}
		if r := result.Text(); r != e.Result {
			c.Result = r
		}
		save.Lock()
		s.do(c, say("duty.followed", title), func(err error) {
			save.Unlock()
			showFault(s.sh, fault, err, map[string]screen.Faulty{"result": result, "told": told})
		}, func() { draft.Clear(); shut() })
	}
	save.SetTap(act)
	result.OnEnter = act
	shut = s.sh.Sheet(title, kit.VBoxGap(kit.SizePad, append(parts, result, told, fault, save)...), nil)
}
