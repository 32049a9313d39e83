package enquiry

import (
	"cmp"
	"context"

	"yingbin/data"
	"yingbin/ui/paper"
)

// PaperOffice is what the 物业问题咨询表 reads.
type PaperOffice interface {
	paper.Staffed
	EnquiriesList(ctx context.Context, f data.EnquiryFilter) ([]data.Enquiry, error)
}

// Papers are the register's records. A nil office will do to list them.
func Papers(o PaperOffice) []paper.Record {
	return []paper.Record{{Name: "enquiry", Title: "enquiry.paper.title", Span: paper.Range, List: true,
		Lay: func(ctx context.Context, a paper.Ask) (*paper.Document, error) {
			p := enquiryPaper{Ask: a}
			var err error
			if p.names, err = paper.Names(ctx, o); err != nil {
				return nil, err
			}
			f := data.EnquiryFilter{From: a.From, To: a.To}
			if a.ID != "" {
				f = data.EnquiryFilter{ID: data.ID(a.ID)}
			}
			if p.list, err = o.EnquiriesList(ctx, f); err != nil {
				return nil, err
			}
			return p.lay(), nil
		}}}
}

// enquiryPaper is enquiries on their way to paper.
type enquiryPaper struct {
	paper.Ask
	names map[data.ID]string
	list  []data.Enquiry
}

func (p *enquiryPaper) lay() *paper.Document {
	if p.ID != "" && len(p.list) == 1 {
		p.From, p.To = p.list[0].Day, p.list[0].Day
	}
	set := p.Setup("enquiry.paper.title")
	set.Name, set.Landscape, set.Facts = "enquiry-"+string(p.From), true, p.facts()
	list := paper.List[data.Enquiry]{Rows: p.list, Empty: "enquiry.paper.none", Columns: []paper.Col[data.Enquiry]{
		{Head: "enquiry.paper.number", Width: 26, Text: p.number, PaperOnly: true},
		{Head: "common.number", Text: func(e data.Enquiry) string { return data.ShortNumber(e.Number) }},
		{Head: "common.time", Value: func(e data.Enquiry) paper.Value { return p.Stamp(e.At) }},
		{Head: "enquiry.heard", Text: p.heard},
		{Head: "enquiry.asker", Width: 32, Text: p.asker},
		{Head: "enquiry.question", Width: 74, Text: p.question},
		{Head: "enquiry.paper.answer", Width: 74, Text: func(e data.Enquiry) string { return paper.Under(e.Answer, p.Amended(e.Amended, p.names)) }},
		{Head: "enquiry.paper.by", Width: 36, Value: p.by},
		{Head: "enquiry.paper.taken", Width: 22, Text: func(e data.Enquiry) string { return p.names[e.By] }},
	}}
	if p.From != p.To {
		list.Group = paper.ByDay(p.Ask, func(e data.Enquiry) data.Day { return e.Day })
	}
	return paper.NewSheet(set).Add(list).Sign("enquiry.paper.keeper", "common.supervisor").Finish()
}

func (p *enquiryPaper) facts() []string {
	once, later, open, late := 0, 0, 0, 0
	for _, e := range p.list {
		switch {
		case e.Void:
		case e.Late(p.Now):
			open, late = open+1, late+1
		case e.Open():
			open++
		case e.PassedAt > 0:
			later++
		default:
			once++
		}
	}
	return []string{p.Say("enquiry.paper.asked", len(p.list)), p.Say("enquiry.paper.once", once), p.Say("enquiry.paper.later", later),
		p.Say("enquiry.paper.open", open), p.Say("enquiry.paper.late", late)}
}

func (p *enquiryPaper) heard(e data.Enquiry) string { return p.Say("enquiry.heard." + e.Heard) }

// number says which it is, when and where it was asked.
func (p *enquiryPaper) number(e data.Enquiry) string {
	return data.ShortNumber(e.Number) + "\n" + p.Settings.Calendar.Clock(e.At) + " " + p.heard(e)
}

func (p *enquiryPaper) asker(e data.Enquiry) string {
	return paper.Linked("\n", Enquirer(p.Say, e), data.MaskPhone(e.Phone))
}

func (p *enquiryPaper) question(e data.Enquiry) string {
	if e.Topic == "" {
		return e.Question
	}
	return p.Say("enquiry.paper.topic", e.Topic, e.Question)
}

// by says who answered and when, or who is to and by when.
func (p *enquiryPaper) by(e data.Enquiry) paper.Value {
	c := p.Settings.Calendar
	to := cmp.Or(p.names[e.PassedTo], e.Passed)
	switch {
	case e.Void:
		return paper.Words(p.Say("common.voided"))
	case !e.Open():
		return paper.Words(p.Say("enquiry.paper.answered", p.names[e.AnsweredBy], c.Stamp(e.AnsweredAt)))
	case e.Late(p.Now):
		return paper.Words(p.Say("enquiry.paper.overdue", to, c.Stamp(e.Due))).Bold(true)
	}
	return paper.Words(p.Say("enquiry.paper.passed", to, c.Stamp(e.Due)))
}

// Enquirer says who asked, or that nobody left a name.
func Enquirer(say paper.Say, e data.Enquiry) string { return cmp.Or(e.Asker(), say("enquiry.nobody")) }
