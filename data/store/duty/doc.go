// Package duty is the register of posts, absences and the duty record (值班记录).
//
// It decides its commands, answers what is asked of it and says what it tells
// others. It writes no table but its own and knows no other register but the heart.
package duty

import "yingbin/data/store"

// DutyReader answers questions about the duty record.
type DutyReader struct{ book *store.Book }

// Reader reads a book.
func Reader(b *store.Book) DutyReader { return DutyReader{b} }
