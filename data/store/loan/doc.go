// Package loan is the register of keys, radios and what else is lent (钥匙·对讲机·借用).
//
// It decides its commands, answers what is asked of it and says what it tells
// others. It writes no table but its own and knows no other register but the heart.
package loan

import "yingbin/data/store"

// LoanReader answers questions about what is lent.
type LoanReader struct{ book *store.Book }

// Reader reads a book.
func Reader(b *store.Book) LoanReader { return LoanReader{b} }
