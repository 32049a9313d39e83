package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"

	"yingbin/data"
)

// Outbox keeps what a device that has joined did itself, until the hub decided
// it and for a while after: in a file of its own, so that a book that is fetched
// anew or lost takes nothing along.
type Outbox struct {
	mu sync.Mutex
	db *sql.DB
}

// OutboxFile is the outbox in the office folder.
const OutboxFile = "outbox.db"

// How long commands are kept that the hub has decided, for the day on which it
// turns out to have been restored from a backup.
const (
	keptFor    = data.Time(7 * 24 * 3600 * 1000)
	keptAtMost = 20_000
)

// The states of a command in the outbox.
const (
	itemWaits   = 0
	itemSent    = 1
	itemRefused = 2
)

const outboxSchema = `
CREATE TABLE IF NOT EXISTS item (
	pos       INTEGER NOT NULL PRIMARY KEY,
	id        TEXT    NOT NULL UNIQUE,
	state     INTEGER NOT NULL,
	recovered INTEGER NOT NULL,
	kind      TEXT    NOT NULL,
	version   INTEGER NOT NULL,
	command   TEXT    NOT NULL,
	staff     TEXT    NOT NULL,
	at        INTEGER NOT NULL,
	line      INTEGER NOT NULL,
	decided   INTEGER NOT NULL,
	fault     TEXT    NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS item_state ON item (state, pos);
CREATE INDEX IF NOT EXISTS item_line ON item (line) WHERE state = 1;`

// item is one command in the outbox.
type item struct {
	Pos       int64
	ID        data.ID
	State     int
	Recovered bool
	Kind      string
	Version   int
	Command   string
	Staff     data.ID
	At        data.Time
	Line      int64 // in which the hub decided it
	Decided   data.Time
	Fault     string
}

func (i item) envelope() data.Envelope {
	return data.Envelope{Kind: i.Kind, Version: i.Version, Command: json.RawMessage(i.Command), Recovered: i.Recovered}
}

// OpenOutbox opens the outbox in dir, or makes an empty one. A file that is none is
// left alone: device.outboxDamaged.
func OpenOutbox(dir string) (*Outbox, error) {
	path := filepath.Join(dir, OutboxFile)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) // SQLite's own files follow its mode
	if err != nil {
		return nil, folderFault(err)
	}
	f.Close()
	db, err := openPool(path, true, true)
	if err != nil {
		return nil, fault(err)
	}
	o := &Outbox{db: db}
	if _, err := db.Exec(outboxSchema); err != nil {
		db.Close()
		if noDatabase(err) {
			return nil, data.Fault(data.Storage, "device.outboxDamaged", path).Because(err)
		}
		return nil, fault(err)
	}
	return o, nil
}

// OldOutbox opens the outbox that a device kept before it became the hub, nil
// where there is none.
func OldOutbox(dir string) (*Outbox, error) {
	if _, err := os.Stat(filepath.Join(dir, OutboxFile)); err != nil {
		return nil, nil //nolint:nilerr // no file, no outbox
	}
	return OpenOutbox(dir)
}

// Close ends all work.
func (o *Outbox) Close() error {
	if o == nil {
		return nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.cleanse()
	return fault(o.db.Close())
}

// outboxTx is one transaction on the outbox.
type outboxTx struct{ *sql.Tx }

func (t outboxTx) ask(ctx context.Context, q string, args []any, visit func(*sql.Rows) error) error {
	rows, err := t.QueryContext(ctx, q, args...)
	return visited(rows, err, visit)
}

// change runs f in a transaction that is on disk when change returns.
func (o *Outbox) change(ctx context.Context, f func(ctx context.Context, t outboxTx) error) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	tx, err := o.db.BeginTx(ctx, nil)
	if err != nil {
		return fault(err)
	}
	if err := f(ctx, outboxTx{tx}); err != nil {
		_ = tx.Rollback() // fails only when SQLite has rolled back already
		return fault(err)
	}
	return fault(tx.Commit())
}

// Put keeps a command that waits for the hub. The same id again changes nothing.
func (o *Outbox) Put(ctx context.Context, e data.Envelope, staff data.ID, at data.Time) error {
	h, err := e.Meta()
	if err != nil {
		return err
	}
	return o.change(ctx, func(ctx context.Context, t outboxTx) error {
		last, err := Value[int64](ctx, t, `SELECT max(pos) FROM item`)
		if err != nil {
			return err
		}
		_, err = t.ExecContext(ctx, insertItem, last+1, string(h.ID), e.Recovered, e.Kind, e.Version, string(e.Command), string(staff), int64(at))
		return err
	})
}

const insertItem = `INSERT INTO item (pos, id, state, recovered, kind, version, command, staff, at, line, decided, fault)
	VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, 0, 0, '') ON CONFLICT DO NOTHING`

