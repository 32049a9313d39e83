package store

import (
	"yingbin/data"
)

const guYi = data.ID("staff-guyi")

// lendIt makes the command that lends one item to a person of the staff.
func (b *testBook) lendIt(item, to data.ID) *data.Lend {
	return &data.Lend{Head: b.head(an), Lending: data.NewID(), Item: item, Qty: 1, To: to}
}
