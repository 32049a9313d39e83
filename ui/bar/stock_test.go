package bar

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/data/store"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// stockHouse is a real book with a bar's stock in it, and a shell whose commands
// it decides.
type stockHouse struct {
	*store.Book
	t   testing.TB
	now time.Time
	sh  *screentest.Shell
}

const (
	boss = data.ID("staff-chang")
	gu   = data.ID("staff-gu")
	xun  = data.ID("staff-xun")
)

// stockUtensils are the sample's utensils: name, size, unit, par, yuan.
var stockUtensils = []struct {
	name, spec, unit string
	par, price       int
}{
	{"玻璃茶杯", "240ml", "只", 120, 9}, {"盖碗", "", "套", 24, 35}, {"紫砂壶", "", "把", 8, 120}, {"玻璃茶壶", "", "把", 12, 45},
	{"茶漏", "", "个", 12, 8}, {"咖啡杯碟", "", "套", 48, 28}, {"拿铁杯", "", "只", 24, 22}, {"果汁杯", "350ml", "只", 60, 12},
	{"高脚水杯", "", "只", 36, 15}, {"儿童杯", "", "只", 24, 6}, {"咖啡勺", "", "把", 60, 5}, {"水果叉", "", "把", 80, 2},
	{"果盘", "大", "个", 10, 48}, {"果盘", "小", "个", 16, 26}, {"防滑托盘", "", "个", 12, 38}, {"烟灰缸", "", "个", 24, 18},
}

func newStockHouse(t testing.TB) *stockHouse {
	t.Helper()
	h := &stockHouse{t: t, now: time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC)}
	b, err := store.Open(context.Background(), t.TempDir(), store.Options{Clock: func() time.Time { return h.now }, Fast: true})
	if err != nil {
		t.Fatal(err)
	}
	h.Book = b
	t.Cleanup(func() { b.Close() })
	h.give(gu, &data.OpenOffice{Settings: data.Settings{Name: "青禾样例会馆"}, Supervisor: data.NewStaff{ID: boss, Name: "常示例", Post: "案场主管", Verifier: data.Verifier("2580")}})
	for i, p := range []data.Staff{{ID: gu, Name: "古试饮", Role: data.Bar}, {ID: xun, Name: "𬬻小满", Role: data.Bar}, {ID: "staff-xia", Name: "夏托盘", Role: data.Floor}, {ID: "staff-tong", Name: "童八步", Role: data.Floor}, {ID: "staff-an", Name: "安小样", Role: data.Reception}} {
		h.give(boss, &data.PutStaff{Person: p.ID, Name: p.Name, Role: p.Role, Sort: i})
	}
	for i, u := range stockUtensils {
		id := data.ID(fmt.Sprintf("utensil-%02d", i+1))
		h.give(boss, &data.PutStockItem{Item: data.StockItem{ID: id, Kind: "utensil", Name: u.name, Spec: u.spec, Unit: u.unit, Par: u.par, Price: int64(u.price) * 100, Sort: i}})
		h.give(gu, &data.MoveStock{Movement: data.NewID(), Item: id, What: "opening", Qty: u.par})
	}
	h.give(boss, &data.PutStockItem{Item: data.StockItem{ID: "food-milk", Kind: "food", Name: "牛奶", Unit: "盒", Par: 12, Price: 600, Dated: true}})
	h.give(gu, &data.MoveStock{Movement: data.NewID(), Item: "food-milk", What: "purchase", Qty: 9, UseBy: "2026-11-25"})
	h.now = time.Date(2026, 11, 23, 2, 52, 0, 0, time.UTC)
	return h
}

// give has somebody do something at the bar.
func (h *stockHouse) give(who data.ID, c data.Command) {
	h.t.Helper()
	m := c.Meta()
	m.ID, m.At, m.Staff, m.Device = data.NewID(), data.TimeOf(h.now), who, "tablet"
	if _, err := h.Do(context.Background(), c); err != nil {
		h.t.Fatalf("%T: %v", c, err)
	}
}

// shell gives the bar's tablet, with its larger targets, signed on as somebody.
func (h *stockHouse) shell(width float32, who data.Staff) *screentest.Shell {
	h.t.Helper()
	h.sh = screentest.NewShell(h.t)
	fyne.CurrentApp().Settings().SetTheme(kit.NewThemeFor("bar", false))
	h.sh.Width, h.sh.Person = width, who
	h.sh.Decide = func(c data.Command) (data.Receipt, error) { return h.Do(context.Background(), c) }
	return h.sh
}

var guBar = data.Staff{ID: gu, Name: "古试饮", Role: data.Bar}

// open shows a screen in the room a tablet of that size leaves it.
func (h *stockHouse) open(screen screen.Screen, height float32) *screentest.Stage {
	h.t.Helper()
	return screentest.OpenSized(h.t, h.sh, screen, h.sh.Width-kit.Size(kit.SizeRail), height-60)
}

