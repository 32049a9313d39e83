// Package stock is the register of what the bar holds and its counts (盘点).
//
// It decides its commands, answers what is asked of it and says what it tells
// others. It writes no table but its own and knows no other register but the heart.
package stock

import "yingbin/data/store"

// StockReader answers questions about the stock.
type StockReader struct{ book *store.Book }

// Reader reads a book.
func Reader(b *store.Book) StockReader { return StockReader{b} }
