package store

import (
	"context"

	"yingbin/data"
)

var _ = announce(part{
	numbers: map[string]string{"Q": "enquiry"},
	decide: map[string]decider{
		"TakeEnquiry":   on(takeEnquiry),
		"AnswerEnquiry": on(answerEnquiry),
		"PassEnquiry":   on(passEnquiry),
	},
	holds:    []hold{{rank: 4, key: "enquiry.stillOpen", query: `SELECT visitor FROM enquiry WHERE visitor <> '' AND answered_at = 0`}},
	handover: handOverEnquiries,
})

func takeEnquiry(tx *Tx, c *data.TakeEnquiry) error {
	e := data.Enquiry{
		ID: c.Enquiry, Day: tx.day(), At: tx.at, By: c.Staff, Heard: c.Heard, Topic: c.Topic,
		Who: c.Who, Phone: c.Phone, Unit: c.Unit, Question: c.Question,
	}
	if c.Visitor != "" {
		v, err := tx.visitorOf(c.Visitor)
		if err != nil {
			return missingAt(err, "who")
		}
		e.Visitor = v.ID
		tx.About(v.ID)
		if e.Who == "" {
			e.Who = v.Name
		}
	}
	if c.Answer != "" {
		e.Answer, e.AnsweredBy, e.AnsweredAt = c.Answer, c.Staff, tx.at
	} else if err := tx.pass(&e, c.PassedTo, c.Passed, c.Due); err != nil {
		return err
	}
	var err error
	if e.Number, err = tx.number("Q", e.Day); err != nil {
		return err
	}
	return tx.insert("enquiry", e)
}

// pass gives a question to somebody who is there to take it.
func (tx *Tx) pass(e *data.Enquiry, to data.ID, name string, due data.Time) error {
	if to != "" {
		s, err := get[data.Staff](tx, "staff", string(to))
		if err == nil && s.Gone {
			err = data.Fault(data.NotFound, "error.notFound")
		}
		if err != nil {
			return missingAt(err, "passedTo")
		}
	}
	if due <= tx.at {
		return data.Fault(data.Invalid, "enquiry.duePast").At("due")
	}
	e.PassedTo, e.Passed, e.PassedAt, e.Due = to, name, max(tx.at, e.At), due
	return nil
}

func answerEnquiry(tx *Tx, c *data.AnswerEnquiry) error {
	e, err := tx.openEnquiry(c.Enquiry)
	if err != nil {
		return err
	}
	return tx.update("enquiry", cols{"answer": c.Answer, "answered_by": c.Staff, "answered_at": max(tx.at, e.At)}, string(e.ID))
}

func passEnquiry(tx *Tx, c *data.PassEnquiry) error {
	e, err := tx.openEnquiry(c.Enquiry)
	if err != nil {
		return err
	}
	if err := tx.pass(&e, c.PassedTo, c.Passed, c.Due); err != nil {
		return err
	}
	return tx.put("enquiry", e)
}

// openEnquiry reads a question that waits for its answer; of one that was
// answered it says by whom and when.
func (tx *Tx) openEnquiry(id data.ID) (data.Enquiry, error) {
	e, err := get[data.Enquiry](tx, "enquiry", string(id))
	if err != nil || e.Open() {
		tx.About(e.Visitor)
		return e, err
	}
	who, err := get[data.Staff](tx, "staff", string(e.AnsweredBy))
	if err != nil {
		return e, err
	}
	return e, data.Fault(data.Stale, "enquiry.answered", who.Name, tx.shown(e.AnsweredAt))
}

// EnquiriesList lists enquiries, the oldest first.
func (b *Book) EnquiriesList(ctx context.Context, f data.EnquiryFilter) ([]data.Enquiry, error) {
	return readEnquiries(ctx, b, f)
}

func readEnquiries(ctx context.Context, q querier, f data.EnquiryFilter) ([]data.Enquiry, error) {
	t := filter{from: `SELECT * FROM enquiry`}
	t.when(f.ID != "", `id = ?`, string(f.ID))
	t.when(f.Visitor != "", `visitor = ?`, string(f.Visitor))
	t.when(f.From != "", `day >= ?`, string(f.From))
	t.when(f.To != "", `day <= ?`, string(f.To))
	t.when(f.Open, `answered_at = 0`)
	return all[data.Enquiry](ctx, q, t.text(` ORDER BY at, number`), t.args...)
}

// handOverEnquiries hands over the questions that wait for an answer, with who
// gives it and by when.
func handOverEnquiries(ctx context.Context, q querier, h handoverScope) ([]data.HandoverItem, error) {
	open, err := readEnquiries(ctx, q, data.EnquiryFilter{Open: true})
	if err != nil {
		return nil, err
	}
	items := make([]data.HandoverItem, len(open))
	for i, e := range open {
		items[i] = data.HandoverItem{
			Section: "enquiries", Sort: i, Ref: e.ID, Visitor: e.Visitor, Title: enquirer(e), Detail: e.Question,
			Key: "enquiry.hand.staff", Args: []string{data.ShortNumber(e.Number), h.clock(e.Due)}, Who: e.PassedTo, Due: e.Due, Amiss: e.Late(h.now),
		}
		if e.PassedTo == "" { // an outsider's name is personal and stands in no sentence
			items[i].Key, items[i].Who = "enquiry.hand.other", e.By
			items[i].Detail = e.Passed + "：" + e.Question
		}
		if items[i].Amiss {
			items[i].Key += "Late"
		}
	}
	return items, nil
}

// enquirer says who asked: by name and unit, as far as they are known.
func enquirer(e data.Enquiry) string {
	switch {
	case e.Who == "":
		return e.Unit
	case e.Unit == "":
		return e.Who
	}
	return e.Who + " " + e.Unit
}
