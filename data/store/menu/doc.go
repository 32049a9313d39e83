// Package menu is the register of what can be ordered (酒水单).
//
// It decides its commands, answers what is asked of it and says what it tells
// others. It writes no table but its own and knows no other register but the heart.
package menu

import "yingbin/data/store"

// MenuReader answers questions about the menu.
type MenuReader struct{ book *store.Book }

// Reader reads a book.
func Reader(b *store.Book) MenuReader { return MenuReader{b} }
