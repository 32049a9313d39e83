package check

import (
	"strings"

	"yingbin/data/store"
)

// Unnamed lists the tables that are neither compared nor said to be apart.
func Unnamed(b *store.Book) (left []string) {
	kept := map[string]bool{}
	for _, t := range compared(b) {
		kept[t.Name] = true
	}
	for _, l := range b.Layout() {
		if !kept[l.Name] && apart[l.Name] == "" && !strings.HasPrefix(l.Name, "sqlite_") {
			left = append(left, l.Name)
		}
	}
	return left
}
