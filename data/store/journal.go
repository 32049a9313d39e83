package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"yingbin/data"
)

// JournalRow is a line as the journal's table holds it.
type JournalRow struct {
	Seq     int64
	ID      data.ID
	Kind    string
	Staff   data.ID
	Device  data.ID
	At      data.Time
	Decided data.Time
	Body    string
	Digest  []byte
}

type sideRow struct {
	Seq     int64
	Class   data.Class
	Subject data.ID
	Salt    []byte
	Vals    []byte
}

func (s sideRow) side() data.Side {
	return data.Side{Class: s.Class, Subject: s.Subject, Salt: s.Salt, Values: s.Vals}
}

const sidesOfLine = `SELECT * FROM journal_side WHERE seq = ? ORDER BY class, subject`

// sidesOf reads the personal values of a line: value name → value.
func sidesOf(ctx context.Context, q Querier, line data.Line) (values map[string]any, whole bool, err error) {
	if len(line.Personal) == 0 {
		return nil, true, nil
	}
	rows, err := All[sideRow](ctx, q, sidesOfLine, line.Seq)
	if err != nil {
		return nil, false, err
	}
	sides := make([]data.Side, len(rows))
	for i, r := range rows {
		sides[i] = r.side()
	}
	values, err = valuesOf(sides)
	return values, len(rows) == len(line.Personal), err
}

// valuesOf puts the personal values of a line together.
func valuesOf(sides []data.Side) (map[string]any, error) {
	values := map[string]any{}
	for _, s := range sides {
		d := json.NewDecoder(bytes.NewReader(s.Values))
		d.UseNumber()
		m := map[string]any{}
		if err := d.Decode(&m); err != nil {
			return nil, data.Fault(data.Storage, "error.damaged").Because(err)
		}
		for k, v := range m {
			values[k] = data.Plain(v)
		}
	}
	return values, nil
}

// merged gives the columns of a change with their personal values back.
func merged(open map[string]any, sides map[string]any, i int, which string) Cols {
	c := Cols{}
	for k, v := range open {
		c[k] = v
	}
	prefix := sideKey(i, which, "")
	for name, v := range sides {
		if col, ok := strings.CutPrefix(name, prefix); ok {
			c[col] = v
		}
	}
	return c
}

// fullRow gives every column of a row a value; what was forgotten is empty.
func fullRow(t *table, key []any, c Cols) Cols {
	full := Cols{}
	for _, col := range t.columns {
		if v, ok := c[col]; ok {
			full[col] = v
		} else if t.numeric[col] {
			full[col] = int64(0)
		} else {
			full[col] = ""
		}
	}
	for i, k := range t.key {
		full[k] = key[i]
	}
	return full
}

// Fault of the chain, by sequence.
func broken(seq int64, why string) error {
	return data.Fault(data.Storage, "error.chain", seq).Because(fmt.Errorf("line %d: %s", seq, why))
}

// Verify reads the whole journal and reports the first line at which the chain
// does not hold (see Walk). With a printed mark it also finds an end that was cut
// off. What the tables say is not its matter: see package check.
func (b *Book) Verify(ctx context.Context, printed *data.Mark) (data.Mark, error) {
	head, err := b.Beginning(ctx)
	if err != nil {
		return head, err
	}
	met := printed == nil || printed.Seq == 0
	head, err = b.Walk(ctx, head, func(m data.Mark, _ data.Line, _ []data.Side) error {
		if printed != nil && printed.Seq == m.Seq {
			met = printed.Meets(m)
			if !met {
				return broken(m.Seq, "not the line that was printed")
			}
		}
		return nil
	})
	if err == nil && !met {
		err = broken(head.Seq+1, "the end is cut off")
	}
	return head, err
}

// Beginning is the mark that this book's journal goes on from.
func (b *Book) Beginning(ctx context.Context) (data.Mark, error) { return beginning(ctx, confirmed{b}) }

