package office

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"yingbin/data"
)

// untidy is a book with some steps of upkeep left.
type untidy struct {
	head  int64
	steps int
	done  int
	fails bool
	after func(done int)
}

func (u *untidy) Head(context.Context) (data.Mark, error) { return data.Mark{Seq: u.head}, nil }

func (u *untidy) Tidy(context.Context) (bool, error) {
	if u.fails {
		return true, errors.New("the disk is full")
	}
	u.done++
	u.steps--
	if u.after != nil {
		u.after(u.done)
	}
	return u.steps > 0, nil
}

func TestAQuietOfficeIsSeenTo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		u := &untidy{head: 7, steps: 3}
		ticks := make(chan time.Time)
		tick := func() { ticks <- time.Time{}; synctest.Wait() }
		stop := keepUp(u, ticks)
		tick()
		if u.done != 0 {
			t.Error("the first look finds it quiet")
		}
		tick()
		if u.done != 3 {
			t.Error("quiet, and not seen to:", u.done)
		}
		u.head, u.steps = 8, 9
		tick()
		if u.done != 3 {
			t.Error("seen to while it is busy")
		}
		u.after = func(done int) {
			if done == 5 {
				u.head = 9 // somebody comes in
			}
		}
		tick()
		if u.done != 5 {
			t.Error("the upkeep goes on beside somebody:", u.done)
		}
		u.fails = true
		tick()
		tick()
		u.fails = false
		tick()
		if u.done <= 5 {
			t.Error("what failed is not tried again")
		}
		stop()
	})
}
