package storetest

import (
	"yingbin/data/store"
)

// Plant writes a row behind the registers' backs, for tests of what only reads
// it.
func (b *Book) Plant(table string, v any) {
	b.T.Helper()
	c := store.ColumnsOf(v)
	q, args := `INSERT INTO "`+table+`" (seq`, []any{int64(1)}
	values := `) VALUES (?`
	for _, col := range b.Columns(table) {
		if col != "seq" {
			q, values, args = q+`, "`+col+`"`, values+`, ?`, append(args, c[col])
		}
	}
	b.Raw(q+values+`)`, args...)
}
