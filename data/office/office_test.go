package office

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"yingbin/data"
)

const bossPIN = "2580"

var verifier = sync.OnceValue(func() string { return data.Verifier(bossPIN) })

// machine is a folder with the device that has it.
type machine struct {
	t *testing.T
	o Options
}

func newMachine(t *testing.T, name string) *machine {
	return &machine{t, Options{Dir: t.TempDir(), Device: data.NewID(), Name: name, Version: "test", Listen: []string{"127.0.0.1:0"}, Quiet: true}}
}

func (m *machine) open() Office {
	m.t.Helper()
	o, err := Open(m.t.Context(), m.o)
	if err != nil {
		m.t.Fatal(err)
	}
	return o
}

func (m *machine) host() *Host {
	m.t.Helper()
	h, ok := m.open().(*Host)
	if !ok {
		m.t.Fatal("the device has joined")
	}
	m.t.Cleanup(func() { h.Close() })
	return h
}

func (m *machine) member() *Member {
	m.t.Helper()
	j, ok := m.open().(*Member)
	if !ok {
		m.t.Fatal("the device has not joined")
	}
	m.t.Cleanup(func() { j.Close() })
	return j
}

func (m *machine) give(o Office, c data.Command) data.Receipt {
	m.t.Helper()
	h := c.Meta()
	h.ID, h.At, h.Device = data.NewID(), data.TimeOf(o.Clock()()), m.o.Device
	if h.Staff == "" {
		h.Staff = "boss"
	}
	r, err := o.Do(m.t.Context(), c)
	if err != nil {
		m.t.Fatalf("%T: %v", c, err)
	}
	return r
}

// begin opens a fresh office that is shared.
func (m *machine) begin() *Host {
	m.t.Helper()
	h := m.host()
	m.give(h, &data.OpenOffice{Settings: data.Settings{Name: "青禾样例会馆"}.Defaults(), Supervisor: data.NewStaff{ID: "boss", Name: "常示例", Post: "主管", Verifier: verifier()}})
	if err := h.Share(m.t.Context(), true, "boss"); err != nil {
		m.t.Fatal(err)
	}
	return h
}

func (m *machine) address(h *Host) string {
	m.t.Helper()
	s, err := h.Sharing(m.t.Context())
	if err != nil || len(s.Addresses) == 0 {
		m.t.Fatal(s, err)
	}
	return s.Addresses[0]
}

// joins has a device join a hub.
func (m *machine) joins(h *Host, role data.DeviceRole) *Member {
	m.t.Helper()
	code, err := h.PairingCode(m.t.Context(), role, "boss")
	if err != nil {
		m.t.Fatal(err)
	}
	var done, total int64
	if err := Join(m.t.Context(), m.o, m.address(h), data.Grouped(code.Code), m.o.Name, func(d, all int64) { done, total = d, all }); err != nil {
		m.t.Fatal(err)
	}
	if total == 0 || done != total {
		m.t.Errorf("fetched %d of %d", done, total)
	}
	return m.member()
}

// until waits for news until something holds.
func until(t *testing.T, news <-chan struct{}, holds func() bool) {
	t.Helper()
	late := time.After(20 * time.Second)
	for !holds() {
		select {
		case <-news:
		case <-late:
			t.Fatal("it never came")
		}
	}
}

func (m *machine) areas(o interface {
	Areas(context.Context) ([]data.Area, error)
}) (names []string) {
	m.t.Helper()
	all, err := o.Areas(m.t.Context())
	if err != nil {
		m.t.Fatal(err)
	}
	for _, a := range all {
		names = append(names, a.Name)
	}
	return names
}

