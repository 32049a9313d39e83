package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gofrs/flock"

	"yingbin/data"
)

// This file brings a book's file into the state in which it can be read and
// written: what a killed program left half done is ended by SQLite, and the mode
// in which the file is kept is set before the file has its name.

// recoverFile has SQLite end what a killed program left half done beside a file:
// it opens the file for writing and reads once, which no connection that only
// reads can do. Who calls it holds the office's lock or has the file to itself.
// It never removes a journal itself: that may be all there is of the last state.
// A file that is not ours or from a newer version is refused as it is.
func recoverFile(ctx context.Context, path string) error {
	if !hasJournal(path) {
		return nil
	}
	h, err := readHeader(path)
	if err != nil {
		return err
	}
	if err := h.refuse(); err != nil {
		return err
	}
	if h.empty && !journalOfNothing(path) {
		return nil // what it belongs to is gone: it may be all there is
	}
	return withFile(ctx, path, func(q Querier) error {
		_, err := Value[int64](ctx, q, `SELECT count(*) FROM sqlite_master`)
		return err
	})
}

// hasJournal reports whether a rollback journal lies beside a file. A book that
// is kept as ours is needs none: somebody died while the file was changing modes.
func hasJournal(path string) bool { return holds(path + "-journal") }

// journalOfNothing reports whether a journal leads back to an empty file that is
// there: somebody died while the first page was written.
func journalOfNothing(path string) bool {
	if _, err := os.Stat(path); err != nil {
		return false
	}
	pages, err := journalPages(path)
	return err == nil && pages == 0
}

// recoverBeside does the same for who only reads: under the office's lock if
// nobody has it. Where somebody does, the journal is theirs, and busy is true.
func (b *Book) recoverBeside(ctx context.Context) (busy bool, err error) {
	if !hasJournal(b.original()) {
		return false, nil
	}
	lock := flock.New(b.lockPath())
	ok, err := lock.TryLock()
	if err != nil {
		return false, folderFault(err)
	}
	if !ok {
		return true, nil
	}
	defer lock.Unlock()
	return false, recoverFile(ctx, b.original())
}

// makeReady makes the book's file where there is none, and sets the mode of one
// that has another, as a backup that somebody copied here. Both happen to a file
// under another name, so that a program that is killed meanwhile leaves either
// none, or the file as it was, or the one that is wanted.
func (b *Book) makeReady(ctx context.Context, durable bool) error {
	h, err := readHeader(b.path())
	if err != nil || h.wal {
		return err
	}
	if h.empty {
		if err := b.beginsEmpty(ctx); err != nil {
			return err
		}
	}
	staged, err := b.stage(stagedNew)
	if err != nil {
		return err
	}
	defer os.RemoveAll(staged)
	temp := filepath.Join(staged, FileName)
	if !h.empty {
		if err := copyFile(b.path(), temp); err != nil {
			return err
		}
		if err := setWAL(ctx, temp); err != nil {
			return err
		}
	} else if err := migrateFile(ctx, temp, b.now(), durable); err != nil {
		return err
	}
	b.step("made")
	err = settleBook(temp, b.path())
	b.step("placed")
	return err
}

// beginsEmpty refuses to begin an empty book where there was one, until a person has
// said so.
func (b *Book) beginsEmpty(ctx context.Context) error {
	err := b.refuseOrphans()
	if err == nil && b.copy == nil && b.lived() {
		err = data.Fault(data.Storage, "error.bookMissing", b.path()).Because(errors.New("other files of it lie there"))
	}
	if err == nil || !b.anew {
		return err
	}
	if _, err := b.setAside(ctx); err != nil {
		return err
	}
	return b.dropAnchor()
}

// traces are files that only a book which was in use has beside it.
var traces = []string{anchorFile, OutboxFile, "running", "hub.json"}

// lived reports whether there was a book in the folder. Where its file is there and
// empty, the key of a device says so too: a book is never begun in a file of that name.
func (b *Book) lived() bool {
	list := traces
	if _, err := os.Stat(b.path()); err == nil {
		list = append(slices.Clone(list), "device.pem")
	}
	for _, name := range list {
		if _, err := os.Stat(filepath.Join(b.dir, name)); err == nil {
			return true
		}
	}
	entries, _ := os.ReadDir(b.backupFolder())
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return backupName.MatchString(e.Name()) })
}

// refuseOrphans keeps a new book from being laid beside the log of one that is
// gone: SQLite would take the log for the new book's, or throw it away.
func (b *Book) refuseOrphans() error {
	for _, with := range logs {
		if holds(b.path() + with) {
			return data.Fault(data.Storage, "error.bookGone", b.path()).Because(fmt.Errorf("%s%s lies there without it", FileName, with))
		}
	}
	return nil
}

// The folders in which files are made ready, inside the office's. What is left in
// them was never finished.
const (
	stagedNew     = ".new"
	stagedRestore = ".restore"
	stagedAside   = ".aside"
)

// stage makes an empty folder for a file that is being made ready.
func (b *Book) stage(name string) (string, error) {
	dir := filepath.Join(b.dir, name)
	return dir, folderFault(errors.Join(os.RemoveAll(dir), os.Mkdir(dir, 0o700)))
}

// sweepStaged removes what a killed program left in those folders: whole copies
// of the book that nobody would look for. The office's lock is held.
func (b *Book) sweepStaged() {
	for _, name := range []string{stagedNew, stagedRestore, stagedAside} {
		os.RemoveAll(filepath.Join(b.dir, name))
	}
	entries, _ := os.ReadDir(b.dir)
	for _, e := range entries {
		for _, begins := range []string{".new-", ".probe-", ".fetched-", ".following-"} { // what was never written whole
			if strings.HasPrefix(e.Name(), begins) {
				os.RemoveAll(filepath.Join(b.dir, e.Name()))
			}
		}
	}
}

// migrateFile brings a file that nobody else has open to this program's schema
// and mode, or makes an empty book of it where there is none.
func migrateFile(ctx context.Context, path string, now data.Time, durable bool) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) // SQLite's own files follow its mode
	if err != nil {
		return folderFault(err)
	}
	f.Close()
	db, err := openPool(path, true, durable)
	if err != nil {
		return fault(err)
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return fault(err)
	}
	defer conn.Close()
	if err := migrateConn(ctx, conn, now); err != nil {
		return err
	}
	return errors.Join(checkpoint(ctx, conn), fault(conn.Close()), fault(db.Close()))
}

// setWAL sets the mode of a file that nobody else has open.
func setWAL(ctx context.Context, path string) error {
	db, err := openPool(path, true, true)
	if err != nil {
		return fault(err)
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return fault(err)
	}
	defer conn.Close()
	return errors.Join(checkpoint(ctx, conn), fault(conn.Close()), fault(db.Close()))
}

// settleBook puts a finished book in its place, without what readers left beside
// its first name.
func settleBook(temp, path string) error {
	if info, err := os.Stat(temp + "-wal"); hasJournal(temp) || err == nil && info.Size() > 0 {
		return data.Fault(data.Storage, "error.internal").Because(fmt.Errorf("%s is not finished", temp))
	}
	if err := settle(temp, path); err != nil {
		return err
	}
	for _, with := range []string{"-shm", "-wal"} {
		if err := os.Remove(temp + with); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return folderFault(err)
		}
	}
	return nil
}
