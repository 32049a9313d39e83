package appliance

import (
	"testing"

	"yingbin/ui/screen/officetest"
)

// house is a bar with its stock, for the tests of this package.
type house struct{ *officetest.Stock }

func newHouse(t testing.TB) *house {
	t.Helper()
	return &house{officetest.NewStock(t)}
}
