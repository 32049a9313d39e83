package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"yingbin/data"
)

// backupDays is how many of the latest days that have backups keep them.
const backupDays = 14

const (
	stampLayout = "2006-01-02-1504"
	halfDone    = ".part" // behind the name of a copy that is being made
)

// logs are what SQLite keeps beside a book: what stands in them belongs to it.
var logs = []string{"-wal", "-journal"}

// backupName is what our files in the backup folder are called: by the moment,
// or before what they were made. Others' files there are left alone.
var backupName = regexp.MustCompile(`^(?:(before-restore-)?(\d{4}-\d\d-\d\d-\d{4})|(before-)\d{4})(?:-\d+)?\.db(?:\.gz)?$`)

func (b *Book) backupFolder() string { return filepath.Join(b.dir, "backup") }

// Backup writes a verified copy of the book to path: to a temporary name,
// checked, then renamed. It reads on a connection of its own, beside whoever
// writes. A file that is there already is left alone: backup.exists.
func (b *Book) Backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return data.Fault(data.Conflict, "backup.exists", path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return folderFault(err)
	}
	temp := path + halfDone
	os.Remove(temp)
	b.step("copying")
	err := b.CopyTo(ctx, temp)
	if err == nil {
		b.step("naming")
		err = settle(temp, path)
		b.step("named")
	}
	if err != nil {
		os.Remove(temp)
	}
	return err
}

// CopyTo is Backup without a care for what a power cut leaves of the new file.
func (b *Book) CopyTo(ctx context.Context, path string) error {
	if err := copyBook(ctx, b.original(), path); err != nil {
		return err
	}
	return checkCopy(ctx, path)
}

// copyBook writes the book as it stands at one moment into a new file.
// Nobody else may read it from its first byte on.
func copyBook(ctx context.Context, from, to string) error {
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return folderFault(err)
	}
	if err := f.Close(); err != nil {
		return folderFault(err)
	}
	db, err := openPool(from, false, true)
	if err != nil {
		return fault(err)
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return fault(err)
	}
	defer conn.Close()
	// The connection may only read the book; what it writes is the other file.
	if _, err := conn.ExecContext(ctx, `PRAGMA query_only = OFF`); err != nil {
		return fault(err)
	}
	_, err = conn.ExecContext(ctx, `VACUUM INTO ?`, to)
	return fault(err)
}

func checkCopy(ctx context.Context, path string) error {
	return checkFileAt(ctx, path, "integrity_check")
}

func checkFileAt(ctx context.Context, path, which string) error {
	db, err := openPool(path, false, true)
	if err != nil {
		return fault(err)
	}
	defer db.Close()
	return runCheck(ctx, db, which)
}

// settle puts a finished file in its place, on the disk before it has the name.
func settle(temp, path string) error {
	if err := syncFile(temp); err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return folderFault(err)
	}
	syncFolder(filepath.Dir(path))
	return nil
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return folderFault(err)
	}
	defer f.Close()
	return folderFault(f.Sync())
}

// syncFolder puts names on the disk. Windows knows no such thing and needs none.
func syncFolder(dir string) {
	if f, err := os.Open(dir); err == nil {
		_ = f.Sync()
		f.Close()
	}
}

// copyFile writes a copy of a file that nobody has open, whole or not at all.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return folderFault(err)
	}
	defer in.Close()
	out, err := os.OpenFile(to+halfDone, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return folderFault(err)
	}
	_, err = io.Copy(out, in)
	if err := errors.Join(err, out.Close()); err != nil {
		os.Remove(to + halfDone)
		return folderFault(err)
	}
	return settle(to+halfDone, to)
}

// stamp is how file names tell this moment.
func (b *Book) stamp(s data.Settings) string {
	return s.Defaults().Calendar.Local(b.now()).Format(stampLayout)
}

// freeBackup gives a name in the backup folder that nothing has yet.
func (b *Book) freeBackup(stem string) string { return freeName(b.backupFolder(), stem) }

// freeName gives the path of a book in a folder that nothing has yet.
func freeName(dir, stem string) string {
	path := filepath.Join(dir, stem+".db")
	for n := 2; ; n++ {
		_, done := os.Lstat(path)
		_, making := os.Lstat(path + halfDone)
		_, small := os.Lstat(path + compressed)
		if done != nil && making != nil && small != nil {
			return path
		}
		path = filepath.Join(dir, fmt.Sprintf("%s-%d.db", stem, n))
	}
}

