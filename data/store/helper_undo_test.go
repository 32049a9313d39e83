package store

import (
	"context"
	"regexp"

	"yingbin/data"
)

var withoutSeq = regexp.MustCompile(`\bseq="\d+" `)

// content is a dump without what an undo is meant to leave: the journal, the
// numbers given and who wrote a row last.
func (b *testBook) content() map[string][]string {
	all := b.dump()
	for _, name := range []string{"journal", "journal_side", "journal_stray", "counter", "undone"} {
		delete(all, name)
	}
	for name, rows := range all {
		for i, row := range rows {
			all[name][i] = withoutSeq.ReplaceAllString(row, "")
		}
	}
	return all
}

func (m *maker) seqOf(id data.ID) int {
	n, err := Value[int64](context.Background(), m, `SELECT seq FROM journal WHERE id = ?`, string(id))
	if err != nil {
		m.t.Fatal(err)
	}
	return int(n)
}
