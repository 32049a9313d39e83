package hub

import (
	"context"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
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

// hello asks the hub where it stands, and names lines.
func (d *device) hello(since int64, at ...data.Mark) (h wire.Hello) {
	d.t.Helper()
	q := url.Values{"since": {strconv.FormatInt(since, 10)}}
	for _, m := range at {
		q.Add("at", wire.FormatMark(m))
	}
	unmarshal(d.t, d.send(http.MethodGet, wire.PathHello+"?"+q.Encode(), nil).body, &h)
	return h
}

// A device that holds newer lines than the book shows it to the window, and nothing
// follows from its word: a supervisor says that the book went back.
func TestABookBehindItsDevicesGoesOnAtASupervisorsWord(t *testing.T) {
	h := openHouse(t)
	d, other := h.joined(data.AtBar), h.joined(data.AtReception)
	by := data.Approval{Staff: chang, PIN: officetest.PINs[chang]}
	if err := h.GoOn(t.Context(), by); data.CodeOf(err) != data.Stale {
		t.Fatal("it goes on though nobody is ahead:", err)
	}
	var ahead data.Mark
	h.restoredAround(func() {
		h.must(order(an, desk))
		ahead = h.newest()
	})
	head := h.newest()
	d, other = d.moved(), other.moved()
	d.journal(ahead).refused(t, http.StatusConflict, "device.apart")
	d.post(wire.PathBeat, wire.Beat{Seq: ahead.Seq, Digest: hex.EncodeToString(ahead.Digest[:])}, nil).refused(t, http.StatusConflict, "device.apart")
	if is := d.hello(1, ahead, head); is.Holds(ahead) || !is.Holds(head) || is.Mark != wire.FormatMark(head) || len(is.Epochs) != 0 || is.Role != data.AtBar {
		t.Fatalf("%+v", is)
	}
	told := h.WatchSharing(t.Context())
	d.post(wire.PathBeat, wire.Beat{Apart: &wire.Apart{Behind: true, Own: ahead.Seq}}, nil)
	<-told
	if s, _ := h.Sharing(t.Context()); s.Behind == nil || s.Behind.Lines != 1 || s.Behind.Device != "平板" {
		t.Fatalf("%+v", s.Behind)
	}
	if e := h.epoch(); e.Number != 1 {
		t.Fatalf("a device's word alone began an epoch: %+v", e)
	}
	for _, wrong := range []data.Approval{{Staff: chang, PIN: "0000"}, {Staff: an, PIN: officetest.PINs[an]}} {
		if err := h.GoOn(t.Context(), wrong); data.CodeOf(err) != data.Forbidden {
			t.Fatalf("%s goes on: %v", wrong.Staff, err)
		}
	}
	if err := h.GoOn(t.Context(), by); err != nil {
		t.Fatal(err)
	}
	is := h.epoch()
	if is.Number != 2 || is.Base != head.Seq || is.Hub != desk || is.Why != data.RestoredBehind {
		t.Fatalf("%+v", is)
	}
	if s, _ := h.Sharing(t.Context()); s.Behind != nil {
		t.Fatalf("%+v", s.Behind)
	}
	// Others of the old epoch are told as well, and follow from what still holds.
	other.journal(head).refused(t, http.StatusConflict, "device.newEpoch")
	other.post(wire.PathCommands, wire.Batch{}, nil).refused(t, http.StatusConflict, "device.newEpoch")
	other.snapshot() // what it needs to follow is not refused
	hello := other.hello(1, head)
	if len(hello.Epochs) != 1 || hello.Epochs[0].Epoch != is {
		t.Fatalf("%+v", hello.Epochs)
	}
	if err := h.book.Supervised(t.Context(), hello.Epochs[0]); err != nil {
		t.Fatal(err)
	}
	other.epoch = 2
	lines, _ := other.listen(head).until(h.newest().Seq)
	consecutive(t, head.Seq, lines)
	far := data.Mark{Seq: 1 << 40, Digest: ahead.Digest}
	other.journal(far).refused(t, http.StatusBadRequest, "device.badPlace")
}

// A device that finds another past is shown as such, until it has the same again.
func TestADeviceWithAnotherPastIsShown(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtBar)
	other := h.newest()
	other.Digest[0] ^= 1
	apart := func() bool {
		t.Helper()
		list, err := h.Presences(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(list, func(p data.Presence) bool { return p.ID == d.id })
		return list[i].Apart
	}
	d.post(wire.PathBeat, wire.Beat{Seq: other.Seq, Digest: hex.EncodeToString(other.Digest[:])}, nil).refused(t, http.StatusConflict, "device.apart")
	if !apart() {
		t.Error("it is not shown")
	}
	m := h.newest()
	d.post(wire.PathBeat, wire.Beat{Seq: m.Seq, Digest: hex.EncodeToString(m.Digest[:])}, nil)
	if apart() {
		t.Error("it is shown though the books are the same")
	}
	d.post(wire.PathBeat, wire.Beat{Apart: &wire.Apart{Own: m.Seq}}, nil)
	if !apart() {
		t.Error("what the device found is not shown")
	}
	var p wire.Past
	unmarshal(t, d.send(http.MethodGet, wire.PathPast+"?at=1&at=2&at=999999", nil).body, &p)
	if want := []string{wire.FormatMark(h.at(1)), wire.FormatMark(h.at(2))}; !slices.Equal(p.Marks, want) {
		t.Errorf("%q, not %q", p.Marks, want)
	}
	for _, bad := range []string{"?at=-1", "?at=x", "?at=1" + strings.Repeat("&at=1", wire.MaxMarks)} {
		d.send(http.MethodGet, wire.PathPast+bad, nil).refused(t, http.StatusBadRequest, "device.badPlace")
	}
	h.stranger().send(http.MethodGet, wire.PathPast+"?at=1", nil).refused(t, http.StatusForbidden, "device.unknown")
	if is := h.stranger().hello(0, m); len(is.Marks)+len(is.Epochs) != 0 || is.Mark != "" {
		t.Errorf("a stranger is told %+v", is)
	}
}

// The backup is from before an epoch of this very hub: it has no heir but itself,
// and goes on above all that its devices know, when a supervisor says so.
func TestABookFromBeforeItsOwnEpochGoesOnAboveIt(t *testing.T) {
	h := openHouse(t)
	d, other := h.joined(data.AtBar), h.joined(data.AtReception)
	for _, c := range []struct {
		who          *device
		knows, begun int64
	}{{d, 3, 4}, {other, 7, 8}} {
		c.who.epoch, c.who.reigns = c.knows, desk
		c.who.post(wire.PathBeat, wire.Beat{}, nil).refused(t, http.StatusConflict, "device.hubBehind")
		if err := h.GoOn(t.Context(), data.Approval{Staff: chang, PIN: officetest.PINs[chang]}); err != nil {
			t.Fatal(err)
		}
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
	if s, _ := h.Sharing(t.Context()); s.Successor != nil || s.Behind != nil {
		t.Fatalf("the hub believes what can't be: %+v", s)
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
