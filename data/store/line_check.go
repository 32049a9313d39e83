package store

import (
	"fmt"
	"slices"
	"strings"

	"yingbin/data"
)

// This file looks at a line that another device sent before anything is done with
// it: what stands in it becomes keys, columns and sequences here, and one that
// doesn't fit must be told, not stumble over.

// sound checks what a line says of itself, and the personal values beside it.
func (s *session) sound(line data.Line, head data.Head, sides []data.Side) error {
	switch {
	case line.Epoch < s.epoch || line.Epoch > data.MaxEpoch:
		return broken(line.Seq, "epoch")
	case !head.ID.Valid() || head.ID != line.Receipt.ID:
		return broken(line.Seq, "command")
	}
	said := map[string]bool{}
	for _, side := range sides {
		name := side.Name()
		if said[name] || line.Personal[name] != side.Digest() {
			return broken(line.Seq, "personal values")
		}
		said[name] = true
	}
	return nil
}

// fits checks that a row change can be one of this book's.
func (tx *Tx) fits(c data.RowChange, i int, sides map[string]any) error {
	t := tx.book.tables[c.Table]
	if t == nil {
		return data.Fault(data.Storage, "error.newer").Because(fmt.Errorf("no table %s", c.Table))
	}
	wrong := func(why string) error { return broken(tx.seq, fmt.Sprintf("change %d of %s: %s", i, c.Table, why)) }
	switch {
	case !t.register():
		return wrong("no register")
	case c.Op != data.Inserted && c.Op != data.Updated && c.Op != data.Removed:
		return wrong("operation")
	case len(c.Key) != len(t.key):
		return wrong("key")
	}
	for k, v := range c.Key {
		if !t.takes(t.key[k], v) {
			return wrong("key")
		}
	}
	for _, part := range []Cols{merged(c.Old, sides, i, "old"), merged(c.New, sides, i, "new")} {
		for col, v := range part {
			if !t.takes(col, v) {
				return wrong(col)
			}
		}
	}
	for _, col := range c.Aside {
		if !slices.Contains(t.columns, col) {
			return wrong(col)
		}
	}
	return nil
}

// register reports whether the table is one that lines write: not the journal
// itself, nor what each book keeps for itself.
func (t *table) register() bool {
	return slices.Contains(t.columns, "seq") && !strings.HasPrefix(t.name, "journal")
}

// takes reports whether a column is there and may hold a value.
func (t *table) takes(col string, v any) bool {
	numeric, known := t.numeric[col]
	if !known {
		return false
	}
	if numeric {
		_, ok := v.(int64)
		return ok
	}
	_, ok := v.(string)
	return ok
}
