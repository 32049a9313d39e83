package link

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/wire"
)

// restore puts the hub's book back to a backup, as after a broken disk.
func (h *house) restore(file string) {
	h.t.Helper()
	ctx := context.Background()
	must(h.t, h.hub.Close())
	must(h.t, h.book.Close())
	_, err := store.Restore(ctx, registers.All(), h.dir, file, store.Options{Clock: h.now, Reign: h.reign})
	must(h.t, err)
	h.book, err = registers.Open(ctx, h.dir, store.Options{Clock: h.now})
	must(h.t, err)
	h.share(h.address)
}

// reign is a supervisor's word that the restored book is this hub's to go on with.
func (h *house) reign(context.Context, *store.Book) (*data.BeginEpoch, error) {
	return &data.BeginEpoch{Head: h.head(chang), Hub: h.own, Name: "前台", Role: data.AtReception, Key: h.id.Key, Why: data.RestoredBehind}, nil
}

// same fails unless every device shows the same lines as the hub.
func (h *house) same(devices ...*tablet) {
	h.t.Helper()
	for _, d := range devices {
		d.until("it is online and nothing waits", func(s data.LinkState) bool { return s.Online && s.Waiting == 0 && s.Total == 0 })
	}
	for _, d := range devices {
		d.house = h // which it may have come to follow
		d.caughtUp()
		d.sameLines()
	}
}

func (h *house) once(ids ...data.ID) {
	h.t.Helper()
	for i, id := range ids {
		if n := h.countOf(id); n != 1 {
			h.t.Errorf("command %d is there %d times", i, n)
		}
	}
}

func TestAHubRestoredFromABackupLosesNothingThatDevicesHold(t *testing.T) {
	h := openHouse(t)
	bar, second := h.join(data.AtBar), h.join(data.AtReception)
	file := filepath.Join(t.TempDir(), "backup.db")
	must(t, h.book.Backup(context.Background(), file))
	var ids []data.ID
	give := func(id data.ID) { ids = append(ids, id) }
	for range 3 {
		c, d, e := orderAt(h.head(an), "a1"), bar.order("a2"), bookingOf(second, len(ids))
		h.do(c)
		bar.do(d)
		second.do(e)
		give(c.ID)
		give(d.ID)
		give(e.ID)
	}
	approved := second.order("a3")
	approved.Staff, approved.Approval = an, &data.Approval{Staff: chang, PIN: officetest.PINs[chang]}
	second.do(approved) // its PIN is kept nowhere
	give(approved.ID)
	on := &data.SignOn{Head: bar.head(gu), PIN: officetest.PINs[gu]}
	bar.do(on)
	give(on.ID)
	undone := &data.Undo{Head: bar.head(gu), Command: ids[7]} // one that needs another
	bar.do(undone)
	give(undone.ID)
	h.same(bar, second)
	bar.offline()
	late := bar.order("a3")
	bar.waits(late)
	give(late.ID)
	h.restore(file)
	bar.cable.sever(false)
	h.same(bar, second)
	h.once(ids...)
	for _, d := range []*tablet{bar, second} {
		if e, err := d.book.Epoch(context.Background()); err != nil || e.Number != 2 || e.Why != data.RestoredBehind {
			t.Fatal(e, err)
		}
		if s := d.State(); s.Refused != 0 {
			t.Fatalf("%+v", s)
		}
		d.reopen()
	}
	h.same(bar, second)
}

// bookingOf makes a booking that no other of the same test takes.
func bookingOf(b *tablet, n int) *data.Book {
	hours := []string{"10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00", "17:00", "18:00", "19:00"}
	return bookingAt(b.head(an), "1", hours[n], hours[n+1])
}

// promote makes a device with the whole book the hub of its house.
func (b *tablet) promote() *house {
	b.t.Helper()
	ctx := context.Background()
	must(b.t, b.Link.Close())
	b.book.Through(nil)
	list, err := b.box.Waiting(ctx, 1000)
	must(b.t, err)
	var waiting []data.Command
	for _, e := range list {
		c, err := e.Open()
		must(b.t, err)
		waiting = append(waiting, c)
	}
	_, err = b.book.Promote(ctx, &data.BeginEpoch{Head: b.head(chang), Hub: b.own, Name: "二号前台", Role: data.AtReception, Key: b.id.Key, Why: data.Promoted}, slices.Values(waiting))
	must(b.t, err)
	must(b.t, b.box.Close())
	h := &house{t: b.t, dir: b.dir, own: b.own, began: b.house.began, book: b.book}
	b.t.Cleanup(func() { h.book.Close() })
	b.Link = nil // it is a hub now
	h.share("127.0.0.1:0")
	return h
}

func TestDevicesFollowAPromotedHubAfterAConfirmation(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	var places atomic.Pointer[[]Found]
	places.Store(&[]Found{})
	bar := h.join(data.AtBar, func(b *tablet) {
		b.find = func(context.Context) ([]Found, error) { return *places.Load(), nil }
	})
	second, third := h.join(data.AtReception), h.join(data.AtSupervisor, func(b *tablet) { b.find = bar.find })
	third.close() // it comes later
	c := bar.order("a1")
	bar.do(c)
	second.caughtUp()
	// The last lines of the old hub reach the bar and the third only.
	second.offline()
	third.open()
	third.heal()
	d, e := bar.order("a2"), orderAt(h.head(an), "a3")
	bar.do(d)
	h.do(e)
	f := bookingOf(second, 0)
	second.waits(f)
	bar.caughtUp()
	third.caughtUp()
	must(t, h.hub.Close())
	must(t, h.book.Close())
	next := second.promote()
	office, err := next.book.OfficeID(ctx)
	must(t, err)
	places.Store(&[]Found{{Device: second.own, Address: next.address, Found: wire.Found{Office: office, Epoch: 2, Key: second.id.Key[:wire.KeyPrefix]}}})
	bar.house, third.house = next, next
	for _, b := range []*tablet{bar, third} {
		s := b.until("the new hub is offered", func(s data.LinkState) bool { return s.NewHub != nil })
		if s.Online || s.NewHub.Device != second.own || s.NewHub.Name != "平板" || s.NewHub.Epoch.Number != 2 || s.NewHub.Address != next.address {
			t.Fatalf("%+v", s.NewHub)
		}
		must(t, b.Follow(ctx))
	}
	next.same(bar, third)
	next.once(c.ID, d.ID, e.ID, f.ID)
	bar.reopen()
	next.same(bar)
	keyOf(t, bar.Follow(ctx), "link.noNewHub")
}

