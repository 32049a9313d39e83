package enquiry_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store"
	"yingbin/data/store/enquiry"
	"yingbin/data/store/storetest"
)

func asks(b *storetest.Book) *data.TakeEnquiry {
	return &data.TakeEnquiry{Head: b.By(officetest.Gu), Enquiry: data.NewID(), Heard: "bar", Topic: "parking", Who: "欧阳䶮", Unit: "3-1502", Question: "地下车位多少钱一个？"}
}

func passes(b *storetest.Book, hours int) *data.TakeEnquiry {
	c := asks(b)
	c.PassedTo, c.Due = officetest.GuYi, b.Now().Add(time.Duration(hours)*time.Hour)
	return c
}

func enquiryOf(b *storetest.Book, id data.ID) data.Enquiry {
	b.T.Helper()
	list, err := b.EnquiriesList(context.Background(), data.EnquiryFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.T.Fatal(list, err)
	}
	return list[0]
}

func enquiryLines(b *storetest.Book) (lines []string) {
	b.T.Helper()
	set := data.Settings{}.Defaults()
	items, err := enquiry.HandOverEnquiries(context.Background(), b, store.AsOf{Now: b.Now(), Day: set.Calendar.Day(b.Now()), Settings: set})
	if err != nil {
		b.T.Fatal(err)
	}
	for _, i := range items {
		lines = append(lines, strings.Join([]string{i.Key, i.Title, i.Detail, string(i.Who), strings.Join(i.Args, " ")}, "|"))
	}
	return lines
}

func TestAQuestionIsAnsweredAtOnceOrPassedOn(t *testing.T) {
	b := storetest.StockBook(t)
	now := asks(b)
	now.Answer = "十二万起，以销售公示为准。"
	if r := b.Must(now); r.Number != "Q-20261123-001" {
		t.Error(r.Number)
	}
	if e := enquiryOf(b, now.Enquiry); e.Open() || e.AnsweredBy != officetest.Gu || e.AnsweredAt != e.At || e.Due != 0 {
		t.Errorf("%+v", e)
	}
	later := passes(b, 2)
	b.Must(later)
	if got := enquiryLines(b); len(got) != 1 || got[0] != "enquiry.hand.staff|欧阳䶮 3-1502|地下车位多少钱一个？|staff-guyi|Q-1123-002 11:00" {
		t.Error(got)
	}
	b.Pass(3 * time.Hour)
	e := enquiryOf(b, later.Enquiry)
	if !e.Late(b.Now()) || !strings.HasPrefix(enquiryLines(b)[0], "enquiry.hand.staffLate|") {
		t.Errorf("%+v", e)
	}
	on := &data.PassEnquiry{Head: b.By(officetest.An), Enquiry: e.ID, Passed: "物业 䶮经理", Due: b.Now().Add(time.Hour)}
	b.Must(on)
	if e := enquiryOf(b, e.ID); e.PassedTo != "" || e.Passed != "物业 䶮经理" || e.Late(b.Now()) || e.PassedAt == e.At {
		t.Errorf("%+v", e)
	}
	if got := enquiryLines(b)[0]; got != "enquiry.hand.other|欧阳䶮 3-1502|物业 䶮经理：地下车位多少钱一个？|staff-gu|Q-1123-002 13:00" {
		t.Error(got)
	}
	answer := &data.AnswerEnquiry{Head: b.By(officetest.GuYi), Enquiry: e.ID, Answer: "已回电。"}
	b.Must(answer)
	if e := b.Refuse(&data.AnswerEnquiry{Head: b.By(officetest.An), Enquiry: e.ID, Answer: "又答。"}, "enquiry.answered"); e.Args[0] != "顾一样" || e.Args[1] != "12:00" {
		t.Error(e)
	}
	b.Refuse(&data.PassEnquiry{Head: b.By(officetest.An), Enquiry: e.ID, PassedTo: officetest.GuYi, Due: b.Now().Add(time.Hour)}, "enquiry.answered")
	if len(enquiryLines(b)) != 0 {
		t.Error(enquiryLines(b))
	}
	b.Must(&data.Undo{Head: b.By(officetest.GuYi), Command: answer.ID})
	on.ID, on.Passed, on.PassedTo = data.NewID(), "", officetest.GuYi
	b.Must(on)
	if e := enquiryOf(b, e.ID); !e.Open() || e.PassedTo != officetest.GuYi || e.Passed != "" || e.Answer != "" {
		t.Errorf("%+v", e)
	}
	open, err := b.EnquiriesList(context.Background(), data.EnquiryFilter{Open: true})
	if err != nil || len(open) != 1 {
		t.Error(open, err)
	}
	b.Sound()
}

