package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"yingbin/data"
)

// Restore puts a backup in the place of the book in dir, which nobody may have
// open. The backup is copied and read whole first: what is not sound leaves
// today's book as it is. Today's book is set aside as a copy before the other
// takes its name in one step, so that at any moment one of the two is there.
func Restore(ctx context.Context, dir, file string, o Options) (data.Restored, error) {
	var done data.Restored
	if info, err := os.Stat(file); err != nil || !info.Mode().IsRegular() {
		return done, data.Fault(data.NotFound, "backup.missing", file).Because(err)
	}
	b := newBook(dir, o)
	defer b.Close()
	if err := b.prepareFolder(); err != nil {
		return done, err
	}
	staged := filepath.Join(dir, ".restore")
	defer os.RemoveAll(staged)
	if err := errors.Join(os.RemoveAll(staged), os.Mkdir(staged, 0o700)); err != nil {
		return done, folderFault(err)
	}
	fresh, err := stage(ctx, file, staged, o)
	if err != nil {
		return done, unsound(err, file)
	}
	defer fresh.Close()
	done.Head, done.At, done.Calendar = fresh.head, fresh.decided, fresh.settings.Calendar
	if err := fresh.Close(); err != nil {
		return done, err
	}
	b.settings = fresh.settings
	b.step("staged")
	if done.Later, err = b.linesAfter(ctx, fresh.head); err != nil {
		return done, err
	}
	if done.Aside, err = b.setAside(ctx); err != nil {
		return done, err
	}
	b.step("aside")
	if err := settle(fresh.path(), b.path()); err != nil {
		return done, err
	}
	b.step("settled")
	os.Remove(b.running()) // it told of the other book
	return done, nil
}

// stage copies a backup into a folder of its own and reads all of it there, so
// that nothing is ever written beside the backup.
func stage(ctx context.Context, file, dir string, o Options) (*Book, error) {
	b := newBook(dir, o)
	if err := copyWhole(file, b.path()); err != nil {
		return nil, err
	}
	if err := isBook(ctx, b.path()); err != nil {
		return nil, err
	}
	if err := fold(ctx, b.path()); err != nil {
		return nil, err
	}
	if err := checkCopy(ctx, b.path()); err != nil {
		return nil, err
	}
	fresh, err := OpenReader(ctx, dir, o)
	if err != nil {
		return nil, err
	}
	if _, err := fresh.Verify(ctx, nil); err != nil {
		fresh.Close()
		return nil, err
	}
	return fresh, nil
}

// copyWhole copies a book with what an unclean end left beside it.
func copyWhole(from, to string) error {
	for _, with := range logs {
		if _, err := os.Stat(from + with); err == nil {
			if err := copyFile(from+with, to+with); err != nil {
				return err
			}
		}
	}
	return copyFile(from, to)
}

// isBook wants a file that this program, or an older one, wrote.
func isBook(ctx context.Context, path string) error {
	db, err := openPool(path, false, true)
	if err != nil {
		return fault(err)
	}
	defer db.Close()
	if err := checkVersion(ctx, db); err != nil {
		return err
	}
	var app int64
	if err := db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&app); err != nil {
		return fault(err)
	}
	if app != applicationID {
		return data.Fault(data.Storage, "error.notBook").Because(errors.New("no application id"))
	}
	return nil
}

// fold moves a book's log into the book and ends it, so that one file is all
// there is.
func fold(ctx context.Context, path string) error {
	db, err := openPool(path, true, true)
	if err != nil {
		return fault(err)
	}
	defer db.Close()
	var mode string
	if err := db.QueryRowContext(ctx, `PRAGMA journal_mode = DELETE`).Scan(&mode); err != nil {
		return fault(err)
	}
	if mode != "delete" {
		return data.Fault(data.Storage, "error.locked", filepath.Dir(path)).Because(fmt.Errorf("journal mode %s", mode))
	}
	return nil
}

// unsound says of a backup what would otherwise be said of the book.
func unsound(err error, file string) error {
	key := map[string]string{
		"error.damaged": "backup.damaged", "error.chain": "backup.damaged", "error.internal": "backup.damaged",
		"error.notBook": "backup.notBook", "error.newer": "backup.newer",
	}[data.AsError(err).Key]
	if key == "" {
		return err
	}
	if noDatabase(err) {
		key = "backup.notBook"
	}
	return data.Fault(data.Storage, key, file).Because(err)
}

// linesAfter counts the lines that today's book has beyond a mark; one that
// cannot be read tells of none.
func (b *Book) linesAfter(ctx context.Context, m data.Mark) (int64, error) {
	if info, err := os.Stat(b.path()); errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return 0, nil
	}
	today, err := OpenReader(ctx, b.dir, Options{Clock: b.clock})
	if err != nil {
		return 0, ctx.Err()
	}
	defer today.Close()
	return max(0, today.head.Seq-m.Seq), nil
}

// setAside keeps today's book in the backup folder. A log that cannot be moved
// into it, because it is damaged, is kept beside it: left where it is it would
// be taken for the restored book's.
func (b *Book) setAside(ctx context.Context) (string, error) {
	info, err := os.Stat(b.path())
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0 {
		return "", b.dropLog()
	}
	if err != nil {
		return "", folderFault(err)
	}
	fold(ctx, b.path()) // a book that resists is kept as it is
	if err := os.MkdirAll(b.backupFolder(), 0o700); err != nil {
		return "", folderFault(err)
	}
	aside := b.freeBackup("before-restore-" + b.stamp(b.settings))
	if err := copyWhole(b.path(), aside); err != nil {
		return "", err
	}
	b.step("copied")
	return aside, b.dropLog()
}

func (b *Book) dropLog() error {
	for _, with := range append([]string{"-shm"}, logs...) {
		if err := os.Remove(b.path() + with); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return folderFault(err)
		}
	}
	return nil
}
