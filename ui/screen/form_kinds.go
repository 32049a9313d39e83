package screen

import (
	"slices"
	"strconv"
	"strings"

	"yingbin/data"
	"yingbin/ui/kit"
)

// Typed adds a field for what is typed: show gives a value as it is typed, read
// reads it back, and bad is the word key for what can't be read.
func Typed[T, C any](f *Form[C], name string, p *T, most int, show func(T) string, read func(string) (T, bool), bad string) *kit.Field {
	w, x := kit.NewField(f.label(name)).SetMaxRunes(most), &field{}
	x.show = func() { w.SetText(show(*p)); x.bad = "" }
	x.empty = func() bool { return w.Text() == "" }
	x.kept = func() any { return w.Raw() }
	x.take = func() {
		x.bad = ""
		v, ok := read(w.Text())
		if !ok {
			x.bad = bad
		}
		*p = v
	}
	x.retype = func(v any) {
		if raw, ok := v.(string); ok {
			w.SetText(raw)
			x.take()
		}
	}
	x.listen = func(did func()) {
		before := w.OnChanged
		w.OnChanged = func(s string) {
			did()
			if before != nil {
				before(s)
			}
		}
		if w.OnEnter == nil {
			w.OnEnter = f.Give
		}
	}
	bind(f, name, p, w, w, x)
	return w
}

// Text adds a field for words of so many characters at most.
func (f *Form[C]) Text(name string, p *string, most int) *kit.Field {
	same := func(s string) string { return s }
	return Typed(f, name, p, most, same, func(s string) (string, bool) { return s, true }, "")
}

// phoneLength is how much of a phone number can be typed, spaces too.
const phoneLength = 20

// Phone adds a field for a phone number.
func (f *Form[C]) Phone(name string, p *string) *kit.Field {
	return Typed(f, name, p, phoneLength, func(s string) string { return s }, data.Phone, "error.phone")
}

// Money adds a field for a sum in yuan; bad is the word key for what is none.
func (f *Form[C]) Money(name string, p *data.Fen, bad string) *kit.Field {
	return Typed(f, name, p, 16, func(sum data.Fen) string {
		if sum == 0 {
			return ""
		}
		return data.Yuan(sum)
	}, data.ParseFen, bad)
}

// Clock adds a field for a time of day.
func (f *Form[C]) Clock(name string, p *data.Minutes) *kit.Field {
	return Typed(f, name, p, 5, data.Minutes.String, ClockOf, "error.time")
}

// MayClock adds a field for a time of day that may be left open: midnight is none.
func (f *Form[C]) MayClock(name string, p *data.Minutes) *kit.Field {
	return Typed(f, name, p, 5, func(m data.Minutes) string {
		if m == 0 {
			return ""
		}
		return m.String()
	}, func(s string) (data.Minutes, bool) {
		if s == "" {
			return 0, true
		}
		return ClockOf(s)
	}, "error.time")
}

// Lines adds a field of several lines, each of which is one thing.
func (f *Form[C]) Lines(name string, p *[]string, rows int) *kit.Field {
	return Typed(f, name, p, 0, func(all []string) string { return strings.Join(all, "\n") }, func(s string) ([]string, bool) {
		return slices.DeleteFunc(strings.Split(s, "\n"), func(line string) bool { return line == "" }), true
	}, "").SetMulti(rows)
}

// Pick adds chips of which one is chosen.
func Pick[T ~string, C any](f *Form[C], name string, p *T, choices []kit.Choice) *kit.Chips {
	return pick(f, name, p, choices, func(t T) string { return string(t) }, func(code string) T { return T(code) })
}

// PickNumber adds chips for numbers, which are their codes.
func (f *Form[C]) PickNumber(name string, p *int, choices []kit.Choice) *kit.Chips {
	return pick(f, name, p, choices, strconv.Itoa, func(code string) int { n, _ := strconv.Atoi(code); return n })
}

func pick[T comparable, C any](f *Form[C], name string, p *T, choices []kit.Choice, code func(T) string, value func(string) T) *kit.Chips {
	w, x := kit.NewChips(f.label(name), choices), &field{}
	x.show = func() { w.Select(code(*p)) }
	x.empty = func() bool { return *p == *new(T) }
	x.take = func() { *p = value(w.Selected()) }
	x.retype = func(v any) { *p, _ = v.(T); x.show() }
	chips(f, name, p, w, x)
	return w
}

