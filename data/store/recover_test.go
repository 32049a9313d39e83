package store

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
)

func init() {
	children["opener"] = childOpener
	children["reopener"] = childReopener
	children["joiner"] = childJoiner
}

// diesChanging leaves a file as a program does that is killed in the middle of a
// change: pages of it are on the disk, and the journal that takes them back.
func diesChanging(t *testing.T, path string, changes ...string) {
	t.Helper()
	work := filepath.Join(t.TempDir(), "w.db")
	if _, err := os.Stat(path); err == nil {
		if err := copyFile(path, work); err != nil {
			t.Fatal(err)
		}
	}
	db, err := sql.Open("sqlite3", "file:"+work+"?_cache_size=1")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, q := range append([]string{`PRAGMA journal_mode = DELETE`, `BEGIN IMMEDIATE`}, changes...) {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(q, err)
		}
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	os.Remove(path)
	for _, with := range []string{"-journal", ""} {
		body, err := os.ReadFile(work + with)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path+with, body, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if !hasJournal(path) {
		t.Fatal("no journal is left behind")
	}
	if _, err := db.Exec(`ROLLBACK`); err != nil {
		t.Fatal(err)
	}
}

// plain runs SQL on a file as any program might.
func plain(t *testing.T, path string, lines ...string) {
	t.Helper()
	db, err := openPool(path, true, true)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range append([]string{`PRAGMA journal_mode = DELETE`}, lines...) {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(q, err)
		}
	}
}

// spill makes a change too large for the memory that diesChanging grants.
var spill = []string{`CREATE TABLE spilt (x TEXT)`,
	`INSERT INTO spilt WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 3000) SELECT hex(zeroblob(100)) FROM n`,
	`UPDATE journal SET body = 'gone'`}

