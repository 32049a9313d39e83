package floor

import (
	"testing"

	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

// house is a bar and its floor, for the tests of this package.
type house struct{ *officetest.Bar }

func newHouse(t testing.TB) *house {
	t.Helper()
	return &house{officetest.NewBar(t)}
}

func barLooks(t *testing.T, name string, open func(t *testing.T, h *house, height float32) *screentest.Stage) {
	officetest.BarLooks(t, name, func(t *testing.T, h *officetest.Bar, height float32) *screentest.Stage {
		return open(t, &house{h}, height)
	})
}