// Waiting gives what the hub has yet to decide, in order.
func (o *Outbox) Waiting(ctx context.Context, limit int) ([]data.Envelope, error) {
	return envelopes(All[item](ctx, pool{o.db}, `SELECT * FROM item WHERE state = 0 ORDER BY pos LIMIT ?`, limit))
}

// Ahead gives what the book's lines up to a sequence don't hold, in order: what
// was decided after it, then what waits.
func (o *Outbox) Ahead(ctx context.Context, seq int64) ([]data.Envelope, error) {
	return envelopes(All[item](ctx, pool{o.db}, `SELECT * FROM item WHERE state = 0 OR state = 1 AND line > ? ORDER BY state DESC, line, pos`, seq))
}

func envelopes(items []item, err error) ([]data.Envelope, error) {
	list := make([]data.Envelope, len(items))
	for i, it := range items {
		list[i] = it.envelope()
	}
	return list, err
}

// Count tells how many commands wait and how many were refused.
func (o *Outbox) Count(ctx context.Context) (waiting, refused int, err error) {
	type row struct{ State, N int }
	rows, err := All[row](ctx, pool{o.db}, `SELECT state, count(*) AS n FROM item WHERE state <> 1 GROUP BY state`)
	for _, r := range rows {
		switch r.State {
		case itemWaits:
			waiting = r.N
		case itemRefused:
			refused = r.N
		}
	}
	return waiting, refused, err
}

// Find gives what is known of a command that is kept here: the receipt, which
// says Waiting until the hub decided it, or why it was refused.
func (o *Outbox) Find(ctx context.Context, id data.ID) (r data.Receipt, kept bool, refused *data.Error, err error) {
	items, err := All[item](ctx, pool{o.db}, `SELECT * FROM item WHERE id = ?`, string(id))
	if err != nil || len(items) == 0 {
		return r, false, nil, err
	}
	i := items[0]
	if i.State == itemRefused {
		refused, err = i.refusal()
		return r, false, refused, err
	}
	return data.Receipt{ID: i.ID, Seq: i.Line, At: i.At, Decided: i.Decided, Waiting: i.State == itemWaits}, true, nil, nil
}

// Confirm notes that the hub decided commands, and forgets those it decided
// long ago.
func (o *Outbox) Confirm(ctx context.Context, receipts []data.Receipt) error {
	return o.change(ctx, func(ctx context.Context, t outboxTx) error {
		for _, r := range receipts {
			if _, err := t.ExecContext(ctx, `UPDATE item SET state = 1, line = ?, decided = ? WHERE id = ?`, r.Seq, int64(r.Decided), string(r.ID)); err != nil {
				return err
			}
		}
		return prune(ctx, t)
	})
}

// prune forgets what was decided long ago, by the hub's clock: this device's own
// may stand anywhere.
func prune(ctx context.Context, t outboxTx) error {
	last, err := Value[int64](ctx, t, `SELECT max(decided) FROM item WHERE state = 1`)
	if err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, `DELETE FROM item WHERE state = 1 AND decided < ?`, last-int64(keptFor)); err != nil {
		return err
	}
	_, err = t.ExecContext(ctx, `DELETE FROM item WHERE state = 1 AND line <=
		(SELECT line FROM item WHERE state = 1 ORDER BY line DESC LIMIT 1 OFFSET ?)`, keptAtMost)
	return err
}

// Prune forgets what was decided long ago as seen from now, unless the newest
// decision seems months old: a hub's clock may have jumped, and what it decided is
// needed again should it be restored from a backup.
func (o *Outbox) Prune(ctx context.Context, now data.Time) error {
	return o.forget(o.change(ctx, func(ctx context.Context, t outboxTx) error {
		last, err := Value[int64](ctx, t, `SELECT max(decided) FROM item WHERE state = 1`)
		if err != nil || now.Sub(data.Time(last)) > longGap {
			return err
		}
		_, err = t.ExecContext(ctx, `DELETE FROM item WHERE state = 1 AND decided < ?`, int64(now-keptFor))
		return err
	}))
}

// Forget lets go of all that was decided: somebody in it was made anonymous, or
// this device may no longer hold it.
func (o *Outbox) Forget(ctx context.Context) error {
	return o.forget(o.change(ctx, func(ctx context.Context, t outboxTx) error {
		_, err := t.ExecContext(ctx, `DELETE FROM item WHERE state = 1`)
		return err
	}))
}

// forget empties the log after something was removed.
func (o *Outbox) forget(err error) error {
	if err == nil {
		o.mu.Lock()
		defer o.mu.Unlock()
		o.cleanse()
	}
	return err
}

// cleanse moves the log into the file and empties it: what was forgotten stands
// nowhere then. It is tried again the next time where somebody reads.
func (o *Outbox) cleanse() { _, _ = o.db.Exec(`PRAGMA wal_checkpoint(TRUNCATE)`) }

