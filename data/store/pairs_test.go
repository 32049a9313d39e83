package store_test

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store"
	"yingbin/data/store/storetest"
)

// This file is what becomes of two acts on the same thing when the earlier one was
// done out of reach and arrives after the later: testdata/late.txt says so for every
// pair, in the words that people read. With -update it is written anew, to be read.

var update = flag.Bool("update", false, "write testdata/late.txt anew")

// act is one thing that somebody may do to the house below.
type act struct {
	name string // among the acts of its kind
	by   data.ID
	make func(h data.Head) data.Command
}

// house is a small office at work: a party at A1 that is registered, one at A2 that
// is not, drinks ordered, courts booked, things lent, reported and under repair.
type house struct {
	*storetest.Book
	say func(key string, args ...any) string
}

const (
	an, gu, xia, chang, jiang = officetest.An, officetest.Gu, officetest.Xia, officetest.Chang, officetest.Jiang
)

func at(h, m int) data.Time {
	return data.Settings{}.Defaults().Calendar.At("2026-11-23", data.Minutes(h*60+m))
}

func busyHouse(t testing.TB) *house {
	b := storetest.MachineBook(t)
	officetest.MustAll(t, b, officetest.Stock(b.Commands))
	h := &house{Book: b, say: words(t)}
	guest := b.Guest("王建国", "13800138000")
	guest.Visit, guest.Visitor, guest.Table = "v-wang", "p-wang", "table-a1"
	other := b.Guest("李秀英", "13900139000")
	other.Visit, other.Visitor = "v-li", "p-li"
	order := func(id, place data.ID, lines ...data.ID) *data.PlaceOrder {
		c := &data.PlaceOrder{Head: b.By(xia), Order: id, Place: place}
		for i, l := range lines {
			c.Lines = append(c.Lines, data.LineWish{Line: l, Drink: []data.ID{"drink-longjing", "drink-water"}[i%2], Qty: i + 1})
		}
		return c
	}
	book := func(id data.ID, court data.ID, from, to data.Time, phone string) *data.Book {
		c := officetest.Booking(b.By(an), court, from, to)
		c.Act, c.Visitor, c.Phone, c.Spans[0].Booking = "act-"+id, "p-"+id, phone, id
		return c
	}
	for _, c := range []data.Command{
		guest, other,
		&data.Seat{Head: b.By(xia), Seating: "s-walkin", TableID: "table-a2", Guest: "散客", People: 2},
		&data.Seat{Head: b.By(xia), Seating: "s-gone", TableID: "table-a3", Guest: "张先生", People: 2},
		&data.LeaveTable{Head: b.By(xia), Seating: "s-gone"},
		order("o-1", "table-a1", "l-1a", "l-1b"), order("o-2", "table-a2", "l-2a"),
		&data.AdvanceLines{Head: b.By(gu), Lines: []data.ID{"l-2a"}, To: data.Served},
		&data.Tend{Head: b.By(xia), Sighting: "f-1", TableID: "table-a2", What: "ashtray"},
		&data.StartRound{Head: b.By(xia), Round: "r-1"},
		book("k-1", "court-bad1", at(9, 0), at(11, 0), "13700137001"), book("k-2", "court-bad2", at(14, 0), at(15, 0), "13700137002"),
		&data.CloseSlots{Head: b.By(an), Spans: []data.Span{{Booking: "c-1", Court: "court-bad2", Start: at(18, 0), End: at(19, 0)}}, Reason: "cleaning"},
		&data.Lend{Head: b.By(an), Lending: "u-1", Item: "item-k01", Qty: 1, To: jiang},
		&data.ReportBreakage{Head: b.By(gu), Breakage: "b-1", Movement: "m-1", Item: "cup", Qty: 2, What: "broken", Found: "service", Cause: "guest", Person: "王建国", Share: 100},
		&data.ReportBreakage{Head: b.By(gu), Breakage: "b-2", Movement: "m-2", Item: "cup", Qty: 1, What: "broken", Found: "service", Cause: "guest", Person: "王建国", Share: 100},
		&data.DecideBreakage{Head: b.By(chang), Breakage: "b-2", Approve: true},
		&data.OpenRepair{Head: b.By(xia), Repair: "w-1", Thing: "app-coffee", Fault: "不出水"},
		&data.TakeEnquiry{Head: b.By(an), Enquiry: "q-1", Heard: "desk", Who: "王建国", Question: "何时交房", PassedTo: officetest.GuYi, Due: at(12, 0)},
		&data.TakePost{Head: b.By(an), Post: "t-1", Person: an, Place: "desk"},
		&data.TakePost{Head: b.By(chang), Post: "t-2", Person: officetest.Ding, Place: "usher"},
		&data.StepAway{Head: b.By(chang), Absence: "a-1", Person: officetest.Ding, Why: "away", StandIn: officetest.Bai, Told: true},
	} {
		b.Must(c)
	}
	b.Pass(12 * time.Minute)
	return h
}

