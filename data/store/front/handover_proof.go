package front

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"yingbin/data"
	"yingbin/data/store"
)

// This file holds a handover against the lines that sealed, accepted and locked it,
// each time it is read to be shown or printed: its rows could have been changed with
// any other program.

// prove gives a handover its 校验码 if it says what was sealed and signed. A copy whose
// journal begins later can't tell.
func (b FrontReader) prove(ctx context.Context, v *data.HandoverView) error {
	base, err := b.book.Beginning(ctx)
	if err != nil || base.Seq >= v.SealedSeq && base.Seq > 0 {
		return err
	}
	p := proof{book: b.book, of: v.ID, rows: map[string]store.Cols{}}
	is, err := p.stand(ctx)
	if err != nil {
		return err
	}
	lock, err := p.follow(ctx, v.Handover, is)
	if err == nil {
		err = p.holds(ctx, is)
	}
	if errors.Is(err, errDiffers) || data.CodeOf(err) == data.Storage && data.AsError(err).Key == "error.chain" {
		v.Differs = true
		return nil
	}
	if err == nil && v.State == data.Locked {
		v.Proof, v.Code = lock, lock.Short()
	}
	return err
}

// errDiffers is that a handover does not say what was sealed.
var errDiffers = errors.New("not what was sealed")

// proof is a handover that is told again.
type proof struct {
	book  *store.Book
	of    data.ID
	rows  map[string]store.Cols // as the lines have them, by table and id
	gaps  []data.ID             // whose personal values are gone from them
	later bool                  // a line after the lock said some of it again: somebody was forgotten
}

func rowName(table string, id any) string { return fmt.Sprint(table, " ", id) }

// stand reads the rows as they stand.
func (p *proof) stand(ctx context.Context) (map[string]store.Cols, error) {
	rows := map[string]store.Cols{}
	for table, column := range map[string]string{"handover": "id", "handover_item": "handover"} {
		list, err := p.book.RawRows(ctx, table, column+` = ?`, string(p.of))
		if err != nil {
			return nil, err
		}
		for _, c := range list {
			rows[rowName(table, c["id"])] = c
		}
	}
	return rows, nil
}

// follow tells the lines again that wrote the handover, and gives the mark of the one
// that locked it.
func (p *proof) follow(ctx context.Context, h data.Handover, is map[string]store.Cols) (lock data.Mark, err error) {
	own, _ := is[rowName("handover", string(h.ID))]["seq"].(int64)
	last, again := own, map[int64]bool{}
	for _, c := range is {
		seq, _ := c["seq"].(int64)
		switch {
		case h.State == data.Locked && seq > own:
			again[seq] = true
		case h.State != data.Locked:
			last = max(last, seq)
		}
	}
	kinds := make([]string, len(data.Handovers.Kinds))
	for i, k := range data.Handovers.Kinds {
		kinds[i] = k.Name
	}
	seqs, err := p.book.LinesOfKinds(ctx, h.SealedSeq, last, kinds...)
	if err != nil {
		return lock, err
	}
	p.later = len(again) > 0
	for _, seq := range slices.Concat(seqs, slices.Sorted(maps.Keys(again))) {
		locked, m, err := p.tell(ctx, seq)
		if err != nil {
			return lock, err
		}
		if locked {
			lock = m
		}
	}
	return lock, nil
}

// tell tells what one line says of the handover, and whether it locked it.
func (p *proof) tell(ctx context.Context, seq int64) (locked bool, m data.Mark, err error) {
	m, line, sides, err := p.book.LineAt(ctx, seq)
	if err != nil {
		return false, m, err
	}
	written, err := p.book.WrittenBy(line, sides)
	wrote := false
	for _, w := range written {
		name := rowName(w.Table, w.Key[0])
		was, known := p.rows[name]
		switch {
		case w.Op == data.Inserted && (w.Table == "handover" && w.Key[0] == string(p.of) || w.Table == "handover_item" && w.Values["handover"] == string(p.of)):
			p.rows[name] = w.Values
		case w.Op == data.Updated && known:
			maps.Copy(was, w.Values)
			locked = locked || w.Table == "handover" && w.Values["state"] == string(data.Locked)
		case w.Op == data.Removed && known:
			delete(p.rows, name)
		default:
			continue
		}
		wrote = true
	}
	if wrote {
		p.gaps = append(p.gaps, store.Gone(line, sides)...)
	}
	return locked, m, err
}

// holds compares the rows as they stand with what the lines say. Guests may have been
// forgotten since: what was said of them is blank in both.
func (p *proof) holds(ctx context.Context, is map[string]store.Cols) error {
	if !maps.EqualFunc(is, p.rows, maps.Equal[store.Cols, store.Cols]) {
		return errDiffers
	}
	for _, id := range p.gaps {
		v, err := store.Value[int64](ctx, p.book, `SELECT forgotten FROM visitor WHERE id = ?`, string(id))
		if err != nil {
			return err
		}
		if v == 0 && (id == "" || !p.later) {
			return errDiffers
		}
	}
	return nil
}
