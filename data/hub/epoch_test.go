package hub

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/wire"
)

// restoredAround lets f happen and then puts the book back to where it stood before.
func (h *house) restoredAround(f func()) {
	h.t.Helper()
	backup := h.t.TempDir() + "/backup.db"
	if err := h.book.Backup(context.Background(), backup); err != nil {
		h.t.Fatal(err)
	}
	f()
	h.reopen(func() {
		if err := h.book.Close(); err != nil {
			h.t.Fatal(err)
		}
		if _, err := store.Restore(context.Background(), registers.All(), filepath.Join(h.dir, "book"), backup, store.Options{Clock: h.Read}); err != nil {
			h.t.Fatal(err)
		}
		h.openBook()
	})
}

// reopen ends the program, lets f happen and starts it again.
func (h *house) reopen(f func()) {
	h.t.Helper()
	if err := h.Hub.Close(); err != nil {
		h.t.Fatal(err)
	}
	f()
	h.openHub()
	if err := h.Share(context.Background(), true, chang, "127.0.0.1:0"); err != nil {
		h.t.Fatal(err)
	}
	h.address = h.reachedAt()[0]
}

func (d *device) moved() *device {
	again := d.house.deviceOf(d.id, d.self)
	again.epoch = d.epoch
	return again
}

func (h *house) epoch() data.Epoch {
	h.t.Helper()
	e, err := h.book.Epoch(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	return e
}

func (d *device) journal(m data.Mark) answer {
	d.t.Helper()
	return d.send(http.MethodGet, placePath(m), nil)
}

// A device that holds lines which the restored book doesn't begins a new epoch,
// and only one.
func TestABookRestoredBehindItsDevicesBeginsAnEpoch(t *testing.T) {
	h := openHouse(t)
	d, other := h.joined(data.AtBar), h.joined(data.AtReception)
	var ahead data.Mark
	h.restoredAround(func() {
		h.must(order(an, desk))
		ahead = h.newest()
	})
	head := h.newest()
	d, other = d.moved(), other.moved()
	a := d.journal(ahead)
	a.refused(t, http.StatusConflict, "device.newEpoch")
	is := h.epoch()
	if a.epoch == nil || *a.epoch != is || is.Number != 2 || is.Base != head.Seq || is.Hub != desk || is.Why != data.RestoredBehind {
		t.Fatalf("%+v, the book says %+v", a.epoch, is)
	}
	// Others of the old epoch are told as well, and follow from what still holds.
	other.journal(head).refused(t, http.StatusConflict, "device.newEpoch")
	other.post(wire.PathCommands, wire.Batch{}, nil).refused(t, http.StatusConflict, "device.newEpoch")
	other.snapshot() // what it needs to follow is not refused
	other.epoch = 2
	lines, _ := other.listen(head).until(h.newest().Seq)
	consecutive(t, head.Seq, lines)
	// A copy that fits no longer, said in the new epoch, begins no further one.
	d.epoch = 2
	d.journal(ahead).refused(t, http.StatusConflict, "device.apart")
	far := data.Mark{Seq: 1 << 40, Digest: ahead.Digest}
	d.journal(far).refused(t, http.StatusBadRequest, "device.badPlace")
	if h.epoch() != is {
		t.Fatal("a device's word alone began another epoch")
	}
}

// The restored book has gone on before the device came: the digest tells.
func TestARestoredBookThatWentOnIsFoundOut(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtBar)
	var ahead data.Mark
	h.restoredAround(func() {
		h.must(order(an, desk))
		ahead = h.newest()
	})
	h.must(order(an, desk))
	h.must(order(an, desk))
	d = d.moved()
	d.journal(ahead).refused(t, http.StatusConflict, "device.newEpoch")
	if e := h.epoch(); e.Base != ahead.Seq+1 {
		t.Fatalf("%+v", e)
	}
}

