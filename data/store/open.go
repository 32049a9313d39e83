package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"yingbin/data"
)

func (b *Book) open(ctx context.Context, durable bool) error {
	if b.broken != nil {
		return b.broken
	}
	if err := b.prepareFolder(); err != nil {
		return err
	}
	b.sweepStaged()
	b.sweepHalfDone()
	unclean := hasJournal(b.path()) || b.leftOpen()
	if err := recoverFile(ctx, b.path()); err != nil {
		return err
	}
	if err := b.checkFile(ctx, unclean); err != nil {
		return err
	}
	if err := b.makeReady(ctx, durable); err != nil {
		return err
	}
	if err := b.openFile(ctx, durable); err != nil {
		return err
	}
	if err := b.knowItself(ctx); err != nil {
		return err
	}
	if err := os.WriteFile(b.running(), nil, 0o600); err != nil {
		return folderFault(err)
	}
	b.marked = true
	return nil
}

// openFile opens the connections to the book's file, writing and reading.
func (b *Book) openFile(ctx context.Context, durable bool) error {
	w, err := openPool(b.path(), true, durable)
	if err != nil {
		return fault(err)
	}
	b.writer = w
	if b.conn, err = w.Conn(ctx); err != nil {
		return fault(err)
	}
	for _, q := range []string{logLimit, logLength} {
		if err := b.pragma(ctx, q); err != nil {
			return err
		}
	}
	if err := b.migrate(ctx); err != nil {
		return err
	}
	return b.openReader(ctx)
}

// readPool opens the connections that only read.
func (b *Book) readPool() (err error) {
	b.reader, err = openPool(b.path(), false, true)
	return fault(err)
}

// openReader opens the connections that only read, and reads how the book stands.
func (b *Book) openReader(ctx context.Context) error {
	if b.broken != nil {
		return b.broken
	}
	if err := b.readPool(); err != nil {
		return err
	}
	if b.conn == nil {
		if err := b.readAsOurs(ctx); err != nil {
			return err
		}
	}
	q := pool{b.reader}
	var err error
	if b.tables, err = readTables(ctx, q); err != nil {
		return err
	}
	if b.head, err = readHead(ctx, q); err != nil {
		return err
	}
	decided, err := Value[int64](ctx, q, `SELECT decided FROM journal ORDER BY seq DESC LIMIT 1`)
	if err != nil {
		return err
	}
	b.decided, b.last = data.Time(decided), said{}
	e, err := readEpoch(ctx, q)
	if err != nil {
		return err
	}
	b.epoch = e.Number
	b.settings, err = readSettings(ctx, q)
	return err
}

// readAsOurs has an older version's book read through a copy.
func (b *Book) readAsOurs(ctx context.Context) error {
	version, err := versionOf(ctx, b.reader)
	switch {
	case err != nil || version == newest():
		return err
	case version == 0:
		return data.Fault(data.NotFound, "error.noBook", b.dir).Because(errors.New("nothing is in it yet"))
	}
	if err := b.reader.Close(); err != nil {
		return fault(err)
	}
	b.reader = nil
	if err := b.ownCopy(ctx); err != nil {
		return err
	}
	return b.readPool()
}

// running marks that the book is open; one that is left over tells of an
// unclean end.
func (b *Book) running() string { return filepath.Join(b.dir, "running") }

func (b *Book) leftOpen() bool {
	_, err := os.Stat(b.running())
	return err == nil
}

// lockFile is what whoever has the office open holds.
const lockFile = "office.lock"

func (b *Book) lockPath() string { return filepath.Join(b.dir, lockFile) }

// prepareFolder makes the folder, refuses one that no book may lie in, and
// takes the lock.
func (b *Book) prepareFolder() error {
	if why := b.remote(nearest(b.dir)); why != "" {
		return data.Fault(data.Storage, "error.network", b.dir).Because(errors.New(why))
	}
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		return folderFault(err)
	}
	b.protect()
	probe, err := os.CreateTemp(b.dir, ".probe-*")
	if err != nil {
		return folderFault(err)
	}
	_, werr := probe.Write(make([]byte, 64<<10))
	serr := probe.Sync()
	probe.Close()
	os.Remove(probe.Name())
	if err := errors.Join(werr, serr); err != nil {
		return folderFault(err)
	}
	lock := flock.New(b.lockPath())
	ok, err := lock.TryLock()
	if err != nil {
		return folderFault(err)
	}
	if !ok {
		return data.Fault(data.Storage, "error.locked", b.dir)
	}
	b.lock = lock
	return nil
}

