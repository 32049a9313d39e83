package link

import (
	"context"
	"encoding/json"
	"flag"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/wire"
)

var (
	rounds = flag.Int("rounds", 2, "how many offices the chaos test puts through it")
	seeded = flag.Uint64("seed", 0, "the chaos test's first seed; by chance if 0")
)

// What happens to the hub in a round.
const (
	nothing  = iota
	restored // from yesterday's backup, while a device with the whole book has all
	restoredTwice
	comesBack
	diesForGood
	fates
)

// Whatever the network does and whoever is killed: after healing all books are
// equal, and everything that anybody was told is there once.
func TestChaos(t *testing.T) {
	first := *seeded
	if first == 0 {
		first = rand.Uint64() >> 1
	}
	for i := range uint64(*rounds) {
		t.Run(strconv.FormatUint(first+i, 10), func(t *testing.T) { chaos(t, first+i) })
	}
}

// storm is one office in trouble.
type storm struct {
	t      *testing.T
	rnd    *rand.Rand
	places string
	nodes  []*node // all that live
	hub    *node
	second *node // with the whole book
	bar    *node
	all    []*node // those that are gone, too

	backup  string
	old     string           // files of the bar as they were once
	excused map[data.ID]bool // commands that only a lost disk held
}

func chaos(t *testing.T, seed uint64) {
	s := &storm{t: t, rnd: rand.New(rand.NewPCG(seed, 5)), places: filepath.Join(t.TempDir(), "places"), excused: map[data.ID]bool{}}
	fate := s.rnd.IntN(fates)
	steps := 3 + s.rnd.IntN(3)
	turning := 1 + s.rnd.IntN(steps-1)
	t.Logf("seed %d: fate %d at step %d of %d", seed, fate, turning, steps)
	s.open()
	for i := range steps {
		if i == 1 {
			s.copyBar()
		}
		if i == turning {
			s.turn(fate)
		}
		s.step()
	}
	if s.rnd.IntN(2) == 0 {
		s.putBackBar(fate)
		s.step()
	}
	s.heal()
	for _, n := range s.nodes {
		n.must("quit")
		n.ended()
	}
	s.check()
}

// open opens the office and lets every device join.
func (s *storm) open() {
	began := time.Now()
	s.hub = newNode(s.t, desk, data.AtReception, an, began, s.places, s.rnd)
	s.second = newNode(s.t, "device-second", data.AtReception, an, began, s.places, s.rnd)
	s.bar = newNode(s.t, "device-bar", data.AtBar, gu, began, s.places, s.rnd)
	venue := newNode(s.t, "device-venue", data.AtVenue, jiang, began, s.places, s.rnd)
	s.nodes = []*node{s.hub, s.second, s.bar, venue}
	s.all = slices.Clone(s.nodes)
	if a := s.hub.start(); a.Err != "" {
		s.t.Fatal(a.Err)
	}
	for _, n := range s.nodes[1:] {
		n.start()
		n.must("pair", s.hub.Listen, s.hub.must("code", string(n.Role)).Text)
	}
	s.hub.must("work", "5")
	s.backup = filepath.Join(s.t.TempDir(), "yesterday.db")
	s.hub.must("backup", s.backup)
}

// step lets everybody work while lines fail and processes are killed.
func (s *storm) step() {
	for _, n := range s.nodes {
		n.proxy.set(fault(0))
		if s.rnd.IntN(3) > 0 {
			n.proxy.set(fault(s.rnd.IntN(int(faults))))
		}
		n.until.Store(0)
		if s.rnd.IntN(3) == 0 {
			n.until.Store(1 + int64(s.rnd.IntN(8)))
		}
		s.t.Logf("%s: %v, killed after %d", n.Own, n.proxy.is, n.until.Load())
	}
	each(s.nodes, func(n *node) { n.order("work", "8") })
	for _, n := range s.nodes {
		n.until.Store(0)
		if n.killed.Load() {
			n.kill() // it may have answered all the same
			n.start()
		}
	}
}

// announce tells the LAN who says to be the hub.
func (s *storm) announce() {
	s.t.Helper()
	office, err := s.officeID()
	must(s.t, err)
	body, err := json.Marshal([]Found{{Device: s.hub.Own, Address: s.hub.Listen, Found: wire.Found{Office: office, Epoch: 2}}})
	must(s.t, err)
	must(s.t, data.WriteWhole(s.places, body))
}

func (s *storm) officeID() (data.ID, error) {
	set, _, err := Load(s.bar.Dir)
	if err != nil {
		return "", err
	}
	return set.OfficeID, nil
}