// acts are what can be done to that house. One that makes something new makes the
// same each time.
func (h *house) acts() []act {
	seat := data.ID("")
	v := h.Visit("v-wang")
	if p := h.Text(`SELECT id FROM seating WHERE visit = 'v-wang'`); p != "" {
		seat = data.ID(p)
	}
	notice := data.ID(h.Text(`SELECT id FROM notice WHERE booking = 'k-1'`))
	amend := func(head data.Head, change func(*data.AmendVisit)) data.Command {
		c := h.Amend(v)
		c.Head = head
		change(c)
		return c
	}
	move := func(head data.Head, booking, court data.ID, from, to data.Time) data.Command {
		return &data.MoveBooking{Head: head, Booking: booking, Court: court, Start: from, End: to}
	}
	step := func(head data.Head, to data.BookingStatus) data.Command {
		return &data.AdvanceBooking{Head: head, Booking: "k-1", To: to}
	}
	lines := func(head data.Head, to data.LineState) data.Command {
		return &data.AdvanceLines{Head: head, Lines: []data.ID{"l-1a", "l-1b"}, To: to}
	}
	order := func(head data.Head, id data.ID, seating data.ID) data.Command {
		return &data.PlaceOrder{Head: head, Order: id, Place: "table-a1", Seating: seating, Lines: []data.LineWish{{Line: "l-" + id, Drink: "drink-longjing", Qty: 1}}}
	}
	return []act{
		{"加意向", an, func(x data.Head) data.Command { return amend(x, func(c *data.AmendVisit) { c.Intent = "三房" }) }},
		{"换到A4", an, func(x data.Head) data.Command { return amend(x, func(c *data.AmendVisit) { c.Table = "table-a4" }) }},
		{"", an, func(x data.Head) data.Command {
			return &data.CheckOut{Head: x, Visits: []data.ID{"v-wang"}, How: "seen-off"}
		}},
		{"两组", an, func(x data.Head) data.Command {
			return &data.CheckOut{Head: x, Visits: []data.ID{"v-wang", "v-li"}, How: "seen-off"}
		}},
		{"", an, func(x data.Head) data.Command {
			return &data.MarkVisitor{Head: x, Visitor: "p-wang", VIP: true, Mark: "爱喝龙井"}
		}},
		{"", an, func(x data.Head) data.Command { return &data.CloseHouse{Head: x, Day: h.Today()} }},
		{"王建国到A4", xia, func(x data.Head) data.Command { return &data.MoveParty{Head: x, Seating: seat, To: "table-a4"} }},
		{"散客到A4", xia, func(x data.Head) data.Command { return &data.MoveParty{Head: x, Seating: "s-walkin", To: "table-a4"} }},
		{"王建国", xia, func(x data.Head) data.Command { return &data.LeaveTable{Head: x, Seating: seat, EndVisit: true} }},
		{"散客", xia, func(x data.Head) data.Command { return &data.LeaveTable{Head: x, Seating: "s-walkin"} }},
		{"A3", xia, func(x data.Head) data.Command { return &data.ClearTable{Head: x, Seating: "s-gone"} }},
		{"留A4", an, func(x data.Head) data.Command {
			return &data.HoldTable{Head: x, TableID: "table-a4", Held: true, Note: "李总"}
		}},
		{"新客坐A4", xia, func(x data.Head) data.Command {
			return &data.Seat{Head: x, Seating: "s-new", TableID: "table-a4", Guest: "新客", People: 2}
		}},
		{"李秀英坐A4", xia, func(x data.Head) data.Command {
			return &data.Seat{Head: x, Seating: "s-li", TableID: "table-a4", Visit: "v-li", People: 1}
		}},
		{"问候王建国", xia, func(x data.Head) data.Command {
			return &data.Tend{Head: x, Sighting: "f-greet", TableID: "table-a1", Seating: seat, What: "greeted"}
		}},
		{"散客续杯", xia, func(x data.Head) data.Command {
			return &data.Tend{Head: x, Sighting: "f-refill", TableID: "table-a2", Seating: "s-walkin", What: "refill"}
		}},
		{"A2烟缸", xia, func(x data.Head) data.Command { return &data.DoneSighting{Head: x, Sighting: "f-1"} }},
		{"", xia, func(x data.Head) data.Command { return &data.FinishRound{Head: x, Round: "r-1"} }},
		{"另一圈", gu, func(x data.Head) data.Command { return &data.FinishRound{Head: x, Round: "r-2"} }},
		{"王建国一杯", xia, func(x data.Head) data.Command { return order(x, "o-new", seat) }},
		{"A1一杯，未说给谁", gu, func(x data.Head) data.Command { return order(x, "o-any", "") }},
		{"做好两杯", gu, func(x data.Head) data.Command { return lines(x, data.Ready) }},
		{"送到两杯", gu, func(x data.Head) data.Command { return lines(x, data.Served) }},
		{"退一杯", xia, func(x data.Head) data.Command {
			return &data.VoidLines{Head: x, Lines: []data.ID{"l-1a"}, Why: "不要了"}
		}},
		{"散客那杯", gu, func(x data.Head) data.Command { return &data.RecallLines{Head: x, Lines: []data.ID{"l-2a"}} }},
		{"到A4", gu, func(x data.Head) data.Command { return &data.MoveOrder{Head: x, Order: "o-1", To: "table-a4"} }},
		{"到A2", gu, func(x data.Head) data.Command { return &data.MoveOrder{Head: x, Order: "o-1", To: "table-a2"} }},
		{"改到16点", an, func(x data.Head) data.Command { return move(x, "k-1", "court-bad1", at(16, 0), at(17, 0)) }},
		{"改到17点", an, func(x data.Head) data.Command { return move(x, "k-1", "court-bad1", at(17, 0), at(18, 0)) }},
		{"", an, func(x data.Head) data.Command {
			return &data.CancelBooking{Head: x, Booking: "k-1", Why: "客人来电"}
		}},
		{"到场", jiang, func(x data.Head) data.Command { return step(x, data.Arrived) }},
		{"开始", jiang, func(x data.Head) data.Command { return step(x, data.Playing) }},
		{"未到", jiang, func(x data.Head) data.Command { return step(x, data.NoShow) }},
		{"16点新约", an, func(x data.Head) data.Command {
			c := officetest.Booking(x, "court-bad1", at(16, 0), at(17, 0))
			c.Act, c.Visitor, c.Spans[0].Booking = "act-n", "p-n", "k-n"
			return c
		}},
		{"16点关闭", an, func(x data.Head) data.Command {
			return &data.CloseSlots{Head: x, Spans: []data.Span{{Booking: "c-n", Court: "court-bad1", Start: at(16, 0), End: at(17, 0)}}, Reason: "cleaning"}
		}},
		{"", an, func(x data.Head) data.Command { return &data.LiftClosure{Head: x, Closure: "c-1"} }},
		{"", an, func(x data.Head) data.Command { return &data.Notify{Head: x, Notices: []data.ID{notice}, By: jiang} }},
		{"羽毛球1待清理", jiang, func(x data.Head) data.Command {
			return &data.SetFacility{Head: x, Place: "court-bad1", State: data.Unkept}
		}},
		{"羽毛球1停用", chang, func(x data.Head) data.Command {
			return &data.SetFacility{Head: x, Place: "court-bad1", State: data.Stood, Note: "验收"}
		}},
		{"羽毛球1", jiang, func(x data.Head) data.Command {
			return &data.OpenRepair{Head: x, Repair: "w-court", Thing: "court-bad1", Fault: "灯不亮"}
		}},
		{"A1", xia, func(x data.Head) data.Command {
			return &data.OpenRepair{Head: x, Repair: "w-a1", Thing: "table-a1", Fault: "桌腿松"}
		}},
		{"咖啡机", gu, func(x data.Head) data.Command { return &data.SendRepair{Head: x, Repair: "w-1", To: "维修公司"} }},
		{"咖啡机", gu, func(x data.Head) data.Command {
			return &data.TakeBackRepair{Head: x, Repair: "w-1", Cost: 12000, RepairedBy: "维修公司"}
		}},
		{"", an, func(x data.Head) data.Command { return &data.Return{Head: x, Lending: "u-1", Condition: "ok"} }},
		{"到13点", an, func(x data.Head) data.Command { return &data.ExtendLoan{Head: x, Lending: "u-1", Due: at(13, 0)} }},
		{"到15点", an, func(x data.Head) data.Command { return &data.ExtendLoan{Head: x, Lending: "u-1", Due: at(15, 0)} }},
		{"借样板间B", an, func(x data.Head) data.Command {
			return &data.Lend{Head: x, Lending: "u-2", Item: "item-k02", Qty: 1, To: jiang}
		}},
		{"也借样板间B", jiang, func(x data.Head) data.Command {
			return &data.Lend{Head: x, Lending: "u-3", Item: "item-k02", Qty: 1, To: gu}
		}},
		{"通过", chang, func(x data.Head) data.Command { return &data.DecideBreakage{Head: x, Breakage: "b-1", Approve: true} }},
		{"驳回", chang, func(x data.Head) data.Command {
			return &data.DecideBreakage{Head: x, Breakage: "b-1", Movement: "m-back", Word: "不是我们的杯子"}
		}},
		{"现金", gu, func(x data.Head) data.Command {
			return &data.SettleBreakage{Head: x, Breakage: "b-2", How: "cash", Receipt: "R-1"}
		}},
		{"微信", an, func(x data.Head) data.Command {
			return &data.SettleBreakage{Head: x, Breakage: "b-2", How: "wechat", Receipt: "R-2"}
		}},
		{"", gu, func(x data.Head) data.Command { return &data.HandInPiece{Head: x, Breakage: "b-1", To: chang} }},
		{"", officetest.GuYi, func(x data.Head) data.Command {
			return &data.AnswerEnquiry{Head: x, Enquiry: "q-1", Answer: "十二月"}
		}},
		{"给丁引路", an, func(x data.Head) data.Command {
			return &data.PassEnquiry{Head: x, Enquiry: "q-1", PassedTo: officetest.Ding, Due: at(13, 0)}
		}},
		{"给主管", an, func(x data.Head) data.Command {
			return &data.PassEnquiry{Head: x, Enquiry: "q-1", PassedTo: chang, Due: at(14, 0)}
		}},
		{"龙井", gu, func(x data.Head) data.Command {
			return &data.SellOut{Head: x, Drink: "drink-longjing", Out: true, Why: "没有了"}
		}},
		{"龙井改名", chang, func(x data.Head) data.Command {
			return &data.PutDrink{Head: x, Drink: data.Drink{ID: "drink-longjing", Kind: "tea", Name: "明前龙井", Serves: []string{"cup", "pot"}, Temps: []string{"hot", "warm"}, Tastes: []string{"weak", "normal", "strong"}}}
		}},
		{"夏托盘离职", chang, func(x data.Head) data.Command {
			return &data.PutStaff{Head: x, Person: xia, Name: "夏托盘", Role: data.Floor, Gone: true}
		}},
		{"夏托盘转吧台", chang, func(x data.Head) data.Command {
			return &data.PutStaff{Head: x, Person: xia, Name: "夏托盘", Role: data.Bar}
		}},
		{"A1改名", chang, func(x data.Head) data.Command {
			return &data.PutTable{Head: x, Table: data.Table{ID: "table-a1", Area: "area-talk", Name: "A1窗边", Seats: 4}}
		}},
		{"", an, func(x data.Head) data.Command { return &data.LeavePost{Head: x, Post: "t-1"} }},
		{"", chang, func(x data.Head) data.Command { return &data.ComeBack{Head: x, Absence: "a-1"} }},
		{"晴", an, func(x data.Head) data.Command { return &data.SetWeather{Head: x, Day: h.Today(), Weather: "sunny"} }},
		{"雨", an, func(x data.Head) data.Command { return &data.SetWeather{Head: x, Day: h.Today(), Weather: "rain"} }},
	}
}

