package screen_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// shelf is a screen that notes what it was to open.
type shelf struct {
	text   *kit.Text
	opened []string
}

func (s *shelf) Content() fyne.CanvasObject { return s.text }
func (s *shelf) Changed(data.Change)        {}
func (s *shelf) Closed()                    {}
func (s *shelf) begin(c *data.PlaceOrder)   { s.opened = append(s.opened, "order at "+string(c.Place)) }
func (s *shelf) follow(id data.ID)          { s.opened = append(s.opened, "booking "+string(id)) }
func (s *shelf) choose(f data.BookingFilter) {
	s.opened = append(s.opened, "bookings of "+string(f.From))
}
func newShelf(name string) *shelf { return &shelf{text: kit.NewText(name, kit.Title)} }

func TestABuilderOpensWhatItSaysItOpens(t *testing.T) {
	b := screen.New("shelf", "common.note", "pen", func(sh screen.Shell) *shelf { return newShelf(sh.Say("common.note")) },
		screen.Opens((*shelf).begin), screen.Opens((*shelf).choose), screen.OpensRef(data.BookingRef, (*shelf).follow))
	sh := screentest.NewShell(t)
	s := b.Build(sh)
	screentest.Open(t, sh, s).Want(sh.Say("common.note"))
	for _, route := range []screen.Route{screen.To(&data.PlaceOrder{Place: "a3"}), screen.To(data.BookingFilter{From: "2026-11-24"}), screen.To(data.BookingRef("b1"))} {
		if !b.Opens(route) || !b.Open(s, route) {
			t.Errorf("%v is not opened", route)
		}
	}
	for _, route := range []screen.Route{screen.To(data.PlaceOrder{Place: "a3"}), screen.To(data.VisitRef("v1")), screen.To(screen.Print{}), screen.To(data.ID("b1"))} {
		if b.Opens(route) || b.Open(s, route) {
			t.Errorf("%v is opened", route)
		}
	}
	if want := []string{"order at a3", "bookings of 2026-11-24", "booking b1"}; !slices.Equal(s.(*shelf).opened, want) {
		t.Errorf("opened %q", s.(*shelf).opened)
	}
}
