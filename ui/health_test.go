package ui

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"yingbin/data"
)

// minded opens a window that has its book checked while nobody is at it.
func minded(t *testing.T) *stand {
	t.Helper()
	return open(t, false, func(s *Setup) { s.Mind = true })
}

func (f *stand) health() data.Health {
	f.t.Helper()
	h, err := f.book.BookHealth(f.t.Context())
	if err != nil {
		f.t.Fatal(err)
	}
	return h
}

// forge changes a row of the book as any SQLite tool can.
func (f *stand) forge(q string) {
	f.t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(f.book.Dir(), "book.db"))
	if err != nil {
		f.t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(q); err != nil {
		f.t.Fatal(err)
	}
}

// TestTheBookIsCheckedWhileNobodyIsAtIt: all of it at the first quiet moment, then what
// is new each hour, and all of it again after a week.
func TestTheBookIsCheckedWhileNobodyIsAtIt(t *testing.T) {
	f := minded(t)
	f.pass(4 * time.Minute)
	if h := f.health(); h.Part != 0 {
		t.Fatal("somebody was at it a moment ago")
	}
	f.signOn("安小样", deskPIN)
	f.notice()
	f.pass(4 * time.Minute)
	if h := f.health(); h.Part != 0 {
		t.Fatal("somebody signed on a moment ago")
	}
	f.pass(2 * time.Minute)
	first := f.health()
	if first.Whole == 0 || first.Sound.Seq != f.head() {
		t.Fatalf("%+v", first)
	}
	f.pass(30 * time.Minute)
	if h := f.health(); h.Part != first.Part {
		t.Error("it was just checked")
	}
	f.pass(31 * time.Minute)
	if h := f.health(); h.Part == first.Part || h.Whole != first.Whole {
		t.Errorf("an hour later what is new is checked, not all: %+v", h)
	}
	f.at = f.at.Add(7 * 24 * time.Hour)
	f.pass(time.Minute)
	if h := f.health(); h.Whole == first.Whole {
		t.Error("a week later all is checked")
	}
}

// TestWhatACheckFoundStandsAtSignOn, and the supervisor has it to do.
func TestWhatACheckFoundStandsAtSignOn(t *testing.T) {
	f := minded(t)
	f.forge(`UPDATE staff SET post = '改' WHERE id = 'gu'`)
	f.pass(6 * time.Minute)
	f.want("账本核对发现 1 处不符，请主管到“设置 · 核对”查看。")
	f.shoot("signon-amiss")
	if list, err := f.book.Matters(t.Context(), data.TimeOf(f.at), data.Viewer{Person: "boss", Role: data.Supervisor}); err != nil || len(list) != 1 {
		t.Error(list, err)
	}
	f.forge(`UPDATE staff SET post = '置业顾问' WHERE id = 'gu'`)
	if _, err := f.book.CheckBook(t.Context(), true); err != nil {
		t.Fatal(err)
	}
	f.signOn("安小样", deskPIN)
	f.w.lock()
	f.settle()
	f.wantNot("账本核对发现")
}