// done is what an act does alone: the rows it writes and the things it names.
type done struct {
	rows  map[string]data.RowChange
	names map[string]bool
}

func (d done) touches(o done) bool {
	for n := range d.names {
		if !strings.HasPrefix(n, "by ") && o.names[n] || strings.HasPrefix(n, "by ") && o.names["about "+n[3:]] {
			return true
		}
	}
	for k := range d.rows {
		if _, both := o.rows[k]; both || o.names[k[strings.LastIndex(k, " ")+1:]] {
			return true
		}
	}
	for k := range o.rows {
		if d.names[k[strings.LastIndex(k, " ")+1:]] {
			return true
		}
	}
	return false
}

// passing are tables of which every act writes a row for itself alone.
var passing = []string{"counter", "facility_event", "sighting", "notice", "booking_move", "undone", "staff_past", "duty_entry"}

func rowKey(c data.RowChange) string { return c.Table + " " + fmt.Sprint(c.Key...) }

func (h *house) alone(a act, ago time.Duration) done {
	h.T.Helper()
	d := done{map[string]data.RowChange{}, map[string]bool{}}
	c := a.make(h.given(a, ago))
	body, _ := json.Marshal(c)
	for _, id := range regexp.MustCompile(`"([a-z]+-[a-z0-9]+|[0-9a-f-]{32,36})"`).FindAllStringSubmatch(string(body), -1) {
		d.names[id[1]] = true
	}
	for _, common := range []string{string(xia), string(gu), string(an), string(jiang), string(chang), "device-tablet", "device-desk", string(officetest.Ding), string(officetest.GuYi)} {
		delete(d.names, common)
	}
	d.names["by "+string(a.by)] = true
	if p, ok := c.(*data.PutStaff); ok {
		d.names["about "+string(p.Person)] = true
	}
	err := h.Try(func(t *store.Trial) {
		_, changes, err := t.Do(c)
		if err != nil {
			h.T.Errorf("%s alone: %v", h.called(a), err)
		}
		for _, c := range changes {
			if !slices.Contains(passing, c.Table) {
				d.rows[rowKey(c)] = c
			}
		}
	})
	if err != nil {
		h.T.Fatal(err)
	}
	return d
}