func TestABookWithAHotJournalOpens(t *testing.T) {
	ctx := context.Background()
	dir := closedBook(t)
	diesChanging(t, filepath.Join(dir, FileName), spill...)
	b, err := Open(ctx, TestCatalogue(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := over(t, b)
	defer c.Close()
	c.sound()
	if b.tables["spilt"] != nil {
		t.Error("what was never finished stands")
	}
	if hasJournal(b.path()) {
		t.Error("the journal is still there")
	}
}

func TestAReaderRecoversABookThatNobodyHasOpen(t *testing.T) {
	ctx := context.Background()
	dir := closedBook(t)
	path := filepath.Join(dir, FileName)
	diesChanging(t, path, spill...)
	lock := newBook(TestCatalogue(), dir, Options{})
	if err := lock.prepareFolder(); err != nil {
		t.Fatal(err)
	}
	before := files(t, dir)
	if _, err := OpenReader(ctx, TestCatalogue(), dir, Options{}); data.AsError(err).Key != "error.locked" {
		t.Fatal("beside somebody who has the lock:", err)
	}
	if after := files(t, dir); string(after[path]) != string(before[path]) || len(after) != len(before) {
		t.Error("a reader changed what is another's")
	}
	if err := lock.Close(); err != nil {
		t.Fatal(err)
	}
	if is, err := IsFilled(ctx, dir); !is || err != nil {
		t.Fatal(is, err)
	}
	r, err := OpenReader(ctx, TestCatalogue(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := r.Verify(ctx, nil); err != nil {
		t.Fatal(err)
	}
	b, err := Open(ctx, TestCatalogue(), dir, Options{}) // the reader keeps no lock
	if err != nil {
		t.Fatal(err)
	}
	b.Close()
}

func TestWhatIsNotOursIsNotRecovered(t *testing.T) {
	file := func(dir string) string { return filepath.Join(dir, FileName) }
	t.Run("another program's", func(t *testing.T) {
		dir := t.TempDir()
		plain(t, file(dir), `CREATE TABLE journal (body TEXT)`)
		diesChanging(t, file(dir), spill...)
		refuseOpen(t, dir, "error.notBook", Options{})
	})
	t.Run("a newer version's", func(t *testing.T) {
		dir := closedBook(t)
		plain(t, file(dir), `PRAGMA user_version = 9999`)
		diesChanging(t, file(dir), spill...)
		refuseOpen(t, dir, "error.newer", Options{})
		if _, err := OpenReader(context.Background(), TestCatalogue(), dir, Options{}); data.AsError(err).Key != "error.newer" {
			t.Error(err)
		}
	})
	t.Run("no database", func(t *testing.T) {
		dir := t.TempDir()
		for _, with := range []string{"", "-journal"} {
			if err := os.WriteFile(file(dir)+with, []byte(strings.Repeat("来访登记\n", 900)), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		refuseOpen(t, dir, "error.damaged", Options{})
	})
}

// A folder that is carried over from a machine that died is as good a backup as
// any, and one that lies there is set aside whole.
func TestARestoreRecoversBothBooks(t *testing.T) {
	ctx := context.Background()
	b, backup, was, is := twoBooks(t)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	diesChanging(t, b.path(), spill...)
	diesChanging(t, backup, spill...)
	before := files(t, filepath.Dir(backup))
	done, err := Restore(ctx, TestCatalogue(), b.dir, backup, Options{Clock: b.Read})
	if err != nil {
		t.Fatal(err)
	}
	if done.Head != was || done.Later != is.Seq-was.Seq {
		t.Errorf("%+v", done)
	}
	after := files(t, filepath.Dir(backup))
	for path, body := range before {
		if string(after[path]) != string(body) {
			t.Error(path, "was touched")
		}
	}
	b.open()
	b.sound()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(ctx, TestCatalogue(), b.dir, done.Aside, Options{Clock: b.Read}); err != nil {
		t.Fatal(err)
	}
	b.open()
	if head, _ := b.Head(ctx); head != is {
		t.Error("what was set aside stands at", head.Seq)
	}
	b.sound()
}

func TestAFetchedCopyIsRecovered(t *testing.T) {
	ctx := context.Background()
	hub := busyBook(t, 20, 4)
	dir := t.TempDir()
	file := filepath.Join(dir, "fetched.db")
	if _, err := hub.Snapshot(ctx, data.AtReception, file); err != nil {
		t.Fatal(err)
	}
	diesChanging(t, file, spill...)
	if err := InstallSnapshot(ctx, TestCatalogue(), dir, file, Options{Clock: hub.Read}); err != nil {
		t.Fatal(err)
	}
	if h, err := readHeader(filepath.Join(dir, FileName)); err != nil || !h.wal {
		t.Error("in its place before it has its mode:", h, err)
	}
	b, err := OpenReplica(ctx, TestCatalogue(), dir, Options{Clock: hub.Read})
	if err != nil {
		t.Fatal(err)
	}
	c := over(t, b)
	defer c.Close()
	c.sound()
	if left, _ := filepath.Glob(file + "*"); left != nil {
		t.Error("left behind:", left)
	}
}

func TestAnOutboxIsRecovered(t *testing.T) {
	o := emptyOutbox(t)
	id := o.put()
	o.ok(o.Close())
	diesChanging(t, filepath.Join(o.dir, OutboxFile), append(spill[:2:2], `UPDATE item SET command = 'gone'`)...)
	o.open()
	if got := o.ids(o.Waiting(context.Background(), 10)); len(got) != 1 || got[0] != id {
		t.Error("waiting are", got)
	}
}

// An unmarked database that holds something is somebody's, whatever its version.
func TestAnUnmarkedDatabaseIsNotTakenForANewBook(t *testing.T) {
	dir := t.TempDir()
	plain(t, filepath.Join(dir, FileName), `CREATE TABLE songs (name TEXT)`)
	refuseOpen(t, dir, "error.notBook", Options{})
}

func TestALogWithoutItsBookIsKept(t *testing.T) {
	for _, with := range logs {
		for _, empty := range []bool{true, false} {
			dir := closedBook(t)
			path := filepath.Join(dir, FileName)
			diesChanging(t, path, spill...)
			if with != "-journal" {
				if err := os.Rename(path+"-journal", path+with); err != nil {
					t.Fatal(err)
				}
			}
			os.Remove(path)
			if empty {
				os.WriteFile(path, nil, 0o600)
			}
			refuseOpen(t, dir, "error.bookGone", Options{})
		}
	}
}

// A copy that somebody put where the book lies, or that an older version's restore
// left there, is not in the mode in which a book is kept.
func TestACopyPutInTheBooksPlaceOpens(t *testing.T) {
	ctx := context.Background()
	b := busyBook(t, 20, 3)
	dir := t.TempDir()
	if err := b.Backup(ctx, filepath.Join(dir, FileName)); err != nil {
		t.Fatal(err)
	}
	var placed header
	step := func(at string) {
		if at == "made" {
			placed, _ = readHeader(filepath.Join(dir, FileName))
		}
	}
	c, err := Open(ctx, TestCatalogue(), dir, Options{Clock: b.Read, Step: step})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if placed.wal || placed.empty {
		t.Error("its mode was changed where it lies")
	}
	if h, err := readHeader(c.path()); err != nil || !h.wal {
		t.Error(h, err)
	}
	if d := officetest.Differ(b.Dump(), over(t, c).Dump()); d != "" {
		t.Error(d)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".*")); left != nil {
		t.Error(left)
	}
}

// childOpener opens a fresh office and says so.
func childOpener() {
	b, err := Open(context.Background(), TestCatalogue(), os.Getenv("YINGBIN_DIR"), Options{})
	childEnds(b, err)
}

// childReopener restores a backup and opens it.
func childReopener() {
	ctx := context.Background()
	if _, err := Restore(ctx, TestCatalogue(), os.Getenv("YINGBIN_DIR"), os.Getenv("YINGBIN_FILE"), Options{}); err != nil {
		childEnds(nil, err)
	}
	b, err := Open(ctx, TestCatalogue(), os.Getenv("YINGBIN_DIR"), Options{})
	childEnds(b, err)
}

// childJoiner puts a fetched copy in place and opens it.
func childJoiner() {
	ctx := context.Background()
	if err := InstallSnapshot(ctx, TestCatalogue(), os.Getenv("YINGBIN_DIR"), os.Getenv("YINGBIN_FILE"), Options{}); err != nil {
		childEnds(nil, err)
	}
	b, err := OpenReplica(ctx, TestCatalogue(), os.Getenv("YINGBIN_DIR"), Options{})
	childEnds(b, err)
}

func childEnds(b *Book, err error) {
	if err == nil {
		err = b.Close()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// killed runs a child and kills it after some time, which the caller learns from
// one that ran to its end.
func killed(t *testing.T, part, dir, file string, after time.Duration) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "YINGBIN_CHILD="+part, "YINGBIN_DIR="+dir, "YINGBIN_FILE="+file)
	var complaint strings.Builder
	child.Stderr = &complaint
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	if after > 0 {
		time.AfterFunc(after, func() { child.Process.Kill() })
	}
	child.Wait() // killed, as it should be, or through
	if complaint.Len() > 0 {
		t.Fatal(complaint.String())
	}
}

// Killed at any moment of a first open, a restore or of joining, the next start
// finds a whole book: the one of before or the one that was wanted.
func TestKilledWhileABookComesIntoItsPlace(t *testing.T) {
	ctx := context.Background()
	b := busyBook(t, 30, 5)
	backup := filepath.Join(t.TempDir(), "b.db")
	if err := b.Backup(ctx, backup); err != nil {
		t.Fatal(err)
	}
	snapshot := filepath.Join(t.TempDir(), "s.db")
	if _, err := b.Snapshot(ctx, data.AtReception, snapshot); err != nil {
		t.Fatal(err)
	}
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewPCG(seed, 1))
	for _, part := range []string{"opener", "reopener", "joiner"} {
		t.Run(part, func(t *testing.T) {
			prepare := func() (dir, file string) {
				dir = t.TempDir()
				switch part {
				case "reopener":
					return dir, backup
				case "joiner":
					file = filepath.Join(dir, "fetched.db")
					if err := copyFile(snapshot, file); err != nil {
						t.Fatal(err)
					}
				}
				return dir, file
			}
			dir, file := prepare()
			began := time.Now()
			killed(t, part, dir, file, 0)
			whole := time.Since(began)
			for round := range *rounds {
				dir, file := prepare()
				killed(t, part, dir, file, time.Duration(rnd.Int64N(int64(whole)))+time.Microsecond)
				open := Open
				if _, err := os.Stat(file); part == "joiner" {
					open = OpenReplica
					if err == nil { // the next start goes on with what was fetched
						if err := InstallSnapshot(ctx, TestCatalogue(), dir, file, Options{}); err != nil {
							t.Fatalf("round %d: %v", round, err)
						}
					}
				}
				next, err := open(ctx, TestCatalogue(), dir, Options{})
				if err != nil {
					t.Fatalf("round %d: %v", round, err)
				}
				over(t, next).sound()
				if next.head != (data.Mark{}) && next.head != b.Book.head {
					t.Errorf("round %d: the book stands at %d", round, next.head.Seq)
				}
				if err := next.Close(); err != nil {
					t.Fatal(err)
				}
				if left, _ := filepath.Glob(filepath.Join(dir, ".[nra]*")); left != nil {
					t.Errorf("round %d: left behind: %v", round, left)
				}
			}
		})
	}
}
