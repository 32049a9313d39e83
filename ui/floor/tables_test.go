package floor

import (
	"context"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen/officetest"
)

// lively seats guests so that every state of a table can be seen.
func (h *house) lively() {
	h.Comes("高", "mr", "13800005679", 3, "table-vip1")
	h.Comes("孙", "ms", "13800005680", 1, "table-a5")
	h.Comes("何", "mr", "13800005681", 1, "table-book4")
	left := &data.Seat{Seating: data.NewID(), TableID: "table-a6", People: 2}
	h.Act(officetest.Xia, left)
	h.Pass(3 * time.Minute)
	h.tend("table-a5", "seen")
	h.tend("table-book4", "greeted")
	h.Pass(2 * time.Minute)
	h.Act(officetest.Xia, &data.LeaveTable{Seating: left.Seating})
	h.Comes("王", "mr", "13800005678", 2, "table-a3")
	h.tend("table-a3", "greeted")
	h.Comes("铲", "ms", "13800005682", 2, "table-book2")
	h.tend("table-book2", "ashtray")
	h.Act(officetest.Xia, &data.Seat{Seating: data.NewID(), TableID: "table-bar2", Guest: "灰大衣两位", People: 2})
	h.tend("table-bar2", "greeted")
	for _, t := range []data.ID{"table-a7", "table-a8"} {
		if f, err := h.Floor(context.Background()); err != nil || !f.Find(t).Hold.Held {
			h.Act(officetest.Xia, &data.HoldTable{TableID: t, Held: true, Note: "明日 9:00"})
		}
	}
	h.Pass(4 * time.Minute)
}

func (h *house) tend(table data.ID, what string) {
	h.Act(officetest.Xia, &data.Tend{Sighting: data.NewID(), TableID: table, What: what})
}

func TestTheTablesScreenLooksRight(t *testing.T) {
	for name, chosen := range map[string]data.ID{"tables": "table-vip1", "tables-free": "table-a1", "tables-clear": "table-a6", "tables-none": ""} {
		for _, lang := range []string{"zh", "en"} {
			for _, size := range [][2]float32{{1280, 800}, {1024, 768}} {
				if size[0] == 1280 && lang == "en" && name != "tables" {
					continue
				}
				label := name + "-" + lang + map[float32]string{1280: "-1280", 1024: "-1024"}[size[0]]
				t.Run(label, func(t *testing.T) {
					h := newHouse(t)
					h.lively()
					h.Tablet(size[0], lang)
					s := newTables(h, h.Sh)
					st := h.Stage(s, size[1])
					if name == "tables-none" {
						st.Tap(h.Sh.Say("floor.route"))
					} else {
						s.choose(chosen)
					}
					st.Settle()
					st.Check()
					st.Shoot(false, label+"-light.png")
					st.Shoot(true, label+"-dark.png")
				})
			}
		}
	}
}

func TestARoundInOneTap(t *testing.T) {
	h := newHouse(t)
	h.EmptyFloor()
	h.lively()
	before := h.Plan()
	h.Tablet(1280, "zh")
	st := h.Stage(newTables(h, h.Sh), 800)
	st.Want("占用 6 / 20", "巡完一圈 · 6 桌，1 桌有事", "9 分", "待收台", "留用", "明日 9:00", "高先生 3人")
	st.Tap("巡完一圈 · 6 桌，1 桌有事")
	after := h.Plan()
	if after.Walked != before.Walked+1 || len(h.Sh.Toasts) != 1 || h.Sh.Toasts[0].Undo == "" {
		t.Error(after.Walked, h.Sh.Toasts)
	}
	for _, table := range after.Tables {
		if table.Seated() && table.SinceSeen(data.TimeOf(h.Now)) != 0 {
			t.Error(table.Name, "was left out")
		}
	}
	// The minutes pass without a change of the book.
	h.Pass(6 * time.Minute)
	st.Screen.(*tables).Tick()
	st.Settle()
	st.Want("6 分", "已到时")
	// A second tablet's tap on the same round is told so.
	h.Act(officetest.Xia, &data.FinishRound{Round: data.NewID()})
	st.Tap("巡完一圈 · 6 桌，1 桌有事")
	if got := h.Sh.LastToast(); got != "夏托盘在 10:45 刚巡完一圈。" {
		t.Error(got)
	}
	st.Tap("开始巡视")
	st.Want("巡视中")
}

