package store

import (
	"context"
	"os"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
)

// tidied has the book see to all it can.
func (b *testBook) tidied() {
	b.T.Helper()
	for range 1000 {
		more, err := b.Tidy(b.T.Context())
		if err != nil {
			b.T.Fatal(err)
		}
		if !more {
			return
		}
	}
	b.T.Fatal("the upkeep has no end")
}

func (b *testBook) logSize() int64 {
	b.T.Helper()
	info, err := os.Stat(b.path() + "-wal")
	if err != nil {
		b.T.Fatal(err)
	}
	return info.Size()
}

// Somebody reads an older state while much is written: the log grows as long, and is
// short again afterwards.
func TestALogGrowsNoLongerThanSomebodyReads(t *testing.T) {
	b := freshBook(t)
	ctx := context.Background()
	tx, err := b.reader.BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	var n int64
	if err := tx.QueryRow(`SELECT count(*) FROM visit`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	ids, _ := guestsCame(b, 200)
	b.tidied()
	long := b.logSize()
	if long < longLog {
		t.Fatal("the log is only", long)
	}
	b.must(&data.Anonymise{Head: b.By(chang), Visitors: ids[:1]})
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	b.tidied()
	if size := b.logSize(); size != 0 {
		t.Fatal("the log still has", size)
	}
	if left := officetest.Holds(t, b.dir, "15810000000"); len(left) > 0 {
		t.Fatal("what was forgotten while somebody read stays:", left)
	}
	b.sound()
}

func TestABookLearnsWhatItsTablesHold(t *testing.T) {
	b := freshBook(t)
	guestsCame(b, 20)
	b.tidied()
	if b.Number(`SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'visit'`) == 0 {
		t.Fatal("nothing is known of the visits")
	}
	c := bareCopy(t)
	c.takes(b.linesAfter(0)...)
	c.tidied()
	if _, err := c.Wait(context.Background(), c.Guest("离线客", "")); err != nil {
		t.Fatal(err)
	}
	c.tidied() // must leave alone what waits
	if len(c.Waiting(context.Background())) == 0 {
		t.Fatal("nothing waits any more")
	}
}
