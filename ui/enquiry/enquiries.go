package enquiry

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what the 咨询 screen asks of the office.
type Office interface {
	EnquiriesList(ctx context.Context, f data.EnquiryFilter) ([]data.Enquiry, error)
	Staff(ctx context.Context) ([]data.Staff, error)
}

// Screen is 咨询; heard is where a question is asked unless said.
func Screen(o Office, heard string) screen.Builder {
	return screen.New("enquiries", "enquiry.rail", "message", func(sh screen.Shell) *enquiries { return newEnquiries(o, sh, heard) },
		screen.Opens((*enquiries).begin),
		screen.OpensRef(data.EnquiryRef, (*enquiries).follow),
	)
}

// enquiries is the 咨询 screen: the form at the left, what was asked at the
// right.
type enquiries struct {
	screen.Live[view]
	office Office
	sh     screen.Shell
	form   *screen.Form[data.TakeEnquiry]
	which  *kit.Chips
	list   *kit.List
}

// view is what the screen shows, read in one go.
type view struct {
	open   []data.Enquiry // the first due first
	recent []data.Enquiry // of the last days, the newest first
	staff  []data.Staff
	names  map[data.ID]string
}

func newEnquiries(o Office, sh screen.Shell, heard string) *enquiries {
	s := &enquiries{office: o, sh: sh, list: kit.NewList()}
	s.Live = screen.NewLive(sh, s.read, s.show, "enquiry", "staff")
	s.which = kit.NewChips("", kit.Labelled(sh.Say, "enquiry.filter.", []string{"open", "all"}))
	s.which.Select("open")
	s.which.OnChanged = s.show
	s.list.OnTap = func(id string) { s.openDetail(data.ID(id)) }
	s.list.OnAction = func(id, _ string) { s.openDetail(data.ID(id)) }
	left := kit.NewCard(sh.Say("enquiry.new"), nil, s.take(heard))
	right := kit.NewCard(sh.Say("enquiry.title"), nil, kit.Pin(kit.VBox(s.which, s.Trouble), nil, nil, nil, s.list))
	s.Shown = kit.Columns([]float32{1, 1}, left, right)
	s.Load()
	return s
}

// First is the question.
func (s *enquiries) First() fyne.Focusable { return kit.First(s.form.Field("question")) }

// Enter records the question.
func (s *enquiries) Enter() bool {
	s.form.Give()
	return true
}

// Tick shows what has become late.
func (s *enquiries) Tick() { s.show() }

// begin begins a question, as of a guest who is known.
func (s *enquiries) begin(c *data.TakeEnquiry) { s.form.Begin(c) }

// follow opens a question, once it is known.
func (s *enquiries) follow(id data.ID) { s.Await(func() bool { return s.openDetail(id) }) }

// listDays is how far back the list of all goes.
const listDays = 30

func (s *enquiries) read(ctx context.Context, today data.Day) (v view, err error) {
	if v.open, err = s.office.EnquiriesList(ctx, data.EnquiryFilter{Open: true}); err != nil {
		return v, err
	}
	if v.recent, err = s.office.EnquiriesList(ctx, data.EnquiryFilter{From: today.Plus(-listDays)}); err != nil {
		return v, err
	}
	slices.SortStableFunc(v.open, func(a, b data.Enquiry) int { return int(a.Due - b.Due) })
	slices.Reverse(v.recent)
	v.staff, err = s.office.Staff(ctx)
	v.names = screen.Names(v.staff)
	return v, err
}

// show lists what is chosen.
func (s *enquiries) show() {
	list, none := s.View.recent, "enquiry.noneYet"
	if s.which.Selected() == "open" {
		list, none = s.View.open, "enquiry.noOpen"
	}
	items := make([]kit.Item, len(list))
	for i, e := range list {
		items[i] = s.row(e)
	}
	s.list.SetEmpty(s.sh.Say(none), "", nil)
	s.list.SetItems(screen.MarkItems(s.sh, items))
	s.form.Offer("passedTo", s.people())
	s.Shown.Refresh()
}
