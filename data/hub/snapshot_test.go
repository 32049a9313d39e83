package hub

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/wire"
)

func (d *device) snapshot() answer {
	d.t.Helper()
	a := d.send(http.MethodGet, wire.PathSnapshot, nil)
	if a.fault != nil {
		d.t.Fatal(a.fault)
	}
	return a
}

func unpack(t testing.TB, packed []byte) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

func TestASnapshotIsABookThatTheStreamGoesOn(t *testing.T) {
	h := openHouse(t)
	for _, role := range data.DeviceRoles {
		d := h.joined(role)
		a := d.snapshot()
		mark, ok := wire.ReadMark(a.header.Get(wire.HeaderMark))
		if !ok || mark != h.newest() {
			t.Fatalf("the mark is %q", a.header.Get(wire.HeaderMark))
		}
		body := unpack(t, a.body)
		if a.header.Get(wire.HeaderSize) != strconv.Itoa(len(body)) {
			t.Errorf("%s bytes are told, %d come", a.header.Get(wire.HeaderSize), len(body))
		}
		dir := t.TempDir()
		file := filepath.Join(dir, "fetched.db")
		if err := os.WriteFile(file, body, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := store.InstallSnapshot(t.Context(), registers.All(), filepath.Join(dir, "copy"), file, store.Options{}); err != nil {
			t.Fatal(err)
		}
		copy, err := registers.OpenReplica(t.Context(), filepath.Join(dir, "copy"), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		r := h.must(order(an, desk))
		lines, _ := d.listen(mark).until(r.Seq)
		if err := copy.Take(t.Context(), lines); err != nil {
			t.Fatal(err)
		}
		if m, err := copy.Head(t.Context()); err != nil || m != h.newest() || copy.Role() != role {
			t.Errorf("the copy of %s stands at %+v: %v", role, m, err)
		}
		if err := copy.Close(); err != nil {
			t.Fatal(err)
		}
	}
	h.emptyScratch()
}

// emptyScratch checks that no snapshot is left behind.
func (h *house) emptyScratch() {
	h.t.Helper()
	left, err := os.ReadDir(filepath.Join(h.dir, scratch))
	if err != nil || len(left) > 0 {
		h.t.Fatalf("left behind: %v, %v", left, err)
	}
}

// What a killed program left of a snapshot holds people's data: it goes at once.
func TestLeftOverSnapshotsAreRemoved(t *testing.T) {
	h := openHouse(t)
	old := filepath.Join(h.dir, scratch, "old.db")
	if err := os.MkdirAll(filepath.Dir(old), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(old, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := h.Hub.Close(); err != nil {
		t.Fatal(err)
	}
	h.openHub()
	if _, err := os.Stat(old); err == nil {
		t.Fatal("it is still there")
	}
}