func TestADeviceJoinsTakesOverAndTheOldHubFollows(t *testing.T) {
	pc, pc2 := newMachine(t, "前台电脑"), newMachine(t, "前台电脑2")
	first := pc.begin()
	second := pc2.joins(first, data.AtReception)
	if name, role, joined, err := Joined(pc2.o.Dir); name != "青禾样例会馆" || role != data.AtReception || !joined || err != nil {
		t.Errorf("joined %q as %q: %v, %v", name, role, joined, err)
	}
	until(t, second.WatchState(t.Context()), func() bool { return second.State().Online })
	if r := pc2.give(second, &data.PutArea{Area: data.Area{ID: "a1", Name: "沙盘区"}}); r.Waiting {
		t.Error("waits though the hub answers")
	}
	if got := pc.areas(first); len(got) != 1 {
		t.Errorf("the hub has %q", got)
	}

	first.Close()
	until(t, second.WatchState(t.Context()), func() bool { return !second.State().Online })
	if r := pc2.give(second, &data.PutArea{Area: data.Area{ID: "a2", Name: "洽谈区"}}); !r.Waiting {
		t.Error("decided without the hub")
	}
	if err := second.TakeOver(t.Context(), data.Approval{Staff: "boss", PIN: "0000"}); data.AsError(err).Key != "error.pin" {
		t.Fatalf("a wrong PIN: %v", err)
	}
	if err := second.TakeOver(t.Context(), data.Approval{Staff: "boss", PIN: bossPIN}); err != nil {
		t.Fatal(err)
	}
	second.Close()
	lead := pc2.host()
	if got := pc2.areas(lead); len(got) != 2 {
		t.Errorf("the new hub has %q", got)
	}
	if e, err := lead.Epoch(t.Context()); err != nil || e.Number != 2 || e.Hub != pc2.o.Device {
		t.Errorf("its epoch is %+v, %v", e, err)
	}

	old := pc.host()
	pc.give(old, &data.PutArea{Area: data.Area{ID: "a3", Name: "书吧"}}) // nobody has told it yet
	if down, err := old.Meet(t.Context(), pc2.address(lead)); !down || err != nil {
		t.Fatalf("stands down: %v, %v", down, err)
	}
	if old.Successor() == nil || !old.Waiting(t.Context())["a3"] {
		t.Error("what nobody has heard of yet is not marked")
	}
	if r := pc.give(old, &data.PutArea{Area: data.Area{ID: "a4", Name: "影音室"}}); !r.Waiting {
		t.Error("the receipt says that the office has it")
	}
	if w := old.Waiting(t.Context()); !w["a4"] || w["a1"] {
		t.Errorf("marked are %v", w)
	}
	if err := old.Follow(t.Context()); err != nil {
		t.Fatal(err)
	}
	old.Close()
	again := pc.member()
	until(t, again.WatchState(t.Context()), func() bool { s := again.State(); return s.Online && s.Waiting == 0 })
	if got := pc2.areas(lead); len(got) != 4 {
		t.Errorf("the new hub has %q", got)
	}
	mine, err := again.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if theirs, err := lead.MarkAt(t.Context(), mine.Seq); err != nil || theirs != mine {
		t.Errorf("the books differ: %v and %v, %v", mine, theirs, err)
	}
}

// A program that is killed while its device takes over finds in its book what it
// is, and decides what waited.
func TestATakeOverThatWasBrokenOffIsGoneOnWith(t *testing.T) {
	ctx := t.Context()
	pc, pc2 := newMachine(t, "前台电脑"), newMachine(t, "前台电脑2")
	first := pc.begin()
	second := pc2.joins(first, data.AtReception)
	until(t, second.WatchState(ctx), func() bool { return second.State().Online })
	first.Close()
	until(t, second.WatchState(ctx), func() bool { return !second.State().Online })
	pc2.give(second, &data.PutArea{Area: data.Area{ID: "a1", Name: "沙盘区"}})
	if err := second.Link.Close(); err != nil {
		t.Fatal(err)
	}
	second.Book.Through(nil)
	begin := &data.BeginEpoch{Head: data.Head{ID: data.NewID(), At: second.Book.Now(), Staff: "boss", Device: pc2.o.Device},
		Hub: pc2.o.Device, Name: "前台电脑2", Role: data.AtReception, Key: second.identity.Key, Why: data.Promoted}
	if _, err := second.Book.Promote(ctx, begin, func(func(data.Command) bool) {}); err != nil {
		t.Fatal(err)
	}
	second.Close() // as if it were killed here
	lead := pc2.host()
	areas, err := lead.Areas(ctx)
	if err != nil || len(areas) != 1 {
		t.Fatal(areas, err)
	}
	if _, _, joined, err := Joined(pc2.o.Dir); joined || err != nil {
		t.Fatal("it still says that it has joined", err)
	}
}