func (h *house) given(a act, ago time.Duration) data.Head {
	x := h.By(a.by)
	x.Device, x.At = "device-tablet", x.At.Add(-ago)
	if ago == 0 {
		x.Device = officetest.Desk
	}
	return x
}

func (h *house) called(a act) string {
	c := a.make(data.Head{})
	k, _ := data.KindOf(c)
	word := h.say(data.KindWord(k.Name))
	if a.name != "" {
		word += "（" + a.name + "）"
	}
	return word
}

// overtaken are the columns in which an earlier act may add to a later one, and why.
var overtaken = map[string]string{
	"order_line.state": "a drink that was brought was brought: making it only goes on", "order_line.ready_at": "", "order_line.making_at": "",
	"orders.place":      "drinks follow their guests",
	"breakage.paid_how": "each payment stands; the sheet names the one that came last", "breakage.receipt": "", "breakage.paid_at": "", "breakage.got": "",
	"booking.status":     "who began has arrived",
	"booking.arrived_at": "they came earlier than the book said",
	"facility.state":     "what is broken is not used until it is mended", "facility.at": "", "facility.by": "", "facility.note": "",
}

func TestOfTwoActsOnOneThingTheLaterStands(t *testing.T) {
	h := busyHouse(t)
	acts := h.acts()
	const ago = 10 * time.Minute
	first, second := make([]done, len(acts)), make([]done, len(acts))
	for i, a := range acts {
		first[i], second[i] = h.alone(a, ago), h.alone(a, 0)
	}
	var out []string
	for i, a := range acts {
		for j, b := range acts {
			if i == j || !first[i].touches(second[j]) {
				continue
			}
			out = append(out, h.meet(a, b))
		}
	}
	golden(t, filepath.Join("testdata", "late.txt"), strings.Join(out, "\n")+"\n")
}

