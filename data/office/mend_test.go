package office

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"yingbin/data"
	"yingbin/data/link"
)

// fails opens an office that must not open, and gives the ways on.
func (m *machine) fails(key string) []Way {
	m.t.Helper()
	o, err := Open(m.t.Context(), m.o)
	if err == nil {
		o.Close()
		m.t.Fatal("it opens, though ", key)
	}
	if is := data.AsError(err).Key; is != key {
		m.t.Fatalf("%s, not %s: %v", is, key, err)
	}
	return Ways(m.t.Context(), m.o.Dir, err)
}

// mends goes a way that must be offered.
func (m *machine) mends(ways []Way, way Way, file string) {
	m.t.Helper()
	if !slices.Contains(ways, way) {
		m.t.Fatalf("%q is not among %q", way, ways)
	}
	if err := Mend(m.t.Context(), m.o, way, file, word(bossPIN)); err != nil {
		m.t.Fatal(err)
	}
}

func (m *machine) spoil(name string) {
	m.t.Helper()
	for _, with := range []string{"-wal", "-shm"} {
		os.Remove(filepath.Join(m.o.Dir, name+with))
	}
	if err := os.WriteFile(filepath.Join(m.o.Dir, name), []byte("来访登记：损坏的一份文件，长得足够像"+string(make([]byte, 4096))), 0o600); err != nil {
		m.t.Fatal(err)
	}
}

// The device's own file is lost on the hub and on a tablet: both are known by their keys,
// sharing goes on, and what the tablet does is taken.
func TestALostDeviceFileChangesNothing(t *testing.T) {
	ctx := t.Context()
	pc, bar := newMachine(t, "前台电脑"), newMachine(t, "吧台平板")
	h := pc.begin()
	tablet := bar.joins(h, data.AtBar)
	at := pc.address(h)
	own, theirs := pc.o.Device, bar.o.Device
	tablet.Close()
	h.Close()
	pc.o.Device, bar.o.Device = data.NewID(), data.NewID()
	again := pc.host()
	if again.DeviceID() != own {
		t.Errorf("the hub calls itself %s, not %s", again.DeviceID(), own)
	}
	if s, err := again.Sharing(ctx); err != nil || !s.On || s.Trouble != nil {
		t.Fatalf("it is not shared any more: %+v %v", s, err)
	}
	m := bar.member()
	if m.DeviceID() != theirs {
		t.Errorf("the tablet calls itself %s, not %s", m.DeviceID(), theirs)
	}
	if again := pc.address(again); again != at {
		if err := m.SetAddress(ctx, again); err != nil {
			t.Fatal(err)
		}
	}
	until(t, m.WatchState(ctx), func() bool { return m.State().Online })
}

// The hub's key is lost or damaged: it opens, says that sharing needs a supervisor, and
// its devices take part again with a code.
func TestALostKeyIsMadeAnew(t *testing.T) {
	ctx := t.Context()
	pc, bar := newMachine(t, "前台电脑"), newMachine(t, "吧台平板")
	h := pc.begin()
	tablet := bar.joins(h, data.AtBar)
	h.Close()
	pc.spoil("device.pem")
	pc.mends(pc.fails("device.keyLost"), NewKey, "")
	h = pc.host()
	s, err := h.Sharing(ctx)
	if err != nil || s.On || s.Trouble == nil || s.Trouble.Key != "device.keyNew" {
		t.Fatalf("%+v %v", s, err)
	}
	if err := h.Share(ctx, true, "boss"); err != nil {
		t.Fatal(err)
	}
	if s, err := h.Sharing(ctx); err != nil || !s.On || s.Trouble != nil {
		t.Fatalf("%+v %v", s, err)
	}
	if err := tablet.SetAddress(ctx, pc.address(h)); data.AsError(err).Key != "link.otherHub" {
		t.Fatal("a key that nobody vouches for is believed:", err)
	}
	code, err := h.PairingCode(ctx, data.AtBar, "boss")
	if err != nil {
		t.Fatal(err)
	}
	if err := tablet.PairAgain(ctx, pc.address(h), code.Code); err != nil {
		t.Fatal(err)
	}
	until(t, tablet.WatchState(ctx), func() bool { return tablet.State().Online })
}

