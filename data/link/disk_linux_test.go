package link

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"yingbin/data"
)

// Whoever joins is told whose disk is full.
func TestJoiningSaysWhoseDiskIsFull(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	b := h.newcomer()
	set, err := b.pair(h.code(data.AtBar))
	must(t, err)
	o := Options{Identity: b.id, Settings: set, Dial: b.cable.dial}
	h.gate.hook(func() error { return data.Fault(data.Storage, "error.diskFull") }, nil)
	_, _, err = Fetch(ctx, o, h.book.Schema(), nil)
	keyOf(t, err, "link.hubDiskFull")
	h.gate.hook(nil, nil)
	disk := t.TempDir()
	if err := syscall.Mount("none", disk, "tmpfs", 0, "size=64k"); err != nil {
		t.Logf("no mount here: %v", err)
		return
	}
	defer syscall.Unmount(disk, syscall.MNT_DETACH)
	must(t, set.Keep(disk))
	_, _, err = Fetch(ctx, o, h.book.Schema(), nil)
	keyOf(t, err, "error.diskFull")
	left, err := filepath.Glob(filepath.Join(disk, ".fetched-*"))
	if err != nil || len(left) > 0 {
		t.Fatal(left, err)
	}
	must(t, os.Remove(filepath.Join(disk, settingsFile)))
	must(t, set.Keep(b.dir))
	_, _, err = Fetch(ctx, o, h.book.Schema(), nil)
	must(t, err)
}
