package paper

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"yingbin/data"
)

// enquirySource is what the 物业问题咨询表 reads.
type enquirySource interface {
	Staff(ctx context.Context) ([]data.Staff, error)
	EnquiriesList(ctx context.Context, f data.EnquiryFilter) ([]data.Enquiry, error)
}

var _ = announce(Record{Name: "enquiry", Title: "enquiry.paper.title", Order: 150, Span: Range, Make: record(
	func(ctx context.Context, o enquirySource, a Ask) (*Document, error) {
		p := enquiryPaper{ask: a, set: a.Settings.Defaults(), names: map[data.ID]string{}}
		p.ask.To = cmp.Or(a.To, a.From)
		staff, err := o.Staff(ctx)
		if err != nil {
			return nil, err
		}
		for _, s := range staff {
			p.names[s.ID] = s.Name
		}
		f := data.EnquiryFilter{From: p.ask.From, To: p.ask.To}
		if a.ID != "" {
			f = data.EnquiryFilter{ID: data.ID(a.ID)}
		}
		if p.list, err = o.EnquiriesList(ctx, f); err != nil {
			return nil, err
		}
		return p.lay(), nil
	})})

// enquiryPaper is enquiries on their way to paper.
type enquiryPaper struct {
	ask   Ask
	set   data.Settings
	names map[data.ID]string
	list  []data.Enquiry
}

func (p *enquiryPaper) say(key string, args ...any) string { return p.ask.Lex.Say(key, args...) }

func (p *enquiryPaper) lay() *Document {
	ask := p.ask
	if ask.ID != "" && len(p.list) == 1 {
		ask.From, ask.To = p.list[0].Day, p.list[0].Day
	}
	set := ask.Setup("enquiry.paper.title")
	set.Name, set.Landscape, set.Facts = "enquiry-"+string(ask.From), true, p.facts()
	s := NewSheet(set)
	t := s.Table(
		Column{Head: p.say("enquiry.paper.number"), Width: 26}, Column{Head: p.say("enquiry.asker"), Width: 32},
		Column{Head: p.say("enquiry.question"), Width: 74}, Column{Head: p.say("enquiry.paper.answer"), Width: 74},
		Column{Head: p.say("enquiry.paper.by"), Width: 36}, Column{Head: p.say("enquiry.paper.taken"), Width: 22},
	).Empty(p.say("enquiry.paper.none"))
	many := ask.From != ask.To
	day := data.Day("")
	for _, e := range p.list {
		if many && e.Day != day {
			day = e.Day
			t.Section(p.ask.Date(day))
		}
		late := e.Late(p.ask.Now)
		t.Row(
			Cell{S: data.ShortNumber(e.Number) + "\n" + p.set.Calendar.Clock(e.At) + " " + p.say("enquiry.heard."+e.Heard)},
			Cell{S: lines(Enquirer(p.say, e), data.MaskPhone(e.Phone))},
			Cell{S: p.question(e)}, Cell{S: e.Answer}, Cell{S: p.by(e), Bold: late}, Cell{S: p.names[e.By]})
	}
	s.Signatures(SignBox{Role: p.say("enquiry.paper.keeper")}, SignBox{Role: p.say("common.supervisor")})
	return s.Finish()
}

func (p *enquiryPaper) facts() []string {
	once, later, open, late := 0, 0, 0, 0
	for _, e := range p.list {
		switch {
		case e.Late(p.ask.Now):
			open, late = open+1, late+1
		case e.Open():
			open++
		case e.PassedAt > 0:
			later++
		default:
			once++
		}
	}
	return []string{p.say("enquiry.paper.asked", len(p.list)), p.say("enquiry.paper.once", once), p.say("enquiry.paper.later", later),
		p.say("enquiry.paper.open", open), p.say("enquiry.paper.late", late)}
}

func (p *enquiryPaper) question(e data.Enquiry) string {
	if e.Topic == "" {
		return e.Question
	}
	return p.say("enquiry.paper.topic", e.Topic, e.Question)
}

// by says who answered and when, or who is to and by when.
func (p *enquiryPaper) by(e data.Enquiry) string {
	c := p.set.Calendar
	to := e.Passed
	if e.PassedTo != "" {
		to = p.names[e.PassedTo]
	}
	switch {
	case !e.Open():
		return p.say("enquiry.paper.answered", p.names[e.AnsweredBy], c.Stamp(e.AnsweredAt))
	case e.Late(p.ask.Now):
		return p.say("enquiry.paper.overdue", to, c.Stamp(e.Due))
	}
	return p.say("enquiry.paper.passed", to, c.Stamp(e.Due))
}

// Enquirer says who asked: by name and unit, as far as they are known.
func Enquirer(say Say, e data.Enquiry) string {
	known := slices.DeleteFunc([]string{e.Who, e.Unit}, func(s string) bool { return s == "" })
	if len(known) == 0 {
		return say("enquiry.nobody")
	}
	return strings.Join(known, " ")
}

// lines puts what is not empty on lines of their own.
func lines(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n")
}
