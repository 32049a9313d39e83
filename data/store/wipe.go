package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"

	"yingbin/data"
)

// This file takes what was forgotten out of pages that SQLite rearranged.
//
// secure_delete wipes a row where it stands, but a page whose rows were packed
// anew before keeps copies of them between its directory and its content, where
// nothing stands any more. Writing the whole file anew would take as long as the
// book is old. So the pages of the tables that tell of people are read as they
// lie in the file, and that space is filled with zeros: it means nothing to SQLite,
// so a power cut in the middle leaves a sound book.

// wiper walks the pages of a book's file. Whoever uses it has the writer's lock, an
// empty log and an empty cache: no newer state of a page is anywhere else.
type wiper struct {
	file  *os.File
	size  int64 // of a page
	used  int   // bytes of a page that SQLite uses
	pages int64
	left  int64 // pages that may still be visited: a damaged tree may have a ring
	page  []byte
	zeros []byte
}

const (
	innerIndex, innerTable = 2, 5
	leafIndex, leafTable   = 10, 13
)

func newWiper(f *os.File) (*wiper, error) {
	var head [100]byte
	if _, err := f.ReadAt(head[:], 0); err != nil {
		return nil, err
	}
	size := int64(binary.BigEndian.Uint16(head[16:]))
	if size == 1 {
		size = 65536
	}
	info, err := f.Stat()
	if err != nil || size < 512 {
		return nil, errors.Join(err, fmt.Errorf("pages of %d bytes", size))
	}
	pages := info.Size() / size
	return &wiper{file: f, size: size, used: int(size) - int(head[20]), pages: pages, left: pages, zeros: make([]byte, size)}, nil
}

// tree wipes a table or an index from its root.
func (w *wiper) tree(root int64) error {
	for next := []int64{root}; len(next) > 0; {
		n := next[len(next)-1]
		next = next[:len(next)-1]
		below, err := w.one(n)
		if err != nil {
			return err
		}
		next = append(next, below...)
	}
	return nil
}

// one wipes a page and gives those below it.
func (w *wiper) one(n int64) (below []int64, err error) {
	wrong := func(why string) error { return fmt.Errorf("page %d: %s", n, why) }
	if n < 1 || n > w.pages || w.left == 0 {
		return nil, wrong("beyond the file")
	}
	w.left--
	if w.page == nil {
		w.page = make([]byte, w.size)
	}
	p := w.page
	if _, err := w.file.ReadAt(p, (n-1)*w.size); err != nil {
		return nil, err
	}
	at := 0
	if n == 1 {
		at = 100
	}
	kind, cells, content := p[at], int(binary.BigEndian.Uint16(p[at+3:])), int(binary.BigEndian.Uint16(p[at+5:]))
	if content == 0 {
		content = 65536
	}
	directory := at + 8
	inner := kind == innerIndex || kind == innerTable
	if inner {
		directory += 4
	} else if kind != leafIndex && kind != leafTable {
		return nil, wrong("no table's")
	}
	end := directory + 2*cells
	if end > content || content > w.used {
		return nil, wrong("its rows lie outside")
	}
	if inner {
		below = append(below, int64(binary.BigEndian.Uint32(p[at+8:])))
		for i := range cells {
			cell := int(binary.BigEndian.Uint16(p[directory+2*i:]))
			if cell < content || cell+4 > w.used {
				return nil, wrong("its rows lie outside")
			}
			below = append(below, int64(binary.BigEndian.Uint32(p[cell:])))
		}
	}
	if bytes.Equal(p[end:content], w.zeros[:content-end]) {
		return below, nil
	}
	_, err = w.file.WriteAt(w.zeros[:content-end], (n-1)*w.size+int64(end))
	return below, err
}

// wipe takes what was forgotten out of the book's file. The log is empty.
func (b *Book) wipe(ctx context.Context) error {
	type tree struct {
		Tbl      string
		Rootpage int64
	}
	trees, err := All[tree](ctx, pool{b.reader}, `SELECT tbl_name AS tbl, rootpage FROM sqlite_master WHERE rootpage > 0 ORDER BY rootpage`)
	if err != nil {
		return err
	}
	if _, err := b.file(); err != nil {
		return err
	}
	if err := b.pragma(ctx, `PRAGMA shrink_memory`); err != nil { // the writer would put back what it remembers
		return err
	}
	w, err := newWiper(b.pages)
	for _, t := range trees {
		if err == nil && b.tellsOfPeople(t.Tbl) {
			err = w.tree(t.Rootpage)
		}
	}
	if err != nil {
		return data.Fault(data.Storage, "error.damaged").Because(err)
	}
	return folderFault(b.pages.Sync())
}

// wipeFile does so in a file that nobody has open, whatever its tables tell of.
func wipeFile(ctx context.Context, path string) error {
	db, err := openPool(path, false, true)
	if err != nil {
		return fault(err)
	}
	type tree struct{ Rootpage int64 }
	trees, err := All[tree](ctx, pool{db}, `SELECT rootpage FROM sqlite_master WHERE rootpage > 0 ORDER BY rootpage`)
	if err := Either(err, fault(db.Close())); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return folderFault(err)
	}
	defer f.Close()
	w, err := newWiper(f)
	for _, t := range trees {
		if err == nil {
			err = w.tree(t.Rootpage)
		}
	}
	if err != nil {
		return data.Fault(data.Storage, "error.damaged").Because(err)
	}
	return folderFault(f.Sync())
}

// tellsOfPeople reports whether a table may hold what is said of somebody: not the
// journal, whose lines have that beside them, nor rows whose declaration says so. What
// nobody declares may be made from anything.
func (b *Book) tellsOfPeople(table string) bool {
	row, declared := b.rows[table]
	if !declared {
		return table != "journal"
	}
	for _, c := range row.Columns {
		if c.Class != "" {
			return true
		}
	}
	return false
}