func TestWhatCanNotBeDoneAtATakeOverComesBack(t *testing.T) {
	pc, pc2 := newMachine(t, "前台电脑"), newMachine(t, "前台电脑2")
	first := pc.begin()
	second := pc2.joins(first, data.AtReception)
	until(t, second.WatchState(t.Context()), func() bool { return second.State().Online })
	pc2.give(second, &data.PutArea{Area: data.Area{ID: "a1", Name: "沙盘区"}})
	first.Close()
	until(t, second.WatchState(t.Context()), func() bool { return !second.State().Online })
	pc2.give(second, &data.PutTable{Table: data.Table{ID: "t1", Area: "a1", Name: "A1", Seats: 4}})
	spoilt, err := data.Wrap(&data.PutTable{Head: data.Head{ID: data.NewID(), At: 1, Staff: "boss", Device: pc2.o.Device}, Table: data.Table{ID: "t2", Area: "none", Name: "A2", Seats: 4}})
	if err != nil {
		t.Fatal(err)
	}
	if err := second.outbox.Put(t.Context(), spoilt, "boss", 1); err != nil { // taken while the copy showed the area
		t.Fatal(err)
	}
	if err := second.TakeOver(t.Context(), data.Approval{Staff: "boss", PIN: bossPIN}); err != nil {
		t.Fatal(err)
	}
	second.Close()
	lead := pc2.host()
	tables, err := lead.Tables(t.Context())
	if err != nil || len(tables) != 1 {
		t.Fatal(tables, err)
	}
	list, err := lead.Rejections(t.Context())
	if err != nil || len(list) != 1 || list[0].Kind != "PutTable" || list[0].Staff != "boss" {
		t.Fatalf("%+v %v", list, err)
	}
	if err := lead.Dismiss(t.Context(), list[0].ID); err != nil {
		t.Fatal(err)
	}
	if list, err := lead.Rejections(t.Context()); err != nil || len(list) != 0 {
		t.Fatal(list, err)
	}
}

func TestAFetchThatFailedIsDoneAgainWithoutAnotherCode(t *testing.T) {
	pc, bar := newMachine(t, "前台电脑"), newMachine(t, "吧台平板")
	h := pc.begin()
	code, err := h.PairingCode(t.Context(), data.AtBar, "boss")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	at := pc.address(h)
	if err := Join(ctx, bar.o, at, code.Code, "吧台平板", func(int64, int64) { cancel() }); err == nil {
		t.Log("the book came before it was called off")
	}
	if err := Join(t.Context(), bar.o, at, code.Code, "吧台平板", nil); err != nil {
		t.Fatal(err)
	}
	m := bar.member()
	if role := m.Role(); role != data.AtBar {
		t.Errorf("joined as %q", role)
	}
	if err := m.TakeOver(t.Context(), data.Approval{Staff: "boss", PIN: bossPIN}); data.AsError(err).Key != "device.notFull" {
		t.Errorf("a tablet takes over: %v", err)
	}
}

func TestABookThatNeverCameIsFetchedWhenTheOfficeIsOpened(t *testing.T) {
	pc, bar := newMachine(t, "前台电脑"), newMachine(t, "吧台平板")
	h := pc.begin()
	code, err := h.PairingCode(t.Context(), data.AtBar, "boss")
	if err != nil {
		t.Fatal(err)
	}
	if err := Join(t.Context(), bar.o, pc.address(h), code.Code, "吧台平板", nil); err != nil {
		t.Fatal(err)
	}
	if err := discard(bar.o.Dir); err != nil {
		t.Fatal(err)
	}
	if s, err := bar.member().Settings(t.Context()); err != nil || s.Name != "青禾样例会馆" {
		t.Errorf("opened %+v, %v", s, err)
	}
}

func TestAWrongCodeIsRefusedAtItsField(t *testing.T) {
	pc, bar := newMachine(t, "前台电脑"), newMachine(t, "吧台平板")
	h := pc.begin()
	if _, err := h.PairingCode(t.Context(), data.AtBar, "boss"); err != nil {
		t.Fatal(err)
	}
	err := Join(t.Context(), bar.o, pc.address(h), "0000 0000 0000 0000", "吧台平板", nil)
	if e := data.AsError(err); e == nil || e.Field != "code" {
		t.Errorf("a wrong code: %v", err)
	}
	if _, _, joined, err := Joined(bar.o.Dir); joined || err != nil {
		t.Errorf("joined all the same: %v", err)
	}
}

// discard takes a fetched book away, as if the device had died before it came.
func discard(dir string) error { return os.Remove(filepath.Join(dir, fetchedFile)) }