// Choice adds chips for codes whose words stand under the field's.
func Choice[T ~string, C any](f *Form[C], name string, p *T, codes []T) *kit.Chips {
	return Pick(f, name, p, kit.Labelled(f.sh.Say, f.key(name)+".", codes))
}

// Many adds chips of which several are chosen, in the order offered.
func Many[T ~string, C any](f *Form[C], name string, p *[]T, choices []kit.Choice) *kit.Chips {
	w, x := kit.NewChips(f.label(name), choices).SetMulti(true), &field{}
	x.show = func() { w.Select(texts(*p)...) }
	x.empty = func() bool { return len(*p) == 0 }
	x.take = func() {
		*p = nil
		for _, code := range w.SelectedAll() {
			*p = append(*p, T(code))
		}
	}
	x.retype = func(v any) { *p, _ = v.([]T); x.show() }
	chips(f, name, p, w, x)
	return w
}

// YesNo adds a question with two answers.
func (f *Form[C]) YesNo(name string, p *bool) *kit.Chips {
	w, x := kit.NewChips(f.label(name), yesOrNo(f.sh)), &field{}
	x.show = func() { w.Select(yesNo(*p)) }
	x.empty = func() bool { return !*p }
	x.take = func() { *p = w.Selected() == yesNo(true) }
	x.retype = func(v any) { *p, _ = v.(bool); x.show() }
	chips(f, name, p, w, x)
	return w
}

// Tick adds one chip that is chosen or not.
func (f *Form[C]) Tick(name string, p *bool, c kit.Choice) *kit.Chips {
	c.Code = yesNo(true)
	w, x := kit.NewChips(f.label(name), []kit.Choice{c}).SetMulti(true), &field{}
	x.show = func() { w.Select(yesNo(*p)) }
	x.empty = func() bool { return !*p }
	x.take = func() { *p = w.Selected() == yesNo(true) }
	x.retype = func(v any) { *p, _ = v.(bool); x.show() }
	chips(f, name, p, w, x)
	return w
}

// Count adds a stepper for a small number.
func (f *Form[C]) Count(name string, p *int, least, most int) *kit.Stepper {
	w, x := kit.NewStepper(f.label(name), least, most, least), &field{}
	x.show = func() { w.SetValue(*p); *p = w.Value() } // what is seen is given
	x.empty = func() bool { return *p == 0 }
	x.take = func() { *p = w.Value() }
	x.retype = func(v any) { *p, _ = v.(int); x.show() }
	x.listen = func(did func()) {
		before := w.OnChanged
		w.OnChanged = func(n int) {
			did()
			if before != nil {
				before(n)
			}
		}
	}
	bind(f, name, p, w, w, x)
	return w
}

// Day adds a strip of days.
func (f *Form[C]) Day(name string, p *data.Day) *kit.DateStrip {
	w, x := kit.NewDateStrip(f.sh.Settings().Calendar.Day(f.sh.Now()), "", f.sh).SetLabel(f.label(name)), &field{}
	x.show = func() { w.SetSelected(*p) }
	x.empty = func() bool { return *p == "" }
	x.take = func() { *p = w.Selected() }
	x.retype = func(v any) { *p, _ = v.(data.Day); x.show() }
	x.listen = func(did func()) {
		before := w.OnChanged
		w.OnChanged = func(d data.Day) {
			did()
			if before != nil {
				before(d)
			}
		}
	}
	bind(f, name, p, w, w, x)
	return w
}

// Retired asks whether a thing is still in use, once it is there.
func (f *Form[C]) Retired(p *bool, fresh bool) *kit.Chips {
	w := f.YesNo("settings.retired", p)
	w.SetLabel(f.sh.Say("settings.retire"))
	f.Show(func() bool { return !fresh }, "retired")
	return w
}

// yesOrNo are the answers of a question.
func yesOrNo(sh Shell) []kit.Choice {
	return []kit.Choice{{Code: yesNo(false), Label: sh.Say("common.no")}, {Code: yesNo(true), Label: sh.Say("common.yes")}}
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func texts[T ~string](list []T) []string {
	all := make([]string, len(list))
	for i, s := range list {
		all[i] = string(s)
	}
	return all
}

// chips adds a group of chips that tells of what was chosen.
func chips[T, C any](f *Form[C], name string, p *T, w *kit.Chips, x *field) {
	x.listen = func(did func()) {
		before := w.OnChanged
		w.OnChanged = func() {
			did()
			if before != nil {
				before()
			}
		}
	}
	bind(f, name, p, w, w, x)
}
