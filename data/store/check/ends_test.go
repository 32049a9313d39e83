package check_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/store/check"
	"yingbin/data/store/storetest"
)

// TestABitFlippedInARowIsTold wherever in the file the row lies.
func TestABitFlippedInARowIsTold(t *testing.T) {
	for _, q := range []string{
		`SELECT name FROM staff ORDER BY id LIMIT 1`, `SELECT id FROM visitor WHERE forgotten = 0 ORDER BY id LIMIT 1`,
		`SELECT phone FROM visitor WHERE phone <> '' ORDER BY id LIMIT 1`, `SELECT number FROM visit ORDER BY id LIMIT 1`,
	} {
		dir, db := copied(t)
		var word string
		if err := db.QueryRow(q).Scan(&word); err != nil {
			t.Fatal(err)
		}
		db.Close()
		path := filepath.Join(dir, store.FileName)
		body, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		at := bytes.LastIndex(body, []byte(word))
		body[at+len(word)-1] ^= 1
		if err := os.WriteFile(path, body, 0o600); err != nil {
			t.Fatal(err)
		}
		if r := whole(t, dir); r.Sound() {
			t.Error("a bit of", word, "is another and nobody says so")
		}
	}
}

// TestAPageOverwrittenIsDamage that the check tells without stumbling over it.
func TestAPageOverwrittenIsDamage(t *testing.T) {
	dir, db := copied(t)
	db.Close()
	path := filepath.Join(dir, store.FileName)
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := len(body) / 2; at < len(body)/2+3*4096; at++ {
		body[at] ^= 0x5a
	}
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	if r := whole(t, dir); len(r.Found) == 0 || r.Found[0].What != data.FoundDamage {
		t.Errorf("%+v", r)
	}
}

