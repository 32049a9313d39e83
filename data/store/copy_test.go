package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
)

// joinedTo makes a copy of a book for a device that has been added to it.
func joinedTo(t testing.TB, hub *testBook, role data.DeviceRole) *testBook {
	t.Helper()
	id := data.ID("device-" + string(role))
	hub.must(&data.AddDevice{Head: hub.By(chang), Added: id, Name: "平板·" + string(role), Role: role, Key: keyFor(string(role))})
	file := filepath.Join(t.TempDir(), "snapshot.db")
	if _, err := hub.Snapshot(context.Background(), role, file); err != nil {
		t.Fatal(err)
	}
	b := testBookIn(t, filepath.Join(t.TempDir(), "平板#?"), hub.Clock)
	if err := InstallSnapshot(context.Background(), TestCatalogue(), b.dir, file, Options{Clock: b.Read}); err != nil {
		t.Fatal(err)
	}
	b.openCopy()
	t.Cleanup(func() { b.Close() })
	return b
}

func keyFor(name string) string { return fmt.Sprintf("%064x", []byte(name)) }

// follow lets a copy take what the hub decided since.
func (b *testBook) follow(hub *testBook) {
	b.T.Helper()
	head, err := b.Head(context.Background())
	if err != nil {
		b.T.Fatal(err)
	}
	lines, err := hub.Tail(context.Background(), b.Role(), head.Seq, -1)
	if err != nil {
		b.T.Fatal(err)
	}
	b.takes(lines...)
}

// waits decides a command on a copy for the time being.
func (b *testBook) waits(c data.Command) data.Receipt {
	b.T.Helper()
	r, err := b.Wait(context.Background(), c)
	if err != nil {
		b.T.Fatalf("%T: %v", c, err)
	}
	if !r.Waiting {
		b.T.Fatalf("%T does not wait", c)
	}
	return r
}

// from gives a head as a device of this role would.
func (b *testBook) from(who data.ID, role data.DeviceRole) data.Head {
	h := b.By(who)
	h.Device = data.ID("device-" + string(role))
	return h
}

func (b *testBook) orders() []data.Order {
	b.T.Helper()
	list, err := All[data.Order](context.Background(), b.Book, `SELECT * FROM orders ORDER BY at, id`)
	if err != nil {
		b.T.Fatal(err)
	}
	return list
}

func TestWhatWaitsIsSeenAndGoesWhenTheHubHasDecided(t *testing.T) {
	ctx := context.Background()
	hub := barBook(t)
	bar := joinedTo(t, hub, data.AtBar)
	bar.follow(hub)
	confirmed := bar.mark()
	c := officetest.Order(bar.from(gu, data.AtBar), "table-a1")
	r := bar.waits(c)
	if !data.Unsure(r.Number) || len(bar.orders()) != 1 || !bar.Waiting(ctx)[c.Order] {
		t.Fatalf("%+v %v", r, bar.Waiting(ctx))
	}
	if bar.mark() != confirmed {
		t.Fatal("what waits moved the confirmed head")
	}
	// Somebody beside the window reads what is confirmed only.
	beside, err := OpenReader(ctx, TestCatalogue(), bar.dir, Options{Clock: bar.Read})
	if err != nil {
		t.Fatal(err)
	}
	if list, err := All[data.Order](ctx, beside, `SELECT * FROM orders`); err != nil || len(list) != 0 {
		t.Fatal(list, err)
	}
	beside.Close()
	// Undo of what waits waits too, and leaves nothing.
	bar.waits(&data.Undo{Head: bar.from(gu, data.AtBar), Command: c.ID})
	if len(bar.orders()) != 0 {
		t.Fatal(bar.orders())
	}
	if err := bar.Drop(ctx, bar.Book.copy.waiting[1].command.Meta().ID); err != nil || len(bar.orders()) != 1 {
		t.Fatal(err, bar.orders())
	}
	hub.must(officetest.Order(hub.By(an), "table-a2"))
	hub.must(c)
	bar.follow(hub)
	if got := bar.orders(); len(got) != 2 || len(bar.Waiting(ctx)) != 0 || got[0].Number == r.Number || data.Unsure(got[1].Number) {
		t.Fatalf("%+v", got)
	}
	if _, found, err := bar.Decided(ctx, c.ID); !found || err != nil {
		t.Fatal(found, err)
	}
	bar.sound()
}

