package enquiry

import (
	"yingbin/data"
	"yingbin/data/store"
)

// about says of this register's commands what they are about.
var about = map[string]store.Describer{
	"TakeEnquiry":   store.Describes(func(_ *store.Naming, c *data.TakeEnquiry) []any { return []any{c.Who, c.Unit, c.Question, c.Answer} }),
	"AnswerEnquiry": store.Describes(func(n *store.Naming, c *data.AnswerEnquiry) []any { return append(asked(n, c.Enquiry), c.Answer) }),
	"CorrectAnswer": store.Describes(func(n *store.Naming, c *data.CorrectAnswer) []any {
		return append(asked(n, c.Enquiry), c.Answer, c.Why)
	}),
	"VoidEnquiry": store.Describes(func(n *store.Naming, c *data.VoidEnquiry) []any { return append(asked(n, c.Enquiry), c.Why) }),
	"PassEnquiry": store.Describes(func(n *store.Naming, c *data.PassEnquiry) []any {
		return append(asked(n, c.Enquiry), c.PassedTo, c.Passed, c.Due)
	}),
}

// asked says which question something is said of.
func asked(n *store.Naming, id data.ID) []any {
	e := store.Row[data.Enquiry](n, "enquiry", id)
	if e.ID == "" {
		return nil
	}
	return []any{data.ShortNumber(e.Number), e.Asker(), e.Question}
}