// TestALogCutShortIsToldByMarks that a paper or another device holds: what is left
// of the book is sound in itself.
func TestALogCutShortIsToldByMarks(t *testing.T) {
	b := storetest.Fresh(t)
	var marks []data.Mark
	for range 12 {
		b.Must(b.Guest("欧阳䶮", ""))
		m, err := b.Head(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		marks = append(marks, m)
	}
	dir := t.TempDir()
	for _, with := range []string{"", "-wal"} {
		body, err := os.ReadFile(filepath.Join(b.Dir, store.FileName+with))
		if err != nil {
			t.Fatal(err)
		}
		if with != "" {
			body = body[:len(body)*2/3]
		}
		if err := os.WriteFile(filepath.Join(dir, store.FileName+with), body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	newest := marks[len(marks)-1]
	r := whole(t, dir, newest)
	if len(r.Found) != 1 || r.Found[0].What != data.FoundCut || r.Found[0].Line != newest.Seq || r.Head.Seq >= newest.Seq {
		t.Errorf("%+v", r)
	}
	// A mark of a line that is still there says nothing against it.
	for _, m := range marks {
		if m.Seq <= r.Head.Seq {
			if r := whole(t, dir, m); !r.Sound() {
				t.Errorf("%+v", r)
			}
			break
		}
	}
}

// TestAMarkThatWasForgedMakesAllBeChecked and is told.
func TestAMarkThatWasForgedMakesAllBeChecked(t *testing.T) {
	dir, db := copied(t)
	b, _ := opened(t, dir)
	m, err := b.MarkAt(t.Context(), 700)
	if err != nil {
		t.Fatal(err)
	}
	if run(t, db, `UPDATE staff SET name = '改' WHERE seq < 700`) == 0 {
		t.Fatal("nobody was taken on at the beginning")
	}
	if r, err := check.Since(t.Context(), b, m, check.Options{Known: registers.All()}); err != nil || !r.Sound() || r.Whole {
		t.Errorf("what came before is not its matter: %+v, %v", r, err)
	}
	m.Digest[3]++
	r, err := check.Since(t.Context(), b, m, check.Options{Known: registers.All()})
	if err != nil || !r.Whole || r.Found[0].What != data.FoundOther || r.Found[0].Line != 700 {
		t.Errorf("%+v, %v", r, err)
	}
	if _, ok := found(r)[data.FoundChanged+" staff"]; !ok || len(r.Found) > data.CheckBound {
		t.Errorf("%+v", r)
	}
}

// TestACheckIsStopped and leaves nothing behind; what a killed one left goes with
// the next.
func TestACheckIsStopped(t *testing.T) {
	dir, _ := copied(t)
	b, _ := opened(t, dir)
	left := filepath.Join(dir, ".check-1")
	if err := os.MkdirAll(filepath.Join(left, "book"), 0o700); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	steps := map[string]int{}
	_, err := check.Whole(ctx, b, check.Options{Known: registers.All(), Step: func(s data.CheckStep) {
		steps[s.Phase]++
		if s.Phase == data.CheckComparing && s.Done == 3 {
			entries, err := filepath.Glob(filepath.Join(dir, ".check*", "*", store.FileName))
			if err != nil || len(entries) != 2 {
				t.Error(entries, err)
			}
			for _, f := range entries {
				if info, err := os.Stat(f); err != nil || info.Mode().Perm() != 0o600 {
					t.Error(f, info.Mode(), err)
				}
			}
			stop()
		}
	}})
	if !errors.Is(err, context.Canceled) || steps[data.CheckCopying] != 1 || steps[data.CheckComparing] != 4 {
		t.Error(steps, err)
	}
	if rest, _ := filepath.Glob(filepath.Join(dir, ".check*")); len(rest) != 0 {
		t.Error("left behind:", rest)
	}
}

// TestWhatWasForgottenIsNoFault: the personal values of a guest who was forgotten are
// gone, also those that stood under another guest's name before it was put right.
func TestWhatWasForgottenIsNoFault(t *testing.T) {
	b := storetest.Fresh(t)
	first, second := b.Guest("欧阳䶮", "13800138000"), b.Guest("王建国", "13900139000")
	for _, c := range []data.Command{first, second} {
		b.Must(c)
		b.Pass(officetest.WholeDay)
	}
	amend := b.Amend(b.Visit(second.Visit))
	amend.Phone = "13800138000"
	b.Must(amend)
	b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{first.Visit, second.Visit}, How: "seen-off"})
	b.Must(&data.Anonymise{Head: b.By(officetest.Chang), Visitors: []data.ID{first.Visitor}})
	r, err := check.Whole(t.Context(), b.Book.Book, check.Options{Known: registers.All()})
	if err != nil || !r.Sound() {
		t.Errorf("%+v, %v", r, err)
	}
	if r, err = check.Since(t.Context(), b.Book.Book, data.Mark{}, check.Options{Known: registers.All()}); err != nil || !r.Sound() {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestATabletsCopyIsChecked as far as it goes: from the line at which it begins.
func TestATabletsCopyIsChecked(t *testing.T) {
	b := storetest.BarBook(t)
	guests := func(yield func(data.Command) bool) {
		for range 230 {
			if !yield(b.Guest("欧阳䶮", "")) {
				return
			}
		}
	}
	if _, err := b.DoAll(t.Context(), guests); err != nil {
		t.Fatal(err)
	}
	for _, role := range []data.DeviceRole{data.AtBar, data.AtReception} {
		dir := t.TempDir()
		if _, err := b.Snapshot(t.Context(), role, filepath.Join(dir, store.FileName)); err != nil {
			t.Fatal(err)
		}
		copy, err := store.OpenReplica(t.Context(), registers.All(), dir, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer copy.Close()
		beside, err := store.OpenReader(t.Context(), registers.All(), dir, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer beside.Close()
		for range 2 {
			for _, opened := range []*store.Book{copy, beside} {
				r, err := check.Whole(t.Context(), opened, check.Options{Known: registers.All()})
				if err != nil || !r.Sound() || (r.From.Seq > 0) != (role == data.AtBar) {
					t.Errorf("%s: %+v, %v", role, r, err)
				}
			}
			head, err := copy.Head(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			b.Must(b.Guest("钱", "13700137000"))
			b.Must(&data.SetPIN{Head: b.By(officetest.Chang), Person: officetest.Gu, Verifier: officetest.Verifier("4567")})
			b.Must(&data.PutStaff{Head: b.By(officetest.Chang), Person: officetest.Gu, Name: "古试饮", Role: data.Reception})
			lines, err := b.Tail(t.Context(), role, head.Seq, -1)
			if err != nil {
				t.Fatal(err)
			}
			if err := copy.Take(t.Context(), lines); err != nil {
				t.Fatal(err)
			}
		}
	}
}
