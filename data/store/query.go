package store

// filter gathers the terms of a query.
type filter struct {
	from  string
	terms string
	args  []any
}

func (f *filter) when(wanted bool, term string, args ...any) {
	if !wanted {
		return
	}
	if f.terms != "" {
		f.terms += ` AND `
	}
	f.terms, f.args = f.terms+term, append(f.args, args...)
}

// among adds that a column is one of some values, unless there are none.
func (f *filter) among(column string, values []string) {
	marks, args := "", make([]any, len(values))
	for i, v := range values {
		if i > 0 {
			marks += ", "
		}
		marks, args[i] = marks+"?", v
	}
	f.when(len(values) > 0, column+` IN (`+marks+`)`, args...)
}

func (f *filter) text(order string) string {
	if f.terms == "" {
		return f.from + order
	}
	return f.from + ` WHERE ` + f.terms + order
}
