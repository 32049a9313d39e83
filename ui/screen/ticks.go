package screen

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// Ticking is a list of steps that is about to be ticked in a sheet. What the sheet
// says is in the register's words: <words>.ticks, .tickAll, .whole, .missing, .do,
// .doPart, .recorded and .recordedPart.
type Ticking struct {
	Words        string
	ID           data.ID // of the list: what is half ticked is kept for it
	Name         string
	Items, Begun []string // what there is to do, and what is done of it already
	// Give makes the command of a run. Its fields are called ticked and note.
	Give func(r data.StepRun) data.Command
	Then func() // after every answer
}

// Ticks is the sheet of a list of steps: its items to tick, and a note.
type Ticks struct {
	Ticking
	sh    Shell
	given data.StepRun // what was recorded last
	items *kit.Chips
	left  *kit.Paragraph
	note  *kit.Field
	all   *kit.Button
	edit  *Editor
	body  *fyne.Container
	gone  bool
}

// OpenTicks opens the sheet.
func OpenTicks(sh Shell, t Ticking) *Ticks {
	f := &Ticks{Ticking: t, sh: sh, left: kit.NewParagraph("", kit.Label), items: kit.NewChips(sh.Say(t.Words+".ticks"), chipsOf(t.Items)).SetMulti(true)}
	draft := sh.Keep("list/" + string(t.ID))
	f.items.Select(t.Begun...)
	f.items.OnChanged = f.dress
	draft.Chips("ticked", f.items)
	f.note = kit.NewField(sh.Say("common.note")).SetMaxRunes(data.RemarkLength)
	draft.Field("note", f.note)
	f.all = kit.NewButton(sh.Say(t.Words+".tickAll"), kit.Secondary, func() {
		f.items.Select(f.Items...)
		f.items.OnChanged()
	}).SetLarge()
	f.edit = NewEditor(sh, map[string]Faulty{"ticked": f.items, "note": f.note}, f.give)
	f.note.OnEnter = nil // a note is no reason to be done
	f.edit.Tell = func(r data.Receipt) {
		draft.Clear()
		sh.Toast(f.told(r), r.ID)
	}
	f.edit.Then = func() {
		f.body.Refresh()
		t.Then()
	}
	f.body = kit.VBoxGap(kit.SizePad, f.items, f.left, f.note, f.edit.Other, kit.Columns([]float32{1, 1}, f.all, f.edit.Save))
	f.edit.SheetOf(t.Name, f.body, func() { f.gone = true })
	f.dress()
	return f
}

func chipsOf(items []string) []kit.Choice {
	choices := make([]kit.Choice, len(items))
	for i, item := range items {
		choices[i] = kit.Choice{Code: item, Label: item}
	}
	return choices
}

// Renew shows the list as it is now, while the sheet is open; what was ticked stays
// ticked.
func (f *Ticks) Renew(items []string) {
	if !f.gone && !slices.Equal(items, f.Items) {
		f.Items = items
		f.items.SetChoices(chipsOf(items))
		f.dress()
	}
}

// run is what the sheet says was done.
func (f *Ticks) run() data.StepRun {
	r := data.StepRun{Items: f.Items, Note: f.note.Text()}
	ticked := f.items.SelectedAll()
	for i, item := range r.Items {
		if slices.Contains(ticked, item) {
			r.Ticked = append(r.Ticked, i)
		}
	}
	return r
}

// dress says what is still missing.
func (f *Ticks) dress() {
	missing := f.run().Missing()
	left, do := f.sh.Say(f.Words+".whole"), f.sh.Say(f.Words+".do")
	if len(missing) > 0 {
		left, do = f.sh.Say(f.Words+".missing", data.Joined(f.sh.Say, missing)), f.sh.Say(f.Words+".doPart", len(missing))
	}
	f.all.SetEnabled(len(missing) > 0)
	f.left.SetText(left)
	f.edit.Save.SetText(do)
	f.body.Refresh()
}

func (f *Ticks) give() data.Command {
	f.given = f.run()
	return f.Give(f.given)
}

// told says what was recorded: all of it, what is missing, or what the receipt
// lets be known, such as that it had been done before.
func (f *Ticks) told(r data.Receipt) string {
	missing := f.given.Missing()
	switch {
	case len(missing) > 0:
		return f.sh.Say(f.Words+".recordedPart", f.Name, len(missing))
	case len(r.Warnings) > 0:
		return f.sh.Say(r.Warnings[0].Key, r.Warnings[0].Args...)
	}
	return f.sh.Say(f.Words+".recorded", f.Name)
}

// stepTones colour the states of a list.
var stepTones = map[data.StepState]kit.Tone{
	data.StepsOpen: kit.TonePlain, data.StepsPart: kit.ToneSoon, data.StepsLate: kit.ToneLate, data.StepsDone: kit.ToneGood,
}

// StepItem is the row of a list with so many entries: how it stands, who went
// through it, and what it lacks. It is said in the register's words: .state.<state>,
// .lacks, .by, .entries, .ran and .missing.
func StepItem(sh Shell, words string, id data.ID, name string, entries int, d data.StepDay, names map[data.ID]string) kit.Item {
	say := func(key string, args ...any) string { return sh.Say(words+key, args...) }
	clock, state, last := sh.Settings().Calendar.Clock, d.State(sh.Now()), d.Last()
	it := kit.Item{ID: string(id), Title: name, Badge: say(".state." + string(state)), Tone: stepTones[state]}
	due, missing := "", ""
	if d.Due > 0 && state != data.StepsDone {
		due = say(".by", clock(d.Due))
	}
	if last == nil {
		it.Sub = kit.Dotted(due, say(".entries", entries))
		return it
	}
	if state != data.StepsDone {
		it.Badge, missing = say(".lacks", len(last.Missing())), say(".missing", data.Joined(sh.Say, last.Missing()))
	}
	it.Sub = kit.Dotted(due, say(".ran", names[last.By], clock(last.At)), missing, last.Note)
	return it
}

// aheadTones colour the steps behind a lot, the next one, and those to come.
var aheadTones = []kit.Tone{kit.ToneGood, kit.TonePrimary, kit.TonePlain}

// StepStrip shows how far a lot is in its order. The steps are named in the
// register's words, <words>.step.<step>.
func StepStrip(say data.Say, words string, order data.StepOrder, lot data.StepLot) fyne.CanvasObject {
	at := slices.Index(order, order.Next(lot))
	var strip []fyne.CanvasObject
	for i, step := range order {
		strip = append(strip, kit.NewBadge(say(words+".step."+step), aheadTones[1+cmp.Compare(i, at)]))
	}
	return kit.Flow(strip...)
}
