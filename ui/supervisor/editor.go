package supervisor

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// editor is a form whose Save gives one command; what is wrong is said at the
// fields, named as the command names them.
type editor struct {
	sh     screen.Shell
	places map[string]screen.Faulty
	other  *kit.Banner // what belongs to no field
	save   *kit.Button
	give   func() data.Command // nil when the form already said what is wrong
	done   func(data.Receipt)
}

func newEditor(sh screen.Shell, places map[string]screen.Faulty, give func() data.Command) *editor {
	e := &editor{sh: sh, places: places, give: give, other: kit.NewBanner("", kit.ToneLate)}
	e.other.Hide()
	e.save = kit.NewButton(sh.Say("common.save"), kit.Primary, e.do)
	for _, p := range places {
		if f, ok := p.(*kit.Field); ok && f.OnEnter == nil {
			f.OnEnter = e.do
		}
	}
	return e
}

// do gives the command.
func (e *editor) do() {
	if e.save.Locked() {
		return
	}
	e.say("")
	screen.ShowFaults(e.sh, nil, e.places)
	cmd := e.give()
	if cmd == nil {
		return
	}
	e.save.Lock()
	e.sh.Do(cmd, func(r data.Receipt, err error) {
		e.save.Unlock()
		e.say(screen.ShowFaults(e.sh, err, e.places))
		if err == nil && e.done != nil {
			e.done(r)
		}
	})
}

func (e *editor) say(text string) {
	e.other.Hidden = text == ""
	e.other.Set(text, kit.ToneLate)
}

// sheet shows the form in a sheet that closes when it is saved.
func (e *editor) sheet(title string, parts ...fyne.CanvasObject) {
	body := kit.VBoxGap(kit.SizePad, parts...)
	body.Add(e.other)
	body.Add(e.save)
	shut := e.sh.Sheet(title, body, nil)
	e.done = func(r data.Receipt) {
		shut()
		e.sh.Toast(e.sh.Say("common.saved"), r.ID)
	}
}

// yesNo is a question with two answers.
func yesNo(sh screen.Shell, label string, yes bool) *kit.Chips {
	c := kit.NewChips(label, []kit.Choice{{Code: "no", Label: sh.Say("common.no")}, {Code: "yes", Label: sh.Say("common.yes")}})
	c.Select(map[bool]string{true: "yes", false: "no"}[yes])
	return c
}

func isYes(c *kit.Chips) bool { return c.Selected() == "yes" }

// clockField is a field for a time of day.
func clockField(label string, m data.Minutes) *kit.Field {
	f := kit.NewField(label).SetMaxRunes(5)
	f.SetText(m.String())
	return f
}

// clockOf reads a time of day as people type it: 9:00, 09：30, 0930, 9.
func clockOf(typed string) (data.Minutes, bool) {
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

// clocks reads several times of day and says at each what is wrong.
func clocks(sh screen.Shell, fields []*kit.Field, into ...*data.Minutes) bool {
	ok := true
	for i, f := range fields {
		m, good := clockOf(f.Text())
		if !good {
			f.SetFault(sh.Say("error.time"))
			ok = false
			continue
		}
		*into[i] = m
	}
	return ok
}

// nextSort puts a new thing behind the others.
func nextSort[T any](all []T, sort func(T) int) int {
	most := 0
	for _, t := range all {
		most = max(most, sort(t))
	}
	return most + 1
}

// listCard is a card with a list and a way to add to it.
func listCard(sh screen.Shell, title, add string, list *kit.List, fn func()) fyne.CanvasObject {
	button := kit.NewButton(sh.Say(add), kit.Quiet, fn).SetIcon("plus")
	return kit.Loose(kit.NewCard(sh.Say(title), button, list))
}

// retired marks what is no longer in use.
func retired(sh screen.Shell, it kit.Item, gone bool) kit.Item {
	if gone {
		it.Badge, it.Tone, it.Strike = sh.Say("settings.retired"), kit.TonePlain, true
	}
	return it
}