// Walk reads the journal after a mark, in order, and gives every line that
// continues it to visit, with its own mark and what is left of its personal values.
// It ends at the first line at which the chain does not hold (error.chain): a
// changed byte, lines that are swapped or missing, personal values that are not
// those that were written (forgotten ones are fine), a line that its person has not
// signed. It gives how far it came.
func (b *Book) Walk(ctx context.Context, from data.Mark, visit func(m data.Mark, line data.Line, sides []data.Side) error) (data.Mark, error) {
	head := from
	keys, err := b.keysBefore(ctx, from.Seq)
	if err != nil {
		return head, err
	}
	err = b.Lines(ctx, head.Seq, func(r JournalRow, line data.Line, sides []data.Side) error {
		m, err := follows(head, r, line, sides)
		if err == nil {
			err = Either(keys.proven(line), matches(line, sides))
		}
		if err != nil {
			return err
		}
		keys.follow(line)
		head = m
		return visit(m, line, sides)
	})
	return head, err
}

// follows checks that a line is the next one after a mark, and gives its own.
func follows(head data.Mark, r JournalRow, line data.Line, sides []data.Side) (data.Mark, error) {
	if r.Seq != head.Seq+1 || line.Seq != r.Seq {
		return head, broken(head.Seq+1, "missing or out of order")
	}
	m := data.Mark{Seq: r.Seq, Digest: data.Chain(head.Digest, []byte(r.Body))}
	if !bytes.Equal(m.Digest[:], r.Digest) {
		return head, broken(r.Seq, "digest")
	}
	if err := agree(r, line); err != nil {
		return head, err
	}
	for _, s := range sides {
		if line.Personal[s.Name()] != s.Digest() {
			return head, broken(r.Seq, "personal values")
		}
	}
	return m, nil
}

// agree checks the columns that repeat what the body says.
func agree(r JournalRow, line data.Line) error {
	var head data.Head
	if err := json.Unmarshal(line.Command, &head); err != nil {
		return broken(r.Seq, "command")
	}
	if head.ID != r.ID || line.Kind != r.Kind || head.Staff != r.Staff || head.Device != r.Device || line.Receipt.At != r.At || line.Receipt.Decided != r.Decided {
		return broken(r.Seq, "columns")
	}
	return nil
}

// Lines reads the journal after a sequence, in order, a thousand at a time.
func (b *Book) Lines(ctx context.Context, after int64, visit func(r JournalRow, line data.Line, sides []data.Side) error) error {
	for {
		n := 0
		err := b.linesOf(ctx, after, 1000, func(r JournalRow, line data.Line, sides []data.Side) error {
			n, after = n+1, r.Seq
			return visit(r, line, sides)
		})
		if err != nil || n == 0 {
			return err
		}
	}
}

// linesOf reads some lines after a sequence.
func (b *Book) linesOf(ctx context.Context, after int64, limit int, visit func(r JournalRow, line data.Line, sides []data.Side) error) error {
	q := confirmed{b}
	rows, err := All[JournalRow](ctx, q, `SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ?`, after, limit)
	if err != nil || len(rows) == 0 {
		return err
	}
	sides, err := All[sideRow](ctx, q, `SELECT * FROM journal_side WHERE seq > ? AND seq <= ? ORDER BY seq, class, subject`, after, rows[len(rows)-1].Seq)
	if err != nil {
		return err
	}
	for _, r := range rows {
		line, err := data.ParseLine([]byte(r.Body))
		if err != nil {
			return broken(r.Seq, "body")
		}
		var own []data.Side
		for len(sides) > 0 && sides[0].Seq <= r.Seq {
			own = append(own, sides[0].side())
			sides = sides[1:]
		}
		if err := visit(r, line, own); err != nil {
			return err
		}
	}
	return nil
}