// turn lets the hub meet its fate.
func (s *storm) turn(fate int) {
	switch fate {
	case restored:
		s.restore()
	case restoredTwice:
		s.restore()
		s.step()
		s.restore()
	case comesBack:
		was := s.hub
		s.promote()
		s.step()
		s.nodes = append(s.nodes, was)
		was.start()
	case diesForGood:
		was := s.hub
		s.promote()
		s.excuseLost(was)
	}
}

// restore puts the hub back to yesterday's backup. The second device has all its
// lines; who comes first is left to chance, and whether the hub has gone on alone
// before.
func (s *storm) restore() {
	s.t.Logf("the hub is restored from its backup")
	s.second.proxy.set(sound)
	s.reach(s.second)
	s.hub.kill()
	id, err := wire.LoadIdentity(s.hub.Dir)
	must(s.t, err)
	h := &house{t: s.t, own: s.hub.Own, id: id, began: s.hub.Began}
	_, err = store.Restore(context.Background(), registers.All(), s.hub.Dir, s.backup, store.Options{Clock: h.now, Reign: h.reign})
	must(s.t, err)
	if s.rnd.IntN(2) == 0 {
		s.hub.start()
		return
	}
	for _, n := range s.nodes {
		n.proxy.set(cut)
	}
	s.hub.start()
	s.hub.must("work", strconv.Itoa(1+s.rnd.IntN(60)))
}

// reach brings a device to where the hub stands.
func (s *storm) reach(n *node) {
	s.t.Helper()
	n.must("calm")
	n.must("calm", s.hub.must("state").Mark)
}

// promote kills the hub and makes the second device the hub, which may be killed
// at it.
func (s *storm) promote() {
	s.t.Logf("the second device takes over")
	s.hub.kill()
	s.nodes = slices.DeleteFunc(s.nodes, func(n *node) bool { return n == s.hub })
	s.hub = s.second
	if s.rnd.IntN(2) == 0 {
		n, process := s.hub, s.hub.cmd.Process
		late := time.AfterFunc(time.Duration(s.rnd.IntN(60))*time.Millisecond, func() {
			n.killed.Store(true)
			process.Kill()
		})
		defer func() {
			if !late.Stop() { // after it took over, perhaps: it must begin again
				n.kill()
				n.start()
			}
		}()
	}
	for a, alive := s.hub.order("promote"); !alive || !a.Hub; a, alive = s.hub.order("promote") {
		if alive {
			s.t.Fatalf("it can't be promoted: %s", a.Err)
		}
		if s.hub.start().Hub {
			break
		}
	}
	s.announce()
}

// excuseLost excuses what only the hub knew whose disk is gone.
func (s *storm) excuseLost(hub *node) {
	for id := range hub.acks() {
		s.excused[id] = true
	}
}

// copyBar keeps the bar's files as they are.
func (s *storm) copyBar() {
	s.bar.kill()
	s.old = filepath.Join(s.t.TempDir(), "old")
	must(s.t, os.CopyFS(s.old, os.DirFS(s.bar.Dir)))
	s.bar.start()
}

// putBackBar puts the bar's files back to what they were. What waited in those
// that are gone, is gone; so is what a hub decided that is gone, too.
func (s *storm) putBackBar(fate int) {
	s.t.Logf("the bar is put back to old files")
	s.bar.kill()
	for id, word := range s.bar.acks() {
		if word == "waits" || fate == diesForGood {
			s.excused[id] = true
		}
	}
	must(s.t, os.RemoveAll(s.bar.Dir))
	must(s.t, os.CopyFS(s.bar.Dir, os.DirFS(s.old)))
	s.bar.start()
}

// heal mends all lines and waits until every device holds what the hub holds and
// nothing waits anywhere.
func (s *storm) heal() {
	s.t.Helper()
	for _, n := range s.nodes {
		n.proxy.set(sound)
	}
	for range 5 {
		each(s.nodes, func(n *node) { s.calm(n) })
		mark := s.hub.must("state").Mark
		each(s.nodes, func(n *node) { s.calm(n, mark) })
		if s.t.Failed() {
			s.t.FailNow()
		}
		if s.hub.must("state").Mark == mark {
			return
		}
	}
	s.t.Fatal("the books never come to rest")
}

func (s *storm) calm(n *node, mark ...string) {
	if a, alive := n.order(append([]string{"calm"}, mark...)...); !alive || a.Err != "" {
		s.t.Errorf("%s: alive %v, %s", n.Own, alive, a.Err)
	}
}