// Refuse notes why the hub refused a command. It stays until its person took
// note.
func (o *Outbox) Refuse(ctx context.Context, id data.ID, why *data.Error) error {
	body, err := json.Marshal(why)
	if err != nil {
		return data.Fault(data.Storage, "error.internal").Because(err)
	}
	return o.change(ctx, func(ctx context.Context, t outboxTx) error {
		_, err := t.ExecContext(ctx, `UPDATE item SET state = 2, fault = ? WHERE id = ? AND state = 0`, string(body), string(id))
		return err
	})
}

// Rejections lists what was refused and nobody took note of yet.
func (o *Outbox) Rejections(ctx context.Context) ([]data.Rejection, error) {
	items, err := All[item](ctx, pool{o.db}, `SELECT * FROM item WHERE state = 2 ORDER BY pos`)
	if err != nil {
		return nil, err
	}
	list := make([]data.Rejection, len(items))
	for i, it := range items {
		r := data.Rejection{ID: it.ID, Kind: it.Kind, Staff: it.Staff, At: it.At}
		if r.Fault, err = it.refusal(); err != nil {
			return nil, err
		}
		if c, err := it.envelope().Open(); err == nil { // a kind that this program doesn't know is shown by its name
			r.Command = c
		}
		list[i] = r
	}
	return list, nil
}

// Offer lets a refused command wait again.
func (o *Outbox) Offer(ctx context.Context, id data.ID) error {
	return o.change(ctx, func(ctx context.Context, t outboxTx) error {
		_, err := t.ExecContext(ctx, `UPDATE item SET state = 0, fault = '' WHERE id = ? AND state = 2`, string(id))
		return err
	})
}

// CancelOut forgets refused commands that take each other back: nobody has anything
// left to do.
func (o *Outbox) CancelOut(ctx context.Context) error {
	list, err := o.Rejections(ctx)
	if err != nil {
		return err
	}
	for _, id := range data.CancelOut(list) {
		if err := o.Dismiss(ctx, id); err != nil {
			return err
		}
	}
	return nil
}

func (i item) refusal() (*data.Error, error) {
	var e data.Error
	if err := json.Unmarshal([]byte(i.Fault), &e); err != nil {
		return nil, data.Fault(data.Storage, "error.damaged").Because(err)
	}
	return &e, nil
}

// Dismiss forgets a refused command that its person took note of.
func (o *Outbox) Dismiss(ctx context.Context, id data.ID) error {
	return o.forget(o.remove(ctx, id, itemRefused))
}

// Withdraw forgets a waiting command of which nobody was told that it would be
// sent.
func (o *Outbox) Withdraw(ctx context.Context, id data.ID) error {
	return o.remove(ctx, id, itemWaits)
}

func (o *Outbox) remove(ctx context.Context, id data.ID, state int) error {
	return o.change(ctx, func(ctx context.Context, t outboxTx) error {
		_, err := t.ExecContext(ctx, `DELETE FROM item WHERE id = ? AND state = ?`, string(id), state)
		return err
	})
}

// Reopen lets commands wait again that the hub decided after a line which is now
// the last to hold: in the order in which they were decided, before those that
// wait. It gives their number.
func (o *Outbox) Reopen(ctx context.Context, base int64) (n int, err error) {
	return n, o.change(ctx, func(ctx context.Context, t outboxTx) error {
		items, err := All[item](ctx, t, `SELECT * FROM item WHERE state = 1 AND line > ? ORDER BY line`, base)
		if err != nil {
			return err
		}
		n = len(items)
		return putFirst(ctx, t, items)
	})
}

// Recover puts commands of an epoch that ended before what waits. Those that are
// in the outbox already take their place in that order.
func (o *Outbox) Recover(ctx context.Context, list []data.Envelope) error {
	return o.change(ctx, func(ctx context.Context, t outboxTx) error {
		items := make([]item, len(list))
		for i, e := range list {
			h, err := e.Meta()
			if err != nil {
				return err
			}
			items[i] = item{ID: h.ID, Recovered: true, Kind: e.Kind, Version: e.Version, Command: string(e.Command), Staff: h.Staff, At: h.At}
		}
		return putFirst(ctx, t, items)
	})
}

// putFirst lets items wait, in their order, before all others.
func putFirst(ctx context.Context, t outboxTx, items []item) error {
	first, err := Value[int64](ctx, t, `SELECT min(pos) FROM item`)
	if err != nil {
		return err
	}
	for i, it := range items {
		if _, err := t.ExecContext(ctx, `DELETE FROM item WHERE id = ?`, string(it.ID)); err != nil {
			return err
		}
		if _, err := t.ExecContext(ctx, insertItem, first-int64(len(items)-i), string(it.ID), it.Recovered, it.Kind, it.Version, it.Command, string(it.Staff), int64(it.At)); err != nil {
			return err
		}
	}
	return nil
}