// LineAt reads one line that follows the one before it, as Walk does. One that
// doesn't is error.chain.
func (b *Book) LineAt(ctx context.Context, seq int64) (m data.Mark, line data.Line, sides []data.Side, err error) {
	before, err := b.MarkAt(ctx, seq-1)
	if data.CodeOf(err) == data.NotFound {
		err = broken(seq, "missing")
	}
	if err != nil {
		return m, line, nil, err
	}
	err = b.linesOf(ctx, seq-1, 1, func(r JournalRow, l data.Line, own []data.Side) error {
		line, sides = l, own
		m, err = follows(before, r, l, own)
		return err
	})
	if err == nil && m.Seq == 0 {
		err = broken(seq, "missing")
	}
	return m, line, sides, err
}

// LinesOfKinds lists the lines of some kinds of command from one line to another.
func (b *Book) LinesOfKinds(ctx context.Context, from, to int64, kinds ...string) ([]int64, error) {
	args := []any{from, to}
	for _, k := range kinds {
		args = append(args, k)
	}
	return All[int64](ctx, confirmed{b}, `SELECT seq FROM journal WHERE seq >= ? AND seq <= ? AND kind IN (?`+strings.Repeat(`, ?`, len(kinds)-1)+`) ORDER BY seq`, args...)
}

func (s *session) replay(tx *Tx, line data.Line, body []byte, sides []data.Side) error {
	var head data.Head
	if err := json.Unmarshal(line.Command, &head); err != nil {
		return broken(line.Seq, "command")
	}
	if err := s.sound(line, head, sides); err != nil {
		return err
	}
	digest := data.Chain(s.head.Digest, body)
	if _, err := tx.exec(`INSERT INTO journal (seq, id, kind, staff, device, at, decided, body, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		line.Seq, string(head.ID), line.Kind, string(head.Staff), string(head.Device), int64(line.Receipt.At), int64(line.Receipt.Decided), string(body), digest[:]); err != nil {
		return err
	}
	if err := tx.keepSides(line.Seq, sides); err != nil {
		return err
	}
	if err := s.apply(tx, line, sides); err != nil {
		return err
	}
	s.head.Digest = digest
	tx.touched("journal")
	return nil
}

// apply writes the rows that a line changed.
func (s *session) apply(tx *Tx, line data.Line, sides []data.Side) error {
	values, err := valuesOf(sides)
	if err != nil {
		return err
	}
	for i, c := range line.Changes {
		if err := tx.redo(c, i, values); err != nil {
			return err
		}
	}
	s.head.Seq, s.epoch, s.decided = line.Seq, line.Epoch, line.Receipt.Decided
	if slices.ContainsFunc(line.Changes, func(c data.RowChange) bool { return c.Table == "setting" }) {
		s.settings, err = readSettings(tx.ctx, tx)
	}
	return err
}

// redo applies one row change of a line.
func (tx *Tx) redo(c data.RowChange, i int, sides map[string]any) error {
	if err := tx.fits(c, i, sides); err != nil {
		return err
	}
	t := tx.book.tables[c.Table]
	switch c.Op {
	case data.Inserted:
		return tx.Insert(c.Table, fullRow(t, c.Key, merged(c.New, sides, i, "new")))
	case data.Removed:
		return tx.Remove(c.Table, c.Key...)
	}
	if err := tx.renew(t, c, i, sides); err != nil {
		return err
	}
	return tx.keepSecrets(c)
}

// renew applies an update. A personal value that has been forgotten since is
// blank: what was there before it may be another's by now.
func (tx *Tx) renew(t *table, c data.RowChange, i int, sides map[string]any) error {
	old, err := tx.rowOf(t, c.Key)
	if err != nil {
		return err
	}
	switch {
	case old == nil && tx.book.leftOut(t.name):
		return nil
	case old == nil:
		return broken(tx.seq, "no row to change")
	}
	if err := tx.change(t, c.Key, old, tx.book.renewed(t, c, i, sides)); err != nil {
		return err
	}
	_, err = tx.exec(`UPDATE "`+t.name+`" SET seq = ? WHERE `+where(t), append([]any{tx.seq}, c.Key...)...)
	return err
}
