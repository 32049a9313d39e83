package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
)

// guestsCame registers many guests of many lengths of remark, sees them off and puts
// their remarks right, so that the pages they stand on are packed anew again and again.
func guestsCame(b *testBook, n int) (ids []data.ID, phones []string) {
	b.T.Helper()
	give := func(list []data.Command) {
		b.T.Helper()
		results, err := b.DoAll(context.Background(), slices.Values(list))
		if err != nil {
			b.T.Fatal(err)
		}
		for i, r := range results {
			if r.Err != nil {
				b.T.Fatalf("%T: %v", list[i], r.Err)
			}
		}
	}
	var come, mark, leave []data.Command
	for i := range n {
		c := b.Guest(fmt.Sprintf("路人%d", i), fmt.Sprintf("158%08d", 10_000_000+i*7919))
		c.Visitor = data.NewID()
		come = append(come, c)
		ids, phones = append(ids, c.Visitor), append(phones, c.Phone)
		leave = append(leave, &data.CheckOut{Head: b.By(an), Visits: []data.ID{c.Visit}, How: "seen-off"})
		for k := range 3 {
			mark = append(mark, &data.MarkVisitor{Head: b.By(an), Visitor: c.Visitor, Mark: fmt.Sprintf("爱喝%.*s第%s号", (i*7+k*31)%40*3, "龙井龙井龙井龙井龙井龙井龙井龙井龙井龙井龙井龙井龙井龙井龙井龙井龙井龙井龙井龙井", c.Phone)})
		}
	}
	give(come)
	give(mark)
	give(leave)
	return ids, phones
}

func TestNoByteIsLeftOnPagesThatWerePackedAnew(t *testing.T) {
	b := freshBook(t)
	ids, phones := guestsCame(b, 160)
	for i := range ids {
		if i%8 == 0 {
			b.must(&data.Anonymise{Head: b.By(chang), Visitors: []data.ID{ids[i]}})
		}
	}
	var gone []string
	for i := range phones {
		if i%8 == 0 {
			gone = append(gone, phones[i])
		}
	}
	if left := officetest.Holds(t, b.dir, gone...); len(left) > 0 {
		t.Fatalf("%d still there: %v", len(left), left[:min(3, len(left))])
	}
	b.sound()
	b.must(b.Guest("后来人", "13800009999")) // whoever comes later brings nothing back
	for i := range ids {
		if i%8 == 1 {
			b.must(&data.MarkVisitor{Head: b.By(an), Visitor: ids[i], Mark: "换了话"})
		}
	}
	if left := officetest.Holds(t, b.dir, gone...); len(left) > 0 {
		t.Fatalf("%d are back: %v", len(left), left[:min(3, len(left))])
	}
	b.sound()
	b.reopen()
	b.sound()
}

// SQLite leaves copies of rows in the unused space of pages now and then. Here one is
// put there, in every table that tells of people.
func TestWhatLiesInUnusedSpaceIsWiped(t *testing.T) {
	b := freshBook(t)
	ids, _ := guestsCame(b, 80)
	const trace = "13700007777"
	roots := map[string]int64{}
	for _, table := range []string{"visitor", "visit_visitor", "finder", "journal_side"} {
		roots[table] = b.Number(`SELECT rootpage FROM sqlite_master WHERE name = ?`, table)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(filepath.Join(b.dir, "book.db"), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	w, err := newWiper(f)
	if err != nil {
		t.Fatal(err)
	}
	for table, page := range roots {
		for left := []int64{page}; ; {
			page, left = left[0], left[1:]
			below, err := w.one(page)
			if err != nil {
				t.Fatal(table, err)
			}
			left = append(left, below...)
			cells, content := int(binary.BigEndian.Uint16(w.page[3:])), int(binary.BigEndian.Uint16(w.page[5:]))
			if len(below) == 0 && content-8-2*cells > len(trace) {
				if _, err := f.WriteAt([]byte(trace), page*w.size-w.size+int64(content-len(trace))); err != nil {
					t.Fatal(err)
				}
				break
			}
			if len(left) == 0 {
				t.Fatal("no page of ", table, " has room")
			}
		}
	}
	f.Close()
	b.open()
	b.sound()
	if len(officetest.Holds(t, b.dir, trace)) == 0 {
		t.Fatal("the trace is not there")
	}
	b.must(&data.Anonymise{Head: b.By(chang), Visitors: ids[:1]})
	if left := officetest.Holds(t, b.dir, trace); len(left) > 0 {
		t.Fatal("still there:", left)
	}
	b.sound()
}

// What wipes reads pages by itself: a damaged one must end it, and touch nothing.
func TestADamagedPageIsNotWiped(t *testing.T) {
	b := freshBook(t)
	guestsCame(b, 30)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(b.dir, "book.db")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for seed := range 40 {
		torn := slices.Clone(whole)
		page := 1 + seed*len(whole)/4096/40
		for k := range 12 { // its header, and what it says lies below
			torn[(page-1)*4096+k] ^= byte(seed*31 + k*17 + 1)
		}
		other := filepath.Join(t.TempDir(), "torn.db")
		if err := os.WriteFile(other, torn, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := os.OpenFile(other, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		w, err := newWiper(f)
		if err == nil {
			for root := int64(1); root <= w.pages && w.left > 0; root += 7 {
				_ = w.tree(root)
			}
		}
		f.Close()
		if info, err := os.Stat(other); err != nil || info.Size() != int64(len(whole)) {
			t.Fatal(seed, info, err)
		}
	}
}
