package enquiry

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
)

// Register is what this register is to the engine.
var Register = store.Register{
	Of:       data.Enquiries,
	Describe: about,
	Numbers:  map[string]string{"Q": "enquiry"},
	Decide: map[string]store.Decider{
		"TakeEnquiry":   store.Decides(takeEnquiry),
		"AnswerEnquiry": store.Decides(answerEnquiry),
		"PassEnquiry":   store.Decides(passEnquiry),
		"CorrectAnswer": store.Decides(correctAnswer),
		"VoidEnquiry":   store.Decides(voidEnquiry),
	},
	Recent:         map[string]string{"enquiry": `day >= :day OR answered_at = 0`},
	ForgetBlockers: []store.ForgetBlocker{{Rank: 4, Key: "enquiry.stillOpen", Query: `SELECT visitor FROM enquiry WHERE visitor <> '' AND answered_at = 0 AND void = 0`}},
	Matters:        matters,
}

func takeEnquiry(tx *store.Tx, c *data.TakeEnquiry) error {
	e := data.Enquiry{
		ID: c.Enquiry, Day: tx.Day(), At: tx.At(), By: c.Staff, Heard: c.Heard, Topic: c.Topic,
		Who: c.Who, Phone: c.Phone, Unit: c.Unit, Question: c.Question,
	}
	if c.Visitor != "" {
		v, err := tx.KnownGuest(c.Visitor, "who")
		if err != nil {
			return err
		}
		e.Visitor = v.ID
		if e.Who == "" {
			e.Who = v.Name
		}
	}
	if c.Answer != "" {
		e.Answer, e.AnsweredBy, e.AnsweredAt = c.Answer, c.Staff, tx.At()
	} else if err := pass(tx, &e, c.PassedTo, c.Passed, c.Due); err != nil {
		return err
	}
	var err error
	if e.Number, err = tx.Number("Q", e.Day); err != nil {
		return err
	}
	return tx.Insert("enquiry", e)
}

// pass gives a question to somebody who is there to take it.
func pass(tx *store.Tx, e *data.Enquiry, to data.ID, name string, due data.Time) error {
	if to != "" {
		if _, err := tx.StaffHere(to, "passedTo"); err != nil {
			return err
		}
	}
	if due <= tx.At() {
		return data.Fault(data.Invalid, "enquiry.duePast").At("due")
	}
	e.PassedTo, e.Passed, e.PassedAt, e.Due = to, name, max(tx.At(), e.At), due
	return nil
}

func answerEnquiry(tx *store.Tx, c *data.AnswerEnquiry) error {
	e, err := openEnquiry(tx, c.Enquiry)
	if err != nil {
		return err
	}
	return tx.Update("enquiry", store.Cols{"answer": c.Answer, "answered_by": c.Staff, "answered_at": max(tx.At(), e.At)}, string(e.ID))
}

func passEnquiry(tx *store.Tx, c *data.PassEnquiry) error {
	e, err := openEnquiry(tx, c.Enquiry)
	if err != nil {
		return err
	}
	if err := pass(tx, &e, c.PassedTo, c.Passed, c.Due); err != nil {
		return err
	}
	return tx.Put("enquiry", e)
}

// openEnquiry reads a question that waits for its answer; of one that was
// answered it says by whom and when.
func openEnquiry(tx *store.Tx, id data.ID) (data.Enquiry, error) {
	e, err := store.Get[data.Enquiry](tx, "enquiry", string(id))
	if err == nil && e.Void {
		err = data.Fault(data.Stale, "enquiry.isVoid")
	}
	if err != nil || e.Open() {
		tx.About(e.Visitor)
		return e, err
	}
	who, err := store.Get[data.Staff](tx, "staff", string(e.AnsweredBy))
	if err != nil {
		return e, err
	}
	return e, data.Fault(data.Stale, "enquiry.answered", who.Name, tx.Shown(e.AnsweredAt))
}

// correctAnswer puts right what somebody answered.
func correctAnswer(tx *store.Tx, c *data.CorrectAnswer) error {
	e, err := store.Get[data.Enquiry](tx, "enquiry", string(c.Enquiry))
	switch {
	case err != nil:
		return err
	case e.Void:
		return data.Fault(data.Stale, "enquiry.isVoid")
	case e.Open():
		return data.Fault(data.Conflict, "enquiry.notAnswered").At("answer")
	}
	tx.About(e.Visitor)
	e.Answer, e.Amended = c.Answer, tx.Amended(c.Why, false)
	return tx.Put("enquiry", e)
}

func voidEnquiry(tx *store.Tx, c *data.VoidEnquiry) error {
	e, err := store.Get[data.Enquiry](tx, "enquiry", string(c.Enquiry))
	if err == nil && e.Void {
		err = data.Fault(data.Stale, "enquiry.isVoid")
	}
	if err != nil {
		return err
	}
	tx.About(e.Visitor)
	e.Amended = tx.Amended(c.Why, true)
	return tx.Put("enquiry", e)
}

// EnquiriesList lists enquiries, the oldest first.
func (b EnquiryReader) EnquiriesList(ctx context.Context, f data.EnquiryFilter) ([]data.Enquiry, error) {
	return readEnquiries(ctx, b.book, f)
}

func readEnquiries(ctx context.Context, q store.Querier, f data.EnquiryFilter) ([]data.Enquiry, error) {
	t := store.Filter{From: `SELECT * FROM enquiry`}
	t.When(f.ID != "", `id = ?`, string(f.ID))
	t.When(f.Visitor != "", `visitor = ?`, string(f.Visitor))
	t.When(f.From != "", `day >= ?`, string(f.From))
	t.When(f.To != "", `day <= ?`, string(f.To))
	t.When(f.Open, `answered_at = 0 AND void = 0`)
	return store.All[data.Enquiry](ctx, q, t.Text(` ORDER BY at, number`), t.Args...)
}
