package breakage_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store"
	"yingbin/data/store/breakage"
	"yingbin/data/store/storetest"
)

// staffBreaks is a report of damage by somebody of the staff, signed.
func staffBreaks(b *storetest.Book, item data.ID, n int) *data.ReportBreakage {
	c := b.Breaks(item, n)
	c.What, c.Found, c.Cause, c.Waived = "broken", "service", "staff", ""
	c.Responsible, c.Share, c.Strokes = officetest.Xun, 100, officetest.Strokes(3)
	c.HandedTo, c.ReportedTo = officetest.Gu, officetest.Chang
	return c
}

func TestBreakageMovesTheStockAndIsPaidFor(t *testing.T) {
	b := storetest.StockBook(t)
	c := staffBreaks(b, "cup", 3)
	if r := b.Must(c); r.Number != "B-20261123-001" {
		t.Error("its number is", r.Number)
	}
	r := b.Breakage(c.Breakage)
	if r.Name != "玻璃茶杯" || r.Spec != "240ml" || r.Price != 900 || r.Amount() != 2700 || r.Due != 2700 || r.Person != "𬬻小满" || r.HandedAt == 0 || r.State != "reported" || r.Owing() || r.Rest() != 2700 {
		t.Fatalf("%+v", r)
	}
	// A later price does not change what was reported.
	b.Must(&data.PutStockItem{Head: b.By(officetest.Chang), Item: data.StockItem{ID: "cup", Kind: "utensil", Name: "茶杯", Unit: "只", Price: 5000}})
	if r := b.Breakage(c.Breakage); r.Name != "玻璃茶杯" || r.Amount() != 2700 || b.OnHand("cup").Qty != 7 {
		t.Error(r)
	}
	pay := &data.SettleBreakage{Head: b.By(officetest.Gu), Breakage: c.Breakage, How: "cash"}
	if e := b.Refuse(pay, "breakage.needReceipt"); e.Field != "receipt" {
		t.Error(e)
	}
	pay.Receipt = "收据 0001"
	b.Refuse(pay, "breakage.notApproved")
	b.Must(b.Decides(c, officetest.Chang, true))
	b.Must(pay)
	b.Refuse(&data.SettleBreakage{Head: b.By(officetest.Gu), Breakage: c.Breakage, How: "wages"}, "breakage.isPaid")
	if e := b.Refuse(b.Decides(c, officetest.Chang, false), "breakage.decided.approved"); e.Args[0] != "常示例" {
		t.Error(e)
	}
	b.Refuse(&data.HandInPiece{Head: b.By(officetest.Gu), Breakage: c.Breakage, To: officetest.Xun}, "breakage.handedIn")
	if r := b.Breakage(c.Breakage); r.State != "approved" || r.DecidedBy != officetest.Chang || !r.Paid() || r.Receipt != "收据 0001" {
		t.Errorf("%+v", r)
	}
	b.Refuse(&data.Undo{Head: b.By(officetest.Gu), Command: c.ID}, "error.stale")
	b.Sound()
}

func TestNobodyApprovesTheirOwnReport(t *testing.T) {
	b := storetest.StockBook(t)
	own := b.Breaks("cup", 1)
	own.Staff, own.Signer = officetest.Chang, officetest.SignerOf(officetest.Chang)
	b.Must(own)
	if e := b.Refuse(b.Decides(own, officetest.Chang, true), "breakage.ownReport"); e.Code != data.Forbidden {
		t.Error(e)
	}
	b.Refuse(b.Decides(own, officetest.Chang, false), "breakage.ownReport")
	b.Refuse(b.Decides(own, officetest.Gu, true), "error.forbidden")
	b.Must(&data.PutStaff{Head: b.By(officetest.Chang), Person: "staff-fu", Name: "副主管", Role: data.Supervisor})
	b.Must(b.Decides(own, "staff-fu", true))
	if n, err := b.BreakagesWaiting(context.Background()); n != 0 || err != nil {
		t.Error(n, err)
	}
}

