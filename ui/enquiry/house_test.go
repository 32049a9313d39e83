package enquiry

import (
	"testing"

	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

// house is a bar with its stock, for the tests of this package.
type house struct{ *officetest.Stock }

func newHouse(t testing.TB) *house {
	t.Helper()
	return &house{officetest.NewStock(t)}
}

func everyLook(t *testing.T, name string, open func(t *testing.T, h *house, width, height float32) *screentest.Stage) {
	officetest.EveryLook(t, name, func(t *testing.T, h *officetest.Stock, width, height float32) *screentest.Stage {
		return open(t, &house{h}, width, height)
	})
}
