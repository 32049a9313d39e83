package storetest

import (
	"regexp"

	"yingbin/data"
)

var withoutSeq = regexp.MustCompile(`\bseq="\d+" `)

// Content is a dump without what an undo is meant to leave: the journal, the
// numbers given and who wrote a row last.
func (b *Book) Content() map[string][]string {
	all := b.Dump()
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

func (m *Maker) SeqOf(id data.ID) int {
	return int(m.Number(`SELECT seq FROM journal WHERE id = ?`, string(id)))
}