func TestWhatIsFoundAtATable(t *testing.T) {
	h := newHouse(t)
	h.EmptyFloor()
	h.Comes("王", "mr", "13800005678", 2, "table-a3")
	h.Pass(2 * time.Minute)
	h.Tablet(1280, "zh")
	s := newTables(h, h.Sh)
	st := h.Stage(s, 800)
	st.Want("未问候")
	st.Tap("A3")
	st.Want("王先生等 2 人 · 入座 2 分", "2 分前见过")
	st.Tap("问候")
	if h.Plan().Find("table-a3").Ungreeted() != nil || h.Sh.LastToast() != "A3 已问候" {
		t.Error("not greeted", h.Sh.LastToast())
	}
	st.Want("刚见过", "10:32 已问候")
	st.Tap("换烟缸")
	st.Want("换烟缸 ✓", "巡完一圈 · 1 桌，1 桌有事")
	st.Tap("换烟缸 ✓")
	if len(h.Plan().Find("table-a3").Open) != 0 || h.Sh.LastToast() != "A3 已办：换烟缸" {
		t.Error("still open", h.Sh.LastToast())
	}
	st.Tap("报损")
	st.Tap("续杯")
	st.Tap("咨询")
	if len(h.Sh.Goings) != 3 {
		t.Fatal(h.Sh.Goings)
	}
	if c, ok := h.Sh.Goings[0].(*data.ReportBreakage); !ok || c.Place != "table-a3" {
		t.Error(h.Sh.Goings[0])
	}
	if c, ok := h.Sh.Goings[1].(*data.PlaceOrder); !ok || c.Place != "table-a3" {
		t.Error(h.Sh.Goings[1])
	}
	if c, ok := h.Sh.Goings[2].(*data.TakeEnquiry); !ok || c.Who != "王先生" {
		t.Error(h.Sh.Goings[2])
	}
	if h.Plan().Find("table-a3").OpenOf("refill") == nil {
		t.Error("nobody knows that they want more")
	}
}

// A round once more and a cup refilled are one tap each; whoever ordered them has
// seen the table, and one undo takes the order back.
func TestAnotherRoundFromTheFloorIsOneTap(t *testing.T) {
	h := newHouse(t)
	h.EmptyFloor()
	h.Comes("王", "mr", "13800005678", 2, "table-a3")
	first := h.Order(officetest.Xia, "table-a3", data.LineWish{Drink: "drink-longjing", Qty: 2, Taste: "strong"}, data.LineWish{Drink: "drink-latte", Qty: 1})
	h.Act("staff-gu", &data.AdvanceLines{Lines: []data.ID{first.Lines[0].Line, first.Lines[1].Line}, To: data.Served})
	h.Pass(20 * time.Minute)
	h.Tablet(1280, "zh")
	st := h.Stage(newTables(h, h.Sh), 800)
	st.Tap("A3")
	st.Tap("再来一轮")
	list := h.At("table-a3")
	if len(list) != 2 || !list[1].Refill || len(list[1].Lines) != 2 || list[1].Lines[0].Taste != "strong" || len(h.Sh.Goings) != 0 {
		t.Fatalf("%+v %v", list, h.Sh.Goings)
	}
	if n := h.Plan().Find("table-a3").SinceSeen(data.TimeOf(h.Now)); n != 0 {
		t.Error("ordered for and not seen for", n)
	}
	if toast := h.Sh.Toasts[len(h.Sh.Toasts)-1]; toast.Text != "A3 再来一轮：3 杯（D-1123-002）" || toast.Undo == "" {
		t.Error(toast)
	}
	h.Pass(time.Minute)
	st.Tap("续杯")
	st.Want("龙井", "拿铁")
	for _, b := range kittest.Boards(st.Root()) {
		b.OnTap(b.Tiles()[1].ID)
	}
	st.Settle()
	if list = h.At("table-a3"); len(list) != 3 || len(list[2].Lines) != 1 || list[2].Lines[0].Drink != "drink-latte" {
		t.Errorf("%+v", list)
	}
	h.Pass(time.Minute)
	st.Tap("续杯") // of one drink there is nothing to ask
	if list = h.At("table-a3"); len(list) != 4 || list[3].Lines[0].Drink != "drink-latte" {
		t.Errorf("%+v", list)
	}
	if found, err := h.Sightings(context.Background(), "2026-11-23"); err != nil || len(found) < 3 {
		t.Error(found, err)
	}
}

