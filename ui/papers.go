package ui

import (
	"slices"

	"yingbin/ui/appliance"
	"yingbin/ui/booking"
	"yingbin/ui/breakage"
	"yingbin/ui/checklist"
	"yingbin/ui/duty"
	"yingbin/ui/enquiry"
	"yingbin/ui/floor"
	"yingbin/ui/handover"
	"yingbin/ui/loan"
	"yingbin/ui/order"
	"yingbin/ui/paper"
	"yingbin/ui/stock"
	"yingbin/ui/visit"
)

// PaperOffice is an office of which every paper can be made.
type PaperOffice interface {
	visit.PaperOffice
	booking.PaperOffice
	handover.PaperOffice
	loan.PaperOffice
	duty.PaperOffice
	order.PaperOffice
	floor.PaperOffice
	stock.PaperOffice
	breakage.PaperOffice
	appliance.PaperOffice
	checklist.PaperOffice
	enquiry.PaperOffice
}

// Papers are the office's records, as they stand in the menu of 打印. A nil office
// gives records that can be listed and not made.
func Papers(o PaperOffice) []paper.Record {
	return slices.Concat(
		visit.Papers(o),
		booking.Papers(o),
		handover.Papers(o),
		loan.Papers(o),
		duty.Papers(o),
		order.Papers(o),
		floor.Papers(o),
		stock.Papers(o),
		breakage.Papers(o),
		appliance.Papers(o),
		checklist.Papers(o),
		enquiry.Papers(o),
	)
}
