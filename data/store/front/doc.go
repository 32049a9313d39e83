// Package front is the entwined heart of the office: visits, bookings, places,
// orders, the floor, repairs, facilities and handovers, which decide about each
// other and stand together on purpose.
//
// It decides its commands, answers what is asked of it and says what it tells
// others. It writes no table but its own and knows no register outside this package.
package front

import "yingbin/data/store"

// FrontReader answers questions about the heart's registers.
type FrontReader struct{ book *store.Book }

// Reader reads a book.
func Reader(b *store.Book) FrontReader { return FrontReader{b} }

// Registers are the heart's registers in the order in which they hear of each
// other.
func Registers() store.Catalogue {
	return store.Catalogue{visits, bookings, places, orders, floors, facilities, handovers, repairs}
}
