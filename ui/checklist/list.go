package checklist

import (
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
	"yingbin/ui/screen"
)

// checkForm is the sheet of one list: its items to tick, a note.
type checkForm struct {
	s     *cleaning
	list  data.Checklist
	draft *screen.Draft
	close func()

	items *kit.Chips
	left  *kit.Paragraph
	note  *kit.Field
	fault *kit.Banner
	all   *kit.Button
	do    *kit.Button
	body  *fyne.Container
}

// openList opens the sheet of a list. One that lacks something is gone on with.
func (s *cleaning) openList(id data.ID) {
	l, ok := s.view.list(id)
	if !ok || l.Retired {
		return
	}
	say := s.sh.Say
	f := &checkForm{s: s, list: l.Checklist, draft: s.sh.Keep("list/" + string(id))}
	f.items = kit.NewChips(say("checklist.ticks"), itemChoices(l.Items)).SetMulti(true)
	f.items.Select(l.Begun()...)
	f.items.OnChanged = f.dress
	f.draft.Chips("ticked", f.items)
	f.left = kit.NewParagraph("", kit.Label)
	f.note = kit.NewField(say("common.note")).SetMaxRunes(data.RemarkLength)
	f.draft.Field("note", f.note)
	f.fault = kit.NewBanner("", kit.ToneLate)
	f.fault.Hide()
	f.all = kit.NewButton(say("checklist.tickAll"), kit.Secondary, func() {
		f.items.Select(f.list.Items...)
		f.items.OnChanged()
	}).SetLarge()
	f.do = kit.NewButton("", kit.Primary, f.give)
	f.body = kit.VBoxGap(kit.SizePad, f.items, f.left, f.note, f.fault, kit.Columns([]float32{1, 1}, f.all, f.do))
	s.form = f
	f.close = s.sh.Sheet(l.Name, f.body, func() {
		if s.form == f {
			s.form = nil
		}
	})
	f.dress()
}

func itemChoices(items []string) []kit.Choice {
	choices := make([]kit.Choice, len(items))
	for i, item := range items {
		choices[i] = kit.Choice{Code: item, Label: item}
	}
	return choices
}

// renew shows the list as it is now; what was ticked stays ticked.
func (f *checkForm) renew() {
	l, ok := f.s.view.list(f.list.ID)
	if !ok || slices.Equal(l.Items, f.list.Items) {
		return
	}
	f.list = l.Checklist
	f.items.SetChoices(itemChoices(l.Items))
	f.dress()
}

// missing lists what is not ticked.
func (f *checkForm) missing() []string {
	ticked := f.items.SelectedAll()
	var list []string
	for _, item := range f.list.Items {
		if !slices.Contains(ticked, item) {
			list = append(list, item)
		}
	}
	return list
}

// dress says what is still missing.
func (f *checkForm) dress() {
	say, missing := f.s.sh.Say, f.missing()
	f.all.SetEnabled(len(missing) > 0)
	if len(missing) == 0 {
		f.left.SetText(say("checklist.whole"))
		f.do.SetText(say("checklist.do"))
	} else {
		f.left.SetText(say("checklist.missing", paper.Joined(say, missing)))
		f.do.SetText(say("checklist.doPart", len(missing)))
	}
	f.body.Refresh()
}

func (f *checkForm) give() {
	s := f.s
	c := &data.RunChecklist{Run: data.NewID(), Checklist: f.list.ID, Items: f.list.Items, Note: f.note.Text()}
	ticked := f.items.SelectedAll()
	for i, item := range f.list.Items {
		if slices.Contains(ticked, item) {
			c.Ticked = append(c.Ticked, i)
		}
	}
	missing := f.missing()
	f.do.Lock()
	s.sh.Do(c, func(r data.Receipt, err error) {
		f.do.Unlock()
		rest := screen.ShowFaults(s.sh, err, map[string]screen.Faulty{"ticked": f.items, "note": f.note})
		f.fault.Set(rest, kit.ToneLate)
		f.fault.Hidden = rest == ""
		f.body.Refresh()
		if err == nil {
			f.draft.Clear()
			f.close()
			s.sh.Toast(f.told(r, missing), c.ID)
		}
		s.load()
	})
}

// told says what was recorded: all of it, what is missing, or that it had been
// done before.
func (f *checkForm) told(r data.Receipt, missing []string) string {
	say := f.s.sh.Say
	switch {
	case len(missing) > 0:
		return say("checklist.recordedPart", f.list.Name, len(missing))
	case len(r.Warnings) > 0:
		return say(r.Warnings[0].Key, r.Warnings[0].Args...)
	}
	return say("checklist.recorded", f.list.Name)
}
