// Package appliance is the register of appliances, their cleaning and upkeep (电器清洁保养).
//
// It decides its commands, answers what is asked of it and says what it tells
// others. It writes no table but its own and knows no other register but the heart.
package appliance

import "yingbin/data/store"

// ApplianceReader answers questions about appliances.
type ApplianceReader struct{ book *store.Book }

// Reader reads a book.
func Reader(b *store.Book) ApplianceReader { return ApplianceReader{b} }