func TestAPartyIsMovedLeavesAndIsCleared(t *testing.T) {
	h := newHouse(t)
	h.EmptyFloor()
	c := h.Comes("王", "mr", "13800005678", 2, "table-a3")
	h.Tablet(1280, "zh")
	st := h.Stage(newTables(h, h.Sh), 800)
	st.Tap("A3")
	st.Tap("换台")
	kittestSheet(t, h, "table-a5")
	st.Settle()
	if !h.Plan().Find("table-a5").Seated() || h.Sh.LastToast() != "A3 → A5" {
		t.Error(h.Sh.LastToast())
	}
	st.Tap("客户离座")
	st.Want("王先生要离开会馆吗？")
	st.Tap("离开会馆，送客")
	v, err := h.Visits(context.Background(), data.VisitFilter{ID: c.Visit})
	if err != nil || v[0].Open() || v[0].LeftHow != "table" {
		t.Error(v, err)
	}
	st.Want("待收台")
	st.Tap("收台")
	if tab := h.Plan().Find("table-a5"); len(tab.ToClear) != 0 || h.Sh.LastToast() != "A5 已收台" {
		t.Error(h.Sh.LastToast())
	}
	st.Tap("入座")
	st.Step("人数", 3)
	st.Type("怎么称呼（选填）", "灰大衣")
	kittest.Button(t, h.Sh.OpenSheet().Body, "入座").Tapped(nil)
	st.Settle()
	if tab := h.Plan().Find("table-a5"); !tab.Seated() || tab.Parties[0].People != 3 || tab.Parties[0].Guest != "灰大衣" {
		t.Errorf("%+v", tab)
	}
}

// kittestSheet taps a tile of the board in the sheet that is open.
func kittestSheet(t *testing.T, h *house, id string) {
	t.Helper()
	kittest.Boards(h.Sh.OpenSheet().Body)[0].OnTap(id)
	h.Sh.Settle()
}

func TestAGuestWithoutATableIsSeated(t *testing.T) {
	h := newHouse(t)
	h.EmptyFloor()
	c := h.Comes("李", "ms", "13800005999", 2, "")
	h.Tablet(1280, "zh")
	st := h.Stage(newTables(h, h.Sh), 800)
	st.Tap("A1")
	st.Tap("入座")
	kittest.Lists(h.Sh.OpenSheet().Body)[0].OnTap(string(c.Visit))
	st.Settle()
	if tab := h.Plan().Find("table-a1"); !tab.Seated() || tab.Parties[0].Visit != c.Visit {
		t.Errorf("%+v", tab)
	}
}

func TestAKeptTableOnThePlan(t *testing.T) {
	h := newHouse(t)
	h.EmptyFloor()
	h.Tablet(1280, "zh")
	st := h.Stage(newTables(h, h.Sh), 800)
	st.Tap("A1")
	st.Tap("留用")
	st.Type("为谁、到几时", "晚上 7:00")
	kittest.Button(t, h.Sh.OpenSheet().Body, "留用").Tapped(nil)
	st.Settle()
	st.Want("取消留用", "晚上 7:00")
	st.Tap("取消留用")
	if h.Plan().Find("table-a1").Hold.Held {
		t.Error("still kept")
	}
}

func TestTheSheetsOfATableLookRight(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		h := newHouse(t)
		h.lively()
		h.Tablet(1024, lang)
		s := newTables(h, h.Sh)
		st := h.Stage(s, 768)
		table := func(id data.ID) data.FloorTable { return *h.Plan().Find(id) }
		for name, open := range map[string]func(){
			"seat": func() { s.askSeat(table("table-a1")) }, "hold": func() { s.askHold(table("table-a1")) },
			"move": func() { s.askMove(table("table-a3")) }, "leave": func() { s.askLeave(table("table-a3")) },
		} {
			open()
			st.Settle()
			for _, fault := range kittest.CheckLayout(h.Sh.OpenSheet().Body, kit.Size(kit.SizeSheet)-32, 2200) {
				t.Error(lang, name, fault)
			}
			kittest.Shoot(t, h.Sh.OpenSheet().Body, kit.Size(kit.SizeSheet)-32, 700, false, "tables-sheet-"+name+"-"+lang+".png")
		}
	}
}
