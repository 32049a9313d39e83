package check

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"time"

	"yingbin/data"
	"yingbin/data/store"
)

// wholeEvery is how long the check of all the book holds.
const wholeEvery = 7 * 24 * time.Hour

// Keeper checks an open book by itself and remembers, in a file beside the book, up to
// which line it was found sound and what was found. That file is not believed where
// the book says otherwise: a mark that differs has all of it checked, and is told.
type Keeper struct {
	Book  *store.Book
	Known store.Catalogue

	mu      sync.Mutex
	running *data.CheckStep // nil while nothing runs
}

// kept is the file.
type kept struct {
	Sound data.Mark        `json:"sound"` // up to here nothing was amiss
	Whole data.Time        `json:"whole"` // when all of it was checked last, and sound
	Part  data.Time        `json:"part"`  // when any of it was
	Amiss data.CheckReport `json:"amiss"` // what was found and nobody has settled
}

func (k *Keeper) path() string { return filepath.Join(k.Book.Dir(), store.CheckedFile) }

// read reads what was remembered; what can't be read is as good as nothing.
func (k *Keeper) read() (c kept) {
	body, err := os.ReadFile(k.path())
	if err != nil || json.Unmarshal(body, &c) != nil {
		return kept{}
	}
	return c
}

func (k *Keeper) write(c kept) error {
	body, err := json.Marshal(c)
	if err != nil {
		return err
	}
	temp := k.path() + ".part"
	if err := os.WriteFile(temp, body, 0o600); err != nil {
		return noRoom(err)
	}
	if err := os.Rename(temp, k.path()); err != nil {
		return noRoom(err)
	}
	return nil
}

// Health says what is known of the book's soundness, and how far a check has come
// that runs now.
func (k *Keeper) Health() data.Health {
	c := k.read()
	now := k.Book.Now()
	h := data.Health{Whole: c.Whole, Part: c.Part, Sound: c.Sound, Amiss: c.Amiss}
	h.Due = c.Whole == 0 || c.Whole > now || now.Sub(c.Whole) >= wholeEvery // a clock that jumped has nothing put off
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.running != nil {
		step := *k.running
		h.Running = &step
	}
	return h
}

// Check checks the book: all of it if whole, or where it was never found sound, else
// what came since. While another check runs it is refused: check.running. Other errors
// are those of Whole.
func (k *Keeper) Check(ctx context.Context, whole bool) (data.CheckReport, error) {
	if err := k.begin(); err != nil {
		return data.CheckReport{}, err
	}
	defer k.end()
	c := k.read()
	if base, err := k.Book.Beginning(ctx); err != nil || base.Seq > c.Sound.Seq {
		if err != nil {
			return data.CheckReport{}, err
		}
		c.Sound = data.Mark{} // it tells of what this copy does not begin with
	}
	o := Options{Known: k.Known, Marks: []data.Mark{c.Sound}, Step: k.step}
	check := func() (data.CheckReport, error) { return Whole(ctx, k.Book, o) }
	if !whole && c.Sound.Seq > 0 {
		check = func() (data.CheckReport, error) { return Since(ctx, k.Book, c.Sound, o) }
	}
	r, err := check()
	if err != nil {
		return r, err
	}
	return r, k.write(c.with(r))
}

// with is what is remembered after a check. What was found stands until all of the
// book was found sound.
func (c kept) with(r data.CheckReport) kept {
	c.Part = r.At
	switch {
	case !r.Sound():
		if r.Whole || c.Amiss.Sound() {
			c.Amiss = r
		}
	case r.Whole:
		c.Sound, c.Whole, c.Amiss = r.Head, r.At, data.CheckReport{}
	default:
		c.Sound = r.Head
	}
	return c
}

// Settle takes the book as it stands: what was found is known to a supervisor, and the
// next check begins anew without the mark of the last.
func (k *Keeper) Settle() error {
	if err := k.begin(); err != nil {
		return err
	}
	defer k.end()
	return k.write(kept{})
}

func (k *Keeper) begin() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.running != nil {
		return data.Fault(data.Conflict, "check.running")
	}
	k.running = &data.CheckStep{}
	return nil
}

func (k *Keeper) step(s data.CheckStep) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.running = &s
}

func (k *Keeper) end() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.running = nil
}