func TestBadEnquiriesAreRefusedAtTheirField(t *testing.T) {
	b := storetest.StockBook(t)
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
			q := passes(b, 2)
			c.change(q)
			if e := b.Refuse(q, c.key); e.Field != c.field {
				t.Errorf("at %q, not at %q", e.Field, c.field)
			}
		})
	}
	b.Refuse(&data.AnswerEnquiry{Head: b.By(officetest.Gu), Enquiry: "none", Answer: "有"}, "error.notFound")
	b.Refuse(&data.AnswerEnquiry{Head: b.By(officetest.Gu), Enquiry: "none", Answer: " "}, "error.required")
}

func TestOneAnswerCounts(t *testing.T) {
	b := storetest.StockBook(t)
	q := passes(b, 2)
	b.Must(q)
	var wg sync.WaitGroup
	results := make([]error, 16)
	for i := range results {
		c := &data.AnswerEnquiry{Head: b.By([]data.ID{officetest.Gu, officetest.An, officetest.GuYi}[i%3]), Enquiry: q.Enquiry, Answer: "可以。"}
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
	b := storetest.StockBook(t)
	in := &data.CheckIn{Head: b.By(officetest.An), Visit: data.NewID(), Visitor: data.NewID(), Name: "欧阳䶮", Title: "ms", Phone: "13800002233", Adults: 1, Purpose: "talk"}
	b.Must(in)
	q := passes(b, 2)
	q.Visitor, q.Who, q.Phone, q.Question = in.Visitor, "", "13800002233", "能不能把主卧打通成套间"
	b.Must(q)
	if e := enquiryOf(b, q.Enquiry); e.Who != "欧阳䶮" || e.Visitor != in.Visitor {
		t.Errorf("%+v", e)
	}
	b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{in.Visit}, How: "seen-off"})
	b.Refuse(&data.Anonymise{Head: b.By(officetest.Chang), Visitors: []data.ID{in.Visitor}}, "enquiry.stillOpen")
	if long, err := b.Forgettable(ctx, data.TimeOf(b.Read())+1, 10); err != nil || len(long) != 0 {
		t.Error(long, err)
	}
	b.Must(&data.AnswerEnquiry{Head: b.By(officetest.GuYi), Enquiry: q.Enquiry, Answer: "承重墙不能动，已向本人说明"})
	if long, err := b.Forgettable(ctx, data.TimeOf(b.Read())+1, 10); err != nil || len(long) != 1 {
		t.Error(long, err)
	}
	b.Must(&data.Anonymise{Head: b.By(officetest.Chang), Visitors: []data.ID{in.Visitor}})
	if e := enquiryOf(b, q.Enquiry); e.Who != "" || e.Phone != "" || e.Unit != "" || e.Question != "" || e.Answer != "" || e.Open() || e.Topic != "parking" {
		t.Errorf("%+v", e)
	}
	for _, word := range []string{"欧阳䶮", "主卧打通", "承重墙", "3-1502"} {
		n, err := store.Value[int64](ctx, b, `SELECT (SELECT count(*) FROM journal_side WHERE instr(vals, ?) > 0) + (SELECT count(*) FROM journal WHERE instr(body, ?) > 0)`, word, word)
		if err != nil || n != 0 {
			t.Errorf("%s stands in %d places (%v)", word, n, err)
		}
	}
	b.Sound()
}

