package screen

import (
	"reflect"
	"time"

	"yingbin/data"
	"yingbin/ui/kit"
)

// Began says to whatever shows the things of a command that somebody does it: what
// it takes away stays there a moment with a way back. A shell begins one for each
// command and ends it with its answer; undo takes the command back and is told
// what to do if it can't be.
func Began(say data.Say, later func(time.Duration, func()) func(), c data.Command, undo func(failed func())) (answered func(err error)) {
	act := kit.Begin(idsIn(reflect.ValueOf(c), nil)...)
	says := kit.Done{Word: say("common.did"), Back: say("common.undo")}
	if k, ok := data.KindOf(c); ok && !k.NoUndo {
		says.Undo = func() { undo(act.Failed) }
	}
	return func(err error) {
		if err != nil {
			act.Failed()
			return
		}
		act.Done(says)
		later(kit.Lingers, act.Over)
	}
}

// idsIn collects the ids that a command speaks of, besides those of its head.
func idsIn(v reflect.Value, ids []string) []string {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			ids = idsIn(v.Elem(), ids)
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[data.ID]() && v.String() != "" {
			ids = append(ids, v.String())
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			ids = idsIn(v.Index(i), ids)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[data.Head]() {
			return ids
		}
		for i := range v.NumField() {
			ids = idsIn(v.Field(i), ids)
		}
	}
	return ids
}
