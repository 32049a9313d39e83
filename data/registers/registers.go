// Package registers says which registers there are. It is a leaf: whoever opens a
// book is given its list, and whoever asks a book is given its readers.
package registers

import (
	"slices"

	"yingbin/data/store"
	"yingbin/data/store/appliance"
	"yingbin/data/store/breakage"
	"yingbin/data/store/checklist"
	"yingbin/data/store/duty"
	"yingbin/data/store/enquiry"
	"yingbin/data/store/front"
	"yingbin/data/store/late"
	"yingbin/data/store/loan"
	"yingbin/data/store/menu"
	"yingbin/data/store/stock"
)

// All lists the registers in the order in which they hear of each other.
func All() store.Catalogue {
	return slices.Concat(
		store.Catalogue{loan.Register}, front.Registers(), store.Catalogue{duty.Register}, store.Catalogue{menu.Register}, store.Catalogue{stock.Register}, store.Catalogue{breakage.Register}, store.Catalogue{appliance.Register}, store.Catalogue{checklist.Register}, store.Catalogue{enquiry.Register}, store.Catalogue{late.Register},
	)
}

// Reads answers questions about all registers. No two of its readers may have a
// method of one name: both would go.
type Reads struct {
	loan.LoanReader
	front.FrontReader
	duty.DutyReader
	menu.MenuReader
	stock.StockReader
	breakage.BreakageReader
	appliance.ApplianceReader
	checklist.ChecklistReader
	enquiry.EnquiryReader
	late.LateReader
}

// ReadsOf reads a book.
func ReadsOf(b *store.Book) Reads {
	return Reads{loan.Reader(b), front.Reader(b), duty.Reader(b), menu.Reader(b), stock.Reader(b), breakage.Reader(b), appliance.Reader(b), checklist.Reader(b), enquiry.Reader(b), late.Reader(b)}
}