// Whatever a joined device loses, it takes part again, and what waits there is sent: its
// outbox alone can be lost, and is set aside where it can't be read.
func TestWhatAJoinedDeviceLosesItGetsAgain(t *testing.T) {
	ctx := t.Context()
	pc, pc2 := newMachine(t, "前台电脑"), newMachine(t, "前台电脑2")
	first := pc.begin()
	second := pc2.joins(first, data.AtReception)
	until(t, second.WatchState(ctx), func() bool { return second.State().Online })
	give := func(id data.ID) {
		t.Helper()
		pc2.give(second, &data.PutArea{Area: data.Area{ID: id, Name: "区" + string(id)}})
	}
	apart := func(id data.ID) { // it waits when the device is closed
		t.Helper()
		first.Close()
		until(t, second.WatchState(ctx), func() bool { return !second.State().Online })
		give(id)
		second.Close()
		first = pc.host()
	}
	back := func(n int) {
		t.Helper()
		second = pc2.member()
		if err := second.SetAddress(ctx, pc.address(first)); err != nil {
			t.Fatal(err)
		}
		until(t, second.WatchState(ctx), func() bool { s := second.State(); return s.Online && s.Waiting == 0 })
		if got := pc.areas(first); len(got) != n {
			t.Fatalf("the hub has %q, not %d", got, n)
		}
	}
	give("a1")

	apart("a2")
	pc2.spoil("book.db")
	ways := pc2.fails("error.damaged")
	pc2.known(first, pc)
	pc2.mends(ways, FetchAnew, "")
	back(2)

	apart("a3")
	pc2.spoil("link.json")
	pc2.mends(pc2.fails("link.settingsLost"), PairAnew, "")
	host := pc2.host() // as a fresh device, which offers to join
	host.Close()
	second = pc2.joins(first, data.AtReception)
	until(t, second.WatchState(ctx), func() bool { s := second.State(); return s.Online && s.Waiting == 0 })
	if got := pc.areas(first); len(got) != 3 {
		t.Fatalf("the hub has %q: what waited is lost", got)
	}

	second.Close()
	pc2.spoil("outbox.db")
	pc2.mends(pc2.fails("device.outboxDamaged"), NewOutbox, "")
	if kept, _ := filepath.Glob(filepath.Join(pc2.o.Dir, "aside", "*outbox.db")); len(kept) != 1 {
		t.Error("the outbox was not kept:", kept)
	}
	back(3)

	apart("a4")
	if err := os.Remove(filepath.Join(pc2.o.Dir, "link.json")); err != nil {
		t.Fatal(err)
	}
	first.Close()
	pc2.mends(pc2.fails("device.isCopy"), TakeLead, "")
	lead := pc2.host()
	if got := pc2.areas(lead); len(got) != 4 {
		t.Errorf("the new hub has %q", got)
	}
	if e, err := lead.Epoch(ctx); err != nil || e.Number != 2 || e.Why != data.Promoted {
		t.Errorf("%+v %v", e, err)
	}
}

// known writes down where the hub is now: it listens elsewhere after each start here.
func (m *machine) known(h *Host, pc *machine) {
	m.t.Helper()
	s, joined, err := link.Load(m.o.Dir)
	if err != nil || !joined {
		m.t.Fatal(joined, err)
	}
	s.Address = pc.address(h)
	if err := s.Keep(m.o.Dir); err != nil {
		m.t.Fatal(err)
	}
}

// A hub's book that is lost, cut or older than it was is told, and each way on works.
func TestAHubsLostBookIsMended(t *testing.T) {
	pc := newMachine(t, "前台电脑")
	h := pc.begin()
	pc.give(h, &data.PutArea{Area: data.Area{ID: "a1", Name: "沙盘区"}})
	file, err := h.BackupNow(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	pc.give(h, &data.PutArea{Area: data.Area{ID: "a2", Name: "洽谈区"}})
	h.Close()
	path := filepath.Join(pc.o.Dir, "book.db")
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	areas := func(n int) {
		t.Helper()
		h := pc.host()
		if got := pc.areas(h); len(got) != n {
			t.Errorf("%q, not %d", got, n)
		}
		h.Close()
	}
	list, err := Backups(pc.o)
	if err != nil || len(list) == 0 || list[0].Path != file.Path {
		t.Fatalf("%+v %v", list, err)
	}
	if err := os.WriteFile(path, body[:len(body)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	pc.mends(pc.fails("error.damaged"), GoBack, file.Path)
	areas(1)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	ways := pc.fails("error.bookMissing")
	if err := Mend(t.Context(), pc.o, GoBack, file.Path, word("0000")); data.AsError(err).Key != "error.pin" {
		t.Fatal("a wrong PIN:", err)
	}
	pc.mends(ways, GoBack, file.Path)
	areas(1)
	h = pc.host()
	pc.give(h, &data.PutArea{Area: data.Area{ID: "a3", Name: "书吧"}})
	h.Close()
	older, err := os.ReadFile(file.Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, older, 0o600); err != nil {
		t.Fatal(err)
	}
	pc.mends(pc.fails("error.bookShort"), GoOn, "")
	areas(1)
	if err := os.Truncate(path, 0); err != nil {
		t.Fatal(err)
	}
	pc.mends(pc.fails("error.bookMissing"), BeginAnew, "")
	h = pc.host()
	if s, err := h.Settings(t.Context()); err != nil || s.Name != "" {
		t.Errorf("it is not empty: %+v %v", s, err)
	}
}
