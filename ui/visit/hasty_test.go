package visit

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

// checkIns lists who was registered.
func checkIns(sh *screentest.Shell) (all []*data.CheckIn) {
	for _, c := range sh.Commands {
		if in, ok := c.(*data.CheckIn); ok {
			all = append(all, in)
		}
	}
	return all
}

// A list of today's expected guests is shown; somebody else's phone is typed and
// Enter comes before the search has answered.
func TestEnterBeforeTheAnswerTakesWhoWasTyped(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 8)
	who := known(t, book, false)
	tail := who.Phone[len(who.Phone)-4:]
	found, err := book.FindVisitors(context.Background(), tail, matchesShown)
	if err != nil || len(found) == 0 {
		t.Fatal(found, err)
	}
	want := found[0].ID
	for _, c := range []struct {
		name string
		do   func(h *kittest.Hand, s *screentest.Stage)
	}{
		{"typed at once, two Enters", func(h *kittest.Hand, s *screentest.Stage) { h.Scan(tail) }},
		{"an answer after every key, but the last one late", func(h *kittest.Hand, s *screentest.Stage) {
			for i, r := range tail {
				if i == len(tail)-1 {
					h.Settle = func() {}
				}
				h.Write(string(r))
			}
			h.Key(fyne.KeyReturn)
		}},
		{"arrows on the old list first", func(h *kittest.Hand, s *screentest.Stage) {
			h.Settle = func() {}
			h.Write(tail)
			h.Key(fyne.KeyDown)
			h.Key(fyne.KeyDown)
			h.Key(fyne.KeyReturn)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			desk, s := openCheckin(t, book, "zh", "wide")
			if len(desk.desk.matches) == 0 || desk.desk.matches[0].ID == want {
				t.Fatal("the sample expects nobody else")
			}
			h := s.Hand()
			c.do(h, s)
			s.Settle()
			if m := desk.desk.match; m == nil || m.ID != want {
				t.Errorf("%v was taken", m)
			}
			if n := len(checkIns(s.Shell)); n != 0 {
				t.Errorf("%d were registered", n)
			}
		})
	}
}

// Taps on the list from before do nothing, and an Enter whose text was changed
// again takes nobody.
func TestTheListFromBeforeTakesNobody(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 8)
	desk, s := openCheckin(t, book, "zh", "wide")
	h := s.Hand()
	old := desk.desk.matches[0]
	h.Settle = func() {}
	h.Write("zzz")
	h.TapIn(desk.desk.list, desk.desk.list.Items()[0].Title)
	if desk.desk.match != nil {
		t.Errorf("%s was taken by a tap", old.Name)
	}
	desk.desk.find.Focus(s.Shell.Canvas())
	h.Key(fyne.KeyReturn)
	h.Write("q")
	s.Settle()
	if desk.desk.match != nil || len(checkIns(s.Shell)) > 0 {
		t.Errorf("%v was taken", desk.desk.match)
	}
}

// Who was chosen is not registered by an Enter after another text.
func TestEnterAfterAnotherTextTurnsToThatText(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 8)
	desk, s := openCheckin(t, book, "zh", "wide")
	who := known(t, book, false)
	h := s.Hand()
	h.TapIn(desk.desk.list, desk.desk.list.Items()[0].Title)
	chosen := desk.desk.match
	if chosen == nil || chosen.ID == who.ID {
		t.Fatal(chosen)
	}
	h.TypeInto(desk.desk.find, who.Phone)
	h.Key(fyne.KeyReturn)
	if m := desk.desk.match; m == nil || m.ID != who.ID {
		t.Errorf("%v is chosen", m)
	}
	h.TypeInto(desk.desk.find, "zzzz")
	h.Key(fyne.KeyReturn)
	if len(checkIns(s.Shell)) > 0 {
		t.Error("somebody was registered whom the text does not find")
	}
	s.Want(s.Shell.Say("visit.find.none"))
}