func TestARejectedReportGivesTheStockBack(t *testing.T) {
	b := storetest.StockBook(t)
	c := b.Breaks("cup", 2)
	b.Must(c)
	no := b.Decides(c, officetest.Chang, false)
	no.Word = ""
	if e := b.Refuse(no, "breakage.sayWhy"); e.Field != "word" {
		t.Error(e)
	}
	no.Word = "杯子在洗碗机里"
	b.Must(no)
	if l := b.OnHand("cup"); l.Qty != 10 || l.Broken != 0 {
		t.Errorf("%+v", l)
	}
	b.Refuse(&data.SettleBreakage{Head: b.By(officetest.Gu), Breakage: c.Breakage, How: "wages"}, "breakage.wasRejected")
	b.Refuse(&data.HandInPiece{Head: b.By(officetest.Gu), Breakage: c.Breakage, To: officetest.Xun}, "breakage.wasRejected")
	b.Must(&data.Undo{Head: b.By(officetest.Chang), Command: no.ID})
	if r := b.Breakage(c.Breakage); r.State != "reported" || r.DecidedWord != "" || b.OnHand("cup").Qty != 8 {
		t.Errorf("%+v", r)
	}
	again := b.Breaks("pot", 1)
	b.Must(again)
	b.Must(&data.Undo{Head: b.By(officetest.Gu), Command: again.ID})
	if list, err := b.Breakages(context.Background(), data.BreakageFilter{}); len(list) != 1 || err != nil || b.OnHand("pot").Qty != 8 {
		t.Error("one undo leaves", list, b.OnHand("pot"), err)
	}
	b.Sound()
}

func TestBadReportsAreRefusedAtTheirField(t *testing.T) {
	b := storetest.StockBook(t)
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
		"lost piece":   {func(c *data.ReportBreakage) { c.What, c.HandedTo = "lost", officetest.Gu }, "breakage.lostPiece", "handedTo"},
		"nothing":      {func(c *data.ReportBreakage) { c.Item = "cup-none" }, "error.notFound", "item"},
		"stale count":  {func(c *data.ReportBreakage) { c.Explains = "line" }, "stock.countedSince", "explains"},
		"long story":   {func(c *data.ReportBreakage) { c.Note = strings.Repeat("长", 501) }, "error.tooLong", "note"},
		"long strokes": {func(c *data.ReportBreakage) { c.Strokes = strings.Repeat("A", data.MaxStrokes+4) }, "handover.longSignature", "strokes"},
	} {
		t.Run(name, func(t *testing.T) {
			r := b.Breaks("cup", 1)
			c.change(r)
			if e := b.Refuse(r, c.key); e.Field != c.field {
				t.Errorf("at %q, not at %q", e.Field, c.field)
			}
		})
	}
}

func TestAReportExplainsWhatACountFoundMissing(t *testing.T) {
	b := storetest.StockBook(t)
	early := b.By(officetest.Gu) // on a tablet that was out of reach
	early.Device = "tablet"
	b.Pass(time.Hour)
	count := b.CountOf("utensil", map[data.ID]int{"cup": 7}, "unexplained")
	b.Must(count)
	b.Pass(time.Hour)
	late := b.Breaks("cup", 1)
	late.Head = early
	b.Must(late)
	if n := b.OnHand("cup").Qty; n != 7 {
		t.Fatalf("what the count saw missing is taken off again: %d left", n)
	}
	if l := b.OnHand("cup"); l.Missing != 2 || l.Line != count.Lines[0].Line {
		t.Fatalf("%+v", l)
	}
	named := b.Breaks("cup", 3) // two more of them were missing, one is new
	named.Explains = count.Lines[0].Line
	b.Must(named)
	if l := b.OnHand("cup"); l.Qty != 6 || l.Missing != 0 {
		t.Fatalf("%+v", l)
	}
	b.Refuse(&data.Undo{Head: b.By(officetest.Gu), Command: count.ID}, "stock.explainedSince")
	b.Must(b.Decides(named, officetest.Chang, false))
	if n := b.OnHand("cup").Qty; n != 7 {
		t.Fatalf("rejected, there are %d", n)
	}
	again := b.Breaks("cup", 2)
	again.Explains = count.Lines[0].Line
	b.Must(again)
	if n := b.OnHand("cup").Qty; n != 7 {
		t.Fatalf("explained by another report, there are %d", n)
	}
	b.Must(&data.Undo{Head: b.By(officetest.Gu), Command: again.ID})
	b.Must(&data.Undo{Head: b.By(officetest.Gu), Command: late.ID})
	if n := b.OnHand("cup").Qty; n != 7 {
		t.Fatalf("taken back, there are %d", n)
	}
	b.Sound()
}