func TestWhatWasAskedAndBrokenFollowsWhoTurnsOutToBeKnown(t *testing.T) {
	b := storetest.StockBook(t)
	known := b.Guest("欧阳䶮", "13800002233")
	b.Must(known)
	b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{known.Visit}, How: "seen-off"})
	in := &data.CheckIn{Head: b.By(officetest.An), Visit: data.NewID(), Visitor: data.NewID(), Name: "欧阳女士", NoPhone: true, Adults: 1, Purpose: "viewing"}
	b.Must(in)
	q := passes(b, 2)
	q.Visitor = in.Visitor
	b.Must(q)
	c := b.Breaks("cup", 1)
	c.Cause, c.Waived, c.Visitor = "guest", "guest", in.Visitor
	b.Must(c)
	a := b.Amend(b.Visit(in.Visit))
	a.NoPhone, a.Phone = false, "13800002233"
	b.Must(a)
	if e, r := enquiryOf(b, q.Enquiry), b.Breakage(c.Breakage); e.Visitor != known.Visitor || r.Visitor != known.Visitor {
		t.Errorf("the enquiry is %s's, the breakage %s's, not %s's", e.Visitor, r.Visitor, known.Visitor)
	}
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: a.ID})
	if e := enquiryOf(b, q.Enquiry); e.Visitor != in.Visitor || e.Question != q.Question {
		t.Errorf("%+v", e)
	}
}

func TestAnswersThatAreDueTodayAreToDo(t *testing.T) {
	b := storetest.StockBook(t)
	b.Must(passes(b, 1))
	b.Must(passes(b, 30))
	other := asks(b)
	other.PassedTo, other.Passed, other.Due, other.Question = "", "工程部 𠮷经理", b.Now().Add(3*time.Hour), "车位\n多少钱"
	b.Must(other)
	for _, step := range []struct {
		pass       time.Duration
		car, other string
	}{
		{0, "left hours 1|fresh", "left hours 3|fresh"},
		{45 * time.Minute, "left minutes 15|soon", "left hoursMinutes 2 15|fresh"},
		{3 * time.Hour, "overdue hoursMinutes 2 45|late", "overdue minutes 45|late"},
	} {
		b.Pass(step.pass)
		want := []string{
			"enquiry.today.lead|地下车位多少钱一个？|顾一样 · enquiry.dueAt 10:00|" + step.car + "|enquiry",
			"enquiry.today.lead|车位 多少钱|工程部 𠮷经理 · enquiry.dueAt 12:00|" + step.other + "|enquiry",
		}
		if got := b.ToDo("enquiry", storetest.AtDesk); !slices.Equal(got, want) {
			t.Errorf("%q", got)
		}
	}
}

func TestAnAnswerIsPutRightAndAQuestionVoided(t *testing.T) {
	b := storetest.Fresh(t)
	c := &data.TakeEnquiry{Head: b.By(officetest.An), Enquiry: data.NewID(), Heard: "desk", Who: "欧阳䶮", Question: "车位多少钱", Answer: "十五万"}
	b.Must(c)
	b.Pass(48 * time.Hour)
	right := &data.CorrectAnswer{Head: b.By(officetest.Chang), Enquiry: c.Enquiry, Answer: "十八万", Why: "价目已调"}
	b.Refuse(&data.CorrectAnswer{Head: b.By(officetest.An), Enquiry: c.Enquiry, Answer: "十八万", Why: "价目已调"}, "error.forbidden")
	b.Must(right)
	open := &data.TakeEnquiry{Head: b.By(officetest.An), Enquiry: data.NewID(), Heard: "desk", Who: "欧阳䶮", Question: "几时交房", PassedTo: officetest.Chang, Due: data.TimeOf(b.Read().Add(time.Hour))}
	b.Must(open)
	b.Refuse(&data.CorrectAnswer{Head: b.By(officetest.Chang), Enquiry: open.Enquiry, Answer: "年底", Why: "补"}, "enquiry.notAnswered")
	b.Must(&data.VoidEnquiry{Head: b.By(officetest.Chang), Enquiry: open.Enquiry, Why: "同一个问题记了两遍"})
	b.Refuse(&data.AnswerEnquiry{Head: b.By(officetest.An), Enquiry: open.Enquiry, Answer: "年底"}, "enquiry.isVoid")
	list, err := b.EnquiriesList(t.Context(), data.EnquiryFilter{})
	if err != nil || len(list) != 2 || list[0].Answer != "十八万" || list[0].AmendWhy != "价目已调" || !list[1].Void || list[1].Open() {
		t.Errorf("%+v %v", list, err)
	}
	if waits, _ := b.EnquiriesList(t.Context(), data.EnquiryFilter{Open: true}); len(waits) != 0 {
		t.Error(waits)
	}
	b.Sound()
}
