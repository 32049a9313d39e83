package store

import (
	"context"
	"strings"
	"testing"
	"time"

	"yingbin/data"
)

func (b *testBook) breakage(id data.ID) data.Breakage {
	b.t.Helper()
	list, err := b.Breakages(context.Background(), data.BreakageFilter{ID: id})
	if err != nil || len(list) != 1 {
		b.t.Fatal(list, err)
	}
	return list[0]
}

// staffBreaks is a report of damage by somebody of the staff, signed.
func (b *testBook) staffBreaks(item data.ID, n int) *data.ReportBreakage {
	c := b.breaks(item, n)
	c.What, c.Found, c.Cause, c.Waived = "broken", "service", "staff", ""
	c.Responsible, c.Share, c.Strokes = xun, 100, testStrokes(3)
	c.HandedTo, c.ReportedTo = gu, chang
	return c
}

func (b *testBook) decides(c *data.ReportBreakage, by data.ID, approve bool) *data.DecideBreakage {
	return &data.DecideBreakage{Head: b.head(by), Breakage: c.Breakage, Movement: data.NewID(), Approve: approve, Word: "已看过碎片"}
}

func TestBreakageMovesTheStockAndIsPaidFor(t *testing.T) {
	b := stockBook(t)
	c := b.staffBreaks("cup", 3)
	if r := b.do(c); r.Number != "B-20261123-001" {
		t.Error("its number is", r.Number)
	}
	r := b.breakage(c.Breakage)
	if r.Name != "玻璃茶杯" || r.Spec != "240ml" || r.Price != 900 || r.Amount() != 2700 || r.Due != 2700 || r.Person != "𬬻小满" || r.HandedAt == 0 || r.State != "reported" || !r.Owing() {
		t.Fatalf("%+v", r)
	}
	// A later price does not change what was reported.
	b.do(&data.PutStockItem{Head: b.head(chang), Item: data.StockItem{ID: "cup", Kind: "utensil", Name: "茶杯", Unit: "只", Price: 5000}})
	if r := b.breakage(c.Breakage); r.Name != "玻璃茶杯" || r.Amount() != 2700 || b.onHand("cup").Qty != 7 {
		t.Error(r)
	}
	pay := &data.SettleBreakage{Head: b.head(gu), Breakage: c.Breakage, How: "cash"}
	if e := b.refuse(pay, "breakage.needReceipt"); e.Field != "receipt" {
		t.Error(e)
	}
	pay.Receipt = "收据 0001"
	b.do(pay)
	b.refuse(&data.SettleBreakage{Head: b.head(gu), Breakage: c.Breakage, How: "wages"}, "breakage.isPaid")
	b.refuse(b.decides(c, chang, false), "breakage.paidAlready")
	b.do(b.decides(c, chang, true))
	if e := b.refuse(b.decides(c, chang, false), "breakage.decided.approved"); e.Args[0] != "常示例" {
		t.Error(e)
	}
	b.refuse(&data.HandInPiece{Head: b.head(gu), Breakage: c.Breakage, To: xun}, "breakage.handedIn")
	if r := b.breakage(c.Breakage); r.State != "approved" || r.DecidedBy != chang || !r.Paid() || r.Receipt != "收据 0001" {
		t.Errorf("%+v", r)
	}
	b.refuse(&data.Undo{Head: b.head(gu), Command: c.ID}, "error.stale")
	b.verify()
}

func TestNobodyApprovesTheirOwnReport(t *testing.T) {
	b := stockBook(t)
	own := b.breaks("cup", 1)
	own.Staff = chang
	b.do(own)
	if e := b.refuse(b.decides(own, chang, true), "breakage.ownReport"); e.Code != data.Forbidden {
		t.Error(e)
	}
	b.refuse(b.decides(own, chang, false), "breakage.ownReport")
	b.refuse(b.decides(own, gu, true), "error.forbidden")
	b.do(&data.PutStaff{Head: b.head(chang), Person: "staff-fu", Name: "副主管", Role: data.Supervisor})
	b.do(b.decides(own, "staff-fu", true))
	if n, err := b.BreakagesWaiting(context.Background()); n != 0 || err != nil {
		t.Error(n, err)
	}
}

func TestARejectedReportGivesTheStockBack(t *testing.T) {
	b := stockBook(t)
	c := b.breaks("cup", 2)
	b.do(c)
	no := b.decides(c, chang, false)
	no.Word = ""
	if e := b.refuse(no, "breakage.sayWhy"); e.Field != "word" {
		t.Error(e)
	}
	no.Word = "杯子在洗碗机里"
	b.do(no)
	if l := b.onHand("cup"); l.Qty != 10 || l.Broken != 0 {
		t.Errorf("%+v", l)
	}
	b.refuse(&data.SettleBreakage{Head: b.head(gu), Breakage: c.Breakage, How: "wages"}, "breakage.wasRejected")
	b.refuse(&data.HandInPiece{Head: b.head(gu), Breakage: c.Breakage, To: xun}, "breakage.wasRejected")
	b.do(&data.Undo{Head: b.head(chang), Command: no.ID})
	if r := b.breakage(c.Breakage); r.State != "reported" || r.DecidedWord != "" || b.onHand("cup").Qty != 8 {
		t.Errorf("%+v", r)
	}
	again := b.breaks("pot", 1)
	b.do(again)
	b.do(&data.Undo{Head: b.head(gu), Command: again.ID})
	if list, err := b.Breakages(context.Background(), data.BreakageFilter{}); len(list) != 1 || err != nil || b.onHand("pot").Qty != 8 {
		t.Error("one undo leaves", list, b.onHand("pot"), err)
	}
	b.verify()
}

