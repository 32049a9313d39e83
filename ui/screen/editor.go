package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// Editor is a form whose Save gives one command; what is wrong is said at the
// fields, named as the command names them.
type Editor struct {
	sh     Shell
	places map[string]Faulty
	Other  *kit.Banner // what belongs to no field
	Save   *kit.Button
	give   func() data.Command // nil when the form already said what is wrong
	Done   func(data.Receipt)
	Tell   func(data.Receipt) // says in a sheet what was done, instead of that it is saved
	Then   func()             // after every answer, a refusal too
}

// NewEditor makes the form over its fields; give makes the command, or says what
// is wrong and gives nil.
func NewEditor(sh Shell, places map[string]Faulty, give func() data.Command) *Editor {
	e := &Editor{sh: sh, places: places, give: give, Other: kit.NewBanner("", kit.ToneLate)}
	e.Other.Hide()
	e.Save = kit.NewButton(sh.Say("common.save"), kit.Primary, e.do)
	for _, p := range places {
		if f, ok := p.(*kit.Field); ok && f.OnEnter == nil {
			f.OnEnter = e.do
		}
	}
	return e
}

// do gives the command.
func (e *Editor) do() {
	if e.Save.Locked() {
		return
	}
	e.Say("")
	ShowFaults(e.sh, nil, e.places)
	cmd := e.give()
	if cmd == nil {
		return
	}
	e.Save.Lock()
	e.sh.Do(cmd, func(r data.Receipt, err error) {
		e.Save.Unlock()
		e.Say(ShowFaults(e.sh, err, e.places))
		if err == nil && e.Done != nil {
			e.Done(r)
		}
		if e.Then != nil {
			e.Then()
		}
	})
}

// Say shows what belongs to no field; "" clears it.
func (e *Editor) Say(text string) {
	e.Other.Hidden = text == ""
	e.Other.Set(text, kit.ToneLate)
}

// Sheet shows the form in a sheet that closes when it is saved.
func (e *Editor) Sheet(title string, parts ...fyne.CanvasObject) {
	e.SheetOf(title, kit.VBoxGap(kit.SizePad, append(parts, e.Other, e.Save)...), nil)
}

// SheetOf does the same with a body that holds Other and Save where it likes;
// closed, which may be nil, is told when the sheet is gone.
func (e *Editor) SheetOf(title string, body fyne.CanvasObject, closed func()) {
	shut := e.sh.Sheet(title, body, closed)
	e.Done = func(r data.Receipt) {
		shut()
		if e.Tell != nil {
			e.Tell(r)
			return
		}
		e.sh.Toast(e.sh.Say("common.saved"), r.ID)
	}
}

// Lines gives the lines of a field that hold something.
func Lines(typed string) []string {
	var list []string
	for line := range strings.Lines(typed) {
		if line = data.Tidy(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// YesNo is a question with two answers.
func YesNo(sh Shell, label string, yes bool) *kit.Chips {
	c := kit.NewChips(label, []kit.Choice{{Code: "no", Label: sh.Say("common.no")}, {Code: "yes", Label: sh.Say("common.yes")}})
	c.Select(map[bool]string{true: "yes", false: "no"}[yes])
	return c
}

// IsYes reads such a question.
func IsYes(c *kit.Chips) bool { return c.Selected() == "yes" }

// ClockField is a field for a time of day.
func ClockField(label string, m data.Minutes) *kit.Field {
	f := kit.NewField(label).SetMaxRunes(5)
	f.SetText(m.String())
	return f
}

// ClockOf reads a time of day as people type it: 9:00, 09：30, 0930, 9.
func ClockOf(typed string) (data.Minutes, bool) {
	typed = strings.ReplaceAll(strings.ReplaceAll(typed, "：", ":"), " ", "")
	hours, minutes, colon := strings.Cut(typed, ":")
	if !colon && len(typed) > 2 {
		hours, minutes = typed[:len(typed)-2], typed[len(typed)-2:]
	} else if !colon {
		minutes = "0"
	}
	h, err1 := strconv.Atoi(hours)
	m, err2 := strconv.Atoi(minutes)
	if err1 != nil || err2 != nil || h < 0 || m < 0 || m > 59 || h*60+m > 24*60 {
		return 0, false
	}
	return data.Minutes(h*60 + m), true
}

// Clocks reads several times of day and says at each what is wrong.
func Clocks(sh Shell, fields []*kit.Field, into ...*data.Minutes) bool {
	ok := true
	for i, f := range fields {
		m, good := ClockOf(f.Text())
		if !good {
			f.SetFault(sh.Say("error.time"))
			ok = false
			continue
		}
		*into[i] = m
	}
	return ok
}

// NextSort puts a new thing behind the others.
func NextSort[T any](all []T, sort func(T) int) int {
	most := 0
	for _, t := range all {
		most = max(most, sort(t))
	}
	return most + 1
}

// ListCard is a card with a list and a way to add to it.
func ListCard(sh Shell, title, add string, list *kit.List, fn func()) fyne.CanvasObject {
	button := kit.NewButton(sh.Say(add), kit.Quiet, fn).SetIcon("plus")
	return kit.Loose(kit.NewCard(sh.Say(title), button, list))
}

// Retired marks what is no longer in use.
func Retired(sh Shell, it kit.Item, gone bool) kit.Item {
	if gone {
		it.Badge, it.Tone, it.Strike = sh.Say("settings.retired"), kit.TonePlain, true
	}
	return it
}

// FaultLine is a line that says what is wrong with something that can't say it itself.
type FaultLine struct{ *kit.Paragraph }

// NewFaultLine makes one that says nothing yet.
func NewFaultLine() FaultLine {
	f := FaultLine{kit.NewParagraph("", kit.Label.In(kit.ColorLate))}
	f.Hide()
	return f
}

// SetFault says what is wrong; "" clears it.
func (f FaultLine) SetFault(msg string) {
	f.SetText(msg)
	f.Hidden = msg == ""
	f.Refresh()
}
