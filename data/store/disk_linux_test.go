package store

import (
	"context"
	"fmt"
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

// Joining needs no more room at the hub than a copy takes, whatever is cut out of it.
func TestASnapshotNeedsRoomForOneCopy(t *testing.T) {
	ctx := context.Background()
	b := busyBook(t, 400, 3)
	info, err := os.Stat(b.path())
	if err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(t.TempDir(), "whole.db")
	if err := b.Backup(ctx, whole); err != nil {
		t.Fatal(err)
	}
	copied, _ := os.Stat(whole)
	room := copied.Size() * 11 / 10
	disk, ok := smallDisk(t, fmt.Sprintf("size=%d", room))
	if !ok {
		return
	}
	for _, role := range data.DeviceRoles {
		path := filepath.Join(disk, string(role)+".db")
		if _, err := b.Snapshot(ctx, role, path); err != nil {
			t.Fatalf("%s: %v of a book of %d with %d of room", role, err, info.Size(), room)
		}
		is, _ := os.Stat(path)
		t.Logf("%s: %d bytes of %d", role, is.Size(), copied.Size())
		if role == data.AtBar && is.Size() >= copied.Size() {
			t.Error("nothing is given back")
		}
		if err := checkCopy(ctx, path); err != nil {
			t.Error(err)
		}
		if left, _ := filepath.Glob(path + "?*"); left != nil {
			t.Error("left beside it:", left)
		}
		os.Remove(path)
	}
	if err := syscall.Mount("none", disk, "tmpfs", syscall.MS_REMOUNT, fmt.Sprintf("size=%d", copied.Size()/2)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(disk, "none.db")
	if _, err := b.Snapshot(ctx, data.AtBar, path); data.AsError(err).Key != "error.diskFull" {
		t.Error("a full disk gives", err)
	}
	if left, _ := os.ReadDir(disk); len(left) != 0 {
		t.Error("left behind:", left)
	}
}