func TestBadReportsAreRefusedAtTheirField(t *testing.T) {
	b := stockBook(t)
	for name, c := range map[string]struct {
		change     func(c *data.ReportBreakage)
		key, field string
	}{
		"none":         {func(c *data.ReportBreakage) { c.Qty = 0 }, "error.range", "qty"},
		"negative":     {func(c *data.ReportBreakage) { c.Qty = -1 }, "error.range", "qty"},
		"absurd":       {func(c *data.ReportBreakage) { c.Qty = 99999 }, "error.range", "qty"},
		"too many":     {func(c *data.ReportBreakage) { c.Qty = 11 }, "breakage.tooMany", "qty"},
		"share":        {func(c *data.ReportBreakage) { c.Share, c.Waived = -1, "" }, "error.range", "share"},
		"both":         {func(c *data.ReportBreakage) { c.Share = 50 }, "error.invalid", "waived"},
		"no reason":    {func(c *data.ReportBreakage) { c.Waived = "" }, "breakage.needReason", "waived"},
		"whose":        {func(c *data.ReportBreakage) { c.Cause = "staff" }, "breakage.needPerson", "responsible"},
		"which guest":  {func(c *data.ReportBreakage) { c.Cause, c.Share, c.Waived = "guest", 50, "" }, "breakage.needGuest", "person"},
		"stranger":     {func(c *data.ReportBreakage) { c.Cause, c.Responsible = "staff", "staff-none" }, "error.notFound", "responsible"},
		"lost piece":   {func(c *data.ReportBreakage) { c.What, c.HandedTo = "lost", gu }, "breakage.lostPiece", "handedTo"},
		"nothing":      {func(c *data.ReportBreakage) { c.Item = "cup-none" }, "error.notFound", "item"},
		"stale count":  {func(c *data.ReportBreakage) { c.Explains = "line" }, "stock.countedSince", "explains"},
		"long story":   {func(c *data.ReportBreakage) { c.Note = strings.Repeat("长", 501) }, "error.tooLong", "note"},
		"long strokes": {func(c *data.ReportBreakage) { c.Strokes = strings.Repeat("A", data.MaxStrokes+4) }, "handover.longSignature", "strokes"},
	} {
		t.Run(name, func(t *testing.T) {
			r := b.breaks("cup", 1)
			c.change(r)
			if e := b.refuse(r, c.key); e.Field != c.field {
				t.Errorf("at %q, not at %q", e.Field, c.field)
			}
		})
	}
}

func TestAReportExplainsWhatACountFoundMissing(t *testing.T) {
	b := stockBook(t)
	early := b.head(gu) // on a tablet that was out of reach
	early.Device = "tablet"
	b.pass(time.Hour)
	count := b.counts("utensil", map[data.ID]int{"cup": 7}, "unexplained")
	b.do(count)
	b.pass(time.Hour)
	late := b.breaks("cup", 1)
	late.Head = early
	b.do(late)
	if n := b.onHand("cup").Qty; n != 7 {
		t.Fatalf("what the count saw missing is taken off again: %d left", n)
	}
	if l := b.onHand("cup"); l.Missing != 2 || l.Line != count.Lines[0].Line {
		t.Fatalf("%+v", l)
	}
	named := b.breaks("cup", 3) // two more of them were missing, one is new
	named.Explains = count.Lines[0].Line
	b.do(named)
	if l := b.onHand("cup"); l.Qty != 6 || l.Missing != 0 {
		t.Fatalf("%+v", l)
	}
	b.refuse(&data.Undo{Head: b.head(gu), Command: count.ID}, "stock.explainedSince")
	b.do(b.decides(named, chang, false))
	if n := b.onHand("cup").Qty; n != 7 {
		t.Fatalf("rejected, there are %d", n)
	}
	again := b.breaks("cup", 2)
	again.Explains = count.Lines[0].Line
	b.do(again)
	if n := b.onHand("cup").Qty; n != 7 {
		t.Fatalf("explained by another report, there are %d", n)
	}
	b.do(&data.Undo{Head: b.head(gu), Command: again.ID})
	b.do(&data.Undo{Head: b.head(gu), Command: late.ID})
	if n := b.onHand("cup").Qty; n != 7 {
		t.Fatalf("taken back, there are %d", n)
	}
	b.verify()
}

