package store

import (
	"context"

	"yingbin/data"
)

// Trial decides commands one after the other and takes all of it back: what would
// become of them.
type Trial struct{ s *session }

// Try runs f on a trial of the book.
func (b *Book) Try(f func(*Trial)) error {
	b.writing.Lock()
	defer b.writing.Unlock()
	s, err := b.begin(context.Background())
	if err != nil {
		return err
	}
	defer func() {
		s.rollback()
		for table := range b.kept {
			clear(b.kept[table])
		}
	}()
	f(&Trial{s})
	return nil
}

// Do decides a command and gives the rows that it changed.
func (t *Trial) Do(c data.Command) (data.Receipt, []data.RowChange, error) {
	kind, err := t.s.book.examine(t.s.ctx, c)
	if err != nil {
		return data.Receipt{}, nil, err
	}
	r, err := t.s.apart(kind, c)
	if err != nil {
		return r, nil, err
	}
	tx := &Tx{ctx: t.s.ctx, book: t.s.book, replayed: true}
	body, err := Value[string](t.s.ctx, tx, `SELECT body FROM journal WHERE seq = ?`, r.Seq)
	if err != nil {
		return r, nil, err
	}
	line, err := data.ParseLine([]byte(body))
	return r, line.Changes, err
}

// Row reads a row as the trial has it.
func (t *Trial) Row(table string, key []any) (Cols, error) {
	tx := &Tx{ctx: t.s.ctx, book: t.s.book, replayed: true}
	return tx.rowOf(tx.book.tables[table], key)
}
