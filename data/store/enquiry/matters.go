package enquiry

import (
	"context"
	"time"

	"yingbin/data"
	"yingbin/data/store"
)

// matters are the questions that wait for an answer, with who gives it and by
// when.
func matters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
	open, err := readEnquiries(ctx, q, data.EnquiryFilter{Open: true})
	list := make([]data.Matter, len(open))
	for i, e := range open {
		m := data.Matter{
			Section: "enquiries", Ref: data.EnquiryRef(e.ID), Since: e.At, Visitor: e.Visitor, Title: e.Asker(), Detail: e.Question,
			Key: "enquiry.hand.staff", Args: []string{data.ShortNumber(e.Number), h.Clock(e.Due)}, Who: e.PassedTo, Due: e.Due, Amiss: e.Late(h.Now),
		}
		if e.PassedTo == "" { // an outsider's name is personal and stands in no sentence
			m.Key, m.Who = "enquiry.hand.other", e.By
			m.Detail = e.Passed + "：" + e.Question
		}
		if m.Amiss {
			m.Key += "Late"
		}
		m.Todo, m.Tone = toDo(e, h)
		list[i] = m
	}
	return list, err
}

// nearlyDue is how long before its time an answer is urgent.
const nearlyDue = 30 * time.Minute

// toDo asks for an answer that is due before the day ends.
func toDo(e data.Enquiry, h store.AsOf) (*data.Todo, data.Tone) {
	if e.Due >= h.DayEnd(h.Day) {
		return nil, data.ToneNone
	}
	answers := any(e.PassedTo)
	if e.PassedTo == "" {
		answers = e.Passed
	}
	t := &data.Todo{
		Lead: data.Wording("enquiry.today.lead"), Title: data.Beside(e.Headline()), Sub: data.Beside(answers, data.Wording("enquiry.dueAt", e.Due)),
		Badge: data.Wording("common.left", h.Until(e.Due)), When: e.Due,
	}
	switch {
	case e.Late(h.Now):
		t.Badge = data.Wording("common.overdue", h.Since(e.Due))
		return t, data.ToneLate
	case e.Due < h.Now.Add(nearlyDue):
		return t, data.ToneSoon
	}
	return t, data.ToneFresh
}