// BackupNow writes a verified copy into the backup folder. That of a book with many
// lines is compressed and lacks those that are archived beside it, see archive.
func (b *Book) BackupNow(ctx context.Context) (data.Backup, error) {
	settings, err := b.Settings(ctx)
	if err != nil {
		return data.Backup{}, err
	}
	b.sweepHalfDone()
	path := b.freeBackup(b.stamp(settings))
	list, err := b.archive(ctx)
	if err == nil && len(list) > 0 {
		path += compressed
		err = b.thinCopy(ctx, path, list)
	} else if err == nil {
		err = b.Backup(ctx, path)
	}
	if err != nil {
		return data.Backup{}, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return data.Backup{}, folderFault(err)
	}
	return data.Backup{Path: path, At: b.now(), Size: info.Size()}, nil
}

// BackupDaily makes the business day's first backup, unless there is one, and
// lets old ones go. A book that holds no office yet needs none. Where the clock
// stands months away from the backups before, none goes, and the fault
// backup.clock says so once the backup is made.
func (b *Book) BackupDaily(ctx context.Context) error {
	settings, err := b.Settings(ctx)
	if err != nil || settings.Name == "" {
		return err
	}
	list, err := b.Backups(ctx)
	if err != nil {
		return err
	}
	today := settings.Calendar.Day(b.now())
	if slices.ContainsFunc(list, func(k data.Backup) bool { return !k.Aside && settings.Calendar.Day(k.At) == today }) {
		return nil
	}
	if _, err := b.BackupNow(ctx); err != nil {
		return err
	}
	if last, doubt := b.doubted(list); doubt {
		return data.Fault(data.Storage, "backup.clock", settings.Calendar.Stamp(b.now()), settings.Calendar.Stamp(last))
	}
	return b.KeepBackups(ctx, backupDays)
}

// Backups lists what lies in the backup folder, the newest first; those that are
// dated ahead of the clock come last.
func (b *Book) Backups(ctx context.Context) ([]data.Backup, error) {
	settings, err := b.Settings(ctx)
	if err != nil {
		return nil, err
	}
	return b.backups(settings)
}

// BackupsIn lists those of an office whose book may not open, so that the calendar is
// the usual one.
func BackupsIn(dir string, clock func() time.Time) ([]data.Backup, error) {
	return newBook(nil, dir, Options{Clock: clock}).backups(data.Settings{}.Defaults())
}

func (b *Book) backups(settings data.Settings) ([]data.Backup, error) {
	entries, err := os.ReadDir(b.backupFolder())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, folderFault(err)
	}
	var list []data.Backup
	for _, e := range entries {
		parts := backupName.FindStringSubmatch(e.Name())
		info, err := e.Info()
		if parts == nil || err != nil || !info.Mode().IsRegular() {
			continue
		}
		at := info.ModTime()
		if t, err := time.ParseInLocation(stampLayout, parts[2], settings.Calendar.Zone); err == nil {
			at = t
		}
		list = append(list, data.Backup{Path: filepath.Join(b.backupFolder(), e.Name()), At: data.TimeOf(at), Size: info.Size(), Aside: parts[1]+parts[3] != "", Ahead: b.ahead(data.TimeOf(at))})
	}
	slices.SortFunc(list, func(a, c data.Backup) int {
		return cmp.Or(compareBool(a.Ahead, c.Ahead), cmp.Compare(c.At, a.At), cmp.Compare(c.Path, a.Path))
	})
	return list, nil
}

// KeepBackups removes backups from the office's folder: those from before the
// latest days that have any, and those older than visitors' data may get. Whoever
// was made anonymous is still in older ones. The newest few stay whatever their
// dates, and so does what is dated ahead. What lies beyond months without a backup
// may only look old: the clock may have jumped. It stays until as many days as are
// kept have backups of their own on this side.
func (b *Book) KeepBackups(ctx context.Context, days int) error {
	settings, err := b.Settings(ctx)
	if err != nil {
		return err
	}
	list, err := b.Backups(ctx)
	if err != nil {
		return err
	}
	if _, doubt := b.doubted(list); doubt {
		return nil
	}
	for _, k := range spent(list, settings, b.now(), days) {
		for _, with := range append([]string{"", "-shm"}, logs...) {
			if e := os.Remove(k.Path + with); e != nil && !errors.Is(e, fs.ErrNotExist) {
				err = folderFault(e)
			}
		}
	}
	b.sweepHalfDone()
	return err
}

// abandoned is how long nobody has written to a copy that is being made before it is
// taken for one whose program was killed.
const abandoned = 10 * time.Minute

// sweepHalfDone removes copies that were begun and never ended.
func (b *Book) sweepHalfDone() {
	for _, dir := range []string{b.backupFolder(), filepath.Join(b.backupFolder(), archivedIn)} {
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			before, _, half := strings.Cut(e.Name(), halfDone)
			info, err := e.Info()
			ours := dir != b.backupFolder() || backupName.MatchString(before)
			if half && ours && err == nil && time.Since(info.ModTime()).Abs() > abandoned {
				os.Remove(filepath.Join(dir, e.Name()))
			}
		}
	}
}
