package link

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
)

// check compares all books and what people were told.
func (s *storm) check() {
	s.t.Helper()
	ctx := context.Background()
	clock := store.Options{Clock: func() time.Time { return timeAfter(s.hub.Began) }}
	book, err := registers.Open(ctx, s.hub.Dir, clock)
	must(s.t, err)
	defer book.Close()
	for _, n := range s.nodes {
		if n == s.hub {
			continue
		}
		sameBook(s.t, book, n.Dir, clock)
	}
	_, err = book.Verify(ctx, nil)
	must(s.t, err)
	s.checkTold(book)
	checkSlots(s.t, book)
}

// sameBook fails unless a device's copy is what the hub would give it now, and its
// lines are the hub's, byte for byte.
func sameBook(t testing.TB, hub *registers.Book, dir string, o store.Options) {
	t.Helper()
	ctx := context.Background()
	copy, err := registers.OpenReplica(ctx, dir, o)
	must(t, err)
	role := copy.Role()
	sameJournal(t, hub, copy)
	_, err = copy.Verify(ctx, nil)
	must(t, err)
	must(t, copy.Close())
	fresh := filepath.Join(t.TempDir(), "fresh.db")
	_, err = hub.Snapshot(ctx, role, fresh)
	must(t, err)
	want, got := tablesOf(t, fresh, role.Full()), tablesOf(t, filepath.Join(dir, "book.db"), role.Full())
	for name, rows := range want {
		if !slices.Equal(rows, got[name]) {
			t.Errorf("%s: table %s differs:\n%s", role, name, differing(rows, got[name]))
		}
	}
}

func sameJournal(t testing.TB, hub, copy *registers.Book) {
	t.Helper()
	ctx := context.Background()
	own, err := copy.LinesAfter(ctx, 0)
	must(t, err)
	after := int64(0)
	if len(own) > 0 {
		after = own[0].Seq - 1
	}
	theirs, err := hub.LinesAfter(ctx, after)
	must(t, err)
	if len(own) > 0 && !slices.EqualFunc(own, theirs, func(a, b data.Posted) bool { return a.Seq == b.Seq && a.Body == b.Body }) {
		t.Errorf("%s holds %d lines, the hub %d, and they are not the same", copy.Role(), len(own), len(theirs))
	}
	a, err := hub.Head(ctx)
	must(t, err)
	b, err := copy.Head(ctx)
	must(t, err)
	if a != b || copy.Role().Full() && after != 0 {
		t.Errorf("%s stands at %v from %d on, the hub at %v", copy.Role(), b, after, a)
	}
}

// tablesOf reads every table that is the same in all books of a role. The journal
// of a tablet begins where it joined, and is compared by itself.
func tablesOf(t testing.TB, file string, full bool) map[string][]string {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+file+"?mode=ro")
	must(t, err)
	defer db.Close()
	content := map[string][]string{}
	for _, name := range column(t, db, `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`) {
		if name == "migration" || name == "copy" || !full && strings.HasPrefix(name, "journal") {
			continue
		}
		content[name] = rowsOf(t, db, name)
	}
	return content
}

func column(t testing.TB, db *sql.DB, q string) (list []string) {
	t.Helper()
	rows, err := db.Query(q)
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var s string
		must(t, rows.Scan(&s))
		list = append(list, s)
	}
	must(t, rows.Err())
	return list
}

func rowsOf(t testing.TB, db *sql.DB, table string) (list []string) {
	t.Helper()
	rows, err := db.Query(`SELECT * FROM "` + table + `"`)
	must(t, err)
	defer rows.Close()
	names, err := rows.Columns()
	must(t, err)
	for rows.Next() {
		cells := make([]any, len(names))
		for i := range cells {
			cells[i] = new(any)
		}
		must(t, rows.Scan(cells...))
		var line strings.Builder
		for i, c := range cells {
			fmt.Fprintf(&line, "%s=%v ", names[i], *c.(*any))
		}
		list = append(list, line.String())
	}
	must(t, rows.Err())
	slices.Sort(list)
	return list
}

// differing shows the first rows that only one of both has.
func differing(want, got []string) string {
	var out strings.Builder
	for _, side := range []struct {
		name     string
		has, not []string
	}{{"hub", want, got}, {"here", got, want}} {
		n := 0
		for _, row := range side.has {
			if n < 3 && !slices.Contains(side.not, row) {
				fmt.Fprintf(&out, "%s: %s\n", side.name, row)
				n++
			}
		}
	}
	return out.String()
}

// checkTold fails unless everything that people were told would be done is in the
// journal once, or they were told that it was refused, and never both.
func (s *storm) checkTold(book *registers.Book) {
	s.t.Helper()
	times := map[data.ID]int{}
	lines, err := book.LinesAfter(context.Background(), 0)
	must(s.t, err)
	for _, p := range lines {
		line, err := data.ParseLine([]byte(p.Body))
		must(s.t, err)
		times[line.Receipt.ID]++
	}
	refused := map[data.ID]bool{}
	for _, n := range s.nodes {
		for id, word := range n.acks() {
			refused[id] = refused[id] || word == "refused"
		}
	}
	for _, n := range s.all { // what cancels out is refused without a word
		for undo, of := range n.takesBack() {
			if times[undo] == 0 && times[of] == 0 {
				s.excused[undo], s.excused[of] = true, true
			}
		}
	}
	counts := map[string]int{}
	for _, n := range s.all {
		words := n.acks()
		for _, id := range slices.Sorted(maps.Keys(words)) {
			counts[words[id]]++
			s.checkOne(n, id, words[id], times[id], refused[id])
		}
	}
	s.t.Logf("%d lines; %v", len(lines), counts)
}

func (s *storm) checkOne(n *node, id data.ID, word string, times int, refused bool) {
	s.t.Helper()
	switch {
	case times > 1:
		s.t.Errorf("%s: %s is there %d times", n.Own, id, times)
	case times == 1 && word == "refused":
		s.t.Errorf("%s: %s was told to be refused, and it is there", n.Own, id)
	case times == 1 && word == "no":
		s.t.Errorf("%s: %s was refused on the spot, and it is there", n.Own, id)
	case times == 0 && (word == "done" || word == "waits") && !refused && !s.excused[id]:
		s.t.Errorf("%s: %s (%s) is lost", n.Own, id, word)
	}
}

// checkSlots fails where two bookings that stand take the same time of a court.
func checkSlots(t testing.TB, book *registers.Book) {
	t.Helper()
	list, err := book.Bookings(context.Background(), data.BookingFilter{Live: true})
	must(t, err)
	for i, a := range list {
		for _, b := range list[i+1:] {
			if a.Court == b.Court && a.Starts < b.Ends && b.Starts < a.Ends {
				t.Errorf("%s and %s share %s", a.Number, b.Number, a.Court)
			}
		}
	}
}
