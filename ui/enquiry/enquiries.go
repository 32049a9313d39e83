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
	office Office
	sh     screen.Shell
	view   view
	latest screen.Latest // of loading
	asked  data.ID       // an enquiry another screen spoke of

	form    *screen.Form[data.TakeEnquiry]
	which   *kit.Chips
	list    *kit.List
	trouble *kit.Banner
	content fyne.CanvasObject
}

func newEnquiries(o Office, sh screen.Shell, heard string) *enquiries {
	s := &enquiries{office: o, sh: sh, trouble: kit.NewFaultBanner(), list: kit.NewList()}
	s.which = kit.NewChips("", kit.Labelled(sh.Say, "enquiry.filter.", []string{"open", "all"}))
	s.which.Select("open")
	s.which.OnChanged = s.show
	s.list.OnTap = func(id string) { s.openDetail(data.ID(id)) }
	s.list.OnAction = func(id, _ string) { s.openDetail(data.ID(id)) }
	left := kit.NewCard(sh.Say("enquiry.new"), nil, s.take(heard))
	right := kit.NewCard(sh.Say("enquiry.title"), nil, kit.Pin(kit.VBox(s.which, s.trouble), nil, nil, nil, s.list))
	s.content = kit.Columns([]float32{1, 1}, left, right)
	s.load()
	return s
}

// Content gives what is shown.
func (s *enquiries) Content() fyne.CanvasObject { return s.content }

// First is the question.
func (s *enquiries) First() fyne.Focusable { return kit.First(s.form.Field("question")) }

// Enter records the question.
func (s *enquiries) Enter() bool {
	s.form.Give()
	return true
}

// Changed loads again what the screen shows.
func (s *enquiries) Changed(c data.Change) {
	if c.Touches("enquiry", "staff") {
		s.load()
	}
}

// Tick shows what has become late.
func (s *enquiries) Tick() { s.show() }

// Closed has nothing to end: loads are dropped by the shell.
func (s *enquiries) Closed() {}

// begin begins a question, as of a guest who is known.
func (s *enquiries) begin(c *data.TakeEnquiry) { s.form.Begin(c) }

// follow opens a question, once it is known.
func (s *enquiries) follow(id data.ID) {
	s.asked = id
	s.show()
}

// listDays is how far back the list of all goes.
const listDays = 30

func (s *enquiries) load() {
	var v view
	since := s.sh.Settings().Calendar.Day(s.sh.Now()).Plus(-listDays)
	s.latest.Load(s.sh, nil, func(ctx context.Context) (err error) {
		if v.open, err = s.office.EnquiriesList(ctx, data.EnquiryFilter{Open: true}); err != nil {
			return err
		}
		if v.recent, err = s.office.EnquiriesList(ctx, data.EnquiryFilter{From: since}); err != nil {
			return err
		}
		v.staff, err = s.office.Staff(ctx)
		return err
	}, func(err error) {
		s.trouble.Fault(s.sh.Fault(err))
		if err == nil {
			s.view = v.sorted()
			s.form.Offer("passedTo", s.people())
			s.show()
		}
		s.content.Refresh()
	})
}

// show lists what is chosen, and opens what another screen spoke of.
func (s *enquiries) show() {
	list, none := s.view.recent, "enquiry.noneYet"
	if s.which.Selected() == "open" {
		list, none = s.view.open, "enquiry.noOpen"
	}
	items := make([]kit.Item, len(list))
	for i, e := range list {
		items[i] = s.row(e)
	}
	s.list.SetEmpty(s.sh.Say(none), "", nil)
	s.list.SetItems(screen.MarkItems(s.sh, items))
	s.content.Refresh()
	if id := s.asked; s.openDetail(id) {
		s.asked = ""
	}
}

// view is what the screen shows, read in one go.
type view struct {
	open   []data.Enquiry // the first due first
	recent []data.Enquiry // of the last days, the newest first
	staff  []data.Staff
	names  map[data.ID]string
}

func (v view) sorted() view {
	slices.SortStableFunc(v.open, func(a, b data.Enquiry) int { return int(a.Due - b.Due) })
	slices.Reverse(v.recent)
	v.names = screen.Names(v.staff)
	return v
}

func (v view) find(id data.ID) (data.Enquiry, bool) {
	for _, e := range slices.Concat(v.open, v.recent) {
		if e.ID == id {
			return e, true
		}
	}
	return data.Enquiry{}, false
}
