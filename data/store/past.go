package store

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"yingbin/data"
)

// This file is how a device knows whose past a hub's book has.

// Epochs gives the epochs above a number, each with the line that began it, in
// order.
func (b *Book) Epochs(ctx context.Context, above int64) ([]data.EpochLine, error) {
	list, err := All[data.Epoch](ctx, confirmed{b}, `SELECT * FROM epoch WHERE number > ? ORDER BY number`, above)
	if err != nil {
		return nil, err
	}
	lines := make([]data.EpochLine, len(list))
	for i, e := range list {
		body, err := Value[string](ctx, confirmed{b}, `SELECT body FROM journal WHERE seq = ?`, e.Base+1)
		if err != nil {
			return nil, err
		}
		lines[i] = data.EpochLine{Epoch: e, Body: body}
	}
	return lines, nil
}

// Supervised checks that a supervisor whom this book knows began an epoch, and that
// the line says what the epoch says; of the zero epoch it says what it likes. It is
// the one place that decides whether a device may follow another order than the one
// it holds. A fault is link.unsupervised.
func (b *Book) Supervised(ctx context.Context, e data.EpochLine) error {
	line, err := data.ParseLine([]byte(e.Body))
	if err != nil {
		return unsupervised(e, "no line")
	}
	var c data.BeginEpoch
	if err := json.Unmarshal(line.Command, &c); err != nil || line.Kind != "BeginEpoch" {
		return unsupervised(e, "another command")
	}
	if e.Number == 0 {
		e.Number = line.Epoch
	} else if line.Seq != e.Base+1 || line.Epoch != e.Number || c.Hub != e.Hub || c.Why != e.Why || !begins(line, e.Epoch) {
		return unsupervised(e, "the line says something else")
	}
	is, err := b.SupervisorHere(ctx, c.Staff)
	if err == nil && !is {
		return unsupervised(e, "not a supervisor's")
	}
	return err
}

// SupervisorHere reports whether this book, as it is confirmed, knows somebody as a
// supervisor.
func (b *Book) SupervisorHere(ctx context.Context, who data.ID) (bool, error) {
	p, err := One[data.Staff](ctx, confirmed{b}, `SELECT * FROM staff WHERE id = ?`, string(who))
	if data.CodeOf(err) == data.NotFound {
		return false, nil
	}
	return p.Role == data.Supervisor && !p.Gone, err
}

// begins reports whether a line writes the row of an epoch.
func begins(line data.Line, e data.Epoch) bool {
	for _, c := range line.Changes {
		if c.Table == "epoch" && c.Op == data.Inserted && len(c.Key) == 1 {
			said := fmt.Sprintf("%v %v %v", c.Key[0], c.New["base"], c.New["digest"])
			return said == fmt.Sprintf("%d %d %s", e.Number, e.Base, e.Digest)
		}
	}
	return false
}

func unsupervised(e data.EpochLine, why string) error {
	return data.Fault(data.Forbidden, data.Unsupervised, e.Number).Because(fmt.Errorf("epoch %d: %s", e.Number, why))
}

// asideFolder holds the books that were set aside because another past was taken
// over. Nothing there is ever removed by the program.
const asideFolder = "aside"

// SetApart keeps a verified copy of this book, as it is confirmed, where the
// program removes nothing, and gives its path.
func (b *Book) SetApart(ctx context.Context) (string, error) {
	settings, err := b.Settings(ctx)
	if err != nil {
		return "", err
	}
	dir := filepath.Join(b.dir, asideFolder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", folderFault(err)
	}
	path := freeName(dir, b.stamp(settings))
	return path, b.Backup(ctx, path)
}

// LineAbout tells of a line of this book when it was given and as what, for people;
// the zero value where it is not held.
func (b *Book) LineAbout(ctx context.Context, seq int64) (about data.LineAbout, err error) {
	about, err = One[data.LineAbout](ctx, confirmed{b}, `SELECT seq, kind, staff, at FROM journal WHERE seq = ?`, seq)
	if data.CodeOf(err) == data.NotFound {
		return data.LineAbout{Seq: seq}, nil
	}
	return about, err
}

// Base is the mark after which this book holds lines: the beginning, or the line at
// which a copy without its past was made.
func (b *Book) Base(ctx context.Context) (data.Mark, error) { return beginning(ctx, confirmed{b}) }