func (h *stockHouse) breaks(item data.ID, n int) *data.ReportBreakage {
	c := &data.ReportBreakage{Breakage: data.NewID(), Movement: data.NewID(), Item: item, Qty: n, What: "chip", Found: "wash-check", Cause: "wear", Waived: "wear"}
	h.give(gu, c)
	return c
}

func (h *stockHouse) held(item data.ID) int {
	h.t.Helper()
	lines, err := h.StockOnHand(context.Background(), "")
	if err != nil {
		h.t.Fatal(err)
	}
	for _, l := range lines {
		if l.Item.ID == item {
			return l.Qty
		}
	}
	h.t.Fatal("no", item)
	return 0
}

// everyLook goes through languages, sizes and light: nothing may be cut off, too
// small or over something else. The pictures go to the folder that is named.
func everyLook(t *testing.T, name string, open func(t *testing.T, h *stockHouse, width, height float32) *screentest.Stage) {
	for _, lang := range []string{"zh", "en"} {
		for _, size := range [][2]float32{{1280, 800}, {1024, 768}} {
			t.Run(fmt.Sprintf("%s/%s/%.0f", name, lang, size[0]), func(t *testing.T) {
				h := newStockHouse(t)
				h.shell(size[0], guBar).Language = lang
				st := open(t, h, size[0], size[1])
				st.Check()
				if sheet := h.sh.OpenSheet(); sheet != nil {
					for _, fault := range kittest.CheckLayout(sheet.Body, kit.Size(kit.SizeSheet)-32, 2200) {
						t.Error("the sheet: ", fault)
					}
				}
				for _, dark := range []bool{false, true} {
					st.Shoot(dark, fmt.Sprintf("%s-%s-%.0f-%v.png", name, lang, size[0], dark))
				}
			})
		}
	}
}

func TestCountLooksRight(t *testing.T) {
	everyLook(t, "count", func(t *testing.T, h *stockHouse, _, height float32) *screentest.Stage {
		h.countAll("utensil")
		h.now = h.now.Add(time.Hour)
		h.breaks("utensil-01", 2)
		s := newCount(h, h.sh)
		st := h.open(s, height)
		s.counted("utensil-03", func(e *countEntry) { e.cup = 7 })
		s.counted("utensil-02", func(e *countEntry) { e.cup = 20; e.washing = 4 })
		s.counted("utensil-01", func(e *countEntry) { e.cup, e.washing, e.tables, e.why = 100, 10, 6, "unexplained" })
		st.Settle()
		return st
	})
	everyLook(t, "count-food", func(t *testing.T, h *stockHouse, _, height float32) *screentest.Stage {
		s := newCount(h, h.sh)
		st := h.open(s, height)
		s.kinds.Select("food")
		s.kinds.OnChanged()
		st.Settle()
		s.choose("food-milk")
		st.Settle()
		return st
	})
	everyLook(t, "count-move", func(t *testing.T, h *stockHouse, _, height float32) *screentest.Stage {
		s := newCount(h, h.sh)
		st := h.open(s, height)
		s.openMove("utensil-04")
		st.Settle()
		return st
	})
}

// countAll counts everything of a kind as it should be.
func (h *stockHouse) countAll(kind string) {
	h.t.Helper()
	lines, err := h.StockOnHand(context.Background(), kind)
	if err != nil {
		h.t.Fatal(err)
	}
	h.give(gu, countCommand(kind, lines, func(id data.ID) *countEntry {
		for _, l := range lines {
			if l.Item.ID == id {
				return untouched(l)
			}
		}
		return nil
	}))
}

func TestACountWithoutSurprisesIsTwoTaps(t *testing.T) {
	h := newStockHouse(t)
	h.shell(1280, guBar)
	st := h.open(newCount(h, h.sh), 800)
	st.Want("还没有盘过", "已盘 0／16 项", "其余 16 项无误", "玻璃茶杯 240ml", "应有 120", "未盘")
	st.Tap("其余 16 项无误")
	st.Want("已盘 16／16 项", "相符")
	st.Tap("提交盘点")
	if h.sh.LastToast() != "已盘点：器皿，16 项相符，0 项有差异" || h.sh.Toasts[0].Undo == "" {
		t.Error(h.sh.Toasts)
	}
	list, err := h.Counts(context.Background(), data.CountFilter{})
	if err != nil || len(list) != 1 || list[0].Lines != 16 || list[0].Differ != 0 {
		t.Error(list, err)
	}
	st.Want("已盘 0／16 项", "上次 2026-11-23 10:52 古试饮")
	// The same again is refused in words and nothing is lost.
	st.Tap("其余 16 项无误")
	st.Tap("提交盘点")
	st.Want("今天 10:52 古试饮已盘过，账实都没有变。", "已盘 16／16 项")
}

