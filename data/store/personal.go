package store

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"yingbin/data"
)

// This file is what follows from the declared rows: whose they are, what is
// emptied when a person is forgotten, and what stays.

// declare lets the book know the rows of a table.
func (b *Book) declare(row data.Row) {
	b.rows[row.Table] = row
	for _, c := range row.Columns {
		if c.Class != "" {
			b.personal[row.Table+"."+c.Name] = c.Class
		}
		if c.Keep {
			b.keeps[row.Table+"."+c.Name] = true
		}
	}
}

// ofVisitors lists the rows that belong to visitors, by table.
func (b *Book) ofVisitors() []data.Row {
	list := slices.DeleteFunc(slices.Collect(maps.Values(b.rows)), func(r data.Row) bool { return !r.OfVisitors() })
	slices.SortFunc(list, func(x, y data.Row) int { return cmp.Compare(x.Table, y.Table) })
	return list
}

// moving lists the rows that follow their visitor when that one turns out to be
// another.
func (b *Book) moving() []data.Row {
	return slices.DeleteFunc(b.ofVisitors(), func(r data.Row) bool { return r.Frozen })
}

// emptied gives the columns of a row as they are once its person is forgotten.
func (b *Book) emptied(row data.Row) Cols {
	c, t := Cols{}, b.tables[row.Table]
	for _, col := range row.Columns {
		if col.Class != "" && !col.Keep {
			c[col.Name] = b.blank(t, col.Name)
		}
	}
	return c
}

// subjectOf names whom a row is about: the person in the column that its
// declaration says.
func (b *Book) subjectOf(t *table, old, new Cols) data.ID {
	column := b.rows[t.name].Subject
	for _, c := range []Cols{new, old} {
		if s, ok := c[column].(string); ok {
			return data.ID(s)
		}
	}
	return ""
}

// rowsOf gives the keys of a visitor's rows in a table. It says that visitor is not
// blank for the sake of partial indexes.
func (tx *Tx) rowsOf(table string, visitor data.ID) (keys [][]any, err error) {
	list := `"` + strings.Join(tx.book.tables[table].key, `", "`) + `"`
	q := `SELECT ` + list + ` FROM "` + table + `" WHERE visitor = ? AND visitor <> '' ORDER BY ` + list
	err = Each(tx.ctx, tx, q, []any{string(visitor)}, func(key []any) error {
		keys = append(keys, key)
		return nil
	})
	return keys, err
}

// forgetRow empties a row of what it tells of its person. What is kept is
// nobody's from then on, and is said again as such: the journal's values of it go
// with the person.
func (tx *Tx) forgetRow(row data.Row, key []any) error {
	if err := tx.Update(row.Table, tx.book.emptied(row), key...); err != nil {
		return err
	}
	t := tx.book.tables[row.Table]
	now, err := tx.rowOf(t, key)
	if err != nil || now == nil {
		return err
	}
	var kept []string
	for _, c := range row.Columns {
		if v := now[c.Name]; c.Keep && v != "" && v != int64(0) {
			kept = append(kept, c.Name)
		}
	}
	return tx.restate(t, key, now, kept)
}

// restate notes columns of a row in this command's line, as they are.
func (tx *Tx) restate(t *table, key []any, row Cols, columns []string) error {
	if len(columns) == 0 {
		return nil
	}
	is := Cols{}
	for _, col := range columns {
		is[col] = row[col]
	}
	if _, err := tx.exec(`UPDATE "`+t.name+`" SET seq = ? WHERE `+where(t), append([]any{tx.seq}, key...)...); err != nil {
		return err
	}
	return tx.noted(t, data.Updated, key, Cols{}, is, row, row)
}