func TestTheMonthIsAddedUp(t *testing.T) {
	b := stockBook(t)
	b.do(b.breaks("cup", 1))
	b.do(b.breaks("cup", 1))
	paid := b.staffBreaks("pot", 2)
	paid.Share = 50
	b.do(paid)
	b.do(&data.SettleBreakage{Head: b.head(gu), Breakage: paid.Breakage, How: "wages"})
	no := b.breaks("pot", 1)
	b.do(no)
	b.do(b.decides(no, chang, false))
	b.do(b.move("cup", "purchase", 30))
	m, err := b.BreakageSummary(context.Background(), "2026-11-05")
	if err != nil {
		t.Fatal(err)
	}
	if m.From != "2026-11-01" || m.To != "2026-11-30" || m.Reports != 4 || m.Rejected != 1 || m.Waiting != 3 || m.Pieces != 4 || m.Due != 12000 || m.Paid != 12000 || m.Amount != 25800 || m.Held != 48 {
		t.Errorf("%+v", m)
	}
	if len(m.Items) != 2 || m.Items[0].Held != 40 || m.Items[0].Rate() != 500 || m.Items[1].Held != 8 || m.Items[1].Rate() != 2500 {
		t.Errorf("%+v", m.Items)
	}
	if len(m.Rows) != 2 || m.Rows[0].Reports != 2 || m.Rows[1].Cause != "staff" {
		t.Errorf("%+v", m.Rows)
	}
	b.pass(30 * 24 * time.Hour)
	if m, err = b.BreakageSummary(context.Background(), "2026-12-05"); err != nil || m.Reports != 0 || len(m.Items) != 0 {
		t.Errorf("%+v %v", m, err)
	}
}

func TestTheHandoverTellsOfBreakage(t *testing.T) {
	ctx := context.Background()
	b := stockBook(t)
	items := func() (keys []string) {
		t.Helper()
		list, err := handOverBreakages(ctx, b, handoverScope{now: b.Now(), day: "2026-11-23", settings: data.Settings{}.Defaults()})
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range list {
			keys = append(keys, i.Section+" "+i.Key+" "+strings.Join(i.Args, " "))
		}
		return keys
	}
	c := b.staffBreaks("cup", 3)
	b.do(c)
	want := "breakage breakage.hand.waiting B-1123-001 玻璃茶杯 3 broken service staff|breakage breakage.hand.owing B-1123-001 玻璃茶杯 3 broken 27.00"
	if got := strings.Join(items(), "|"); got != want {
		t.Error(got)
	}
	b.do(b.decides(c, chang, true))
	b.do(&data.SettleBreakage{Head: b.head(gu), Breakage: c.Breakage, How: "cash", Receipt: "0007"})
	if got := strings.Join(items(), "|"); got != "money breakage.hand.held B-1123-001 玻璃茶杯 3 broken 27.00 0007" {
		t.Error(got)
	}
}

func TestAGuestsBreakageIsForgottenWithTheGuest(t *testing.T) {
	ctx := context.Background()
	b := stockBook(t)
	in := &data.CheckIn{Head: b.head(an), Visit: data.NewID(), Visitor: data.NewID(), Name: "欧阳䶮", Title: "ms", Phone: "13800002233", Adults: 1, Purpose: "talk"}
	b.do(in)
	c := b.breaks("cup", 1)
	c.Cause, c.Waived, c.Share, c.Visitor, c.Note = "guest", "", 100, in.Visitor, "失手碰落"
	b.do(c)
	if r := b.breakage(c.Breakage); r.Person != "欧阳䶮" {
		t.Error(r.Person)
	}
	b.do(&data.CheckOut{Head: b.head(an), Visits: []data.ID{in.Visit}, How: "seen-off"})
	forget := &data.Anonymise{Head: b.head(chang), Visitors: []data.ID{in.Visitor}}
	b.refuse(forget, "breakage.stillOpen") // nobody has approved it
	decided := b.decides(c, chang, true)
	decided.Word = "本人认可"
	b.do(decided)
	b.refuse(forget, "breakage.stillOpen") // and nobody has paid
	b.do(&data.SettleBreakage{Head: b.head(gu), Breakage: c.Breakage, How: "cash", Receipt: "0007"})
	b.do(&data.Anonymise{Head: b.head(chang), Visitors: []data.ID{in.Visitor}})
	if r := b.breakage(c.Breakage); r.Person != "" || r.Note != "" || r.DecidedWord != "" || r.Due != 900 || r.Qty != 1 {
		t.Errorf("%+v", r)
	}
	for _, word := range []string{"欧阳䶮", "失手碰落", "本人认可"} {
		n, err := value[int64](ctx, b, `SELECT (SELECT count(*) FROM journal_side WHERE instr(vals, ?) > 0) + (SELECT count(*) FROM journal WHERE instr(body, ?) > 0)`, word, word)
		if err != nil || n != 0 {
			t.Errorf("%s stands in %d places (%v)", word, n, err)
		}
	}
	b.verify()
}