func TestADifferenceExplainsItselfOrIsExplained(t *testing.T) {
	h := newStockHouse(t)
	h.countAll("utensil")
	h.now = h.now.Add(time.Hour)
	h.breaks("utensil-01", 2)
	h.shell(1280, guBar)
	s := newCount(h, h.sh)
	st := h.open(s, 800)
	st.Want("应有 118 · 上次 120 · 报损 −2")
	s.choose("utensil-01")
	st.Settle()
	st.Want("其后报损遗失", "−2")
	step := func(i, n int) {
		s.side.places[i].SetValue(n)
		s.side.places[i].OnChanged(n)
		st.Settle()
	}
	step(0, 100)
	step(1, 12)
	st.Want("少 6，待说明")
	step(2, 5)
	st.Want("少 1，待说明", "破了或丢了，去报损")
	st.Tap("其余 15 项无误")
	if !kittest.Button(t, st.All(), "提交盘点").Disabled() {
		t.Error("a difference without a reason can be submitted")
	}
	st.Tap("破了或丢了，去报损")
	if g := h.sh.Goings[0].(*data.ReportBreakage); *g != (data.ReportBreakage{Item: "utensil-01"}) {
		t.Error(g)
	}
	// Somebody reports it: the count agrees by itself.
	h.breaks("utensil-01", 1)
	st.Screen.Changed(data.Change{Tables: map[string]bool{"movement": true}})
	st.Settle()
	if e := s.entry("utensil-01"); e.total() != 117 || countState(s.view.lines[0], e) != countSame {
		t.Errorf("%+v", e)
	}
	step(2, 4)
	st.Choose("差异原因", "不明")
	st.Tap("提交盘点")
	lines, err := h.Counts(context.Background(), data.CountFilter{Last: true})
	if err != nil || len(lines) != 1 || lines[0].Unexplained != 1 || h.held("utensil-01") != 116 {
		t.Error(lines, err, h.held("utensil-01"))
	}
}

func TestAStaleCountKeepsWhatWasCounted(t *testing.T) {
	h := newStockHouse(t)
	h.shell(1280, guBar)
	s := newCount(h, h.sh)
	st := h.open(s, 800)
	s.counted("utensil-03", func(e *countEntry) { e.cup, e.why = 6, "unexplained" })
	st.Tap("其余 15 项无误")
	h.breaks("utensil-03", 1) // the notice has not come yet
	st.Tap("提交盘点")
	st.Want("紫砂壶的应有数变了：现为 7，您盘时为 8。请看一眼再提交。", "已盘 16／16 项")
	if e := s.entry("utensil-03"); e == nil || e.total() != 6 || h.held("utensil-03") != 7 {
		t.Fatalf("%+v", e)
	}
	st.Tap("提交盘点")
	if h.held("utensil-03") != 6 {
		t.Error(h.held("utensil-03"))
	}
}

func TestAHalfDoneCountOutlivesItsScreen(t *testing.T) {
	h := newStockHouse(t)
	h.shell(1280, guBar)
	s := newCount(h, h.sh)
	h.open(s, 800)
	s.counted("utensil-03", func(e *countEntry) { e.cup, e.why = 6, "unexplained" })
	st := h.open(newCount(h, h.sh), 800)
	st.Want("已盘 1／16 项", "少 2")
}

func TestGoodsComeIn(t *testing.T) {
	h := newStockHouse(t)
	h.shell(1280, guBar)
	s := newCount(h, h.sh)
	st := h.open(s, 800)
	s.kinds.Select("food")
	s.kinds.OnChanged()
	st.Settle()
	st.Want("11月25日到期")
	st.Tap("收退货")
	st.Tap("入账")
	st.Want("请先选物品。")
	st.Choose("物品", "牛奶")
	st.Step("数量", 6)
	st.Tap("入账")
	st.Want("请选保质期到哪天。")
	st.Tap("周五 27日")
	st.Tap("入账")
	if h.held("food-milk") != 15 || !strings.Contains(h.sh.LastToast(), "收货：牛奶 6，现有 15") {
		t.Error(h.held("food-milk"), h.sh.LastToast())
	}
	s.counted("food-milk", func(e *countEntry) { e.cup = 13 })
	st.Settle()
	if e := s.entry("food-milk"); e.why != "use" || e.useBy != "2026-11-25" {
		t.Errorf("what is used up wants a reason: %+v", e)
	}
	st.Tap("收退货")
	st.Choose("怎么变", "退货")
	st.Choose("物品", "牛奶")
	st.Step("数量", 99)
	st.Tap("入账")
	st.Want("牛奶账上只有 15 件，不够。")
}