func TestNobodyFollowsAHubThatTheBookDoesNotKnow(t *testing.T) {
	ctx := context.Background()
	h, stranger := openHouse(t), openHouse(t)
	bar := h.join(data.AtBar)
	keyOf(t, bar.SetAddress(ctx, stranger.address), "link.otherHub")
	keyOf(t, bar.SetAddress(ctx, "127.0.0.1:1"), "link.unreachable")
	if s := bar.State(); !s.Online || s.NewHub != nil || s.Address != h.address {
		t.Fatalf("%+v", s)
	}
	// A stranger in the hub's place is not believed either.
	bar.offline()
	bar.cable.mu.Lock()
	bar.cable.to = stranger.address
	bar.cable.mu.Unlock()
	bar.cable.sever(false)
	bar.until("it is told", func(s data.LinkState) bool { return s.Trouble != nil && s.Trouble.Key == "link.otherHub" })
	bar.waits(bar.order("a1"))
	bar.cable.mu.Lock()
	bar.cable.to = ""
	bar.cable.mu.Unlock()
	bar.heal()
}

func TestAHubThatMovedIsFoundAgain(t *testing.T) {
	h := openHouse(t)
	bar := h.join(data.AtBar)
	must(t, h.hub.Close())
	bar.until("it is offline", func(s data.LinkState) bool { return !s.Online })
	was := h.address
	h.share("127.0.0.1:0")
	if h.address == was {
		t.Fatal("it did not move")
	}
	must(t, bar.SetAddress(context.Background(), h.address))
	bar.heal()
	bar.reopen()
	bar.heal()
	if s := bar.State(); s.Address != h.address {
		t.Fatalf("%+v", s)
	}
}

func TestATabletPutBackToAnOldCopyOfItsFiles(t *testing.T) {
	h := openHouse(t)
	bar := h.join(data.AtBar)
	bar.offline()
	c, d := bar.order("a1"), bar.order("a2")
	bar.waits(c)
	bar.waits(d)
	bar.close()
	old := t.TempDir()
	must(t, os.CopyFS(filepath.Join(old, "files"), os.DirFS(bar.dir)))
	bar.cable.sever(false)
	bar.open()
	bar.heal()
	e := bar.order("a3")
	bar.do(e)
	bar.close()
	bar.dir = filepath.Join(old, "files")
	bar.open()
	h.same(bar)
	h.once(c.ID, d.ID, e.ID)
	if len(orders(t, bar.book)) != 3 {
		t.Fatal(orders(t, bar.book))
	}
}

func TestAnOldHubThatComesBackIsToldOfTheNewOne(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	h := openHouse(t)
	bar, second := h.join(data.AtBar), h.join(data.AtReception)
	bar.do(bar.order("a1"))
	second.caughtUp()
	must(t, h.hub.Close())
	next := second.promote()
	bar.until("it is offline", func(s data.LinkState) bool { return !s.Online })
	must(t, bar.SetAddress(ctx, next.address))
	must(t, bar.Follow(ctx))
	next.same(bar)
	h.share(h.address) // the old hub is back, with its old book
	changes := h.hub.WatchSharing(ctx)
	keyOf(t, bar.SetAddress(ctx, h.address), "device.superseded")
	for {
		s, err := h.hub.Sharing(ctx)
		must(t, err)
		if s.Successor != nil {
			if s.Successor.Epoch.Number != 2 || s.Successor.Address != next.address {
				t.Fatalf("%+v", s.Successor)
			}
			break
		}
		if _, ok := <-changes; !ok {
			t.Fatal("the old hub does not stand down")
		}
	}
	if s := bar.State(); !s.Online || s.Address != next.address {
		t.Fatalf("%+v", s)
	}
}

func TestADeviceThatMissedAnEpochLosesNothing(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	third, second := h.join(data.AtSupervisor), h.join(data.AtReception)
	second.offline()
	c := orderAt(h.head(an), "a1") // the second never hears of it
	h.do(c)
	third.caughtUp()
	third.offline()
	d := orderAt(third.head(an), "a2")
	third.waits(d)
	third.close()
	must(t, h.hub.Close())
	next := second.promote()
	file := filepath.Join(t.TempDir(), "backup.db")
	must(t, next.book.Backup(ctx, file))
	// A helper sees a line that the restored hub has lost: epoch 3.
	helper := next.join(data.AtBar)
	e := helper.order("a3")
	helper.do(e)
	next.restore(file)
	helper.until("it waits to be let in again", func(s data.LinkState) bool { return s.Trouble != nil }) // it joined after the backup
	third.house = next
	third.cable.sever(false)
	third.open()
	must(t, third.SetAddress(ctx, next.address))
	must(t, third.Follow(ctx))
	next.same(third)
	next.once(c.ID, d.ID)
	if e, err := third.book.Epoch(ctx); err != nil || e.Number != 3 {
		t.Fatal(e, err)
	}
}
