package store

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
)

// busyBook is a book after many random commands and undos, some refused.
func busyBook(t testing.TB, n int, seed uint64) *testBook {
	t.Helper()
	b := freshBook(t)
	m := officetest.NewRandom(b.Commands, b.File, seed)
	var done []data.ID
	for range n {
		b.Pass(time.Duration(m.IntN(90)) * time.Second)
		c := m.Next()
		if len(done) > 0 && m.IntN(5) == 0 {
			c = &data.Undo{Head: b.By(chang), Command: done[m.IntN(len(done))], Why: "点错了"}
		}
		switch _, err := b.Do(context.Background(), c); {
		case err == nil:
			done = append(done, c.Meta().ID)
		case data.CodeOf(err) == data.Storage:
			t.Fatalf("%T %+v: %v", c, c, err)
		}
	}
	return b
}

func TestReplayedLinesMakeTheSameBook(t *testing.T) {
	ctx := context.Background()
	a := busyBook(t, 300, 1)
	if n, err := Value[int64](ctx, a, `SELECT count(*) FROM visitor WHERE forgotten = 1`); n == 0 {
		t.Fatal("nobody was forgotten on the way", err)
	}
	b := replayed(t, a)
	if d := officetest.Differ(a.Dump(), b.Dump()); d != "" {
		t.Fatal("the replayed book differs in ", d)
	}
	if a.Book.head != b.Book.head {
		t.Fatal("the heads differ")
	}
	b.sound()
	s1, _ := a.Settings(ctx)
	if s1.Name != b.settings.Name || s1.LoanHours != b.settings.LoanHours {
		t.Fatalf("a replayed book works with the settings %v, not %v", b.settings, s1)
	}
	// A line out of turn is refused and leaves nothing behind.
	before := b.Dump()
	if err := b.Take(ctx, a.linesAfter(0)[2:3]); data.CodeOf(err) != data.Stale {
		t.Fatal("an old line replayed gives", err)
	}
	if d := officetest.Differ(before, b.Dump()); d != "" {
		t.Fatal(d)
	}
}

// tamper changes the journal behind the book's back, asks what Verify says, and
// puts everything back.
func tamper(t *testing.T, b *testBook, what string, change func() bool, printed *data.Mark) {
	t.Helper()
	b.raw(`PRAGMA foreign_keys = OFF`)
	b.raw(`CREATE TEMP TABLE keep_lines AS SELECT * FROM main.journal`)
	b.raw(`CREATE TEMP TABLE keep_sides AS SELECT * FROM main.journal_side`)
	changed := change()
	_, err := b.Verify(context.Background(), printed)
	b.raw(`DELETE FROM main.journal`)
	b.raw(`DELETE FROM main.journal_side`)
	b.raw(`INSERT INTO main.journal SELECT * FROM keep_lines`)
	b.raw(`INSERT INTO main.journal_side SELECT * FROM keep_sides`)
	b.raw(`DROP TABLE keep_lines`)
	b.raw(`DROP TABLE keep_sides`)
	b.raw(`PRAGMA foreign_keys = ON`)
	if !changed {
		return
	}
	if e := data.AsError(err); e == nil || e.Code != data.Storage {
		t.Errorf("%s: nobody notices (%v)", what, err)
	}
}

func flip(s string, rnd *rand.Rand) string {
	p := []byte(s)
	p[rnd.IntN(len(p))] ^= byte(1 + rnd.IntN(255))
	return string(p)
}

func TestVerifyFindsWhatWasChanged(t *testing.T) {
	ctx := context.Background()
	b := busyBook(t, 40, 2)
	last, err := b.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := b.Verify(ctx, &last); err != nil || got != last {
		t.Fatal("an untouched book:", got, err)
	}
	rnd := rand.New(rand.NewPCG(3, 3))
	pick := func() int64 { return 1 + rnd.Int64N(last.Seq) }
	for range 60 {
		seq := pick()
		tamper(t, b, "a byte of a body", func() bool {
			body, _ := Value[string](ctx, b, `SELECT body FROM journal WHERE seq = ?`, seq)
			return b.raw(`UPDATE journal SET body = ? WHERE seq = ?`, flip(body, rnd), seq) == 1
		}, nil)
	}
	for range 10 {
		seq := pick()
		tamper(t, b, "a byte of a digest", func() bool {
			digest, _ := Value[string](ctx, b, `SELECT hex(digest) FROM journal WHERE seq = ?`, seq)
			digest = strings.Replace(digest, digest[:1], map[bool]string{true: "1", false: "0"}[digest[0] == '0'], 1)
			return b.raw(`UPDATE journal SET digest = unhex(?) WHERE seq = ?`, digest, seq) == 1
		}, nil)
	}
	for column, v := range map[string]any{"id": "another", "kind": "CheckOut", "staff": "staff-x", "device": "device-x", "at": 5, "decided": 5} {
		tamper(t, b, "the column "+column, func() bool { return b.raw(`UPDATE journal SET `+column+` = ? WHERE seq = ?`, v, pick()) == 1 }, nil)
	}
	sides, err := All[sideRow](ctx, b, `SELECT * FROM journal_side`)
	if err != nil || len(sides) == 0 {
		t.Fatal("no personal values to change:", err)
	}
	for range 30 {
		s := sides[rnd.IntN(len(sides))]
		where := ` WHERE seq = ? AND class = ? AND subject = ?`
		tamper(t, b, "a byte of a personal value", func() bool {
			return b.raw(`UPDATE journal_side SET vals = ?`+where, []byte(flip(string(s.Vals), rnd)), s.Seq, string(s.Class), string(s.Subject)) == 1
		}, nil)
		tamper(t, b, "a byte of a salt", func() bool {
			return b.raw(`UPDATE journal_side SET salt = ?`+where, []byte(flip(string(s.Salt), rnd)), s.Seq, string(s.Class), string(s.Subject)) == 1
		}, nil)
		tamper(t, b, "whose a personal value is", func() bool {
			return b.raw(`UPDATE journal_side SET subject = 'other'`+where, s.Seq, string(s.Class), string(s.Subject)) == 1
		}, nil)
	}
	if _, err := b.Verify(ctx, nil); err != nil {
		t.Fatal("put back:", err)
	}
}