// Abandoned reports whether nobody has the office in a folder open.
func Abandoned(dir string) bool {
	lock := flock.New(filepath.Join(dir, lockFile))
	ok, err := lock.TryLock()
	if err != nil || !ok {
		return false
	}
	return lock.Unlock() == nil
}

// nearest gives the folder itself, or the closest one above it that is there.
func nearest(dir string) string {
	for {
		up := filepath.Dir(dir)
		if _, err := os.Stat(dir); err == nil || up == dir {
			return dir
		}
		dir = up
	}
}

// folderFault is what is said of the folder; nil stays nil.
func folderFault(err error) error { return data.DiskFault(err) }

// checkFile looks at an existing book before anything is written to it, closely
// after an unclean end if it is not large.
func (b *Book) checkFile(ctx context.Context, unclean bool) error {
	info, err := os.Stat(b.path())
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil
	}
	if err != nil {
		return folderFault(err)
	}
	if !info.Mode().IsRegular() {
		return data.Fault(data.Storage, "error.notBook").Because(fmt.Errorf("%s is no file", b.path()))
	}
	h, err := readHeader(b.path())
	if err != nil {
		return err
	}
	if h.short && !holds(b.path()+"-wal") {
		return data.Fault(data.Storage, "error.damaged").Because(errors.New("the file is cut off"))
	}
	r, err := openPool(b.path(), false, true)
	if err != nil {
		return fault(err)
	}
	defer r.Close()
	if err := checkVersion(ctx, r); err != nil {
		return err
	}
	if err := b.checkAnchor(ctx, pool{r}); err != nil {
		return err
	}
	if !unclean || info.Size() > b.checkedFirst {
		return nil // what is left to CheckSoon
	}
	return quickCheck(ctx, r)
}

// checkedFirst is up to how many bytes a book is read whole before it is opened, after
// an unclean end: more would have the window wait.
const checkedFirst = 32 << 20

// Intact reads every page of the book's file, and every index against its table.
func (b *Book) Intact(ctx context.Context) error {
	return checkFileAt(ctx, b.original(), "integrity_check")
}

// holds reports whether there is a file with something in it.
func holds(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Size() > 0
}

// CheckSoon looks for damage while the book is in use; the window calls it
// after its first frame. A damaged book takes no more commands: what is written to it
// might be lost with it.
func (b *Book) CheckSoon(ctx context.Context) error {
	b.readAhead(ctx)
	err := checkFileAt(ctx, b.original(), "quick_check")
	if err == nil && b.own != "" { // a copy does not have all that the original may suffer from
		err = checkFileAt(ctx, b.path(), "quick_check")
	}
	if err != nil && data.AsError(err).Key == "error.damaged" {
		b.writing.Lock()
		b.damaged = err
		b.writing.Unlock()
	}
	return err
}

// readAhead reads the book's file from end to end, so that what reads it page by page
// does not wait for the disk each time. What fails here fails there too.
func (b *Book) readAhead(ctx context.Context) {
	b.writing.Lock()
	f, err := b.file()
	b.writing.Unlock()
	if err != nil {
		return
	}
	part := make([]byte, 1<<20)
	for at := int64(0); ctx.Err() == nil; at += int64(len(part)) {
		if _, err := f.ReadAt(part, at); err != nil {
			return
		}
	}
}

// file is the book's file beside SQLite. It stays open as long as the book: closing it
// would give up SQLite's locks.
func (b *Book) file() (*os.File, error) {
	if b.pages != nil {
		return b.pages, nil
	}
	if b.conn == nil { // it is only read, maybe by way of a copy
		return nil, fs.ErrNotExist
	}
	f, err := os.OpenFile(b.path(), os.O_RDWR, 0)
	if err != nil {
		return nil, folderFault(err)
	}
	b.pages = f
	return f, nil
}