func TestTheMonthIsAddedUp(t *testing.T) {
	b := storetest.StockBook(t)
	b.Must(b.Breaks("cup", 1))
	b.Must(b.Breaks("cup", 1))
	paid := staffBreaks(b, "pot", 2)
	paid.Share = 50
	b.Must(paid)
	b.Must(b.Decides(paid, officetest.Chang, true))
	b.Must(&data.SettleBreakage{Head: b.By(officetest.Gu), Breakage: paid.Breakage, How: "wages"})
	no := b.Breaks("pot", 1)
	b.Must(no)
	b.Must(b.Decides(no, officetest.Chang, false))
	b.Must(b.Moves("cup", "purchase", 30))
	m, err := b.BreakageSummary(context.Background(), "2026-11-05")
	if err != nil {
		t.Fatal(err)
	}
	if m.From != "2026-11-01" || m.To != "2026-11-30" || m.Reports != 4 || m.Rejected != 1 || m.Waiting != 2 || m.Pieces != 4 || m.Due != 12000 || m.Paid != 12000 || m.Amount != 25800 || m.Held != 48 {
		t.Errorf("%+v", m)
	}
	if len(m.Items) != 2 || m.Items[0].Held != 40 || m.Items[0].Rate() != 500 || m.Items[1].Held != 8 || m.Items[1].Rate() != 2500 {
		t.Errorf("%+v", m.Items)
	}
	if len(m.Rows) != 2 || m.Rows[0].Reports != 2 || m.Rows[1].Cause != "staff" {
		t.Errorf("%+v", m.Rows)
	}
	b.Pass(30 * 24 * time.Hour)
	if m, err = b.BreakageSummary(context.Background(), "2026-12-05"); err != nil || m.Reports != 0 || len(m.Items) != 0 {
		t.Errorf("%+v %v", m, err)
	}
}

func TestTheHandoverTellsOfBreakage(t *testing.T) {
	ctx := context.Background()
	b := storetest.StockBook(t)
	items := func() (keys []string) {
		t.Helper()
		list, err := breakage.HandOverBreakages(ctx, b, store.AsOf{Now: b.Now(), Day: "2026-11-23", Settings: data.Settings{}.Defaults()})
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range list {
			keys = append(keys, i.Section+" "+i.Key+" "+strings.Join(i.Args, " "))
		}
		return keys
	}
	c := staffBreaks(b, "cup", 3)
	c.Strokes = ""
	b.Must(c)
	want := "breakage breakage.hand.waiting B-1123-001 玻璃茶杯 3 broken service staff|breakage breakage.hand.unsigned B-1123-001 玻璃茶杯 3 broken"
	if got := strings.Join(items(), "|"); got != want {
		t.Error(got)
	}
	b.Must(&data.SignBreakage{Head: b.By(officetest.Gu), Breakage: c.Breakage, Strokes: officetest.Strokes(3)})
	b.Refuse(&data.SignBreakage{Head: b.By(officetest.Gu), Breakage: c.Breakage, Strokes: officetest.Strokes(3)}, "breakage.isSigned")
	b.Must(b.Decides(c, officetest.Chang, true))
	if got := strings.Join(items(), "|"); got != "breakage breakage.hand.owing B-1123-001 玻璃茶杯 3 broken 27.00" {
		t.Error(got)
	}
	b.Must(&data.SettleBreakage{Head: b.By(officetest.Gu), Breakage: c.Breakage, How: "cash", Receipt: "0007"})
	if got := strings.Join(items(), "|"); got != "money breakage.hand.held B-1123-001 玻璃茶杯 3 broken 27.00 0007" {
		t.Error(got)
	}
}