func TestVerifyFindsLinesThatMovedOrWent(t *testing.T) {
	ctx := context.Background()
	b := busyBook(t, 30, 4)
	last, _ := b.Head(ctx)
	middle := last.Seq / 2
	tamper(t, b, "two swapped lines", func() bool {
		b.raw(`UPDATE journal SET seq = -1 WHERE seq = ?`, middle)
		b.raw(`UPDATE journal SET seq = ? WHERE seq = ?`, middle, middle+1)
		return b.raw(`UPDATE journal SET seq = ? WHERE seq = -1`, middle+1) == 1
	}, nil)
	tamper(t, b, "two swapped bodies", func() bool {
		x, _ := Value[string](ctx, b, `SELECT body FROM journal WHERE seq = ?`, middle)
		y, _ := Value[string](ctx, b, `SELECT body FROM journal WHERE seq = ?`, middle+1)
		b.raw(`UPDATE journal SET body = ? WHERE seq = ?`, y, middle)
		return b.raw(`UPDATE journal SET body = ? WHERE seq = ?`, x, middle+1) == 1
	}, nil)
	tamper(t, b, "a line cut out", func() bool { return b.raw(`DELETE FROM journal WHERE seq = ?`, middle) == 1 }, nil)
	tamper(t, b, "a line cut out and the rest moved up", func() bool {
		b.raw(`DELETE FROM journal WHERE seq = ?`, middle)
		for seq := middle + 1; seq <= last.Seq; seq++ {
			b.raw(`UPDATE journal SET seq = ? WHERE seq = ?`, seq-1, seq)
		}
		return true
	}, nil)
	tamper(t, b, "the first line cut off", func() bool { return b.raw(`DELETE FROM journal WHERE seq = 1`) == 1 }, nil)
	tamper(t, b, "the end cut off", func() bool { return b.raw(`DELETE FROM journal WHERE seq > ?`, middle) > 0 }, &last)
	tamper(t, b, "everything gone", func() bool { return b.raw(`DELETE FROM journal`) > 0 }, &last)
	tamper(t, b, "another line where the print was made", func() bool { return true }, &data.Mark{Seq: middle, Digest: last.Digest})
	tamper(t, b, "a line written in", func() bool {
		return b.raw(`INSERT INTO journal (seq, id, kind, staff, device, at, decided, body, digest) SELECT seq + 1, 'new', kind, staff, device, at, decided, body, digest FROM journal WHERE seq = ?`, last.Seq) == 1
	}, nil)
	// Forgotten values are no fault.
	b.raw(`DELETE FROM journal_side WHERE class = 'contact'`)
	if _, err := b.Verify(ctx, &last); err != nil {
		t.Fatal("forgotten values:", err)
	}
}

func TestPersonalValuesStandOnlyAside(t *testing.T) {
	ctx := context.Background()
	b := freshBook(t)
	secret := "只此一处的话"
	b.must(&data.LeaveNote{Head: b.By(an), Note: data.NewID(), What: "remark", Text: secret})
	n, err := Value[int64](ctx, b, `SELECT count(*) FROM journal WHERE instr(body, ?) > 0`, secret)
	if err != nil || n != 0 {
		t.Fatalf("%d lines hold a personal value in the open (%v)", n, err)
	}
	n, err = Value[int64](ctx, b, `SELECT count(*) FROM journal_side WHERE instr(vals, ?) > 0`, secret)
	if err != nil || n != 1 {
		t.Fatalf("%d sides hold it (%v)", n, err)
	}
}
