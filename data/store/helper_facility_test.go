package store

// plant writes a row behind the registers' backs, for tests of what only reads
// it.
func (b *testBook) plant(table string, v any) {
	b.t.Helper()
	c := ColumnsOf(v)
	q, args := `INSERT INTO "`+table+`" (seq`, []any{int64(1)}
	values := `) VALUES (?`
	for _, col := range b.tables[table].columns {
		if col != "seq" {
			q, values, args = q+`, "`+col+`"`, values+`, ?`, append(args, c[col])
		}
	}
	b.raw(q+values+`)`, args...)
}