func (b *testBook) mark() data.Mark {
	b.T.Helper()
	m, err := b.Head(context.Background())
	if err != nil {
		b.T.Fatal(err)
	}
	return m
}

func TestARefusedOneTakesAlongWhatDependsOnIt(t *testing.T) {
	ctx := context.Background()
	hub := barBook(t)
	bar := joinedTo(t, hub, data.AtBar)
	bar.follow(hub)
	c := officetest.Order(bar.from(gu, data.AtBar), "table-a1")
	bar.waits(c)
	making := &data.AdvanceLines{Head: bar.from(gu, data.AtBar), Lines: []data.ID{c.Lines[0].Line}, To: data.Making}
	bar.waits(making)
	if _, err := bar.Wait(ctx, &data.AdvanceLines{Head: bar.from(gu, data.AtBar), Lines: []data.ID{"none"}, To: data.Making}); data.CodeOf(err) != data.NotFound {
		t.Fatal(err)
	}
	if err := bar.Drop(ctx, c.ID); err != nil {
		t.Fatal(err)
	}
	if len(bar.orders()) != 0 || len(bar.Waiting(ctx)) != 0 {
		t.Fatal(bar.orders(), bar.Waiting(ctx))
	}
	if n := len(bar.Book.copy.waiting); n != 1 { // the hub has not spoken of the other yet
		t.Fatal(n)
	}
}

func TestABookingOfADeviceOffTheNetIsNeverSure(t *testing.T) {
	hub := freshBook(t)
	desk := joinedTo(t, hub, data.AtReception)
	desk.follow(hub)
	c := desk.book("court-bad1", "11:00", "12:00")
	c.Device = "device-reception"
	desk.waits(c)
	got, err := desk.reads().Bookings(context.Background(), data.BookingFilter{})
	if err != nil || len(got) != 1 || got[0].Status != data.Tentative || !data.Unsure(got[0].Number) {
		t.Fatalf("%+v %v", got, err)
	}
	if n, _ := Value[int64](context.Background(), desk, `SELECT count(*) FROM occupancy`); n != 0 {
		t.Fatal("it holds", n, "half hours")
	}
	// Meanwhile the slot goes to somebody else: the hub says so, with what is free.
	hub.must(hub.book("court-bad1", "11:00", "12:00"))
	_, err = hub.Do(context.Background(), c)
	e := data.AsError(err)
	if e == nil || e.Code != data.Conflict || len(e.Near) == 0 {
		t.Fatal(err)
	}
	desk.follow(hub)
	if err := desk.Drop(context.Background(), c.ID); err != nil {
		t.Fatal(err)
	}
	if d := officetest.Differ(shared(hub.Dump()), shared(desk.Dump())); d != "" {
		t.Fatal(d)
	}
}

// book makes the booking of a court for some time of the day.
func (b *testBook) book(court data.ID, from, to string) *data.Book {
	return officetest.Booking(b.By(an), court, officetest.At(from), officetest.At(to))
}

func TestADeviceGivesOnlyWhatItsRoleAllows(t *testing.T) {
	hub := barBook(t)
	joinedTo(t, hub, data.AtBar)
	refuse := func(c data.Command, who data.ID, key string) {
		t.Helper()
		*c.Meta() = hub.from(who, data.AtBar)
		if _, err := hub.Do(t.Context(), c); data.AsError(err) == nil || data.AsError(err).Key != key {
			t.Errorf("%T: %v", c, err)
		}
	}
	refuse(hub.Guest("王示例", "13900000000"), an, "device.notHere")
	refuse(&data.PutStaff{Person: "x", Name: "甲", Role: data.Supervisor}, chang, "device.notHere")
	refuse(officetest.Order(data.Head{}, "table-a1"), an, "device.notTheirs")
	hub.must(officetest.Order(hub.from(gu, data.AtBar), "table-a1"))
	seen := hub.Guest("王示例", "13900000000")
	hub.must(seen)
	refuse(&data.Undo{Command: seen.ID}, chang, "device.notHere")
	hub.must(&data.RevokeDevice{Head: hub.By(chang), Revoked: "device-bar"})
	refuse(officetest.Order(data.Head{}, "table-a1"), gu, "device.revoked")
	hub.refuse(&data.RevokeDevice{Head: hub.By(chang), Revoked: "device-bar"}, "device.revokedAlready")
}