func TestAGuestsBreakageIsForgottenWithTheGuest(t *testing.T) {
	ctx := context.Background()
	b := storetest.StockBook(t)
	in := &data.CheckIn{Head: b.By(officetest.An), Visit: data.NewID(), Visitor: data.NewID(), Name: "欧阳䶮", Title: "ms", Phone: "13800002233", Adults: 1, Purpose: "talk"}
	b.Must(in)
	c := b.Breaks("cup", 1)
	c.Cause, c.Waived, c.Share, c.Visitor, c.Note = "guest", "", 100, in.Visitor, "失手碰落"
	b.Must(c)
	if r := b.Breakage(c.Breakage); r.Person != "欧阳䶮" {
		t.Error(r.Person)
	}
	b.Must(&data.CheckOut{Head: b.By(officetest.An), Visits: []data.ID{in.Visit}, How: "seen-off"})
	forget := &data.Anonymise{Head: b.By(officetest.Chang), Visitors: []data.ID{in.Visitor}}
	b.Refuse(forget, "breakage.stillOpen") // nobody has approved it
	decided := b.Decides(c, officetest.Chang, true)
	decided.Word = "本人认可"
	b.Must(decided)
	b.Refuse(forget, "breakage.stillOpen") // and nobody has paid
	b.Must(&data.SettleBreakage{Head: b.By(officetest.Gu), Breakage: c.Breakage, How: "cash", Receipt: "0007"})
	b.Must(&data.Anonymise{Head: b.By(officetest.Chang), Visitors: []data.ID{in.Visitor}})
	if r := b.Breakage(c.Breakage); r.Person != "" || r.Note != "" || r.DecidedWord != "" || r.Due != 900 || r.Qty != 1 {
		t.Errorf("%+v", r)
	}
	for _, word := range []string{"欧阳䶮", "失手碰落", "本人认可"} {
		n, err := store.Value[int64](ctx, b, `SELECT (SELECT count(*) FROM journal_side WHERE instr(vals, ?) > 0) + (SELECT count(*) FROM journal WHERE instr(body, ?) > 0)`, word, word)
		if err != nil || n != 0 {
			t.Errorf("%s stands in %d places (%v)", word, n, err)
		}
	}
	b.Sound()
}