// meet does b now and then lets a arrive, which was done before it.
func (h *house) meet(a, b act) string {
	h.T.Helper()
	name := h.called(a) + " ，后来 " + h.called(b)
	outcome := ""
	err := h.Try(func(t *store.Trial) {
		_, wrote, err := t.Do(b.make(h.given(b, 0)))
		if err != nil {
			h.T.Errorf("%s: the later: %v", name, err)
			return
		}
		stood := map[string]store.Cols{}
		for _, c := range wrote {
			if stood[rowKey(c)], err = t.Row(c.Table, c.Key); err != nil {
				h.T.Fatal(err)
			}
		}
		r, _, err := t.Do(a.make(h.given(a, 10*time.Minute)))
		outcome = h.outcome(r, err)
		for _, c := range wrote {
			now, err := t.Row(c.Table, c.Key)
			if err != nil {
				h.T.Fatal(err)
			}
			h.stands(name, c, stood[rowKey(c)], now)
		}
	})
	if err != nil {
		h.T.Fatal(err)
	}
	return name + "\n    " + outcome
}

// stands checks that what the later act said of a row is still said.
func (h *house) stands(name string, c data.RowChange, was, is store.Cols) {
	h.T.Helper()
	if c.Table == "counter" || c.Table == "occupancy" {
		return
	}
	for col := range c.New {
		if _, may := overtaken[c.Table+"."+col]; !may && was[col] != is[col] {
			h.T.Errorf("%s: %s.%s was %v and is %v", name, rowKey(c), col, was[col], is[col])
		}
	}
}

