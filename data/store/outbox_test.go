package store

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"yingbin/data"
)

// testOutbox is an outbox with its folder and short words for tests.
type testOutbox struct {
	*Outbox
	t   testing.TB
	dir string
	n   int
}

func emptyOutbox(t testing.TB) *testOutbox {
	o := &testOutbox{t: t, dir: filepath.Join(t.TempDir(), "馆#1?")}
	if err := os.Mkdir(o.dir, 0o700); err != nil {
		t.Fatal(err)
	}
	o.open()
	t.Cleanup(func() { o.Close() })
	return o
}

func (o *testOutbox) open() {
	o.t.Helper()
	box, err := OpenOutbox(o.dir)
	if err != nil {
		o.t.Fatal(err)
	}
	o.Outbox = box
}

func (o *testOutbox) ok(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// put keeps a command that says its number.
func (o *testOutbox) put() data.ID {
	o.t.Helper()
	o.n++
	e := o.envelope(fmt.Sprintf("c-%03d", o.n))
	o.ok(o.Put(context.Background(), e, an, data.Time(o.n)))
	h, _ := e.Meta()
	return h.ID
}

func (o *testOutbox) envelope(id string) data.Envelope {
	o.t.Helper()
	e, err := data.Wrap(&data.PutArea{Head: data.Head{ID: data.ID(id), At: 1000, Staff: an}, Area: data.Area{ID: "area-1", Name: "影音室" + id}})
	o.ok(err)
	return e
}

// waiting lists the ids of what waits.
func (o *testOutbox) waiting() []data.ID { return o.ids(o.Waiting(context.Background(), 1000)) }

func (o *testOutbox) ids(list []data.Envelope, err error) []data.ID {
	o.t.Helper()
	o.ok(err)
	ids := make([]data.ID, len(list))
	for i, e := range list {
		h, err := e.Meta()
		o.ok(err)
		ids[i] = h.ID
	}
	return ids
}

func (o *testOutbox) want(ids ...data.ID) {
	o.t.Helper()
	if got := o.waiting(); !slices.Equal(got, ids) {
		o.t.Fatalf("%v wait, not %v", got, ids)
	}
}

func (o *testOutbox) confirm(seq int64, ids ...data.ID) {
	o.t.Helper()
	var list []data.Receipt
	for i, id := range ids {
		list = append(list, data.Receipt{ID: id, Seq: seq + int64(i), Decided: data.Time(seq) * 1000})
	}
	o.ok(o.Confirm(context.Background(), list))
}

// abandon leaves the file as a killed program does: nothing is closed, the log
// is not moved. What is written afterwards is another connection's.
func (o *testOutbox) abandon() {
	left := o.Outbox
	o.t.Cleanup(func() { left.db.Close() })
	o.open()
}

func TestTheOutboxKeepsItsOrderThroughAnyEnd(t *testing.T) {
	ctx := context.Background()
	o := emptyOutbox(t)
	var ids []data.ID
	for i := range 9 {
		ids = append(ids, o.put())
		if i%3 == 2 {
			o.abandon()
		}
	}
	o.ok(o.Put(ctx, o.envelope("c-004"), an, 9)) // the same again
	o.want(ids...)
	if got := o.ids(o.Waiting(ctx, 2)); !slices.Equal(got, ids[:2]) {
		t.Fatal("the first two are", got)
	}
	o.confirm(50, ids[1], ids[0])
	o.ok(o.Withdraw(ctx, ids[4]))
	o.ok(o.Withdraw(ctx, ids[0])) // decided: too late
	o.abandon()
	o.want(ids[2], ids[3], ids[5], ids[6], ids[7], ids[8])
	if w, r, err := o.Count(ctx); w != 6 || r != 0 || err != nil {
		t.Fatal(w, r, err)
	}
	list, err := o.Waiting(ctx, 1)
	o.ok(err)
	c, err := list[0].Open()
	o.ok(err)
	if c.(*data.PutArea).Area.Name != "影音室c-003" {
		t.Fatal("another command came out:", c)
	}
}

func TestWhatWasRefusedStaysUntilItIsDismissed(t *testing.T) {
	ctx := context.Background()
	o := emptyOutbox(t)
	a, b := o.put(), o.put()
	why := &data.Error{Code: data.Conflict, Key: "error.conflict", Args: []any{"样例", int64(3)}, Near: []data.Offer{{Court: "court-1", Start: 5, End: 6}}}
	o.ok(o.Refuse(ctx, a, why))
	o.abandon()
	o.want(b)
	list, err := o.Rejections(ctx)
	o.ok(err)
	if len(list) != 1 || list[0].ID != a || list[0].Kind != "PutArea" || list[0].Staff != an || list[0].At != 1 || !reflect.DeepEqual(list[0].Fault, why) || list[0].Command.Meta().ID != a {
		t.Fatalf("%+v", list)
	}
	if _, kept, refused, err := o.Find(ctx, a); kept || refused.Key != why.Key || err != nil {
		t.Fatal(kept, refused, err)
	}
	o.ok(o.Withdraw(ctx, a)) // only what waits is withdrawn
	if _, r, _ := o.Count(ctx); r != 1 {
		t.Fatal("the refusal is gone")
	}
	o.ok(o.Dismiss(ctx, b)) // only what was refused is dismissed
	o.ok(o.Dismiss(ctx, a))
	o.want(b)
	if list, err := o.Rejections(ctx); len(list) > 0 || err != nil {
		t.Fatal(list, err)
	}
	if r, kept, refused, err := o.Find(ctx, b); !kept || !r.Waiting || r.ID != b || refused != nil || err != nil {
		t.Fatal(r, kept, refused, err)
	}
	o.confirm(7, b)
	if r, kept, _, err := o.Find(ctx, b); !kept || r.Waiting || r.Seq != 7 || err != nil {
		t.Fatal(r, kept, err)
	}
	for _, name := range []string{OutboxFile, OutboxFile + "-wal"} {
		if body, _ := os.ReadFile(filepath.Join(o.dir, name)); bytes.Contains(body, []byte("影音室"+string(a))) {
			t.Error(name, "still holds what was dismissed")
		}
	}
}

func TestACommandThisProgramDoesNotKnowIsStillToldOf(t *testing.T) {
	ctx := context.Background()
	o := emptyOutbox(t)
	e := o.envelope("c-1")
	e.Kind = "FlyToTheMoon"
	o.ok(o.Put(ctx, e, an, 1))
	o.ok(o.Refuse(ctx, "c-1", data.Fault(data.Invalid, "device.unknownKind", e.Kind)))
	list, err := o.Rejections(ctx)
	o.ok(err)
	if len(list) != 1 || list[0].Command != nil || list[0].Kind != "FlyToTheMoon" {
		t.Fatalf("%+v", list)
	}
}

func TestAnEndedEpochWaitsAgainBeforeTheRest(t *testing.T) {
	ctx := context.Background()
	o := emptyOutbox(t)
	a, b, c, d := o.put(), o.put(), o.put(), o.put()
	o.confirm(20, a)
	o.confirm(23, b)
	o.confirm(22, c) // decided before b, though given after it
	if got := o.ids(o.Ahead(ctx, 21)); !slices.Equal(got, []data.ID{c, b, d}) {
		t.Fatal("ahead of line 21 are", got)
	}
	n, err := o.Reopen(ctx, 20)
	o.ok(err)
	if n != 2 {
		t.Fatal(n, "wait again")
	}
	o.abandon()
	o.want(c, b, d)
	// Others' lines of that epoch come too, own ones among them in their place.
	lines := []data.Envelope{o.envelope("x-1"), o.envelope(string(c)), o.envelope("x-2")}
	for range 2 { // a second time, as after an end half-way, it comes to the same
		o.ok(o.Recover(ctx, lines))
		o.want("x-1", c, "x-2", b, d)
	}
	list, err := o.Waiting(ctx, 10)
	o.ok(err)
	for i, want := range []bool{true, true, true, false, false} {
		if list[i].Recovered != want {
			t.Errorf("command %d: recovered %v", i, list[i].Recovered)
		}
	}
	o.want("x-1", c, "x-2", b, d)
	e := o.put()
	o.want("x-1", c, "x-2", b, d, e)
}

func TestOldDecisionsAreForgotten(t *testing.T) {
	ctx := context.Background()
	o := emptyOutbox(t)
	day := int64(24 * time.Hour / time.Second) // confirm decides at seq seconds
	a, b, c, d := o.put(), o.put(), o.put(), o.put()
	o.confirm(1, a)
	o.confirm(6*day, b)
	held := func(want ...data.ID) {
		t.Helper()
		if got := o.ids(o.Ahead(ctx, 0)); !slices.Equal(got, want) {
			t.Fatalf("%v are held, not %v", got, want)
		}
	}
	held(a, b, c, d)
	o.confirm(8*day, c)
	held(b, c, d)
	o.ok(o.Prune(ctx, data.Time(14*day*1000)))
	held(c, d)
	o.ok(o.Prune(ctx, data.Time(366*day*1000))) // the clock jumped
	held(c, d)
	o.ok(o.Prune(ctx, data.Time(16*day*1000)))
	held(d) // what waits is never forgotten
}

func TestTheOutboxHoldsOnlySoManyDecisions(t *testing.T) {
	ctx := context.Background()
	o := emptyOutbox(t)
	o.ok(o.change(ctx, func(ctx context.Context, tx outboxTx) error {
		_, err := tx.ExecContext(ctx, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < ?)
			INSERT INTO item SELECT i, 'old-'||i, 1, 0, 'PutArea', 1, '{}', '', 0, i, 1000, '' FROM n`, keptAtMost+5)
		return err
	}))
	o.n = keptAtMost + 5
	o.confirm(keptAtMost+6, o.put())
	n, err := Value[int64](ctx, pool{o.db}, `SELECT count(*) FROM item`)
	first, _ := Value[int64](ctx, pool{o.db}, `SELECT min(line) FROM item`)
	if n != keptAtMost || first != 7 || err != nil {
		t.Fatal(n, "are held from line", first, err)
	}
}

func TestAFullDiskKeepsTheOutboxAsItWas(t *testing.T) {
	ctx := context.Background()
	o := emptyOutbox(t)
	a := o.put()
	_, err := o.db.Exec(`PRAGMA max_page_count = 1`) // no less than there are
	o.ok(err)
	for i := 0; err == nil; i++ {
		if i > 1000 {
			t.Fatal("the disk is never full")
		}
		err = o.Put(ctx, o.envelope(fmt.Sprintf("big-%d", i)), an, 1)
	}
	if e := data.AsError(err); e.Code != data.Storage || e.Key != "error.diskFull" {
		t.Fatal("a full disk gives", err)
	}
	before := o.waiting()
	o.abandon()
	o.want(before...)
	if before[0] != a {
		t.Fatal("the first is", before[0])
	}
	o.put()
}

func TestAFileThatIsNoOutboxIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	body := []byte("这不是发件箱，只是一些字。这不是发件箱，只是一些字。这不是发件箱，只是一些字。")
	if err := os.WriteFile(filepath.Join(dir, OutboxFile), body, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenOutbox(dir); data.AsError(err).Key != "device.outboxDamaged" {
		t.Fatal(err)
	}
	if after, _ := os.ReadFile(filepath.Join(dir, OutboxFile)); !bytes.Equal(after, body) {
		t.Fatal("it was written to")
	}
}
