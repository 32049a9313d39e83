// Package checklist is the register of cleaning lists and of lots of cups (清洁检查, 杯具).
//
// It decides its commands, answers what is asked of it and says what it tells
// others. It writes no table but its own and knows no other register but the heart.
package checklist

import "yingbin/data/store"

// ChecklistReader answers questions about lists and lots.
type ChecklistReader struct{ book *store.Book }

// Reader reads a book.
func Reader(b *store.Book) ChecklistReader { return ChecklistReader{b} }
