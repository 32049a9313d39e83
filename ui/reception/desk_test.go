package reception

import "yingbin/data/store"

// The book itself must answer what the screens ask for.
var (
	_ LoanOffice     = (*store.Book)(nil)
	_ FacilityOffice = (*store.Book)(nil)
	_ DutyOffice     = (*store.Book)(nil)
)
