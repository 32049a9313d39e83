package bar

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/sample"
	"yingbin/data/store"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// orderHouse is a real book with the sample's places, people and menu, and a
// tablet at which somebody of the bar is signed on.
type orderHouse struct {
	*store.Book
	t    testing.TB
	now  time.Time
	sh   *screentest.Shell
	rang int
}

const (
	an  = data.ID("staff-an")
	gu1 = data.ID("staff-gu1")
	xia = data.ID("staff-xia")
)

func newOrderHouse(t testing.TB) *orderHouse {
	t.Helper()
	ctx := context.Background()
	// The sample is filled on the eve and lives on by hand.
	h := &orderHouse{t: t, now: time.Date(2026, 11, 23, 0, 5, 0, 0, time.UTC)}
	clock := sample.NewClock(data.TimeOf(h.now))
	b, err := store.Open(ctx, t.TempDir(), store.Options{Clock: clock.Now, Fast: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	parts := sample.Parts{Catalogue: assets.Office("catalogue"), People: assets.Office("people"), Lists: assets.Office, Now: data.TimeOf(h.now), Days: 1}
	if err := sample.Fill(ctx, b, clock, parts); err != nil {
		t.Fatal(err)
	}
	clock.Run(func() time.Time { return h.now })
	h.Book = b
	h.now = time.Date(2026, 11, 23, 2, 30, 0, 0, time.UTC)
	return h
}

func (h *orderHouse) do(who data.ID, c data.Command) data.Receipt {
	h.t.Helper()
	m := c.Meta()
	m.ID, m.At, m.Staff, m.Device = data.NewID(), data.TimeOf(h.now), who, "tablet"
	r, err := h.Do(context.Background(), c)
	if err != nil {
		h.t.Fatalf("%T: %v", c, err)
	}
	return r
}

// tablet gives the bar's tablet.
func (h *orderHouse) tablet(width float32, lang string) *screentest.Shell {
	h.sh = screentest.NewShell(h.t)
	fyne.CurrentApp().Settings().SetTheme(kit.NewThemeFor("bar", false))
	h.sh.Width, h.sh.Language = width, lang
	h.sh.Person = data.Staff{ID: "staff-gu", Name: "古试饮", Role: data.Bar}
	h.sh.Clock = data.TimeOf(h.now)
	h.sh.Decide = func(c data.Command) (data.Receipt, error) { return h.Do(context.Background(), c) }
	return h.sh
}

// stage shows a screen in the room that the frame leaves it.
func (h *orderHouse) stage(s screen.Screen, height float32) *screentest.Stage {
	pad := kit.Size(kit.SizePad)
	x, y := pad, pad
	if h.sh.Width >= 1200 {
		x, y = x+kit.Size(kit.SizeGap), y+kit.Size(kit.SizeGap)/2
	}
	return screentest.OpenSized(h.t, h.sh, s, h.sh.Width-kit.Size(kit.SizeRail)-2*x, height-60-2*y)
}

func (h *orderHouse) pass(d time.Duration) {
	h.now = h.now.Add(d)
	if h.sh != nil {
		h.sh.Clock = data.TimeOf(h.now)
	}
}

// ring counts instead of sounding.
func (h *orderHouse) ring(context.Context) error { h.rang++; return nil }

// comes checks somebody in at a table.
func (h *orderHouse) comes(name, title, phone string, people int, table data.ID) *data.CheckIn {
	c := &data.CheckIn{Visit: data.NewID(), Visitor: data.NewID(), Name: name, Title: title, Phone: phone, NoPhone: phone == "", Adults: people, Purpose: "talk", Table: table}
	h.do(an, c)
	return c
}

// orders places an order; each drink is name, quantity and choices.
func (h *orderHouse) orders(who data.ID, place data.ID, lines ...data.LineWish) *data.PlaceOrder {
	c := &data.PlaceOrder{Order: data.NewID(), Place: place, Station: "reception", Lines: lines}
	for i := range c.Lines {
		c.Lines[i].Line = data.NewID()
		if c.Lines[i].Drink == "drink-fruit" {
			c.Consultant, c.Occasion = gu1, "周末暖场"
		}
	}
	h.do(who, c)
	return c
}

// busy is the queue of the picture: late, soon, new, moved, void and direct.
func (h *orderHouse) busy() (first *data.PlaceOrder) {
	wish := func(d string, n int, temp, taste string) data.LineWish {
		return data.LineWish{Drink: data.ID("drink-" + d), Qty: n, Temp: temp, Taste: taste}
	}
	h.comes("王", "mr", "13800005678", 2, "table-a3")
	first = h.orders(an, "table-a3", wish("longjing", 2, "hot", "normal"), wish("orange", 1, "no-ice", ""))
	h.do("staff-gu", &data.AdvanceLines{Lines: []data.ID{first.Lines[0].Line}, To: data.Making})
	h.do("staff-gu", &data.AdvanceLines{Lines: []data.ID{first.Lines[1].Line}, To: data.Ready})
	h.pass(3 * time.Minute)
	h.comes("高", "mr", "13800005679", 3, "table-a6")
	moved := h.orders(gu1, "table-a6", wish("americano", 2, "ice", "none"), wish("americano", 1, "hot", "less"), data.LineWish{Drink: "drink-fruit", Qty: 1, Serve: "large"})
	h.do(xia, &data.MoveOrder{Order: moved.Order, To: "table-vip1"})
	h.pass(4 * time.Minute)
	h.comes("孙", "ms", "13800005680", 1, "table-a5")
	void := h.orders(xia, "table-a5", wish("juhua", 1, "hot", "less"), wish("lemon", 1, "hot", ""))
	h.do(xia, &data.VoidLines{Lines: []data.ID{void.Lines[1].Line}, Why: "顾客改主意"})
	h.do("staff-gu", &data.AdvanceLines{Lines: []data.ID{void.Lines[0].Line}, To: data.Making})
	h.pass(time.Minute)
	h.orders("staff-ouyang", "court-bil1", wish("mineral", 2, "ice", ""))
	h.pass(time.Minute)
	h.comes("铲", "ms", "13800005681", 2, "table-book2")
	h.orders(xia, "table-book2", wish("puer", 1, "hot", "strong"))
	h.pass(20 * time.Second)
	return first
}

// everyLight goes through languages, sizes and light; nothing may be cut off,
// too small or over something else.
func orderLooks(t *testing.T, name string, open func(t *testing.T, h *orderHouse, height float32) *screentest.Stage) {
	for _, lang := range []string{"zh", "en"} {
		for _, size := range [][2]float32{{1280, 800}, {1024, 768}} {
			h := newOrderHouse(t)
			h.busy()
			h.tablet(size[0], lang)
			st := open(t, h, size[1])
			label := name + "-" + lang + "-" + map[float32]string{1280: "1280", 1024: "1024"}[size[0]]
			t.Run(label, func(t *testing.T) {
				st.Check()
				st.Shoot(false, label+"-light.png")
				st.Shoot(true, label+"-dark.png")
			})
			fyne.CurrentApp().Settings().SetTheme(kit.NewThemeFor("bar", false))
		}
	}
}
