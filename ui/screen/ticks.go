package screen

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// Ticking is a list of steps that is about to be ticked in a sheet. What the sheet
// says is in the register's words: <words>.ticked, .tickAll, .whole, .missing, .do,
// .doPart, .recorded and .recordedPart.
type Ticking struct {
	Words        string
	ID           data.ID // of the list: what is half ticked is kept for it
	Name         string
	Items, Begun []string // what there is to do, and what is done of it already
	Version      int      // of the list, as it is shown
	Turn         int      // which time of the day it is
	// Give makes the command of a run. Its fields are called ticked and note.
	Give func(r data.StepRun) data.Command
	Then func() // after every answer
}

// Ticks is the sheet of a list of steps: its items to tick, and a note.
type Ticks struct {
	Ticking
	sh     Shell
	form   *Form[data.StepRun]
	ticked []string
	left   *kit.Paragraph
	all    *kit.Button
	gone   bool
}

// OpenTicks opens the sheet.
func OpenTicks(sh Shell, t Ticking) *Ticks {
	f := &Ticks{Ticking: t, sh: sh, left: kit.NewParagraph("", kit.Label)}
	form := NewFormOf(sh, t.Words, "list/"+string(t.ID), func(*data.StepRun) {}, func(r *data.StepRun) data.Command { return t.Give(*r) })
	f.form = form
	items, note := Many(form, "ticked", &f.ticked, chipsOf(t.Items)), form.Text("common.note", &form.C.Note, data.RemarkLength)
	f.all = kit.NewButton(sh.Say(t.Words+".tickAll"), kit.Secondary, func() {
		f.ticked = f.Items
		form.Set("ticked")
	}).SetLarge()
	form.OnFill = func(*data.StepRun) { f.ticked = t.Begun }
	form.OnGive = f.tick
	form.OnDress, form.After = f.dress, t.Then
	form.OnClose = func() { f.gone = true }
	form.Do(t.Words+".do", func(run *data.StepRun, r data.Receipt) { sh.Toast(f.told(run.Missing(), r), r.ID) })
	note.OnEnter = nil // a note is no reason to be done
	form.Open(t.Name, items, f.left, note, kit.Columns([]float32{1, 1}, f.all, form.Button), form.Banner)
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
// ticked, and what somebody else ticked meanwhile is ticked too.
func (f *Ticks) Renew(items []string, version int, day data.StepDay) {
	if f.gone {
		return
	}
	if f.Version = version; !slices.Equal(items, f.Items) {
		f.Items = items
		f.form.Offer("ticked", chipsOf(items))
	}
	done := day.DoneIn(f.Turn)
	more := slices.DeleteFunc(slices.Clone(done), func(item string) bool { return slices.Contains(f.Begun, item) || slices.Contains(f.ticked, item) })
	f.Begun = done
	if len(more) > 0 {
		f.ticked = append(slices.Clone(f.ticked), more...)
		f.form.Set("ticked")
	}
}

// tick puts what is ticked into a run.
func (f *Ticks) tick(r *data.StepRun) {
	r.Items, r.Ticked, r.Version, r.Turn = f.Items, nil, f.Version, f.Turn
	for i, item := range r.Items {
		if slices.Contains(f.ticked, item) {
			r.Ticked = append(r.Ticked, i)
		}
	}
}

// dress says what is still missing.
func (f *Ticks) dress() {
	missing := f.form.Command().Missing()
	left, do := f.sh.Say(f.Words+".whole"), f.sh.Say(f.Words+".do")
	if len(missing) > 0 {
		left, do = f.sh.Say(f.Words+".missing", data.Joined(f.sh.Say, missing)), f.sh.Say(f.Words+".doPart", len(missing))
	}
	f.all.SetEnabled(len(missing) > 0)
	f.left.SetText(left)
	f.form.Button.SetText(do)
}

// told says what was recorded, all of it or what is missing, or what the receipt
// lets be known: that it had been done before, that the list reads otherwise now.
func (f *Ticks) told(missing []string, r data.Receipt) string {
	switch {
	case len(missing) > 0:
		return WithWarnings(f.sh.Say, f.sh.Say(f.Words+".recordedPart", f.Name, len(missing)), r)
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
	var who []string
	for _, by := range last.People() {
		who = append(who, names[by])
	}
	it.Sub = kit.Dotted(due, say(".ran", data.Joined(sh.Say, who), clock(last.At)), missing, last.Note)
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
