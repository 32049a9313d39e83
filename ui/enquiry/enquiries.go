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
	heard  string // where it is asked unless said
	view   enquiryView
	latest screen.Latest // of loading
	ready  bool
	asked  data.ID // an enquiry another screen spoke of
	closer func()  // closes the sheet

	form    *enquiryForm
	which   *kit.Chips
	list    *kit.List
	trouble *kit.Banner
	content fyne.CanvasObject
}

func newEnquiries(o Office, sh screen.Shell, heard string) *enquiries {
	s := &enquiries{office: o, sh: sh, heard: heard}
	s.build()
	s.load()
	return s
}

func (s *enquiries) build() {
	say := s.sh.Say
	s.trouble = kit.NewBanner("", kit.ToneLate)
	s.trouble.Hide()
	s.form = newEnquiryForm(s)
	left := kit.NewCard(say("enquiry.new"), nil, kit.Pin(nil, s.form.foot, nil, nil, kit.NewScroll(s.form.body)))
	s.which = kit.NewChips("", []kit.Choice{{Code: "open", Label: say("enquiry.filter.open")}, {Code: "all", Label: say("enquiry.filter.all")}})
	s.which.Select("open")
	s.which.OnChanged = s.show
	s.list = kit.NewList()
	s.list.OnTap = func(id string) { s.openDetail(data.ID(id)) }
	s.list.OnAction = func(id, _ string) { s.openDetail(data.ID(id)) }
	right := kit.NewCard(say("enquiry.title"), nil, kit.Pin(kit.VBox(s.which, s.trouble), nil, nil, nil, s.list))
	s.content = kit.Columns([]float32{1, 1}, left, right)
}

// Content gives what is shown.
func (s *enquiries) Content() fyne.CanvasObject { return s.content }

// First is the question.
func (s *enquiries) First() fyne.Focusable { return s.form.question.Focusable() }

// Enter records the question.
func (s *enquiries) Enter() bool {
	s.form.give()
	return true
}

// Changed loads again what the screen shows.
func (s *enquiries) Changed(c data.Change) {
	if c.Touches("enquiry", "staff") {
		s.load()
	}
}

// Tick shows what has become late.
func (s *enquiries) Tick() {
	if s.ready {
		s.show()
	}
}

// Closed has nothing to end: loads are dropped by the shell.
func (s *enquiries) Closed() {}

// follow opens a question, once it is known.
func (s *enquiries) follow(id data.ID) {
	s.asked = id
	s.openAsked()
}

// begin begins a question of a guest who is known.
func (s *enquiries) begin(c *data.TakeEnquiry) { s.form.of(c.Visitor, c.Who) }

func (s *enquiries) openAsked() {
	if _, ok := s.find(s.asked); ok {
		id := s.asked
		s.asked = ""
		s.openDetail(id)
	}
}

// enquiryDays is how far back the list of all goes.
const enquiryDays = 30

func (s *enquiries) load() {
	v := enquiryView{names: map[data.ID]string{}}
	today := s.sh.Settings().Calendar.Day(s.sh.Now())
	s.latest.Load(s.sh, nil, func(ctx context.Context) (err error) {
		if v.open, err = s.office.EnquiriesList(ctx, data.EnquiryFilter{Open: true}); err != nil {
			return err
		}
		if v.recent, err = s.office.EnquiriesList(ctx, data.EnquiryFilter{From: today.Plus(-enquiryDays)}); err != nil {
			return err
		}
		slices.Reverse(v.recent)
		v.staff, err = s.office.Staff(ctx)
		for _, p := range v.staff {
			v.names[p.ID] = p.Name
		}
		return err
	}, func(err error) {
		s.trouble.Hidden = err == nil
		if err != nil {
			s.trouble.Set(s.sh.Fault(err), kit.ToneLate)
			s.content.Refresh()
			return
		}
		s.view, s.ready = v, true
		s.form.pass.offer(v.people(s.sh.Me().ID))
		s.show()
		s.openAsked()
	})
}

func (s *enquiries) show() {
	say, set := s.sh.Say, s.sh.Settings()
	list, none := s.view.recent, "enquiry.noneYet"
	if s.which.Selected() == "open" {
		list, none = s.view.waiting(), "enquiry.noOpen"
	}
	s.list.SetEmpty(say(none), "", nil)
	s.list.SetItems(screen.MarkItems(s.sh, s.view.rows(say, set.Calendar, s.sh.Now(), list)))
	s.content.Refresh()
}

func (s *enquiries) find(id data.ID) (data.Enquiry, bool) {
	for _, list := range [][]data.Enquiry{s.view.open, s.view.recent} {
		if i := slices.IndexFunc(list, func(e data.Enquiry) bool { return e.ID == id }); i >= 0 {
			return list[i], true
		}
	}
	return data.Enquiry{}, false
}
