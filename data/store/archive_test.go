package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
)

// agedBook is a book whose journal is archived in parts of fifty lines.
func agedBook(t *testing.T, step func(string)) *testBook {
	t.Helper()
	b := freshBook(t)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	book, err := Open(t.Context(), TestCatalogue(), b.dir, Options{Clock: b.Read, Strict: true, perPart: 50, Step: step})
	b.opens(book, err)
	guestsCame(b, 24)
	return b
}

func partsOf(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, "backup", archivedIn))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, filepath.Join(dir, "backup", archivedIn, e.Name()))
	}
	return names
}

func TestOldLinesAreArchivedOnce(t *testing.T) {
	ctx := t.Context()
	b := agedBook(t, nil)
	first, err := b.BackupNow(ctx)
	if err != nil || !strings.HasSuffix(first.Path, ".db.gz") {
		t.Fatal(first, err)
	}
	firstHead := b.head
	was := partsOf(t, b.dir)
	if len(was) != int(firstHead.Seq/50) || len(was) < 2 {
		t.Fatal(was, firstHead.Seq)
	}
	late := b.Guest("后来客", "13955550000")
	b.must(late)
	b.Pass(24 * time.Hour)
	for i := range 50 {
		b.must(&data.MarkVisitor{Head: b.By(an), Visitor: late.Visitor, Mark: fmt.Sprint("第", i, "次")})
	}
	second, err := b.BackupNow(ctx)
	if err != nil {
		t.Fatal(err)
	}
	is := partsOf(t, b.dir)
	if len(is) != len(was)+1 || is[0] != was[0] {
		t.Fatal(was, is)
	}
	list, err := b.Backups(ctx)
	if err != nil || len(list) != 2 || list[0].Path != second.Path || list[1].Size != first.Size {
		t.Fatal(list, err)
	}
	var open bytes.Buffer
	for _, p := range is {
		if err := expand(ctx, p, &open); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Contains(open.Bytes(), []byte("CheckIn")) || bytes.Contains(open.Bytes(), []byte("路人1")) || bytes.Contains(open.Bytes(), []byte("15810000000")) {
		t.Fatal("the archive holds what is personal, or no line")
	}
	lines := b.linesAfter(0)
	content := b.Content()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	for _, k := range []struct {
		path string
		head data.Mark
	}{{first.Path, firstHead}, {second.Path, b.head}} {
		done, err := Restore(ctx, TestCatalogue(), b.dir, k.path, Options{Clock: b.Read})
		if err != nil || done.Head != k.head {
			t.Fatal(k.path, done, err)
		}
	}
	b.open()
	if again := b.linesAfter(0); len(again) != len(lines) || again[40].Body != lines[40].Body || len(again[40].Sides) != len(lines[40].Sides) {
		t.Fatal("restored are", len(again), "of", len(lines))
	}
	if d := officetest.Differ(content, b.Content()); d != "" {
		t.Fatal(d)
	}
	b.sound()
	if n := b.Number(`SELECT count(*) FROM sqlite_master WHERE name = 'archived'`); n != 0 {
		t.Error("the restored book still names its parts")
	}
}

func TestABackupWithoutItsArchiveIsRefused(t *testing.T) {
	ctx := t.Context()
	b := agedBook(t, nil)
	k, err := b.BackupNow(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	restore := func(key string) {
		t.Helper()
		_, err := Restore(ctx, TestCatalogue(), b.dir, k.Path, Options{Clock: b.Read})
		if data.AsError(err).Key != key {
			t.Fatal(err)
		}
	}
	one := partsOf(t, b.dir)[1]
	whole, err := os.ReadFile(one)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(one); err != nil {
		t.Fatal(err)
	}
	restore("backup.lacks")
	spoilt := bytes.Clone(whole)
	spoilt[len(spoilt)/2] ^= 0x55
	for _, bad := range [][]byte{spoilt, whole[:len(whole)/2], []byte("账册")} {
		if err := os.WriteFile(one, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		restore("backup.damaged")
	}
	b.open() // the book itself is as it was
	b.sound()
	if err := os.WriteFile(one, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	// Copied elsewhere as a whole folder it is complete.
	other := filepath.Join(t.TempDir(), "U盘")
	if err := os.CopyFS(other, os.DirFS(filepath.Join(b.dir, "backup"))); err != nil {
		t.Fatal(err)
	}
	fresh := t.TempDir()
	if _, err := Restore(ctx, TestCatalogue(), fresh, filepath.Join(other, filepath.Base(k.Path)), Options{Clock: b.Read}); err != nil {
		t.Fatal(err)
	}
}

// A backup that ends at any of its moments leaves nothing behind, and the next one is
// whole.
func TestAnInterruptedBackupLeavesNothing(t *testing.T) {
	var cancel context.CancelFunc
	at, n, ended := 0, 0, 0
	b := agedBook(t, func(reached string) {
		if strings.HasSuffix(reached, " part") {
			if n++; n == at {
				cancel()
			}
		}
	})
	for at = 1; at <= 5; at++ {
		var ctx context.Context
		ctx, cancel = context.WithCancel(t.Context())
		n = 0
		_, err := b.BackupNow(ctx)
		left, _ := filepath.Glob(filepath.Join(b.dir, "backup", "*"+halfDone+"*"))
		more, _ := filepath.Glob(filepath.Join(b.dir, "backup", archivedIn, "*"+halfDone+"*"))
		if len(left)+len(more) > 0 {
			t.Fatal(at, left, more)
		}
		switch {
		case errors.Is(err, context.Canceled):
			ended++
		case err != nil:
			t.Fatal(at, err)
		}
		cancel()
	}
	if ended < 3 {
		t.Fatal("only", ended, "were interrupted")
	}
	// A killed one can't tidy up; the next that opens the book does.
	old := time.Now().Add(-time.Hour)
	for _, name := range []string{"2026-11-23-0900.db.part", "2026-11-23-0900.db.part-wal", "2026-11-23-0900.db.gz.part", "journal/000000050-00aa.db.part", "鱼.part"} {
		p := filepath.Join(b.dir, "backup", name)
		if err := os.WriteFile(p, []byte("半"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(p, old, old); err != nil {
			t.Fatal(err)
		}
	}
	b.reopen()
	left, _ := filepath.Glob(filepath.Join(b.dir, "backup", "*"+halfDone+"*"))
	more, _ := filepath.Glob(filepath.Join(b.dir, "backup", archivedIn, "*"+halfDone+"*"))
	if len(left) != 1 || len(more) != 0 {
		t.Fatal("others' files are taken, or ours are left:", left, more)
	}
}