// A device of version 0.2 checked PINs itself while the hub was out of reach.
func TestAnOfflineSignOnOf02IsTrustedFromWhoKnowsThePIN(t *testing.T) {
	hub := freshBook(t)
	joinedTo(t, hub, data.AtBar)
	hub.as02(gu)
	hub.as02(chang)
	on := func(who data.ID, device data.ID) error {
		h := hub.By(who)
		h.Device, h.Signer = device, nil
		_, err := hub.Do(t.Context(), &data.SignOn{Head: h, Offline: true})
		return err
	}
	if err := on(gu, "device-bar"); err != nil {
		t.Error(err)
	}
	for who, device := range map[data.ID]data.ID{chang: "device-bar", gu: desk, "nobody": "device-bar"} {
		if err := on(who, device); err == nil {
			t.Error(who, "signed on at", device)
		}
	}
}

// TestCopiesKeepUpWhateverHappens lets a full copy and its hub go through a long
// day of commands: some wait first, some are refused, some come from elsewhere.
func TestCopiesKeepUpWhateverHappens(t *testing.T) {
	ctx := context.Background()
	for seed := range uint64(3) {
		hub := freshBook(t)
		copy := joinedTo(t, hub, data.AtReception)
		m := officetest.NewRandom(hub.Commands, hub.File, seed)
		rnd := rand.New(rand.NewPCG(seed, 7))
		var out []data.Command
		for range 200 {
			hub.Pass(time.Duration(rnd.IntN(90)) * time.Second)
			c := m.Next()
			switch rnd.IntN(4) {
			case 0: // at the hub
				hub.Do(ctx, c)
			case 1:
				copy.follow(hub)
			default:
				if c.Meta().Approval != nil {
					continue
				}
				c.Meta().Device = "device-reception"
				if _, err := copy.Wait(ctx, c); err == nil {
					out = append(out, c)
				} else if data.CodeOf(err) == data.Storage {
					t.Fatal(err)
				}
			}
			if len(out) > 8 {
				for _, c := range out[:4] {
					if _, err := hub.Do(ctx, c); err != nil {
						copy.Drop(ctx, c.Meta().ID)
					}
				}
				out = out[4:]
			}
		}
		for _, c := range out {
			if _, err := hub.Do(ctx, c); err != nil {
				copy.Drop(ctx, c.Meta().ID)
			}
		}
		copy.follow(hub)
		if d := officetest.Differ(shared(hub.Dump()), shared(copy.Dump())); d != "" {
			t.Fatalf("seed %d: %s", seed, d)
		}
		if n := len(copy.Book.copy.waiting); n != 0 {
			t.Fatal(n, "still wait")
		}
		copy.sound()
	}
}

// shared leaves out what each book says of itself.
func shared(dump map[string][]string) map[string][]string {
	delete(dump, "copy")
	return dump
}

func TestReadersNeverMeetHalfOfWhatWaits(t *testing.T) {
	hub := barBook(t)
	bar := joinedTo(t, hub, data.AtBar)
	bar.follow(hub)
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				n, err := Value[int64](context.Background(), bar, `SELECT count(*) FROM orders o WHERE NOT EXISTS (SELECT 1 FROM order_line l WHERE l."order" = o.id)`)
				if err != nil || n != 0 {
					t.Error(n, err)
					return
				}
			}
		})
	}
	for i := range 60 {
		c := officetest.Order(bar.from(gu, data.AtBar), data.ID(fmt.Sprintf("table-a%d", i%4+1)))
		bar.waits(c)
		if i%3 == 0 {
			hub.must(c)
			bar.follow(hub)
		}
	}
	close(stop)
	readers.Wait()
}

