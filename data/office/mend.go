package office

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"yingbin/data"
	"yingbin/data/link"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/wire"
)

// Way is a way on from what keeps an office from opening. Its name is what the command
// line calls it.
type Way string

// The ways there are. Nothing that any of them puts out of the way is deleted.
const (
	TryAgain  Way = "again"   // people mend it: a full disk, another window
	GoBack    Way = "restore" // a backup takes the book's place
	BeginAnew Way = "empty"   // an empty book is begun where there was one
	GoOn      Way = "on"      // with the book as it lies, though it lacks lines
	FetchAnew Way = "fetch"   // the copy is fetched from the hub again
	NewOutbox Way = "outbox"  // without what a damaged outbox holds
	NewKey    Way = "key"     // with a new key, which is paired or shared anew
	PairAnew  Way = "pair"    // what this device knows of its hub is lost: it joins again
	TakeLead  Way = "lead"    // the copy of the whole book becomes the hub's
)

// asks are the ways for which a supervisor is asked.
var asks = []Way{GoBack, GoOn, TakeLead}

// Asks reports whether a supervisor may be asked on a way.
func (w Way) Asks() bool { return slices.Contains(asks, w) }

// Ways are the ways on from a fault that kept the office in a folder from opening,
// the best first.
func Ways(ctx context.Context, dir string, err error) []Way {
	_, _, joined, _ := Joined(dir)
	switch data.AsError(err).Key {
	case "error.diskFull", "error.locked", "error.readOnly":
		return []Way{TryAgain}
	case "error.damaged", "error.notBook":
		if joined {
			return []Way{FetchAnew}
		}
		return []Way{GoBack, BeginAnew}
	case "error.bookGone", "error.bookMissing":
		return []Way{GoBack, BeginAnew}
	case "error.bookShort", "error.bookOther":
		return []Way{GoBack, GoOn}
	case "device.outboxDamaged":
		return []Way{NewOutbox}
	case "device.keyLost":
		return []Way{NewKey}
	case "link.settingsLost":
		return []Way{PairAnew}
	case "device.isNoCopy":
		return []Way{FetchAnew}
	case "device.isCopy":
		if role, err := store.CopyRole(ctx, dir); err == nil && role.Full() {
			return []Way{TakeLead, PairAnew}
		}
		return []Way{PairAnew}
	}
	return nil
}

// Mend goes a way on: ask is asked for a supervisor of the book where one is needed,
// file names the backup that takes the book's place. Afterwards the office is opened
// again. Faults are those of what is done.
func Mend(ctx context.Context, o Options, way Way, file string, ask Asker) error {
	switch way {
	case TryAgain:
		return nil
	case GoBack:
		_, err := Restore(ctx, o, file, ask)
		return err
	case BeginAnew:
		return o.beginAnew(ctx)
	case GoOn:
		return o.goOn(ctx, ask)
	case FetchAnew:
		return apartIn(o.Dir, store.FileName)
	case NewOutbox:
		return apartIn(o.Dir, store.OutboxFile)
	case NewKey:
		return apartIn(o.Dir, wire.KeyFile)
	case PairAnew:
		return o.pairAnew(ctx)
	case TakeLead:
		return o.takeLead(ctx, ask)
	}
	return data.Fault(data.Invalid, "error.invalid")
}

// apartIn moves a database that can't be used, with its log, out of the way.
func apartIn(dir, name string) error {
	into := filepath.Join(dir, "aside")
	if err := os.MkdirAll(into, 0o700); err != nil {
		return data.DiskFault(err)
	}
	to := filepath.Join(into, string(data.NewID())+"-"+name)
	for _, with := range []string{"", "-wal", "-shm", "-journal"} {
		from := filepath.Join(dir, name+with)
		if _, err := os.Lstat(from); err != nil {
			continue
		}
		if err := os.Rename(from, to+with); err != nil {
			return data.DiskFault(err)
		}
	}
	return nil
}

// goOn goes on with the book as it lies, on the word of one of its supervisors.
func (o Options) goOn(ctx context.Context, ask Asker) error {
	b, err := registers.OpenReader(ctx, o.Dir, store.Options{Clock: o.Clock})
	if err != nil {
		return err
	}
	defer b.Close()
	if _, err := o.approved(ctx, b.Book, ask); err != nil {
		return err
	}
	return store.GoOn(o.Dir)
}

// pairAnew lets the device join again: what it knew of the hub goes, and so does the
// copy, which the hub has. What waits in the outbox stays.
func (o Options) pairAnew(ctx context.Context) error {
	if err := link.Lose(o.Dir); err != nil {
		return err
	}
	copied, err := store.IsCopy(ctx, o.Dir)
	if err != nil || !copied {
		return err
	}
	return o.beginAnew(ctx)
}

// beginAnew begins an empty book; what is left of the old one is kept.
func (o Options) beginAnew(ctx context.Context) error {
	if err := apartIn(o.Dir, store.FileName); err != nil {
		return err
	}
	b, err := registers.Open(ctx, o.Dir, store.Options{Clock: o.Clock, Anew: true})
	if err != nil {
		return err
	}
	return b.Close()
}

// takeLead makes the copy of the whole book the hub's, on the word of one of its
// supervisors, though what the device knew of its hub is lost.
func (o Options) takeLead(ctx context.Context, ask Asker) error {
	b, err := registers.OpenReplica(ctx, o.Dir, store.Options{Clock: o.Clock})
	if err != nil {
		return err
	}
	defer b.Close()
	by, err := o.approved(ctx, b.Book, ask)
	if err != nil {
		return err
	}
	identity, err := wire.LoadIdentity(o.Dir)
	if err != nil {
		return err
	}
	devices, err := b.Devices(ctx)
	if err != nil {
		return err
	}
	if err := o.reopen(ctx, b.Book); err != nil {
		return err
	}
	begin := o.begin(b.Book, devices, identity, by, data.Promoted)
	if _, err := b.Promote(ctx, begin, func(func(data.Command) bool) {}); err != nil {
		return err
	}
	return b.Close() // what waits is settled when it opens
}

// reopen lets wait again what the old hub decided in lines that never came.
func (o Options) reopen(ctx context.Context, b *store.Book) error {
	head, err := b.Head(ctx)
	if err != nil {
		return err
	}
	box, err := store.OldOutbox(o.Dir)
	if err != nil || box == nil {
		return err
	}
	_, err = box.Reopen(ctx, head.Seq)
	return errors.Join(err, box.Close())
}

// Backups lists the copies from which a book that does not open can be restored, the
// newest first.
func Backups(o Options) ([]data.Backup, error) { return store.BackupsIn(o.Dir, clockOr(o.Clock)) }
