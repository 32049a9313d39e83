// Package late is the register of acts that arrived late, could not be done and
// whose makers are gone: what is kept of them, and what a supervisor made of each.
// It must not know what any of them is about: their own registers say that, and do
// them.
package late

import "yingbin/data/store"

// LateReader reads late acts.
type LateReader struct{ book *store.Book }

// Reader reads those of a book.
func Reader(b *store.Book) LateReader { return LateReader{b} }