func (h *house) outcome(r data.Receipt, err error) string {
	if err == nil {
		text := "照办"
		for _, w := range r.Warnings {
			text += "；" + h.say(w.Key, w.Args...)
		}
		return text
	}
	e := data.AsError(err)
	if e.Code == data.Storage {
		h.T.Error(e)
	}
	text := "告诉本人："
	if e.Done {
		text = "不必再做："
	}
	return text + h.say(e.Key, e.Args...)
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a, b := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for i := range max(len(a), len(b)) {
		if x, y := line(a, i), line(b, i); x != y {
			t.Fatalf("%s, line %d: %q, want %q (-update writes it anew)", file, i+1, y, x)
		}
	}
}

func line(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}

// words says keys in Chinese, with what stands in their places.
func words(t testing.TB) func(key string, args ...any) string {
	t.Helper()
	all := map[string]string{}
	files, err := filepath.Glob("../../assets/words/zh/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal("no words", err)
	}
	slices.SortFunc(files, cmp.Compare[string])
	for _, f := range files {
		body, err := os.ReadFile(f)
		if err == nil {
			err = json.Unmarshal(body, &all)
		}
		if err != nil {
			t.Fatal(f, err)
		}
	}
	place := regexp.MustCompile(`\{(\d+)(?:@([^}|]+))?(?:\|[^}]*)?\}`)
	return func(key string, args ...any) string {
		text, ok := all[key]
		if !ok {
			t.Errorf("no word %s", key)
		}
		return place.ReplaceAllStringFunc(text, func(p string) string {
			m := place.FindStringSubmatch(p)
			n, _ := strconv.Atoi(m[1])
			if n >= len(args) {
				t.Errorf("%s asks for {%d}", key, n)
				return ""
			}
			if m[2] != "" {
				return all[m[2]+"."+fmt.Sprint(args[n])]
			}
			return fmt.Sprint(args[n])
		})
	}
}
