package link

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"

	"yingbin/data"
	"yingbin/data/officetest"
)

// worker gives the commands of the people at a device.
type worker struct {
	s    *station
	rnd  *rand.Rand
	mine []data.ID // commands given, to be undone
}

func (w *worker) init(s *station) { w.s, w.rnd = s, rand.New(rand.NewPCG(s.Seed, 7)) }

// work gives some commands, one after the other, and notes of each what it was
// told. It gives up the turn when the hub it is has stood down.
func (w *worker) work(times string) (done int) {
	n, _ := strconv.Atoi(times)
	for range n {
		if err := w.s.turn(); err != nil || w.s.book == nil {
			return done
		}
		c := w.next()
		id := string(c.Meta().ID)
		if u, ok := c.(*data.Undo); ok {
			w.s.note("back", id, string(u.Command))
		}
		r, err := w.s.book.Do(context.Background(), c)
		switch {
		case err != nil:
			w.s.note("no", id, keyIn(err))
		case r.Waiting:
			w.s.note("waits", id)
		default:
			w.s.note("done", id, strconv.FormatInt(r.Seq, 10))
		}
		done++
		w.s.out.Encode(told{Text: "gave"})
	}
	return done
}

func keyIn(err error) string {
	if e := data.AsError(err); e != nil {
		return e.Key
	}
	return "?"
}

func (w *worker) head() data.Head {
	at := w.s.now
	if w.s.link != nil {
		at = w.s.link.Clock()
	}
	return data.Head{ID: data.NewID(), At: data.TimeOf(at()), Staff: w.s.Staff, Device: w.s.Own, Signer: officetest.SignerOf(w.s.Staff)}
}

// next makes a command: orders, fights for slots, guests, and taking back.
func (w *worker) next() data.Command {
	h := w.head()
	switch n := w.rnd.IntN(10); {
	case n < 2 && len(w.mine) > 0:
		return &data.Undo{Head: h, Command: w.mine[w.rnd.IntN(len(w.mine))]}
	case n < 6 && w.s.Role.Full():
		w.mine = append(w.mine, h.ID)
		return w.booking(h)
	case n < 7 && w.s.Role.Full():
		return &data.CheckIn{Head: h, Visit: data.NewID(), Visitor: data.NewID(), Name: "李样", Phone: "13" + fmt.Sprintf("%09d", w.rnd.IntN(1_000_000_000)), Adults: 1, Purpose: data.Purposes[0], Note: "带了一只小狗"}
	}
	w.mine = append(w.mine, h.ID)
	return orderAt(h, "a"+strconv.Itoa(1+w.rnd.IntN(4)))
}

// booking wishes for one of few slots.
func (w *worker) booking(h data.Head) data.Command {
	start := officetest.At("10:00") + data.Time(w.rnd.IntN(18)*30*60*1000)
	c := bookingAt(h, strconv.Itoa(1+w.rnd.IntN(2)), "10:00", "11:00")
	c.Spans[0].Start, c.Spans[0].End = start, start+30*60*1000*data.Time(1+w.rnd.IntN(2))
	c.Note = "要靠窗的位子"
	return c
}
