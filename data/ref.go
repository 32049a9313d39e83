package data

// Ref points at a record of a register, for whoever shows it: a matter holds one,
// and a screen that leads to another. Each register makes its own (BookingRef,
// VisitRef, …), so that its name stands in one place. The id is of any record
// that the register shows, such as an appliance's or a repair's.
type Ref struct {
	Register string `json:"register"`
	ID       ID     `json:"id"`
}
