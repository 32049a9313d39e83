package store

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
)

// A folder in which there was a book never begins an empty one by itself; when a
// person has said so it does, and what is left of the old one is kept.
func TestAnEmptyBookIsNotBegunWhereThereWasOne(t *testing.T) {
	ctx := context.Background()
	for name, lose := range map[string]func(path string) error{
		"the file is gone":  os.Remove,
		"the file is empty": func(path string) error { return os.Truncate(path, 0) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := closedBook(t)
			path := filepath.Join(dir, FileName)
			if err := lose(path); err != nil {
				t.Fatal(err)
			}
			refuseOpen(t, dir, "error.bookMissing", Options{})
			b, err := Open(ctx, TestCatalogue(), dir, Options{Anew: true})
			if err != nil {
				t.Fatal(err)
			}
			if b.head.Seq != 0 {
				t.Error("it is not empty")
			}
			if err := b.Close(); err != nil {
				t.Fatal(err)
			}
			if b, err = Open(ctx, TestCatalogue(), dir, Options{}); err != nil { // it is asked once
				t.Fatal(err)
			}
			b.Close()
		})
	}
	t.Run("a log is left", func(t *testing.T) {
		dir := closedBook(t)
		path := filepath.Join(dir, FileName)
		if err := os.Rename(path, path+"-wal"); err != nil {
			t.Fatal(err)
		}
		refuseOpen(t, dir, "error.bookGone", Options{})
		b, err := Open(ctx, TestCatalogue(), dir, Options{Anew: true})
		if err != nil {
			t.Fatal(err)
		}
		b.Close()
		if kept, _ := filepath.Glob(filepath.Join(dir, "backup", "before-restore-*-wal")); len(kept) != 1 {
			t.Error("the log was not kept:", kept)
		}
	})
	t.Run("a backup, a hub's choice, a device's key", func(t *testing.T) {
		for trace, refused := range map[string]string{"backup/2026-11-22-0900.db": "error.bookMissing", "backup/照片.db": "", "hub.json": "error.bookMissing", "device.json": "", "device.pem": ""} {
			dir := t.TempDir()
			if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, trace)), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, trace), []byte("{}"), 0o600); err != nil {
				t.Fatal(err)
			}
			b, err := Open(ctx, TestCatalogue(), dir, Options{})
			if key := wordOf(err); key != refused {
				t.Errorf("%s: %q, not %q", trace, key, refused)
			}
			if err == nil {
				b.Close()
			}
		}
	})
}

func wordOf(err error) string {
	if err == nil {
		return ""
	}
	return data.AsError(err).Key
}

// A file that was cut off is told before anything is written to it, however it is cut.
func TestACutOffBookIsTold(t *testing.T) {
	for _, part := range []int64{2, 3, 10} {
		dir := closedBook(t)
		path := filepath.Join(dir, FileName)
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, info.Size()-info.Size()/part); err != nil {
			t.Fatal(err)
		}
		refuseOpen(t, dir, "error.damaged", Options{})
	}
	dir := closedBook(t)
	if err := os.Truncate(filepath.Join(dir, FileName), 50); err != nil {
		t.Fatal(err)
	}
	refuseOpen(t, dir, "error.damaged", Options{})
}

// What a device has acknowledged it misses: lines that went with their log or with an
// older copy of the file, and lines that are others than they were.
func TestABookThatLostLinesIsTold(t *testing.T) {
	ctx := context.Background()
	begin := func() (b *testBook, old string) {
		b = freshBook(t)
		old = filepath.Join(t.TempDir(), "old.db")
		if err := b.Backup(ctx, old); err != nil {
			t.Fatal(err)
		}
		for range 3 {
			b.must(&data.NoteDuty{Head: b.By(an), Entry: data.NewID(), What: "complaint", Text: "空调太冷"})
		}
		return b, old
	}
	t.Run("an older copy", func(t *testing.T) {
		b, old := begin()
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		for _, with := range []string{"", "-wal", "-shm"} {
			os.Remove(b.path() + with)
		}
		if err := copyFile(old, b.path()); err != nil {
			t.Fatal(err)
		}
		refuseOpen(t, b.dir, "error.bookShort", Options{})
		if _, err := Restore(ctx, TestCatalogue(), b.dir, old, Options{Clock: b.Read}); err != nil { // the way on
			t.Fatal(err)
		}
		b.open()
		b.sound()
	})
	t.Run("a log that is gone", func(t *testing.T) {
		b, _ := begin()
		folder := filepath.Join(t.TempDir(), "馆")
		if err := b.KeepAnchor(ctx, b.head); err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(folder, os.DirFS(b.dir)); err != nil { // as a machine that died leaves it
			t.Fatal(err)
		}
		if err := os.Remove(filepath.Join(folder, FileName+"-wal")); err != nil {
			t.Fatal(err)
		}
		refuseOpen(t, folder, "error.bookShort", Options{})
		if err := GoOn(folder); err != nil {
			t.Fatal(err)
		}
		c, err := Open(ctx, TestCatalogue(), folder, Options{})
		if err != nil {
			t.Fatal(err)
		}
		c.Close()
	})
	t.Run("another line", func(t *testing.T) {
		b, _ := begin()
		b.raw(`UPDATE journal SET digest = zeroblob(32) WHERE seq = (SELECT max(seq) FROM journal)`)
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		refuseOpen(t, b.dir, "error.bookOther", Options{})
	})
}

// Nobody else may read a guest's name, in whatever file, and what older versions left
// open is closed.
func TestOnlyThisUserReadsAnOffice(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a folder's rights are inherited")
	}
	ctx := context.Background()
	b := freshBook(t)
	check := func(what string) {
		t.Helper()
		err := filepath.WalkDir(b.dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := d.Info()
			if err == nil && info.Mode().Perm()&0o077 != 0 {
				t.Errorf("%s: others may read %s: %v", what, path, info.Mode())
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.BackupNow(ctx); err != nil {
		t.Fatal(err)
	}
	box, err := OpenOutbox(b.dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Snapshot(ctx, data.AtReception, filepath.Join(b.dir, "fetched.db")); err != nil {
		t.Fatal(err)
	}
	check("open")
	if err := box.Close(); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(b.dir, "log"), 0o755); err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(b.dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			return os.Chmod(path, 0o755)
		}
		return os.Chmod(path, 0o644)
	})
	if err != nil {
		t.Fatal(err)
	}
	b.open()
	check("opened again")
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(b.dir, "照片.txt")
	if err := os.WriteFile(other, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(b.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	b.open()
	if info, err := os.Stat(other); err != nil || info.Mode().Perm() != 0o644 {
		t.Error("somebody else's file was changed:", err)
	}
	if d := officetest.Differ(b.Dump(), b.Dump()); d != "" {
		t.Error(d)
	}
}