// The backup is from before an epoch of this very hub: it has no heir but itself,
// and goes on above all that its devices know.
func TestABookRestoredToBeforeItsOwnEpochBeginsAHigherOne(t *testing.T) {
	h := openHouse(t)
	d, other := h.joined(data.AtBar), h.joined(data.AtReception)
	for _, c := range []struct {
		who          *device
		knows, begun int64
	}{{d, 3, 4}, {other, 2, 4}, {other, 7, 8}} {
		c.who.epoch, c.who.reigns = c.knows, desk
		c.who.post(wire.PathBeat, wire.Beat{}, nil).refused(t, http.StatusConflict, "device.newEpoch")
		if e := h.epoch(); e.Number != c.begun || e.Hub != desk || e.Why != data.RestoredBehind {
			t.Fatalf("%+v", e)
		}
	}
	if s, _ := h.Sharing(t.Context()); s.Successor != nil {
		t.Fatalf("the hub stands down for itself: %+v", s.Successor)
	}
	for _, lie := range []int64{8 + maxReigns + 1, data.MaxEpoch - 1, data.MaxEpoch, 1 << 62} {
		for _, reigns := range []data.ID{desk, ""} {
			d.epoch, d.reigns = lie, reigns
			d.post(wire.PathBeat, wire.Beat{}, nil).refused(t, http.StatusBadRequest, "device.badEpoch")
			other.epoch, other.reigns = lie, reigns
			other.post(wire.PathBeat, wire.Beat{}, nil).refused(t, http.StatusBadRequest, "device.badEpoch")
			other.send(http.MethodGet, wire.PathHello, nil)
		}
	}
	if s, _ := h.Sharing(t.Context()); s.Successor != nil {
		t.Fatalf("the hub stands down for what can't be: %+v", s.Successor)
	}
	if e := h.epoch(); e.Number != 8 {
		t.Fatalf("%+v", e)
	}
}

// The device that took over may be off when the old hub comes back: it is asked
// again.
func TestAHubGoesOnAskingWhoReigns(t *testing.T) {
	asked := make(chan string)
	var passed atomic.Int64
	h := openHouse(t, narrow(func(l *limits) { l.look = time.Millisecond }), func(o *Options) {
		o.Clock = func() time.Time { return start.Std().Add(time.Duration(passed.Add(int64(askAgain)))) }
		o.dial = func(ctx context.Context, address string) (wire.Hello, string, error) {
			select {
			case asked <- address:
			case <-ctx.Done():
			}
			return wire.Hello{}, "", errors.New("nobody is there")
		}
	})
	h.joined(data.AtReception).post(wire.PathBeat, wire.Beat{Seq: 1}, nil)
	for range 3 {
		if a := <-asked; a != "127.0.0.1:47800" {
			t.Fatal(a)
		}
	}
}

// Streams of the epoch before end when the book begins one.
func TestStreamsEndWithTheirEpoch(t *testing.T) {
	h := openHouse(t)
	s := h.joined(data.AtBar).listen(h.newest())
	h.must(&data.BeginEpoch{Head: headOf(chang, desk), Hub: desk, Name: "前台", Role: data.AtReception, Key: h.Hub.self.Key, Why: data.Promoted})
	why := s.ends()
	if why == nil || why.Fault.Key != "device.newEpoch" || why.Epoch == nil || why.Epoch.Number != 2 {
		t.Fatalf("%+v", why)
	}
}

// A device with the whole book that knows a higher epoch is believed at once: the
// hub stands down, and still does when the program starts again.
func TestAHubThatMeetsAHigherEpochStandsDown(t *testing.T) {
	h := openHouse(t)
	full, bar := h.joined(data.AtSupervisor), h.joined(data.AtBar)
	s := bar.listen(h.newest())
	told := h.WatchSharing(t.Context())
	full.epoch, full.hub = 3, "192.168.1.9:47800"
	full.post(wire.PathBeat, wire.Beat{}, nil).refused(t, http.StatusConflict, "device.superseded")
	if why := s.ends(); why == nil || why.Fault.Key != "device.superseded" || why.Epoch.Number != 3 {
		t.Fatalf("%+v", why)
	}
	<-told
	check := func() {
		t.Helper()
		is, err := h.Sharing(t.Context())
		if err != nil || is.Successor == nil || is.Successor.Epoch.Number != 3 || is.Successor.Address != "192.168.1.9:47800" {
			t.Fatalf("%+v, %v", is.Successor, err)
		}
		for path, e := range endpoints {
			if !e.open {
				bar.send(e.method, path, nil).refused(t, http.StatusConflict, "device.superseded")
			}
		}
		if _, err := h.PairingCode(t.Context(), data.AtBar, chang); data.CodeOf(err) != data.Stale {
			t.Errorf("a code is made: %v", err)
		}
	}
	check()
	h.reopen(func() {})
	bar = bar.moved()
	check()
}

// answering stands for who answers at addresses on the LAN.
type answering struct {
	hello wire.Hello
	key   string
	asked chan string
}

func (a *answering) dial(_ context.Context, address string) (wire.Hello, string, error) {
	a.asked <- address
	if a.key == "" {
		return wire.Hello{}, "", errors.New("nobody is there")
	}
	return a.hello, a.key, nil
}

