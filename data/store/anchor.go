package store

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"yingbin/data"
)

// This file is the anchor: the newest mark that a device has acknowledged, kept in
// a file of its own beside the book. Whoever changes or cuts the book, or puts
// another in its place, must know of it too; a device that follows a hub holds it
// against the hub's book.

// anchorFile lies in the office folder: the office's id and the mark.
const anchorFile = "anchor"

func (b *Book) anchorPath() string { return filepath.Join(b.dir, anchorFile) }

// readAnchor reads the anchor and whose it is; the zero mark where there is none, or one
// that can't be read: it was never more than a second witness.
func (b *Book) readAnchor() (office data.ID, m data.Mark) {
	body, err := os.ReadFile(b.anchorPath())
	if err != nil {
		return "", m
	}
	id, text, _ := strings.Cut(strings.TrimSpace(string(body)), " ")
	m, ok := data.ParseMark(text)
	if !ok {
		return "", data.Mark{}
	}
	return data.ID(id), m
}

// Anchor gives the newest mark that this device has acknowledged, the zero mark if
// none is known.
func (b *Book) Anchor(ctx context.Context) (data.Mark, error) {
	own, err := b.OfficeID(ctx)
	office, m := b.readAnchor()
	if err != nil || office != own {
		return data.Mark{}, err
	}
	return m, nil
}

// KeepAnchor keeps a mark as the newest that this device has acknowledged.
func (b *Book) KeepAnchor(ctx context.Context, m data.Mark) error {
	office, err := b.OfficeID(ctx)
	if err != nil || office == "" || m.Seq == 0 {
		return err
	}
	if of, is := b.readAnchor(); of == office && is == m {
		return nil
	}
	text := string(office) + " " + strconv.FormatInt(m.Seq, 10) + ":" + hex.EncodeToString(m.Digest[:]) + "\n"
	return folderFault(data.WriteWhole(b.anchorPath(), []byte(text)))
}

// dropAnchor takes the anchor away before another book comes into its place.
func (b *Book) dropAnchor() error {
	if err := os.Remove(b.anchorPath()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return folderFault(err)
	}
	return nil
}

// checkAnchor tells that a book which decides has lost lines which it had, or that
// they are others: a log that is gone or cut short, an old copy of the file or another
// office's put in its place. A copy's is told when it meets its hub.
func (b *Book) checkAnchor(ctx context.Context, q Querier) error {
	office, anchor := b.readAnchor()
	if b.copy != nil || anchor.Seq == 0 {
		return nil
	}
	type found struct{ Name string }
	tables, err := All[found](ctx, q, `SELECT name FROM sqlite_master WHERE name IN ('journal', 'copy')`)
	if err != nil {
		return err
	}
	if slices.Contains(tables, found{"copy"}) {
		if _, copied, err := readCopy(ctx, q); copied || err != nil {
			return err
		}
	}
	type line struct {
		Seq    int64
		ID     data.ID
		Digest []byte
	}
	var lines []line
	if slices.Contains(tables, found{"journal"}) {
		if lines, err = All[line](ctx, q, `SELECT seq, id, digest FROM journal WHERE seq = 1 OR seq = ? OR seq = (SELECT max(seq) FROM journal) ORDER BY seq`, anchor.Seq); err != nil {
			return err
		}
	}
	var head int64
	if len(lines) > 0 {
		head = lines[len(lines)-1].Seq
	}
	if head < anchor.Seq {
		return data.Fault(data.Storage, "error.bookShort", anchor.Seq-head, anchor.Seq).Because(fmt.Errorf("the newest line is %d", head))
	}
	same := slices.ContainsFunc(lines, func(l line) bool { return l.Seq == anchor.Seq && bytes.Equal(l.Digest, anchor.Digest[:]) })
	if !same || lines[0].ID != office {
		return data.Fault(data.Storage, "error.bookOther", anchor.Seq).Because(errors.New("another digest than was kept"))
	}
	return nil
}

// GoOn goes on with a book as it lies there though it lacks lines that were
// acknowledged, or has others: a supervisor has said so. What was known of them stays
// in the folder, beside the next anchor.
func GoOn(dir string) error {
	path := filepath.Join(dir, anchorFile)
	err := os.Rename(path, path+".lost")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return folderFault(err)
}
