package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
)

func init() { children["restorer"] = childRestorer }

func TestABackupIsMadeBesideAnOpenWindow(t *testing.T) {
	ctx := context.Background()
	b := busyBook(t, 40, 3)
	r, err := OpenReader(ctx, TestCatalogue(), b.dir, Options{Clock: b.Read})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	path := filepath.Join(t.TempDir(), "夜#1?.db")
	if err := r.Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Error("others may read the backup:", info.Mode(), err)
	}
	if e := data.AsError(r.Backup(ctx, path)); e.Key != "backup.exists" {
		t.Error(e)
	}
	if e := data.AsError(b.Backup(ctx, b.path())); e.Key != "backup.exists" {
		t.Error("the book is copied over itself:", e)
	}
	b.must(&data.PutArea{Head: b.By(chang), Area: data.Area{ID: "area-late", Name: "后来"}})
	if _, err := TestReads(r).Areas(ctx); err != nil {
		t.Fatal(err)
	}
	if half, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*.part")); half != nil {
		t.Error(half)
	}
}

func TestEveryBusinessDayBeginsWithABackup(t *testing.T) {
	ctx := context.Background()
	b := bareBook(t)
	daily := func() []data.Backup {
		t.Helper()
		if err := b.BackupDaily(ctx); err != nil {
			t.Fatal(err)
		}
		list, err := b.Backups(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	if list := daily(); len(list) != 0 {
		t.Fatal("a book without an office is backed up:", list)
	}
	officetest.MustAll(t, b, officetest.Small(b.Commands))
	daily()
	b.Pass(10 * time.Hour)
	if list := daily(); len(list) != 1 || filepath.Base(list[0].Path) != "2026-11-23-0900.db" {
		t.Fatal(list)
	}
	b.Pass(8 * time.Hour) // 03:00, the day has not turned
	if list := daily(); len(list) != 1 {
		t.Fatal(list)
	}
	if one, err := b.BackupNow(ctx); err != nil || filepath.Base(one.Path) != "2026-11-24-0300.db" || one.Size == 0 {
		t.Fatal(one, err)
	}
	if again, err := b.BackupNow(ctx); err != nil || filepath.Base(again.Path) != "2026-11-24-0300-2.db" {
		t.Fatal(again, err)
	}
	foreign := filepath.Join(b.dir, "backup", "年终.db")
	stale := filepath.Join(b.dir, "backup", "2026-11-23-0901.db.part")
	for _, path := range []string{foreign, stale} {
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chtimes(stale, b.Read(), b.Read()); err != nil {
		t.Fatal(err)
	}
	b.Pass(6 * time.Hour)
	for range 13 {
		daily()
		b.Pass(24 * time.Hour)
	}
	if list := daily(); len(list) != 14 || filepath.Base(list[13].Path) != "2026-11-24-0900.db" {
		t.Fatal(len(list), list)
	}
	if _, err := os.Stat(foreign); err != nil {
		t.Error("a file that is not ours was removed:", err)
	}
	if _, err := os.Stat(stale); err == nil {
		t.Error("a copy that was never finished stays")
	}
}

// everyDay opens the office on so many days, each at the same hour, and says what
// was told.
func (b *testBook) everyDay(days int) (told []string) {
	b.T.Helper()
	for range days {
		if err := b.BackupDaily(context.Background()); err != nil {
			told = append(told, data.AsError(err).Key)
		}
		b.Pass(24 * time.Hour)
	}
	return told
}

// dates lists the backups as the window does, by the day in their names.
func (b *testBook) dates() (list []string) {
	b.T.Helper()
	all, err := b.Backups(context.Background())
	if err != nil {
		b.T.Fatal(err)
	}
	for _, k := range all {
		list = append(list, filepath.Base(k.Path)[:10])
	}
	return list
}

func (b *testBook) retain(days int) {
	b.T.Helper()
	s, err := b.Settings(context.Background())
	if err != nil {
		b.T.Fatal(err)
	}
	s.Retention = days
	b.must(&data.ChangeSettings{Head: b.By(chang), Settings: s})
}

func TestAClockAYearAheadRemovesNoBackup(t *testing.T) {
	b := freshBook(t)
	b.retain(180)
	b.everyDay(20)
	before := b.dates()
	if len(before) != 14 {
		t.Fatal(before)
	}
	const year = 366 * 24 * time.Hour
	b.Pass(year)
	if told := b.everyDay(3); !slices.Equal(told, []string{"backup.clock"}) { // once, and the days after it goes on
		t.Error("said:", told)
	}
	if got := b.dates(); len(got) != 17 || !slices.Equal(got[3:], before) {
		t.Errorf("of %v stay %v", before, got)
	}
}

func TestBackupsDatedAheadNeitherLeadNorPushOut(t *testing.T) {
	ctx := context.Background()
	b := freshBook(t)
	b.retain(180)
	b.everyDay(3)
	real := b.dates()
	const year = 366 * 24 * time.Hour
	b.Pass(year)
	b.everyDay(1)
	b.Pass(-year - 24*time.Hour)
	if told := b.everyDay(1); told != nil {
		t.Error("said:", told)
	}
	got := b.dates()
	if want := append([]string{"2026-11-26"}, append(slices.Clone(real), "2027-11-27")...); !slices.Equal(got, want) {
		t.Errorf("the list is %v, not %v", got, want)
	}
	list, _ := b.Backups(ctx)
	if !list[4].Ahead || list[0].Ahead {
		t.Errorf("%+v", list)
	}
	b.everyDay(30)
	if got = b.dates(); len(got) != 15 || got[0] != "2026-12-26" || got[14] != "2027-11-27" {
		t.Error(got)
	}
}

func TestAClockYearsBehindRemovesNoBackup(t *testing.T) {
	b := freshBook(t)
	b.retain(180)
	b.everyDay(14)
	before := b.dates()
	right := b.Read()
	b.Pass(-16 * 365 * 24 * time.Hour)
	if told := b.everyDay(2); !slices.Equal(told, []string{"backup.clock"}) {
		t.Error("said:", told)
	}
	if got := b.dates(); !slices.Equal(got[2:], before) {
		t.Errorf("of %v stay %v", before, got)
	}
	b.Pass(right.Sub(b.Read()))
	b.everyDay(1)
	if got := b.dates(); len(got) != 14 || got[0] != "2026-12-07" || !slices.Equal(got[1:], before[:13]) {
		t.Error("put right, the latest days are kept, not", got)
	}
}

func TestAHouseThatWasShutLetsOldBackupsGoInTheEnd(t *testing.T) {
	b := freshBook(t)
	b.retain(30)
	b.everyDay(14)
	b.Pass(90 * 24 * time.Hour)
	if told := b.everyDay(13); !slices.Equal(told, []string{"backup.clock"}) || len(b.dates()) != 27 {
		t.Error(told, b.dates())
	}
	b.everyDay(1)
	if got := b.dates(); len(got) != 14 || got[13] < "2027" {
		t.Error(got)
	}
}

// What visitors' data may not reach, backups may not either: a house that is open
// once a week has fourteen days' copies from more than a month.
func TestBackupsGoWithVisitorsData(t *testing.T) {
	b := freshBook(t)
	b.retain(60)
	for range 14 {
		b.everyDay(1)
		b.Pass(6 * 24 * time.Hour)
	}
	b.Pass(-6 * 24 * time.Hour)
	if got := b.dates(); len(got) != 9 || got[8] != "2026-12-28" {
		t.Error(len(got), got)
	}
	b.retain(10)
	if err := b.KeepBackups(context.Background(), 14); err != nil || len(b.dates()) != 7 {
		t.Error("the newest went:", b.dates(), err)
	}
}

// twoBooks is a closed book with a backup of it from before its newest lines.
func twoBooks(t *testing.T) (b *testBook, backup string, was, is data.Mark) {
	t.Helper()
	ctx := context.Background()
	b = busyBook(t, 30, 5)
	one, err := b.BackupNow(ctx)
	if err != nil {
		t.Fatal(err)
	}
	was, _ = b.Head(ctx)
	b.Pass(time.Hour)
	b.must(&data.PutArea{Head: b.By(chang), Area: data.Area{ID: "area-late", Name: "后来"}})
	b.must(&data.PutArea{Head: b.By(chang), Area: data.Area{ID: "area-later", Name: "更后来"}})
	is, _ = b.Head(ctx)
	return b, one.Path, was, is
}

func TestARestoreSetsTodaysBookAside(t *testing.T) {
	ctx := context.Background()
	b, backup, was, is := twoBooks(t)
	if _, err := Restore(ctx, TestCatalogue(), b.dir, backup, Options{Clock: b.Read}); data.AsError(err).Key != "error.locked" {
		t.Fatal("a book is restored while it is open:", err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	done, err := Restore(ctx, TestCatalogue(), b.dir, backup, Options{Clock: b.Read})
	if err != nil {
		t.Fatal(err)
	}
	if done.Head != was || done.Later != 2 || filepath.Base(done.Aside) != "before-restore-"+b.stamp(data.Settings{})+".db" || done.At == 0 {
		t.Errorf("%+v", done)
	}
	b.open()
	if head, _ := b.Head(ctx); head != was {
		t.Error("the book stands at", head.Seq)
	}
	b.sound()
	if list, _ := b.Backups(ctx); len(list) != 2 || !list[0].Aside || list[1].Aside {
		t.Errorf("%+v", list)
	}
	b.must(&data.PutArea{Head: b.By(chang), Area: data.Area{ID: "area-new", Name: "新"}})
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(ctx, TestCatalogue(), b.dir, done.Aside, Options{Clock: b.Read}); err != nil { // and back again
		t.Fatal(err)
	}
	b.open()
	if head, _ := b.Head(ctx); head != is {
		t.Error("the book stands at", head.Seq)
	}
	b.sound()
}

func TestAnOfficeMovesToAnotherMachine(t *testing.T) {
	ctx := context.Background()
	b, backup, was, _ := twoBooks(t)
	dir := filepath.Join(t.TempDir(), "新机")
	done, err := Restore(ctx, TestCatalogue(), dir, backup, Options{Clock: b.Read})
	if err != nil || done.Aside != "" || done.Later != 0 {
		t.Fatal(done, err)
	}
	moved, err := Open(ctx, TestCatalogue(), dir, Options{Clock: b.Read})
	if err != nil {
		t.Fatal(err)
	}
	defer moved.Close()
	if head, _ := moved.Head(ctx); head != was {
		t.Error("the book stands at", head.Seq)
	}
}

func TestADamagedBackupLeavesTodaysBook(t *testing.T) {
	ctx := context.Background()
	b, backup, _, _ := twoBooks(t)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(backup)
	if err != nil {
		t.Fatal(err)
	}
	os.Remove(backup)
	bad := filepath.Join(t.TempDir(), "bad.db")
	before := files(t, b.dir)
	for name, test := range map[string]struct {
		key  string
		body func() []byte
	}{
		"text":      {"backup.notBook", func() []byte { return []byte(strings.Repeat("这不是账本", 500)) }},
		"empty":     {"backup.notBook", func() []byte { return nil }},
		"cut off":   {"backup.damaged", func() []byte { return good[:len(good)/2] }},
		"scratched": {"backup.damaged", func() []byte { return scratched(good) }},
		"a changed line": {"backup.damaged", func() []byte {
			return bytes.Replace(good, []byte(`"kind":"PutArea"`), []byte(`"kind":"PutAreb"`), 1)
		}},
		"another program's": {"backup.notBook", func() []byte {
			other := bytes.Clone(good)
			binary.BigEndian.PutUint32(other[68:], 7)
			return other
		}},
		"newer": {"backup.newer", func() []byte {
			newer := bytes.Clone(good)
			binary.BigEndian.PutUint32(newer[60:], uint32(newest())+1)
			return newer
		}},
	} {
		if err := os.WriteFile(bad, test.body(), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Restore(ctx, TestCatalogue(), b.dir, bad, Options{Clock: b.Read}); data.AsError(err).Key != test.key {
			t.Errorf("%s: %v", name, err)
		}
		after := files(t, b.dir)
		if len(after) != len(before) {
			t.Errorf("%s: files came or went", name)
		}
		for path, body := range before {
			if !bytes.Equal(after[path], body) {
				t.Errorf("%s: %s was touched", name, path)
			}
		}
		if litter, _ := filepath.Glob(bad + "-*"); litter != nil {
			t.Errorf("%s: left beside the backup: %v", name, litter)
		}
	}
	if _, err := Restore(ctx, TestCatalogue(), b.dir, filepath.Join(b.dir, "没有"), Options{}); data.AsError(err).Key != "backup.missing" {
		t.Error(err)
	}
	b.open()
	b.sound()
}

// scratched spoils pages in the middle of a book.
func scratched(good []byte) []byte {
	bad := bytes.Clone(good)
	const page = 4096
	for p := 3; p < len(bad)/page; p += 2 {
		copy(bad[p*page:], bytes.Repeat([]byte{0xA5}, 64))
	}
	return bad
}

func TestADamagedBookIsReplacedAndKept(t *testing.T) {
	ctx := context.Background()
	b, backup, was, _ := twoBooks(t)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	change(t, b.path(), scratched)
	if err := os.WriteFile(b.path()+"-wal", []byte("残页"), 0o600); err != nil {
		t.Fatal(err)
	}
	damaged, _ := os.ReadFile(b.path())
	done, err := Restore(ctx, TestCatalogue(), b.dir, backup, Options{Clock: b.Read})
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := os.ReadFile(done.Aside); err != nil || len(kept) != len(damaged) {
		t.Error("the damaged book is not kept:", err)
	}
	b.open()
	if head, _ := b.Head(ctx); head != was {
		t.Error("the book stands at", head.Seq)
	}
	b.sound()
}

// childRestorer restores and is gone at the step it is told.
func childRestorer() {
	at, _ := strconv.Atoi(os.Getenv("YINGBIN_STEP"))
	n := 0
	_, err := Restore(context.Background(), TestCatalogue(), os.Getenv("YINGBIN_DIR"), os.Getenv("YINGBIN_FILE"), Options{Step: func(string) {
		if n++; n == at {
			self, _ := os.FindProcess(os.Getpid())
			self.Kill()
			select {}
		}
	}})
	if err != nil {
		os.Exit(2)
	}
}

func TestAKilledRestoreLeavesOneOfTheTwo(t *testing.T) {
	ctx := context.Background()
	b, backup, was, is := twoBooks(t)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	today, err := os.ReadFile(b.path())
	if err != nil {
		t.Fatal(err)
	}
	var ended []int64
	for step := 1; step < 10; step++ {
		if err := os.WriteFile(b.path(), today, 0o600); err != nil {
			t.Fatal(err)
		}
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), "YINGBIN_CHILD=restorer", "YINGBIN_DIR="+b.dir, "YINGBIN_FILE="+backup, "YINGBIN_STEP="+strconv.Itoa(step))
		err := child.Run()
		b.open()
		head, _ := b.Head(ctx)
		if head != was && head != is {
			t.Errorf("step %d: the book stands at %d", step, head.Seq)
		}
		b.sound()
		ended = append(ended, head.Seq)
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		if err == nil { // it reached the end
			if want := []int64{is.Seq, is.Seq, is.Seq, was.Seq, was.Seq}; !slices.Equal(ended, want) {
				t.Errorf("after each step it stands at %v, not %v", ended, want)
			}
			if _, err := os.Stat(filepath.Join(b.dir, ".restore")); err == nil {
				t.Error("the folder for restoring stays")
			}
			return
		}
	}
	t.Fatal("no restore came to its end")
}

func TestPathsMayBeRelative(t *testing.T) {
	ctx := context.Background()
	t.Chdir(t.TempDir())
	b, err := Open(ctx, TestCatalogue(), "馆", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Backup(ctx, filepath.Join("带走", "一份.db")); err != nil {
		t.Error(err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(ctx, TestCatalogue(), "馆", filepath.Join("带走", "一份.db"), Options{}); err != nil {
		t.Error(err)
	}
}