func TestAHeldCopyShowsWhatIsConfirmed(t *testing.T) {
	ctx := context.Background()
	hub := barBook(t)
	bar := joinedTo(t, hub, data.AtBar)
	bar.follow(hub)
	c := officetest.Order(bar.from(gu, data.AtBar), "table-a1")
	bar.waits(c)
	if err := bar.Hold(ctx, true); err != nil || len(bar.orders()) != 0 {
		t.Fatal(err, bar.orders())
	}
	bar.waits(officetest.Order(bar.from(gu, data.AtBar), "table-a2"))
	if len(bar.orders()) != 0 {
		t.Fatal(bar.orders())
	}
	if err := bar.Hold(ctx, false); err != nil || len(bar.orders()) != 2 {
		t.Fatal(err, bar.orders())
	}
	// After a crash what waits is shown again from the outbox.
	list := []data.Command{bar.Book.copy.waiting[0].command, bar.Book.copy.waiting[1].command}
	bar.Close()
	bar.openCopy()
	if len(bar.orders()) != 0 {
		t.Fatal("what waits was committed")
	}
	if res, err := bar.Rest(ctx, list); err != nil || len(res) != 2 || res[1].Err != nil || len(bar.orders()) != 2 {
		t.Fatal(res, err)
	}
}

func TestACopyTakesOver(t *testing.T) {
	ctx := context.Background()
	hub := freshBook(t)
	copy := joinedTo(t, hub, data.AtReception)
	copy.follow(hub)
	guest := copy.Guest("王示例", "13900000000")
	copy.waits(guest)
	begin := &data.BeginEpoch{Head: copy.By(chang), Hub: "device-reception", Name: "接待二号机", Role: data.AtReception, Key: keyFor("reception"), Why: data.Promoted}
	base := copy.mark()
	// An epoch that can't begin leaves the copy a copy, to which the hub's lines come.
	for _, spoilt := range []data.BeginEpoch{{Head: copy.By(chang)}, {Head: copy.By(chang), Hub: "device-third", Name: "三号", Role: data.AtReception, Key: keyFor("bar"), Why: data.Promoted}} {
		joinedTo(t, hub, data.AtBar)
		copy.follow(hub)
		if _, err := copy.Promote(ctx, &spoilt, func(func(data.Command) bool) {}); err == nil {
			t.Fatal("an epoch began")
		}
		if len(copy.Waiting(ctx)) == 0 {
			t.Fatal("what waits is not shown any more")
		}
		hub.must(&data.NameDevice{Head: hub.By(chang), Named: "device-bar", Name: "吧台"})
		copy.follow(hub)
	}
	base = copy.mark()
	res, err := copy.Promote(ctx, begin, func(yield func(data.Command) bool) { yield(guest) })
	if err != nil || len(res) != 1 || res[0].Err != nil || data.Unsure(res[0].Receipt.Number) {
		t.Fatal(res, err)
	}
	e, err := copy.Epoch(ctx)
	if err != nil || e.Number != 2 || e.Base != base.Seq || e.Digest != fmt.Sprintf("%x", base.Digest) || e.Hub != "device-reception" {
		t.Fatalf("%+v %v", e, err)
	}
	lines := copy.linesAfter(base.Seq)
	for _, p := range lines {
		if l, _ := data.ParseLine([]byte(p.Body)); l.Epoch != 2 {
			t.Error(l.Seq, l.Epoch)
		}
	}
	copy.sound()
	copy.Close()
	copy.open() // it is an ordinary book now
	copy.sound()
	bar := joinedTo(t, hub, data.AtBar)
	if _, err := bar.Promote(ctx, begin, func(func(data.Command) bool) {}); data.CodeOf(err) != data.Forbidden {
		t.Fatal(err)
	}
}

func TestACopyIsNotTakenForABook(t *testing.T) {
	hub := freshBook(t)
	bar := joinedTo(t, hub, data.AtBar)
	bar.Close()
	if _, err := Open(t.Context(), TestCatalogue(), bar.dir, Options{Clock: bar.Read}); data.AsError(err).Key != "device.isCopy" {
		t.Error(err)
	}
	hub.Close()
	defer hub.open()
	if _, err := OpenReplica(t.Context(), TestCatalogue(), hub.dir, Options{Clock: hub.Read}); data.AsError(err).Key != "device.isNoCopy" {
		t.Error(err)
	}
}
