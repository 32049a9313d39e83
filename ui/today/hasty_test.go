package today

import (
	"context"
	"testing"

	"yingbin/data"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

func TestADoubleClickSeesOffOneParty(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 8)
	sh := screentest.NewShell(t)
	sh.Decide = func(c data.Command) (data.Receipt, error) { return book.Do(context.Background(), c) }
	shown := newToday(book, sh)
	s := screentest.OpenSized(t, sh, shown, 1226, 660)
	h := s.Hand()
	h.Settle = func() { s.Settle(); shown.load(); s.Settle() } // the office tells of every change
	first := h.RowActions(1)[0]
	at := h.Reach(first)
	before := len(shown.guests.Items())
	h.DoublePressAt(at)
	if len(sh.Commands) != 1 || len(shown.guests.Items()) != before-1 {
		t.Fatalf("a double click gave %d commands; %d of %d are left", len(sh.Commands), len(shown.guests.Items()), before)
	}
	h.PressAt(at)
	if len(sh.Commands) != 2 {
		t.Errorf("a tap a moment later made it %d commands", len(sh.Commands))
	}
}
