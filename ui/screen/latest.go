package screen

import (
	"context"

	"yingbin/ui/kit"
)

// Loader runs work off the UI goroutine and done on it, as Shell.Load does.
type Loader interface {
	Load(work func(ctx context.Context) error, done func(err error))
}

// Latest asks questions whose answers come later. The answer to an older question
// is dropped, and an act that depends on the answer can wait for it. The zero
// value has asked nothing, so that nothing is out of date.
type Latest struct {
	turn     int // counts the askings
	asked    any // the question of the last asking
	answered any // the question that what is shown belongs to
	act      func()
}

var _ kit.Question = (*Latest)(nil)

// Load asks: work reads the answer, done shows it. The question says what is
// asked, by a value that can be compared: with the same one again (as after a
// change in the office) what is shown stays its answer, with another one it is
// out of date until done has had no error. Where there is only one question it
// is nil.
func (l *Latest) Load(from Loader, question any, work func(ctx context.Context) error, done func(err error)) {
	l.turn++
	turn := l.turn
	l.put(question)
	from.Load(work, func(err error) {
		if turn != l.turn {
			return
		}
		act := l.act
		l.act = nil
		if err == nil {
			l.answered = question
		}
		done(err)
		if err == nil && act != nil && turn == l.turn {
			act()
		}
	})
}

// Answer says that a question needs no asking: what is shown answers it. An
// answer that is on its way is dropped.
func (l *Latest) Answer(question any) {
	l.turn++
	l.put(question)
	l.act, l.answered = nil, question
}

// put notes the question; an act that waited for the answer to another is off.
func (l *Latest) put(question any) {
	if question != l.asked {
		l.asked, l.act = question, nil
	}
}

// Current reports whether what is shown answers what is asked now.
func (l *Latest) Current() bool { return l.asked == l.answered }

// When acts on the answer to what is asked now: at once if it is there, else as
// soon as it comes. It acts once, however often it is asked to meanwhile, and
// never if another question is asked first, the answer is an error or Forget is
// called.
func (l *Latest) When(act func()) {
	if l.Current() {
		act()
		return
	}
	if l.act == nil {
		l.act = act
	}
}

// Forget lets no act wait any longer, as when somebody turns to something else.
func (l *Latest) Forget() { l.act = nil }
