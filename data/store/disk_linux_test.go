package store

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
)

// smallDisk mounts a file system of its own in memory. Not everybody may: then
// ok is false, and the tests that need none still stand for it.
func smallDisk(t *testing.T, options string) (dir string, ok bool) {
	t.Helper()
	dir = t.TempDir()
	if err := syscall.Mount("none", dir, "tmpfs", 0, options); err != nil {
		t.Logf("no mount here: %v", err)
		return dir, false
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	return dir, true
}

func TestARealDiskThatFillsUp(t *testing.T) {
	ctx := context.Background()
	disk, ok := smallDisk(t, "size=3m")
	if !ok {
		return
	}
	b := testBookIn(t, filepath.Join(disk, "馆"), officetest.NewClock(officetest.Start))
	b.open()
	officetest.MustAll(t, b, officetest.Small(b.Commands))
	var done []data.ID
	for full := false; !full; {
		c := &data.NoteDuty{Head: b.By(an), Entry: data.NewID(), What: "complaint", Text: strings.Repeat("客户意见", 120)}
		_, err := b.Do(ctx, c)
		switch {
		case err == nil:
			done = append(done, c.ID)
		case data.AsError(err).Key == "error.diskFull":
			full = true
		default:
			t.Fatal(err)
		}
	}
	filler := filepath.Join(disk, "填满")
	fill(filler)
	b.Close() // the log can't be moved into the book now; it is kept
	if _, err := Open(ctx, TestCatalogue(), b.dir, Options{}); data.AsError(err).Key != "error.diskFull" {
		t.Fatal("a full disk gives", err)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("none", disk, "tmpfs", syscall.MS_REMOUNT, "size=9m"); err != nil {
		t.Fatal(err)
	}
	b.open()
	defer b.Close()
	for _, id := range done {
		if n, err := Value[int64](ctx, b, `SELECT seq FROM journal WHERE id = ?`, string(id)); n == 0 {
			t.Fatal("an acknowledged command is gone", err)
		}
	}
	b.sound()
	b.must(&data.PutArea{Head: b.By(chang), Area: data.Area{ID: "area-x", Name: "影音室"}})
}

// fill writes until the disk has no byte left.
func fill(path string) {
	f, err := os.Create(path)
	if err != nil {
		return
	}
	defer f.Close()
	for size := 1 << 16; size > 0; size /= 2 {
		for {
			if _, err := f.Write(make([]byte, size)); err != nil {
				break
			}
		}
	}
}

func TestADiskThatMayOnlyBeRead(t *testing.T) {
	disk, ok := smallDisk(t, "size=9m")
	if !ok {
		return
	}
	b := testBookIn(t, filepath.Join(disk, "馆"), officetest.NewClock(officetest.Start))
	b.open()
	officetest.MustAll(t, b, officetest.Small(b.Commands))
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("none", disk, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	refuseOpen(t, b.dir, "error.readOnly", Options{})
}
