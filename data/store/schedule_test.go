package store_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/store/storetest"
)

var schedules = flag.Int("schedules", 3, "how many random schedules of late acts to try")

// tablet is a copy that is out of reach for a while, with what it did meanwhile.
type tablet struct {
	*storetest.Book
	device data.ID
	waits  []data.Command
}

// TestNoLateActBeatsALaterOne lets the desk and two copies that are out of reach act
// on one house in a random order, and then brings it together: every act stands in
// the hub's book or was refused with a sentence, no earlier act changed what a later
// one said, and all books are equal.
func TestNoLateActBeatsALaterOne(t *testing.T) {
	for seed := range *schedules {
		t.Run(fmt.Sprint(seed), func(t *testing.T) { runSchedule(t, uint64(seed)) })
	}
}

func runSchedule(t *testing.T, seed uint64) {
	rnd := rand.New(rand.NewPCG(seed, 7))
	h := busyHouse(t)
	copies := []*tablet{h.copied(t, "device-east"), h.copied(t, "device-west")}
	acts := h.acts()
	rnd.Shuffle(len(acts), func(i, j int) { acts[i], acts[j] = acts[j], acts[i] })
	told := map[data.ID]bool{}
	for _, a := range acts[:40] {
		d := time.Duration(5+rnd.IntN(60)) * time.Second
		for _, b := range []*storetest.Book{h.Book, copies[0].Book, copies[1].Book} {
			b.Pass(d)
		}
		x := h.By(a.by)
		if n := rnd.IntN(3); n < len(copies) {
			c := copies[n]
			x.Device = c.device
			cmd := a.make(x)
			if _, err := c.Wait(context.Background(), cmd); err == nil { // else it was refused at once
				c.waits = append(c.waits, cmd)
			}
			continue
		}
		if _, err := h.Do(context.Background(), a.make(x)); data.CodeOf(err) == data.Storage {
			t.Fatalf("%s: %v", h.called(a), err)
		}
	}
	rnd.Shuffle(len(copies), func(i, j int) { copies[i], copies[j] = copies[j], copies[i] })
	for _, c := range copies {
		h.Pass(time.Minute)
		results, err := h.DoAll(context.Background(), slices.Values(c.waits))
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range results {
			if r.Err == nil {
				continue
			}
			if e := data.AsError(r.Err); e.Code == data.Storage || h.say(e.Key, e.Args...) == "" {
				t.Errorf("%T: %v", c.waits[i], e)
			}
			told[c.waits[i].Meta().ID] = true
		}
	}
	t.Logf("%d and %d came late, %d of them were refused", len(copies[0].waits), len(copies[1].waits), len(told))
	h.laterStands(t)
	for _, c := range copies {
		c.heals(t, h, told)
	}
	h.Sound()
}

// copied makes a copy that holds all the house has done.
func (h *house) copied(t *testing.T, device data.ID) *tablet {
	b := storetest.Replayed(t, h.Book)
	b.Pass(h.Read().Sub(b.Read()))
	return &tablet{Book: b, device: device}
}

// heals brings a copy up to the hub's book and checks that nothing of it is lost.
func (c *tablet) heals(t *testing.T, h *house, told map[data.ID]bool) {
	t.Helper()
	ctx := context.Background()
	head, err := c.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	lines, err := h.LinesAfter(ctx, head.Seq)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Take(ctx, lines); err != nil {
		t.Fatal(err)
	}
	for _, w := range c.waits {
		id := w.Meta().ID
		if _, stands, err := h.Decided(ctx, id); err != nil || stands == told[id] {
			t.Errorf("%T stands %v, was refused %v, %v", w, stands, told[id], err)
		}
		if told[id] {
			if err := c.Drop(ctx, id); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got, want := c.Content(), h.Content(); !reflect.DeepEqual(got, want) {
		for table := range want {
			if !reflect.DeepEqual(got[table], want[table]) {
				t.Errorf("%s differs:\n%v\n%v", table, got[table], want[table])
			}
		}
	}
}

// laterStands walks the journal: of each column of each row the last word is that of
// the act that happened last.
func (h *house) laterStands(t *testing.T) {
	t.Helper()
	lines, err := h.LinesAfter(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	type word struct {
		at   data.Time
		kind string
	}
	last := map[string]word{}
	for _, p := range lines {
		line, err := data.ParseLine([]byte(p.Body))
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range line.Changes {
			if c.Table == "counter" || c.Table == "occupancy" || c.Op != data.Updated {
				continue
			}
			for col := range c.New {
				if _, may := overtaken[c.Table+"."+col]; may {
					continue
				}
				of := rowKey(c) + "." + col
				was := last[of]
				if was.at > line.Receipt.At.Add(time.Second) {
					t.Errorf("%s: %s of %d, %s of %d came after it", of, was.kind, was.at, line.Kind, line.Receipt.At)
				}
				last[of] = word{max(was.at, line.Receipt.At), line.Kind}
			}
		}
	}
}