// Whoever holds a tablet can't stop the office: the hub that it names is asked,
// and believed when its key is that of a device with the whole book.
func TestATabletsWordAloneEndsNoReign(t *testing.T) {
	there := &answering{asked: make(chan string, 9)}
	h := openHouse(t, func(o *Options) { o.dial = there.dial })
	bar, full, gone := h.joined(data.AtBar), h.joined(data.AtReception), h.joined(data.AtReception)
	h.must(&data.RevokeDevice{Head: headOf(chang, desk), Revoked: gone.id})
	h.devicesChanged()
	bar.epoch = 5
	claim := func(hub string) {
		t.Helper()
		bar.hub = hub
		bar.post(wire.PathBeat, wire.Beat{}, nil).refused(t, http.StatusConflict, "device.superseded")
	}
	for _, far := range []string{"", "example.com:47800", "93.184.216.34:47800", "192.168.1.9", "x"} {
		claim(far)
	}
	claim("192.168.1.9:47800")
	if got := <-there.asked; got != "192.168.1.9:47800" || len(there.asked) != 0 {
		t.Fatalf("%q was asked", got)
	}
	claim("192.168.1.9:47800") // so soon again it is not
	heir := func(d *device, change func(*wire.Hello)) {
		there.hello, there.key = wire.Hello{OfficeID: h.office, Hub: d.id, Epoch: data.Epoch{Number: 5, Hub: d.id}}, d.self.Key
		change(&there.hello)
	}
	for what, lie := range map[string]func(){
		"a tablet":       func() { heir(bar, func(*wire.Hello) {}) },
		"a revoked one":  func() { heir(gone, func(*wire.Hello) {}) },
		"a stranger":     func() { heir(h.stranger(), func(*wire.Hello) {}) },
		"another office": func() { heir(full, func(w *wire.Hello) { w.OfficeID = "office-else" }) },
		"another hub":    func() { heir(full, func(w *wire.Hello) { w.Hub = bar.id }) },
		"no higher":      func() { heir(full, func(w *wire.Hello) { w.Epoch.Number = 1 }) },
	} {
		lie()
		if down, err := h.Meet(t.Context(), "192.168.1.10:47800"); down || err != nil {
			t.Errorf("%s: stood down %v, %v", what, down, err)
		}
		<-there.asked
	}
	heir(full, func(*wire.Hello) {})
	told := h.WatchSharing(t.Context())
	claim("192.168.1.11:47800")
	<-there.asked
	for h.epochs.stoodDown() == nil {
		<-told
	}
	if is := h.epochs.stoodDown(); is.Device != full.id || is.Address != "192.168.1.11:47800" || is.Epoch.Number != 5 || is.Name != "平板" {
		t.Fatalf("%+v", is)
	}
}

// A hub that was off asks those who could have taken over when it comes back.
func TestAHubThatComesBackAsksWhoReigns(t *testing.T) {
	there := &answering{asked: make(chan string, 9)}
	h := openHouse(t, func(o *Options) { o.dial = there.dial })
	full := h.joined(data.AtReception)
	full.post(wire.PathBeat, wire.Beat{Seq: 1}, nil)
	h.joined(data.AtBar).post(wire.PathBeat, wire.Beat{Seq: 1}, nil)
	if err := h.Hub.Close(); err != nil {
		t.Fatal(err)
	}
	there.hello, there.key = wire.Hello{OfficeID: h.office, Hub: full.id, Epoch: data.Epoch{Number: 2}}, full.self.Key
	h.openHub()
	told := h.WatchSharing(t.Context())
	if err := h.Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := <-there.asked; got != "127.0.0.1:47800" {
		t.Fatalf("%s was asked", got)
	}
	for h.epochs.stoodDown() == nil {
		<-told
	}
}

// The call itself, over real TLS, to a hub that is there and to nobody.
func TestAHubAsksAnother(t *testing.T) {
	h := openHouse(t)
	hello, key, err := h.call(t.Context(), h.address)
	if err != nil || key != h.Hub.self.Key || hello.Hub != desk || hello.OfficeID != h.office || !hello.Known {
		t.Fatalf("%+v, %v", hello, err)
	}
	h.Share(t.Context(), false, chang)
	if _, _, err := h.call(t.Context(), h.address); err == nil {
		t.Error("nobody answers")
	}
}

// An office that is opened only after the hub is shared as well.
func TestAnOfficeThatWasEmptyIsShared(t *testing.T) {
	h := openHouse(t)
	h.reopen(func() {
		if err := h.book.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(filepath.Join(h.dir, "book")); err != nil {
			t.Fatal(err)
		}
		h.openBook()
		h.openHub()
		for _, c := range catalogue() {
			h.must(c)
		}
		if err := h.Share(t.Context(), true, chang, "127.0.0.1:0"); err != nil {
			t.Fatal(err)
		}
		if hello, _, err := h.call(t.Context(), h.reachedAt()[0]); err != nil || hello.OfficeID == "" {
			t.Fatalf("%+v, %v", hello, err)
		}
		h.Hub.Close()
	})
}
