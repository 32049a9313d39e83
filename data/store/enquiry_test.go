package store

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"yingbin/data"
)

const guyi = data.ID("staff-guyi") // consultant

func (b *testBook) asks() *data.TakeEnquiry {
	return &data.TakeEnquiry{Head: b.head(gu), Enquiry: data.NewID(), Heard: "bar", Topic: "parking", Who: "欧阳䶮", Unit: "3-1502", Question: "地下车位多少钱一个？"}
}

func (b *testBook) passes(hours int) *data.TakeEnquiry {
	c := b.asks()
	c.PassedTo, c.Due = guyi, b.Now().Add(time.Duration(hours)*time.Hour)
	return c
}

func (b *testBook) enquiry(id data.ID) data.Enquiry {
	b.t.Helper()
	list, err := b.EnquiriesList(context.Background(), data.EnquiryFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.t.Fatal(list, err)
	}
	return list[0]
}

func (b *testBook) enquiryLines() (lines []string) {
	b.t.Helper()
	set := data.Settings{}.Defaults()
	items, err := handOverEnquiries(context.Background(), b, handoverScope{now: b.Now(), day: set.Calendar.Day(b.Now()), settings: set})
	if err != nil {
		b.t.Fatal(err)
	}
	for _, i := range items {
		lines = append(lines, strings.Join([]string{i.Key, i.Title, i.Detail, string(i.Who), strings.Join(i.Args, " ")}, "|"))
	}
	return lines
}

func TestAQuestionIsAnsweredAtOnceOrPassedOn(t *testing.T) {
	b := stockBook(t)
	now := b.asks()
	now.Answer = "十二万起，以销售公示为准。"
	if r := b.do(now); r.Number != "Q-20261123-001" {
		t.Error(r.Number)
	}
	if e := b.enquiry(now.Enquiry); e.Open() || e.AnsweredBy != gu || e.AnsweredAt != e.At || e.Due != 0 {
		t.Errorf("%+v", e)
	}
	later := b.passes(2)
	b.do(later)
	if got := b.enquiryLines(); len(got) != 1 || got[0] != "enquiry.hand.staff|欧阳䶮 3-1502|地下车位多少钱一个？|staff-guyi|Q-1123-002 11:00" {
		t.Error(got)
	}
	b.pass(3 * time.Hour)
	e := b.enquiry(later.Enquiry)
	if !e.Late(b.Now()) || !strings.HasPrefix(b.enquiryLines()[0], "enquiry.hand.staffLate|") {
		t.Errorf("%+v", e)
	}
	on := &data.PassEnquiry{Head: b.head(an), Enquiry: e.ID, Passed: "物业 䶮经理", Due: b.Now().Add(time.Hour)}
	b.do(on)
	if e := b.enquiry(e.ID); e.PassedTo != "" || e.Passed != "物业 䶮经理" || e.Late(b.Now()) || e.PassedAt == e.At {
		t.Errorf("%+v", e)
	}
	if got := b.enquiryLines()[0]; got != "enquiry.hand.other|欧阳䶮 3-1502|物业 䶮经理：地下车位多少钱一个？|staff-gu|Q-1123-002 13:00" {
		t.Error(got)
	}
	answer := &data.AnswerEnquiry{Head: b.head(guyi), Enquiry: e.ID, Answer: "已回电。"}
	b.do(answer)
	if e := b.refuse(&data.AnswerEnquiry{Head: b.head(an), Enquiry: e.ID, Answer: "又答。"}, "enquiry.answered"); e.Args[0] != "顾一样" || e.Args[1] != "12:00" {
		t.Error(e)
	}
	b.refuse(&data.PassEnquiry{Head: b.head(an), Enquiry: e.ID, PassedTo: guyi, Due: b.Now().Add(time.Hour)}, "enquiry.answered")
	if len(b.enquiryLines()) != 0 {
		t.Error(b.enquiryLines())
	}
	b.do(&data.Undo{Head: b.head(guyi), Command: answer.ID})
	on.ID, on.Passed, on.PassedTo = data.NewID(), "", guyi
	b.do(on)
	if e := b.enquiry(e.ID); !e.Open() || e.PassedTo != guyi || e.Passed != "" || e.Answer != "" {
		t.Errorf("%+v", e)
	}
	open, err := b.EnquiriesList(context.Background(), data.EnquiryFilter{Open: true})
	if err != nil || len(open) != 1 {
		t.Error(open, err)
	}
	b.verify()
}

func TestBadEnquiriesAreRefusedAtTheirField(t *testing.T) {
	b := stockBook(t)
	for name, c := range map[string]struct {
		change     func(c *data.TakeEnquiry)
		key, field string
	}{
		"no question": {func(c *data.TakeEnquiry) { c.Question = " " }, "error.required", "question"},
		"nowhere":     {func(c *data.TakeEnquiry) { c.Heard = "" }, "error.required", "heard"},
		"strange":     {func(c *data.TakeEnquiry) { c.Topic = "weather" }, "error.invalid", "topic"},
		"neither":     {func(c *data.TakeEnquiry) { c.PassedTo, c.Due = "", 0 }, "enquiry.needAnswer", "answer"},
		"to nobody":   {func(c *data.TakeEnquiry) { c.PassedTo = "" }, "enquiry.needTo", "passedTo"},
		"to both":     {func(c *data.TakeEnquiry) { c.Passed = "物业" }, "enquiry.needTo", "passedTo"},
		"no time":     {func(c *data.TakeEnquiry) { c.Due = 0 }, "enquiry.needDue", "due"},
		"past":        {func(c *data.TakeEnquiry) { c.Due = c.At - 1 }, "enquiry.duePast", "due"},
		"and answer":  {func(c *data.TakeEnquiry) { c.Answer = "有" }, "enquiry.both", "passedTo"},
		"stranger":    {func(c *data.TakeEnquiry) { c.PassedTo = "staff-none" }, "error.notFound", "passedTo"},
		"anonymous":   {func(c *data.TakeEnquiry) { c.Who, c.Unit = "", "" }, "enquiry.needWho", "who"},
		"phone":       {func(c *data.TakeEnquiry) { c.Phone = "12345" }, "error.phone", "phone"},
		"long":        {func(c *data.TakeEnquiry) { c.Question = strings.Repeat("问", 501) }, "error.tooLong", "question"},
		"no guest":    {func(c *data.TakeEnquiry) { c.Visitor = "visitor-none" }, "error.notFound", "who"},
	} {
		t.Run(name, func(t *testing.T) {
			q := b.passes(2)
			c.change(q)
			if e := b.refuse(q, c.key); e.Field != c.field {
				t.Errorf("at %q, not at %q", e.Field, c.field)
			}
		})
	}
	b.refuse(&data.AnswerEnquiry{Head: b.head(gu), Enquiry: "none", Answer: "有"}, "error.notFound")
	b.refuse(&data.AnswerEnquiry{Head: b.head(gu), Enquiry: "none", Answer: " "}, "error.required")
}

