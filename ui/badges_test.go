package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/ui/screen"
)

// counted lists the screens of the rail that say how much is to do; ! is late.
func (f *stand) counted() (all []string) {
	for _, i := range f.w.frame.rail.items {
		if n := i.count.Text(); n != "" {
			if i.late {
				n += "!"
			}
			all = append(all, i.name+" "+n)
		}
		if shown := !i.pill.Hidden; shown != (i.count.Text() != "") {
			f.t.Errorf("%s: the pill is shown %v", i.name, shown)
		}
	}
	return all
}

func (f *stand) give(c data.Command, by data.ID) {
	f.t.Helper()
	h := c.Meta()
	h.ID, h.At, h.Staff = data.NewID(), data.TimeOf(f.at), by
	h.Signer = officetest.Signer(by, map[data.ID]string{"boss": bossPIN, "an": deskPIN, "ji": deskPIN}[by])
	if _, err := f.book.Do(context.Background(), c); err != nil {
		f.t.Fatal(err)
	}
	f.notice()
}

func (f *stand) wantCounts(want ...string) {
	f.t.Helper()
	if got := f.counted(); !slices.Equal(got, want) {
		f.t.Errorf("the rail counts %q, not %q", got, want)
	}
}

func TestTheRailCountsWhatIsToDo(t *testing.T) {
	f := open(t, false, func(s *Setup) { s.Stations = nil })
	f.signOn("安小样", deskPIN)
	f.wantCounts()
	unnamed := &data.CheckIn{Visit: "v1", Visitor: "g1", Pending: true, Adults: 4, Purpose: "viewing"}
	f.give(unnamed, "an")
	f.give(&data.CheckIn{Visit: "v2", Visitor: "g2", Pending: true, Adults: 2, Purpose: "viewing"}, "an")
	f.give(&data.LeaveNote{Note: "n1", What: "instruction", Text: "明日区域检查"}, "boss")
	f.give(&data.TakeEnquiry{Enquiry: "e1", Heard: "desk", Topic: "parking", Who: "欧阳䶮", Question: "车位多少钱", PassedTo: "gu", Due: data.TimeOf(f.at).Add(2 * time.Hour)}, "an")
	f.wantCounts("visits 2", "handover 1", "enquiries 1")
	f.shoot("rail-counts")

	// What somebody does takes it off, and what time makes late is red.
	f.give(&data.Undo{Command: unnamed.ID}, "an")
	f.at = f.at.Add(2*time.Hour + time.Minute)
	f.pass(time.Second)
	f.wantCounts("visits 1", "handover 1", "enquiries 1!")

	// In a narrow window the rail is built anew and still counts.
	f.win.Resize(fyne.NewSize(1024, 768))
	f.pass(time.Second)
	if !f.w.compact {
		t.Fatal("the window is not narrow")
	}
	f.wantCounts("visits 1", "handover 1", "enquiries 1!")
	f.shoot("rail-counts-narrow")
	for _, i := range f.w.frame.rail.items {
		if i.count.Text() != "" && (i.pill.Position().X < 0 || i.pill.Position().X+i.pill.Size().Width > i.hint.Position().X+i.Size().Width-i.hint.MinSize().Width) {
			t.Errorf("%s: the count lies on the key", i.name)
		}
	}
	f.give(&data.AnswerEnquiry{Enquiry: "e1", Answer: "以公示为准。"}, "an")
	f.wantCounts("visits 1", "handover 1")
}

func TestTheRailCountsNothingOfOthers(t *testing.T) {
	f := open(t, false, func(s *Setup) { s.Stations = nil })
	f.give(&data.LeaveNote{Note: "n1", What: "instruction", Text: "明日区域检查"}, "boss")
	f.signOn("𠮷引宾", deskPIN)
	if got := fmt.Sprint(f.counted()); strings.Contains(got, "handover") {
		t.Error("an usher's rail has no handover, and yet it counts", got)
	}
}

// slowOffice answers what is open only when the test lets it.
type slowOffice struct {
	Office
	asked int
	open  []data.Matter
	fail  error
}

func (o *slowOffice) Matters(context.Context, data.Time, data.Viewer) ([]data.Matter, error) {
	o.asked++
	return o.open, o.fail
}

func TestManyChangesAreCountedOnceMore(t *testing.T) {
	var o *slowOffice
	f := open(t, false, func(s *Setup) {
		o = &slowOffice{Office: s.Office}
		s.Office = o
		s.Stations = []Station{{Name: "reception", Entries: []Entry{{Builder: screen.New("one", "common.today", "home", newNote, screen.Opens((*note).take))}}}}
	})
	f.signOn("安小样", deskPIN)
	o.asked = 0
	for range 5 {
		f.w.changed(data.Change{Seq: f.w.seen})
	}
	f.settle()
	if o.asked != 2 {
		t.Errorf("five changes were counted %d times, not once and once more", o.asked)
	}
	for range 120 {
		o.open = append(o.open, data.Matter{Todo: &data.Todo{To: data.Print{Record: "ledger"}}})
	}
	f.w.changed(data.Change{Seq: f.w.seen})
	f.settle()
	f.wantCounts("one 99+")
	o.open, o.fail = nil, data.Fault(data.Storage, "error.internal")
	f.w.changed(data.Change{Seq: f.w.seen})
	f.settle()
	f.wantCounts("one 99+") // what was counted stays
}
