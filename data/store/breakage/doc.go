// Package breakage is the register of what broke or was lost and its compensation (物品报损赔偿).
//
// It decides its commands, answers what is asked of it and says what it tells
// others. It writes no table but its own and knows no other register but the heart.
package breakage

import "yingbin/data/store"

// BreakageReader answers questions about breakages.
type BreakageReader struct{ book *store.Book }

// Reader reads a book.
func Reader(b *store.Book) BreakageReader { return BreakageReader{b} }