func TestOneAnswerCounts(t *testing.T) {
	b := stockBook(t)
	q := b.passes(2)
	b.do(q)
	var wg sync.WaitGroup
	results := make([]error, 16)
	for i := range results {
		c := &data.AnswerEnquiry{Head: b.head([]data.ID{gu, an, guyi}[i%3]), Enquiry: q.Enquiry, Answer: "可以。"}
		wg.Go(func() { _, results[i] = b.Do(context.Background(), c) })
	}
	wg.Wait()
	done := 0
	for _, err := range results {
		if err == nil {
			done++
		} else if data.CodeOf(err) != data.Stale {
			t.Error(err)
		}
	}
	if done != 1 {
		t.Error("answered", done, "times")
	}
}

func TestAnEnquiryIsForgottenWithTheGuest(t *testing.T) {
	ctx := context.Background()
	b := stockBook(t)
	in := &data.CheckIn{Head: b.head(an), Visit: data.NewID(), Visitor: data.NewID(), Name: "欧阳䶮", Title: "ms", Phone: "13800002233", Adults: 1, Purpose: "talk"}
	b.do(in)
	q := b.passes(2)
	q.Visitor, q.Who, q.Phone, q.Question = in.Visitor, "", "13800002233", "能不能把主卧打通成套间"
	b.do(q)
	if e := b.enquiry(q.Enquiry); e.Who != "欧阳䶮" || e.Visitor != in.Visitor {
		t.Errorf("%+v", e)
	}
	b.do(&data.CheckOut{Head: b.head(an), Visits: []data.ID{in.Visit}, How: "seen-off"})
	b.refuse(&data.Anonymise{Head: b.head(chang), Visitors: []data.ID{in.Visitor}}, "enquiry.stillOpen")
	if long, err := b.Forgettable(ctx, data.TimeOf(b.read())+1, 10); err != nil || len(long) != 0 {
		t.Error(long, err)
	}
	b.do(&data.AnswerEnquiry{Head: b.head(guyi), Enquiry: q.Enquiry, Answer: "承重墙不能动，已向本人说明"})
	if long, err := b.Forgettable(ctx, data.TimeOf(b.read())+1, 10); err != nil || len(long) != 1 {
		t.Error(long, err)
	}
	b.do(&data.Anonymise{Head: b.head(chang), Visitors: []data.ID{in.Visitor}})
	if e := b.enquiry(q.Enquiry); e.Who != "" || e.Phone != "" || e.Unit != "" || e.Question != "" || e.Answer != "" || e.Open() || e.Topic != "parking" {
		t.Errorf("%+v", e)
	}
	for _, word := range []string{"欧阳䶮", "主卧打通", "承重墙", "3-1502"} {
		n, err := value[int64](ctx, b, `SELECT (SELECT count(*) FROM journal_side WHERE instr(vals, ?) > 0) + (SELECT count(*) FROM journal WHERE instr(body, ?) > 0)`, word, word)
		if err != nil || n != 0 {
			t.Errorf("%s stands in %d places (%v)", word, n, err)
		}
	}
	b.verify()
}

func TestWhatWasAskedAndBrokenFollowsWhoTurnsOutToBeKnown(t *testing.T) {
	b := stockBook(t)
	known := b.guestOf("欧阳䶮", "13800002233")
	b.do(known)
	b.do(&data.CheckOut{Head: b.head(an), Visits: []data.ID{known.Visit}, How: "seen-off"})
	in := &data.CheckIn{Head: b.head(an), Visit: data.NewID(), Visitor: data.NewID(), Name: "欧阳女士", NoPhone: true, Adults: 1, Purpose: "viewing"}
	b.do(in)
	q := b.passes(2)
	q.Visitor = in.Visitor
	b.do(q)
	c := b.breaks("cup", 1)
	c.Cause, c.Waived, c.Visitor = "guest", "guest", in.Visitor
	b.do(c)
	a := amendOf(b, b.visit(in.Visit))
	a.NoPhone, a.Phone = false, "13800002233"
	b.do(a)
	if e, r := b.enquiry(q.Enquiry), b.breakage(c.Breakage); e.Visitor != known.Visitor || r.Visitor != known.Visitor {
		t.Errorf("the enquiry is %s's, the breakage %s's, not %s's", e.Visitor, r.Visitor, known.Visitor)
	}
	b.do(&data.Undo{Head: b.head(an), Command: a.ID})
	if e := b.enquiry(q.Enquiry); e.Visitor != in.Visitor || e.Question != q.Question {
		t.Errorf("%+v", e)
	}
}
