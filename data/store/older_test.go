package store

import (
	"compress/gzip"
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
)

// released are small real books, as each released version's backup left them:
// three days of an invented office, a guest forgotten, an act taken back. A
// version that is released adds its own.
var released = map[string]int64{"0.1": 15, "0.2": 17}

// releasedBook unpacks one.
func releasedBook(t *testing.T, version string) string {
	t.Helper()
	packed, err := os.Open(filepath.Join("testdata", "office-"+version+".db.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	in, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), version+".db")
	if err := os.WriteFile(path, body, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// restored puts a backup into a fresh folder and opens it.
func restored(t *testing.T, file string) *testBook {
	t.Helper()
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "馆")
	if _, err := Restore(ctx, TestCatalogue(), dir, file, Options{}); err != nil {
		t.Fatal(err)
	}
	if h, err := readHeader(filepath.Join(dir, FileName)); err != nil || h.version != newest() || !h.wal {
		t.Fatal("restored as", h, err)
	}
	book, err := Open(ctx, TestCatalogue(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	b := testBookIn(t, dir, officetest.NewClock(book.decided.Std()))
	b.Book = book
	t.Cleanup(func() { b.Close() })
	return b
}

func TestEveryReleasedVersionsBackupIsRestored(t *testing.T) {
	for version, schema := range released {
		t.Run(version, func(t *testing.T) {
			file := releasedBook(t, version)
			if h, err := readHeader(file); err != nil || h.version != schema {
				t.Fatal("the book of", version, "is", h, err)
			}
			was, _ := os.ReadFile(file)
			b := restored(t, file)
			b.sound()
			if is, _ := os.ReadFile(file); string(is) != string(was) {
				t.Error("the backup was touched")
			}
			// What the tables say is what the journal says, in every version.
			again := replayed(t, b)
			if d := officetest.Differ(b.Dump(), again.Dump()); d != "" {
				t.Error("told again, the book differs in ", d)
			}
			again.sound()
			b.must(&data.PutArea{Head: b.By(boss(t, b)), Area: data.Area{ID: "area-new", Name: "新区"}})
			b.sound()
		})
	}
}

func boss(t *testing.T, b *testBook) data.ID {
	t.Helper()
	staff, err := b.Staff(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range staff {
		if s.Role == data.Supervisor {
			return s.ID
		}
	}
	t.Fatal("nobody is supervisor")
	return ""
}

// A book that lies there unmigrated is read as a copy: check, print and pictures
// find all of it, and it stays as it is, beside an older program that has it open.
func TestAnOlderBookIsReadAndNotChanged(t *testing.T) {
	ctx := context.Background()
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	t.Setenv("TMP", temp)
	for version, schema := range released {
		if schema == newest() {
			continue // it is none
		}
		dir := t.TempDir()
		if err := os.Rename(releasedBook(t, version), filepath.Join(dir, FileName)); err != nil {
			t.Fatal(err)
		}
		before := files(t, dir)
		if is, err := IsFilled(ctx, dir); !is || err != nil {
			t.Error(is, err)
		}
		if is, err := IsCopy(ctx, dir); is || err != nil {
			t.Error(is, err)
		}
		r, err := OpenReader(ctx, TestCatalogue(), dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := r.CheckSoon(ctx); err != nil {
			t.Error(err)
		}
		if _, err := r.Verify(ctx, nil); err != nil {
			t.Error(err)
		}
		if list, err := r.Devices(ctx); err != nil || len(list) != 0 { // a table that it did not have
			t.Error(list, err)
		}
		if info, err := os.Stat(r.path()); err != nil || info.Mode().Perm() != 0o600 || filepath.Dir(filepath.Dir(r.path())) != temp {
			t.Error("others may read the copy:", info.Mode(), err)
		}
		backup := filepath.Join(t.TempDir(), "b.db")
		if err := r.Backup(ctx, backup); err != nil {
			t.Fatal(err)
		}
		if h, _ := readHeader(backup); h.version != schema {
			t.Error("the older program could not go back to its backup: schema", h.version)
		}
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		if left, _ := os.ReadDir(temp); len(left) > 0 {
			t.Error("left behind:", left)
		}
		after := files(t, dir)
		if len(after) != len(before) || string(after[filepath.Join(dir, FileName)]) != string(before[filepath.Join(dir, FileName)]) {
			t.Error("the book was touched")
		}
		restored(t, backup).sound()
	}
}

// The copy that is kept before a migration leads back, too.
func TestTheCopyBeforeAMigrationIsRestored(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	if err := os.Rename(releasedBook(t, "0.1"), filepath.Join(dir, FileName)); err != nil {
		t.Fatal(err)
	}
	b, err := Open(ctx, TestCatalogue(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	b.Close()
	list, err := filepath.Glob(filepath.Join(dir, "backup", "before-0*.db"))
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	if h, _ := readHeader(list[0]); h.version != released["0.1"] {
		t.Error("the copy is of schema", h.version)
	}
	restored(t, list[0]).sound()
}
