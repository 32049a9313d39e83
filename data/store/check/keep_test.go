package check_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/store/storetest"
)

// checked has a book check itself.
func checked(t *testing.T, b *storetest.Book, whole bool) data.CheckReport {
	t.Helper()
	r, err := b.CheckBook(t.Context(), whole)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func health(t *testing.T, b *storetest.Book) data.Health {
	t.Helper()
	h, err := b.BookHealth(t.Context())
	if err != nil || h.Running != nil {
		t.Fatal(h, err)
	}
	return h
}

func forge(t *testing.T, b *storetest.Book, q string) {
	t.Helper()
	db := b.Beside()
	defer db.Close()
	if r, err := db.Exec(q); err != nil {
		t.Fatal(err)
	} else if n, _ := r.RowsAffected(); n == 0 {
		t.Fatal("nothing happens by", q)
	}
}

func TestABookChecksItselfFromTheLastMark(t *testing.T) {
	b := storetest.Fresh(t)
	if h := health(t, b); !h.Due || h.Whole != 0 {
		t.Errorf("%+v", h)
	}
	if r := checked(t, b, false); !r.Whole || !r.Sound() {
		t.Errorf("without a mark all is checked: %+v", r)
	}
	first := health(t, b)
	if first.Due || first.Whole != b.Now() || first.Sound.Seq == 0 {
		t.Errorf("%+v", first)
	}
	if info, err := os.Stat(filepath.Join(b.Dir, store.CheckedFile)); err != nil || info.Mode().Perm() != 0o600 {
		t.Error(info, err)
	}
	b.Pass(time.Hour)
	b.Must(b.Guest("欧阳䶮", ""))
	if r := checked(t, b, false); r.Whole || !r.Sound() || r.From != first.Sound {
		t.Errorf("%+v", r)
	}
	if h := health(t, b); h.Sound.Seq != first.Sound.Seq+1 || h.Whole != first.Whole || h.Part != b.Now() {
		t.Errorf("%+v", h)
	}
	b.Pass(7 * officetest.WholeDay)
	if !health(t, b).Due {
		t.Error("a week is over")
	}
	b.Pass(-30 * officetest.WholeDay) // the clock was put back: what it said before has nothing put off
	if !health(t, b).Due {
		t.Error("a wrong clock puts the check off")
	}
}

// TestWhatWasFoundStandsUntilItIsSettled: a check of what came since does not take it
// away, and a supervisor has it before everything else.
func TestWhatWasFoundStandsUntilItIsSettled(t *testing.T) {
	b := storetest.Fresh(t)
	guest := b.Guest("欧阳䶮", "")
	b.Must(guest)
	checked(t, b, true)
	forge(t, b, `UPDATE staff SET post = '改' WHERE id = 'staff-an'`)
	b.Must(b.Guest("钱", ""))
	if r := checked(t, b, false); !r.Sound() {
		t.Errorf("the new lines are sound: %+v", r)
	}
	r := checked(t, b, true)
	if r.Sound() || len(r.Found) != 1 || r.Found[0].Record != "安小样" {
		t.Fatalf("%+v", r)
	}
	checked(t, b, false)
	h := health(t, b)
	if h.Amiss.Sound() || h.Sound.Seq != r.Head.Seq {
		t.Errorf("%+v", h)
	}
	boss := data.Viewer{Person: officetest.Chang, Role: data.Supervisor, Station: "supervisor"}
	list, err := b.Matters(t.Context(), b.Now(), boss)
	if err != nil || len(list) == 0 || list[0].Opens() != any(data.SettingsAt{Section: "check"}) {
		t.Error(list, err)
	}
	if list, err := b.Matters(t.Context(), b.Now(), storetest.AtDesk); err != nil || len(list) > 0 && list[0].Register == "check" {
		t.Error("the desk has it too", err)
	}
	forge(t, b, `UPDATE staff SET post = '' WHERE id = 'staff-an'`)
	if r := checked(t, b, true); !r.Sound() || !health(t, b).Amiss.Sound() {
		t.Errorf("put right: %+v", r)
	}
}

// TestARewrittenPastIsToldByTheMarkKept, until a supervisor takes the book as it is.
func TestARewrittenPastIsToldByTheMarkKept(t *testing.T) {
	b := storetest.Fresh(t)
	checked(t, b, true)
	path := filepath.Join(b.Dir, store.CheckedFile)
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// Somebody rewrote all lines and digests: the mark kept is of another past.
	other := regexp.MustCompile(`"sound":\{"Seq":\d+,"Digest":\[\d+`).ReplaceAllStringFunc(string(body), func(m string) string {
		at := strings.LastIndex(m, "[")
		if m[at+1:] == "7" {
			return m[:at] + "[8"
		}
		return m[:at] + "[7"
	})
	if other == string(body) {
		t.Fatal("no mark in", other)
	}
	if err := os.WriteFile(path, []byte(other), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if r := checked(t, b, false); !r.Whole || len(r.Found) != 1 || r.Found[0].What != data.FoundOther {
			t.Fatalf("%+v", r)
		}
	}
	if err := b.SettleBook(t.Context()); err != nil {
		t.Fatal(err)
	}
	if h := health(t, b); !h.Amiss.Sound() || !h.Due {
		t.Errorf("%+v", h)
	}
	if r := checked(t, b, false); !r.Whole || !r.Sound() {
		t.Errorf("%+v", r)
	}
}

// TestARestoredBookKnowsNothingOfTheOther: its end is not cut off, it is another book.
func TestARestoredBookKnowsNothingOfTheOther(t *testing.T) {
	b := storetest.Fresh(t)
	backup := filepath.Join(t.TempDir(), "b.db")
	if err := b.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	b.Must(b.Guest("欧阳䶮", ""))
	checked(t, b, true)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Restore(t.Context(), registers.All(), b.Dir, backup, store.Options{}); err != nil {
		t.Fatal(err)
	}
	again, err := registers.Open(t.Context(), b.Dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if r, err := again.CheckBook(t.Context(), false); err != nil || !r.Whole || !r.Sound() {
		t.Errorf("%+v, %v", r, err)
	}
}
