package reception

import (
	"testing"

	"yingbin/data/registers"
)

// The book itself must answer what the screens ask for.
var (
	_ loanOffice     = (*registers.Book)(nil)
	_ facilityOffice = (*registers.Book)(nil)
	_ dutyOffice     = (*registers.Book)(nil)
)

func TestTheDeskScreensAreInTheRail(t *testing.T) {
	last := -1
	seen := map[string]int{}
	for i, r := range Routes() {
		if r.Order < last || r.Station != "reception" {
			t.Errorf("%s is out of place", r.Name)
		}
		last = r.Order
		seen[r.Name] = i
	}
	for _, name := range []string{"loans", "facilities", "duty"} {
		if _, ok := seen[name]; !ok {
			t.Errorf("no route %s", name)
		}
	}
}
