package enquiry

import (
	"cmp"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// take is the form that takes a question down: answered at once, or passed on.
func (s *enquiries) take(heard string) fyne.CanvasObject {
	f := screen.NewForm(s.sh, "enquiry", "enquiry/"+heard, func(c *data.TakeEnquiry) {
		c.Enquiry, c.Heard = data.NewID(), cmp.Or(c.Heard, heard)
	})
	c, how := f.C, new(string)
	question := f.Text("question", &c.Question, data.RemarkLength).SetMulti(2)
	topic := screen.Choice(f, "topic", &c.Topic, data.EnquiryTopics).SetOptional(true)
	who, unit := f.Text("who", &c.Who, data.NameLength), f.Text("unit", &c.Unit, data.NameLength)
	which := screen.Choice(f, "how", how, []string{"now", "pass"})
	answer, phone := f.Text("answer", &c.Answer, data.RemarkLength).SetMulti(2), f.Phone("phone", &c.Phone)
	passing(s, f, &c.PassedTo, &c.Passed, &c.Due)
	place := screen.Choice(f, "heard", &c.Heard, data.EnquiryPlaces)
	f.Stay("heard")
	f.Show(func() bool { return *how == "now" }, "answer")
	f.Show(func() bool { return *how == "pass" }, "phone", "passedTo", "passed", "due")
	unfold := f.OnFill
	f.OnFill = func(c *data.TakeEnquiry) {
		if *how = "now"; c.PassedTo != "" || c.Passed != "" || c.Due != 0 || c.Phone != "" {
			*how = "pass"
		}
		unfold(c)
	}
	f.After = s.Load
	f.Do("enquiry.do", func(c *data.TakeEnquiry, r data.Receipt) {
		told := s.sh.Say("enquiry.doneNow")
		if c.Answer == "" {
			told = s.sh.Say("enquiry.donePassed", s.passed(c.PassedTo, c.Passed), s.clock(c.Due))
		}
		s.sh.Toast(told, r.ID)
	})
	s.form = f
	body := f.Column(question, topic, kit.Columns([]float32{1, 1}, who, unit), which, answer, phone,
		f.Field("passedTo"), f.Field("passed"), f.Field("due"), place)
	return kit.Pin(nil, kit.VBox(f.Banner, f.Button), nil, nil, kit.NewScroll(body))
}

const (
	outside  = "-"        // the choice of somebody who is not of the staff
	promised = "promised" // the moment that a half-filled command came with
)

// passing asks to whom a question goes and by when it is answered.
func passing[C any](s *enquiries, f *screen.Form[C], to *data.ID, name *string, due *data.Time) {
	when := new(string)
	by := func() data.Time {
		if *when == promised {
			return *due
		}
		return dueAt(s.sh.Settings(), s.sh.Now(), *when)
	}
	screen.Pick(f, "passedTo", to, s.people()).SetMore(7, s.sh.Say("common.more"))
	f.Text("passed", name, data.NameLength)
	screen.Choice(f, "due", when, enquiryDues)
	f.Under("due", func() string {
		if *when == "" {
			return ""
		}
		return s.sh.Say("enquiry.promised", s.sh.Settings().Calendar.Stamp(by())[5:])
	})
	f.Show(func() bool { return *to == outside }, "passed")
	f.Need("enquiry.needTo", "passedTo")
	f.Need("enquiry.needDue", "due")
	f.OnFill = func(*C) {
		if *name != "" && *to == "" {
			*to = outside
		}
		if *when = ""; *due != 0 {
			*when = promised
		}
	}
	f.OnGive = func(*C) {
		if *to == outside {
			*to = ""
		}
		*due = by()
	}
}

// The codes of when an answer is promised.
var enquiryDues = []string{"hour", "close", "tomorrow", "three", "week"}

// dueAt gives the moment of a promise: in an hour, before closing, tomorrow at
// noon, or at closing in three days or a week. Where closing is near or past,
// before closing is the next day's.
func dueAt(set data.Settings, now data.Time, code string) data.Time {
	c := set.Calendar
	day := c.Day(now)
	closing := func(d data.Day) data.Time { return c.At(d, set.Closes) }
	switch code {
	case "hour":
		return now.Add(time.Hour)
	case "close":
		if t := closing(day); t > now {
			return t
		}
		return closing(day.Plus(1))
	case "tomorrow":
		return c.At(day.Plus(1), 12*60)
	case "three":
		return closing(day.Plus(3))
	case "week":
		return closing(day.Plus(7))
	}
	return 0
}
