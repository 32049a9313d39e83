package screen_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
)

// late is a loader whose answers the test gives in any order.
type late struct{ answers []func(error) }

func (l *late) Load(_ func(context.Context) error, done func(error)) {
	l.answers = append(l.answers, done)
}

func TestTheLatestQuestionIsAnswered(t *testing.T) {
	var from late
	var l screen.Latest
	var shown []string
	if !l.Current() {
		t.Error("what asks nothing is out of date")
	}
	ask := func(q string) {
		l.Load(&from, q, nil, func(err error) {
			if err != nil {
				q = err.Error()
			}
			shown = append(shown, q)
		})
	}
	ask("a")
	ask("ab")
	from.answers[1](nil)
	from.answers[0](nil)
	if !slices.Equal(shown, []string{"ab"}) || !l.Current() {
		t.Errorf("%q is shown, current %v", shown, l.Current())
	}
	ask("ab") // the office changed
	if !l.Current() {
		t.Error("asked again, the answer is still to this question")
	}
	ask("abc")
	from.answers[2](nil)
	if l.Current() || len(shown) != 1 {
		t.Errorf("an older answer made %q current", shown)
	}
	from.answers[3](errors.New("no"))
	if l.Current() || shown[1] != "no" {
		t.Errorf("after an error %q is current", shown)
	}
	l.Answer("")
	if !l.Current() {
		t.Error("what needs no asking is out of date")
	}
}

func TestAnActWaitsForTheAnswerOnce(t *testing.T) {
	for _, c := range []struct {
		name string
		then func(l *screen.Latest, from *late)
		acts int
	}{
		{"the answer", func(l *screen.Latest, from *late) { from.answers[0](nil) }, 1},
		{"an error", func(l *screen.Latest, from *late) { from.answers[0](errors.New("no")) }, 0},
		{"another question first", func(l *screen.Latest, from *late) {
			l.Load(from, "b", nil, func(error) {})
			from.answers[0](nil)
			from.answers[1](nil)
		}, 0},
		{"the same question again", func(l *screen.Latest, from *late) {
			l.Load(from, "a", nil, func(error) {})
			from.answers[0](nil)
			from.answers[1](nil)
		}, 1},
		{"something else was turned to", func(l *screen.Latest, from *late) { l.Forget(); from.answers[0](nil) }, 0},
		{"another question while it is shown", func(l *screen.Latest, from *late) { from.answers[0](nil); l.When(func() {}) }, 1},
	} {
		var from late
		var l screen.Latest
		acts := 0
		l.Load(&from, "a", nil, func(error) {})
		l.When(func() { acts++ })
		l.When(func() { acts++ })
		if acts != 0 {
			t.Errorf("%s: it did not wait", c.name)
		}
		c.then(&l, &from)
		if acts != c.acts {
			t.Errorf("%s: %d acts", c.name, acts)
		}
	}
}

func TestAListThatAnswersAnotherQuestionTakesNothing(t *testing.T) {
	kittest.App(t, false)
	var from late
	var l screen.Latest
	did := ""
	list := kit.NewList().Answers(&l)
	list.OnTap = func(id string) { did += id }
	list.OnAction = func(id, action string) { did += id + action }
	list.SetItems([]kit.Item{{ID: "a", Title: "王示例"}, {ID: "b", Title: "李示例", Actions: []kit.ItemAction{{ID: "!", Label: "送客"}}}})
	w := kittest.Show(t, list, 400, 300)
	h := kittest.NewHand(t, w)
	w.Canvas().Focus(list)
	all := func() string {
		did = ""
		h.Tap("李示例")
		h.Tap("送客")
		h.Key(fyne.KeyDown)
		h.Key(fyne.KeyReturn)
		return did
	}
	if got := all(); got != "bb!b!" {
		t.Errorf("did %q", got)
	}
	l.Load(&from, "other", nil, func(error) {})
	if got := all(); got != "" {
		t.Errorf("did %q before the answer", got)
	}
	from.answers[0](nil)
	if got := all(); got != "bb!b!" {
		t.Errorf("did %q after the answer", got)
	}
}