func TestCompensationComesInPartsAndGoesBack(t *testing.T) {
	b := storetest.StockBook(t)
	c := staffBreaks(b, "pot", 2) // 240 yuan
	b.Must(c)
	settle := func(sum data.Fen, how, receipt string) *data.SettleBreakage {
		return &data.SettleBreakage{Head: b.By(officetest.Gu), Breakage: c.Breakage, Payment: data.NewID(), Sum: sum, How: how, Receipt: receipt}
	}
	b.Refuse(settle(0, "cash", "0001"), "breakage.notApproved")
	b.Must(b.Decides(c, officetest.Chang, true))
	if e := b.Refuse(settle(24001, "cash", "0001"), "breakage.tooMuch"); e.Field != "sum" {
		t.Error(e)
	}
	b.Must(settle(10000, "cash", "0001"))
	if r := b.Breakage(c.Breakage); r.Paid() || r.Rest() != 14000 || !r.Owing() {
		t.Errorf("%+v", r)
	}
	b.Must(settle(0, "wechat", "0002"))
	if r := b.Breakage(c.Breakage); !r.Paid() || r.Rest() != 0 || r.Owing() {
		t.Errorf("%+v", r)
	}
	b.Refuse(settle(0, "cash", "0003"), "breakage.isPaid")
	right := &data.CorrectBreakage{Head: b.By(officetest.Chang), Breakage: c.Breakage, Price: 12000, Share: 50, Why: "壶盖本来就松"}
	b.Refuse(&data.CorrectBreakage{Head: b.By(officetest.Gu), Breakage: c.Breakage, Price: 12000, Share: 50, Why: "松"}, "error.forbidden")
	if r := b.Must(right); len(r.Warnings) != 1 || r.Warnings[0].Key != "breakage.giveBackNow" {
		t.Error(r.Warnings)
	}
	if r := b.Breakage(c.Breakage); r.GiveBack() != 12000 || r.AmendWhy != "壶盖本来就松" {
		t.Errorf("%+v", r)
	}
	back := &data.RefundBreakage{Head: b.By(officetest.Gu), Breakage: c.Breakage, Payment: data.NewID(), Sum: 12000, How: "cash", Why: "只赔一半"}
	b.Must(back)
	if r := b.Breakage(c.Breakage); r.GiveBack() != 0 || !r.Paid() || r.Received() != 12000 {
		t.Errorf("%+v", r)
	}
	all, err := b.BreakagePayments(context.Background(), c.Breakage)
	if err != nil || len(all) != 3 || all[2].Sum != -12000 || all[2].Why != "只赔一半" {
		t.Error(all, err)
	}
	// Void: all that came goes back, and the stock with it.
	b.Must(&data.CorrectBreakage{Head: b.By(officetest.Chang), Breakage: c.Breakage, Movement: data.NewID(), Void: true, Why: "壶找到了"})
	if r := b.Breakage(c.Breakage); r.State != "rejected" || !r.Void || r.GiveBack() != 12000 || b.OnHand("pot").Qty != 8 {
		t.Errorf("%+v, %d pots", r, b.OnHand("pot").Qty)
	}
	b.Must(&data.RefundBreakage{Head: b.By(officetest.Gu), Breakage: c.Breakage, Payment: data.NewID(), How: "cash", Why: "壶找到了"})
	b.Refuse(&data.RefundBreakage{Head: b.By(officetest.Gu), Breakage: c.Breakage, Payment: data.NewID(), How: "cash", Why: "再退"}, "breakage.nothingTaken")
	b.Must(&data.ReopenBreakage{Head: b.By(officetest.Chang), Breakage: c.Breakage, Movement: data.NewID(), Why: "找到的是另一把"})
	if r := b.Breakage(c.Breakage); r.State != "reported" || b.OnHand("pot").Qty != 6 {
		t.Errorf("%+v, %d pots", r, b.OnHand("pot").Qty)
	}
	b.Sound()
}

func TestCashTakenOutOfReachIsNotLost(t *testing.T) {
	b := storetest.StockBook(t)
	c := staffBreaks(b, "cup", 1)
	b.Must(c)
	cash := &data.SettleBreakage{Head: b.By(officetest.Gu), Breakage: c.Breakage, How: "cash", Receipt: "0009"}
	cash.Device = "tablet"
	b.Pass(time.Hour)
	b.Must(b.Decides(c, officetest.Chang, false))
	r := b.Must(cash)
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "breakage.takenLate" || r.Warnings[0].Args[1] != "9.00" || r.Warnings[0].Args[2] != "0009" {
		t.Error(r.Warnings)
	}
	if r := b.Breakage(c.Breakage); r.State != "rejected" || r.GiveBack() != 900 {
		t.Errorf("%+v", r)
	}
	list, err := b.Breakages(context.Background(), data.BreakageFilter{Back: true})
	if err != nil || len(list) != 1 {
		t.Error(list, err)
	}
	b.Sound()
}

