package store_test

import (
	"yingbin/data/registers"
	"yingbin/data/store"
)

// The tests inside the package can't name the registers, which import it.
func init() {
	store.TestCatalogue = registers.All
	store.TestReads = func(b *store.Book) store.TestReader { return registers.ReadsOf(b) }
}
