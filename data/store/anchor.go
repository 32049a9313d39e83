package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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

// readAnchor reads the anchor; the zero mark where there is none, or another
// office's, or one that can't be read: it was never more than a second witness.
func (b *Book) readAnchor(office data.ID) (m data.Mark) {
	body, err := os.ReadFile(b.anchorPath())
	if err != nil || office == "" {
		return m
	}
	id, text, _ := strings.Cut(strings.TrimSpace(string(body)), " ")
	m, ok := data.ParseMark(text)
	if !ok || data.ID(id) != office {
		return data.Mark{}
	}
	return m
}

// Anchor gives the newest mark that this device has acknowledged, the zero mark if
// none is known.
func (b *Book) Anchor(ctx context.Context) (data.Mark, error) {
	office, err := b.OfficeID(ctx)
	return b.readAnchor(office), err
}

// KeepAnchor keeps a mark as the newest that this device has acknowledged.
func (b *Book) KeepAnchor(ctx context.Context, m data.Mark) error {
	office, err := b.OfficeID(ctx)
	if err != nil || office == "" || m.Seq == 0 {
		return err
	}
	if b.readAnchor(office) == m {
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
// they are others: a log that is gone or cut short, an old copy of the file put in
// its place. A copy's is told when it meets its hub.
func (b *Book) checkAnchor(ctx context.Context) error {
	if b.copy != nil {
		return nil
	}
	anchor, err := b.Anchor(ctx)
	if err != nil || anchor.Seq == 0 {
		return err
	}
	is, err := markWhere(ctx, pool{b.reader}, `seq = ?`, anchor.Seq)
	if err != nil {
		return err
	}
	switch {
	case is == anchor:
		return nil
	case b.head.Seq < anchor.Seq:
		return data.Fault(data.Storage, "error.bookShort", anchor.Seq-b.head.Seq, anchor.Seq).Because(fmt.Errorf("the newest line is %d", b.head.Seq))
	}
	return data.Fault(data.Storage, "error.bookOther", anchor.Seq).Because(errors.New("another digest than was kept"))
}
