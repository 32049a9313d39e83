package storetest

import (
	"yingbin/data"
)

const GuYi = data.ID("staff-guyi")

// LendIt makes the command that lends one item to a person of the staff.
func (b *Book) LendIt(item, to data.ID) *data.Lend {
	return &data.Lend{Head: b.By(An), Lending: data.NewID(), Item: item, Qty: 1, To: to}
}
