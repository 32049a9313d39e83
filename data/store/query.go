package store

// Filter gathers the terms of a query: a row must meet them all.
type Filter struct {
	From  string
	terms string
	Args  []any
}

// When adds a term with its values, if it is wanted.
func (f *Filter) When(wanted bool, term string, args ...any) {
	if !wanted {
		return
	}
	if f.terms != "" {
		f.terms += ` AND `
	}
	f.terms, f.Args = f.terms+term, append(f.Args, args...)
}

// Among adds that a column is one of some values, unless there are none.
func (f *Filter) Among(column string, values []string) {
	marks, args := "", make([]any, len(values))
	for i, v := range values {
		if i > 0 {
			marks += ", "
		}
		marks, args[i] = marks+"?", v
	}
	f.When(len(values) > 0, column+` IN (`+marks+`)`, args...)
}

// Text is the query, with what comes behind its terms.
func (f *Filter) Text(order string) string {
	if f.terms == "" {
		return f.From + order
	}
	return f.From + ` WHERE ` + f.terms + order
}
