package screen

import (
	"reflect"

	"yingbin/data"
	"yingbin/ui/kit"
)

// Correction is how a register asks for one kind of correction, such as *data.CorrectRun:
// it opens a sheet over a half-filled one. One that asks for nothing but why needs
// none.
type Correction struct {
	of   reflect.Type
	open func(sh Shell, c data.Command, then func())
}

// Corrects makes one. Then is called when it is done or refused.
func Corrects[C any, P interface {
	*C
	data.Command
}](open func(sh Shell, c P, then func())) Correction {
	return Correction{reflect.TypeFor[P](), func(sh Shell, c data.Command, then func()) { open(sh, c.(P), then) }}
}

// OpenCorrection asks for what a correction needs, by the register's own sheet or for
// why alone.
func OpenCorrection(sh Shell, known []Correction, c data.Command, then func()) {
	for _, k := range known {
		if k.of == reflect.TypeOf(c) {
			k.open(sh, c, then)
			return
		}
	}
	if r, ok := c.(data.Reasoned); ok {
		AskWhy(sh, r, then)
	}
}

// because is a reason that is being typed.
type because struct{ Why string }

// AskWhy asks why, and gives the command.
func AskWhy(sh Shell, c data.Reasoned, then func()) {
	kind, _ := data.KindOf(c)
	title := sh.Say(data.KindWord(kind.Name))
	f := NewFormOf(sh, "act", "", func(*because) {}, func(b *because) data.Command {
		*c.Reason() = b.Why
		return c
	})
	why := f.Text("why", &f.C.Why, data.RemarkLength).SetMulti(3)
	f.After = then
	f.Do("act.do", func(_ *because, r data.Receipt) { sh.Toast(WithWarnings(sh.Say, sh.Say("act.done", title), r), r.ID) })
	f.Sheet(title, kit.NewParagraph(sh.Say("act.whyHint"), kit.Label), why)
}
