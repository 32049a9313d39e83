package store

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
)

// files reads what lies in a folder, to see later that nothing was touched.
// Locks and SQLite's shared memory are no content.
func files(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "office.lock" || strings.HasSuffix(path, "-shm") {
			return err
		}
		body, err := os.ReadFile(path)
		if len(body) > 0 || !strings.HasSuffix(path, "-wal") {
			found[path] = body
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// refuseOpen tries to open a folder and wants it refused with this word key,
// twice, and every file as it was.
func refuseOpen(t *testing.T, dir, key string, o Options) {
	t.Helper()
	before := files(t, dir)
	for range 2 {
		b, err := Open(context.Background(), TestCatalogue(), dir, o)
		if err == nil {
			b.Close()
			t.Fatalf("%s is opened, not refused with %s", dir, key)
		}
		if e := data.AsError(err); e.Key != key || e.Code != data.Storage {
			t.Fatalf("refused with %v, not %s", err, key)
		}
	}
	after := files(t, dir)
	for path, body := range before {
		if !bytes.Equal(after[path], body) {
			t.Errorf("%s was touched", path)
		}
	}
	for path := range after {
		if _, known := before[path]; !known {
			t.Errorf("%s was left behind", path)
		}
	}
}

// closedBook makes a book in a folder and closes it.
func closedBook(t *testing.T) (dir string) {
	b := busyBook(t, 30, 9)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	return b.dir
}

func change(t *testing.T, path string, f func(body []byte) []byte) {
	t.Helper()
	body, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, f(body), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestAFolderThatCannotBeWrittenIsRefused(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "一个文件")
	if err := os.WriteFile(file, []byte("内容"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, place := range []string{file, filepath.Join(file, "馆")} {
		if _, err := Open(context.Background(), TestCatalogue(), place, Options{}); data.AsError(err).Key != "error.readOnly" {
			t.Errorf("%s: %v", place, err)
		}
	}
	if body, _ := os.ReadFile(file); string(body) != "内容" {
		t.Error("the file was touched")
	}
	// A folder where the book's file should be.
	odd := t.TempDir()
	if err := os.Mkdir(filepath.Join(odd, FileName), 0o700); err != nil {
		t.Fatal(err)
	}
	refuseOpen(t, odd, "error.notBook", Options{})
}

func TestANetworkFolderIsRefusedBeforeItIsMade(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "共享", "馆")
	asked := ""
	o := Options{remote: func(dir string) string { asked = dir; return "network file system" }}
	if _, err := Open(context.Background(), TestCatalogue(), dir, o); data.AsError(err).Key != "error.network" {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Dir(dir)); err == nil {
		t.Error("the folder was made")
	}
	if !strings.HasPrefix(dir, asked) || asked == "" {
		t.Error("asked about", asked)
	}
	refuseOpen(t, closedBook(t), "error.network", o)
	if why := remote(t.TempDir()); why != "" {
		t.Error("a local folder is called", why)
	}
}

func TestABookIsOpenOnce(t *testing.T) {
	b := freshBook(t)
	if _, err := Open(context.Background(), TestCatalogue(), b.dir, Options{}); data.AsError(err).Key != "error.locked" {
		t.Fatal(err)
	}
	b.must(&data.PutArea{Head: b.By(chang), Area: data.Area{ID: "area-x", Name: "影音室"}})
	// A reader beside the writer sees what was written and changes nothing.
	r, err := OpenReader(context.Background(), TestCatalogue(), b.dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if areas, err := TestReads(r).Areas(context.Background()); err != nil || len(areas) != 2 {
		t.Fatal(areas, err)
	}
	if _, err := r.Do(context.Background(), &data.PutArea{Head: b.By(chang), Area: data.Area{ID: "area-y", Name: "书吧"}}); data.CodeOf(err) != data.Storage {
		t.Fatal("a reader writes:", err)
	}
	if err := r.Backup(context.Background(), filepath.Join(t.TempDir(), "b.db")); err != nil {
		t.Fatal("a reader cannot copy:", err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(b.running()); err != nil {
		t.Fatal("the mark of the one who works is gone:", err)
	}
	if _, err := OpenReader(context.Background(), TestCatalogue(), t.TempDir(), Options{}); data.CodeOf(err) != data.NotFound {
		t.Fatal(err)
	}
}

func TestADamagedBookIsRefusedUntouched(t *testing.T) {
	path := func(dir string) string { return filepath.Join(dir, FileName) }
	t.Run("a header that is none", func(t *testing.T) {
		dir := closedBook(t)
		change(t, path(dir), func(b []byte) []byte { copy(b, "这不是数据库"); return b })
		refuseOpen(t, dir, "error.damaged", Options{})
	})
	t.Run("some text", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.WriteFile(path(dir), bytes.Repeat([]byte("来访登记\n"), 900), 0o600); err != nil {
			t.Fatal(err)
		}
		refuseOpen(t, dir, "error.damaged", Options{})
	})
	spoil := func(b []byte) []byte { // every page but the first few
		for i := 4096 * 5; i < len(b); i += 4096 {
			copy(b[i:], bytes.Repeat([]byte{0xA5}, 1024))
		}
		return b
	}
	t.Run("pages, after an unclean end", func(t *testing.T) {
		dir := closedBook(t)
		change(t, path(dir), spoil)
		if err := os.WriteFile(filepath.Join(dir, "running"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		refuseOpen(t, dir, "error.damaged", Options{})
	})
	t.Run("pages, after a clean end", func(t *testing.T) {
		dir := closedBook(t)
		change(t, path(dir), spoil)
		b, err := Open(context.Background(), TestCatalogue(), dir, Options{})
		if err == nil { // found after the first frame
			err = b.CheckSoon(context.Background())
			b.Close()
		}
		if data.AsError(err).Key != "error.damaged" {
			t.Fatal(err)
		}
	})
	t.Run("pages of a large one, after an unclean end", func(t *testing.T) {
		dir := closedBook(t)
		r, err := openPool(path(dir), false, true)
		if err != nil {
			t.Fatal(err)
		}
		root, err := Value[int64](t.Context(), pool{r}, `SELECT rootpage FROM sqlite_master WHERE name = 'enquiry_visitor'`) // which nobody reads at the start
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		change(t, path(dir), func(b []byte) []byte {
			copy(b[(root-1)*4096:], bytes.Repeat([]byte{0xA5}, 4096))
			return b
		})
		if err := os.WriteFile(filepath.Join(dir, "running"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		c := officetest.NewClock(officetest.Start)
		b, err := Open(t.Context(), TestCatalogue(), dir, Options{Clock: c.Read, checkedFirst: 1})
		if err != nil {
			t.Fatal("it is checked before there is a window:", err)
		}
		defer b.Close()
		if err := b.CheckSoon(t.Context()); data.AsError(err).Key != "error.damaged" {
			t.Fatal(err)
		}
		by := officetest.AtDevice(desk, c.Read)
		if _, err := b.Do(t.Context(), &data.PutArea{Head: by.By(chang), Area: data.Area{ID: "area-new", Name: "书吧"}}); data.AsError(err).Key != "error.damaged" {
			t.Fatal("a damaged book is written to:", err)
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(filepath.Join(dir, "running")); err != nil {
			t.Fatal("the next one that opens it would trust it:", err)
		}
	})
	t.Run("cut short, after an unclean end", func(t *testing.T) {
		dir := closedBook(t)
		change(t, path(dir), func(b []byte) []byte { return b[:len(b)/2/4096*4096] })
		if err := os.WriteFile(filepath.Join(dir, "running"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
		refuseOpen(t, dir, "error.damaged", Options{})
	})
}

func TestAnotherProgramsDatabaseIsRefused(t *testing.T) {
	dir := t.TempDir()
	db, err := openPool(filepath.Join(dir, FileName), true, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{`PRAGMA journal_mode = DELETE`, `CREATE TABLE songs (name TEXT)`, `PRAGMA user_version = 3`} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	db.Close()
	refuseOpen(t, dir, "error.notBook", Options{})
}

func TestABookFromANewerVersionIsRefused(t *testing.T) {
	b := freshBook(t)
	b.raw(`PRAGMA user_version = 9999`)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	refuseOpen(t, b.dir, "error.newer", Options{})
	if _, err := OpenReader(context.Background(), TestCatalogue(), b.dir, Options{}); data.AsError(err).Key != "error.newer" {
		t.Fatal(err)
	}
	db, err := openPool(filepath.Join(b.dir, FileName), true, true)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec(fmt.Sprintf(`PRAGMA user_version = %d`, newest())); err != nil {
		t.Fatal(err)
	}
	db.Close()
	b.open()
	b.sound()
}

// olderBook makes a book as a program that knew only the first migrations left
// it.
func olderBook(t *testing.T, known int) string {
	t.Helper()
	ctx := context.Background()
	dir := t.TempDir()
	b := newBook(TestCatalogue(), dir, Options{})
	w, err := openPool(b.path(), true, true)
	if err != nil {
		t.Fatal(err)
	}
	b.writer = w
	if b.conn, err = w.Conn(ctx); err != nil {
		t.Fatal(err)
	}
	for _, m := range migrations()[:known] {
		if err := applyTo(ctx, b.conn, b.now(), m); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.conn.ExecContext(ctx, `INSERT INTO area VALUES ('area-old', '旧区', 0, 0, 0)`); err != nil {
		t.Fatal(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestAnOlderBookIsBackedUpThenMigrated(t *testing.T) {
	ctx := context.Background()
	dir := olderBook(t, 4)
	b, err := Open(ctx, TestCatalogue(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if areas, err := TestReads(b).Areas(ctx); err != nil || len(areas) != 1 {
		t.Fatal(areas, err)
	}
	n, err := Value[int64](ctx, b, `SELECT count(*) FROM migration`)
	if err != nil || n != int64(len(migrations())) {
		t.Fatalf("%d migrations are recorded (%v)", n, err)
	}
	copies, err := filepath.Glob(filepath.Join(dir, "backup", "*"))
	if err != nil || len(copies) != 1 {
		t.Fatal(copies, err)
	}
	old, err := openPool(copies[0], false, true)
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	if err := runCheck(ctx, old, "integrity_check"); err != nil {
		t.Fatal(err)
	}
	var version, areas int
	if err := old.QueryRow(`PRAGMA user_version`).Scan(&version); err != nil || version != 4 {
		t.Fatal(version, err)
	}
	if err := old.QueryRow(`SELECT count(*) FROM area`).Scan(&areas); err != nil || areas != 1 {
		t.Fatal(areas, err)
	}
}

func TestWithoutABackupNothingIsMigrated(t *testing.T) {
	dir := olderBook(t, 4)
	if err := os.WriteFile(filepath.Join(dir, "backup"), []byte("在路上"), 0o600); err != nil {
		t.Fatal(err)
	}
	refuseOpen(t, dir, "error.readOnly", Options{})
}

func TestABackupIsABookOfItsOwn(t *testing.T) {
	ctx := context.Background()
	b := busyBook(t, 40, 11)
	dir := t.TempDir()
	if err := b.Backup(ctx, filepath.Join(dir, "子", FileName)); err != nil {
		t.Fatal(err)
	}
	copied, err := Open(ctx, TestCatalogue(), filepath.Join(dir, "子"), Options{Clock: b.Read})
	if err != nil {
		t.Fatal(err)
	}
	c := over(t, copied)
	defer c.Close()
	if d := officetest.Differ(b.Dump(), c.Dump()); d != "" {
		t.Fatal(d)
	}
	c.sound()
}

func TestAFullDiskLosesNothing(t *testing.T) {
	ctx := context.Background()
	b := freshBook(t)
	before := b.Dump()
	// The engine itself says that no page is left, as on a full disk.
	pages, err := Value[int64](ctx, b, `SELECT page_count FROM pragma_page_count`)
	if err != nil {
		t.Fatal(err)
	}
	b.raw(fmt.Sprintf(`PRAGMA max_page_count = %d`, pages))
	var refused data.Command
	for i := 0; refused == nil && i < 500; i++ {
		c := &data.NoteDuty{Head: b.By(an), Entry: data.NewID(), What: "complaint", Text: strings.Repeat("客户意见", 100)}
		before = b.Dump()
		if _, err := b.Do(ctx, c); err != nil {
			if data.AsError(err).Key != "error.diskFull" {
				t.Fatal(err)
			}
			refused = c
		}
	}
	if refused == nil {
		t.Fatal("the disk was never full")
	}
	if d := officetest.Differ(before, b.Dump()); d != "" {
		t.Fatal("a command that was not kept left ", d)
	}
	if _, err := b.DoAll(ctx, func(yield func(data.Command) bool) { yield(refused) }); data.AsError(err).Key != "error.diskFull" {
		t.Fatal(err)
	}
	b.raw(`PRAGMA max_page_count = 1000000`)
	b.must(refused)
	b.sound()
	b.reopen()
	b.sound()
}
