package officetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// Stock is a real book with a bar's stock in it, and a shell whose commands
// it decides.
type Stock struct {
	*registers.Book
	T   testing.TB
	Now time.Time
	Sh  *screentest.Shell
}

// The supervisor and the two at the bar.
const (
	Boss = data.ID("staff-chang")
	Gu   = data.ID("staff-gu")
	Xun  = data.ID("staff-xun")
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

// NewStock opens on Monday 23 November, 10:52, with everything held that should be.
func NewStock(t testing.TB) *Stock {
	t.Helper()
	h := &Stock{T: t, Now: time.Date(2026, 11, 22, 2, 0, 0, 0, time.UTC)}
	b, err := registers.Open(context.Background(), t.TempDir(), store.Options{Clock: func() time.Time { return h.Now }, Fast: true})
	if err != nil {
		t.Fatal(err)
	}
	h.Book = b
	t.Cleanup(func() { b.Close() })
	h.Give(Gu, &data.OpenOffice{Settings: data.Settings{Name: "青禾样例会馆"}, Supervisor: data.NewStaff{ID: Boss, Name: "常示例", Post: "案场主管", Verifier: data.Verifier("2580")}})
	for i, p := range []data.Staff{{ID: Gu, Name: "古试饮", Role: data.Bar}, {ID: Xun, Name: "𬬻小满", Role: data.Bar}, {ID: "staff-xia", Name: "夏托盘", Role: data.Floor}, {ID: "staff-tong", Name: "童八步", Role: data.Floor}, {ID: "staff-an", Name: "安小样", Role: data.Reception}} {
		h.Give(Boss, &data.PutStaff{Person: p.ID, Name: p.Name, Role: p.Role, Sort: i})
	}
	for i, u := range stockUtensils {
		id := data.ID(fmt.Sprintf("utensil-%02d", i+1))
		h.Give(Boss, &data.PutStockItem{Item: data.StockItem{ID: id, Kind: "utensil", Name: u.name, Spec: u.spec, Unit: u.unit, Par: u.par, Price: data.Fen(u.price) * 100, Sort: i}})
		h.Give(Gu, &data.MoveStock{Movement: data.NewID(), Item: id, What: "opening", Qty: u.par})
	}
	h.Give(Boss, &data.PutStockItem{Item: data.StockItem{ID: "food-milk", Kind: "food", Name: "牛奶", Unit: "盒", Par: 12, Price: 600, Dated: true}})
	h.Give(Gu, &data.MoveStock{Movement: data.NewID(), Item: "food-milk", What: "purchase", Qty: 9, UseBy: "2026-11-25"})
	h.Now = time.Date(2026, 11, 23, 2, 52, 0, 0, time.UTC)
	return h
}

// Give has somebody do something at the bar.
func (h *Stock) Give(who data.ID, c data.Command) {
	h.T.Helper()
	m := c.Meta()
	m.ID, m.At, m.Staff, m.Device = data.NewID(), data.TimeOf(h.Now), who, "tablet"
	if _, err := h.Do(context.Background(), c); err != nil {
		h.T.Fatalf("%T: %v", c, err)
	}
}

// Shell gives the bar's tablet, with its larger targets, signed on as somebody.
func (h *Stock) Shell(width float32, who data.Staff) *screentest.Shell {
	h.T.Helper()
	h.Sh = screentest.NewShell(h.T)
	fyne.CurrentApp().Settings().SetTheme(kit.NewTouchTheme(false))
	h.Sh.Width, h.Sh.Person = width, who
	h.Sh.Decide = func(c data.Command) (data.Receipt, error) { return h.Do(context.Background(), c) }
	return h.Sh
}

// GuBar is who is signed on at the bar.
var GuBar = data.Staff{ID: Gu, Name: "古试饮", Role: data.Bar}

// Open shows a screen in the room a tablet of that size leaves it.
func (h *Stock) Open(screen screen.Screen, height float32) *screentest.Stage {
	h.T.Helper()
	return screentest.OpenSized(h.T, h.Sh, screen, h.Sh.Width-kit.Size(kit.SizeRail), height-60)
}

// Breaks reports that some of an item broke.
func (h *Stock) Breaks(item data.ID, n int) *data.ReportBreakage {
	c := &data.ReportBreakage{Breakage: data.NewID(), Movement: data.NewID(), Item: item, Qty: n, What: "chip", Found: "wash-check", Cause: "wear", Waived: "wear"}
	h.Give(Gu, c)
	return c
}

// Held gives how many of an item are in stock.
func (h *Stock) Held(item data.ID) int {
	h.T.Helper()
	lines, err := h.StockOnHand(context.Background(), "")
	if err != nil {
		h.T.Fatal(err)
	}
	for _, l := range lines {
		if l.Item.ID == item {
			return l.Qty
		}
	}
	h.T.Fatal("no", item)
	return 0
}

// EveryLook goes through languages, sizes and light: nothing may be cut off, too
// small or over something else. The pictures go to the folder that is named.
func EveryLook(t *testing.T, name string, open func(t *testing.T, h *Stock, width, height float32) *screentest.Stage) {
	for _, lang := range []string{"zh", "en"} {
		for _, size := range [][2]float32{{1280, 800}, {1024, 768}} {
			t.Run(fmt.Sprintf("%s/%s/%.0f", name, lang, size[0]), func(t *testing.T) {
				h := NewStock(t)
				h.Shell(size[0], GuBar).Language = lang
				st := open(t, h, size[0], size[1])
				st.Check()
				if sheet := h.Sh.OpenSheet(); sheet != nil {
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