func TestNobodyApprovesTheirOwnDoing(t *testing.T) {
	b := storetest.StockBook(t)
	c := staffBreaks(b, "cup", 1)
	c.Responsible = officetest.Chang // reported by somebody else
	b.Must(c)
	if e := b.Refuse(b.Decides(c, officetest.Chang, true), "breakage.ownFault"); e.Code != data.Forbidden {
		t.Error(e)
	}
	b.Refuse(b.Decides(c, officetest.Chang, false), "breakage.ownFault")
	b.Refuse(&data.CorrectBreakage{Head: b.By(officetest.Chang), Breakage: c.Breakage, Movement: data.NewID(), Void: true, Why: "没有"}, "breakage.ownFault")
	b.Must(&data.PutStaff{Head: b.By(officetest.Chang), Person: "staff-fu", Name: "副主管", Role: data.Supervisor})
	b.Must(b.Decides(c, "staff-fu", true))
}

func TestWhatHasNoPriceIsPricedWhenItIsApproved(t *testing.T) {
	b := storetest.StockBook(t)
	b.Must(&data.PutStockItem{Head: b.By(officetest.Chang), Item: data.StockItem{ID: "vase", Kind: "utensil", Name: "花瓶", Unit: "只"}})
	b.Must(b.Moves("vase", "purchase", 4))
	c := staffBreaks(b, "vase", 2)
	b.Must(c)
	if r := b.Breakage(c.Breakage); !r.Unpriced() || r.Owing() {
		t.Errorf("%+v", r)
	}
	yes := b.Decides(c, officetest.Chang, true)
	if e := b.Refuse(yes, "breakage.needPrice"); e.Field != "price" {
		t.Error(e)
	}
	yes.Price = 5000
	b.Must(yes)
	if r := b.Breakage(c.Breakage); r.Unpriced() || r.Due != 10000 || !r.Owing() {
		t.Errorf("%+v", r)
	}
	free := staffBreaks(b, "vase", 1)
	b.Must(free)
	yes = b.Decides(free, officetest.Chang, true)
	yes.Waived = "goodwill"
	b.Must(yes)
	if r := b.Breakage(free.Breakage); r.Unpriced() || r.Due != 0 || r.Share != 0 || r.Waived != "goodwill" {
		t.Errorf("%+v", r)
	}
	b.Sound()
}

func TestTheRatesBaseHoldsWhatWasPutBack(t *testing.T) {
	b := storetest.StockBook(t)
	c := b.Breaks("cup", 4)
	b.Must(c)
	b.Pass(10 * 24 * time.Hour) // 3 December
	b.Must(b.Decides(c, officetest.Chang, false))
	b.Must(b.Breaks("cup", 1))
	m, err := b.BreakageSummary(context.Background(), "2026-12-05")
	if err != nil || len(m.Items) != 1 || m.Items[0].Held != 10 || m.Items[0].Rate() != 1000 {
		t.Errorf("%+v %v", m.Items, err)
	}
}

// What nobody has paid for a month is told in one line, however much of it there is.
func TestOldCompensationIsHandedOverInOneLine(t *testing.T) {
	b := storetest.StockBook(t)
	for _, n := range []int{2, 1, 1} {
		c := staffBreaks(b, "cup", n)
		b.Must(c)
		b.Must(b.Decides(c, officetest.Chang, true))
		b.Pass(map[int]time.Duration{2: 3 * 24 * time.Hour, 1: 33 * 24 * time.Hour}[n])
		if b.Today() > "2026-12-25" {
			break
		}
	}
	late := staffBreaks(b, "cup", 1)
	b.Must(late)
	b.Must(b.Decides(late, officetest.Chang, true))
	list, err := breakage.HandOverBreakages(t.Context(), b, store.At(b.Now(), data.Settings{}.Defaults()))
	if err != nil {
		t.Fatal(err)
	}
	var one, lines []string
	for _, i := range list {
		switch i.Key {
		case "breakage.hand.owing":
			one = append(one, i.Args[0])
		case "breakage.hand.owingOld":
			lines = append(lines, strings.Join(i.Args[:2], " "))
		}
	}
	if strings.Join(one, " ") != "B-1229-001" || strings.Join(lines, "|") != "2 27.00" {
		t.Error(one, lines)
	}
}
