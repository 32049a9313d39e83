package officetest

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/data/store"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// Bar is a real book with the sample's places, people and menu, and a
// Tablet at which somebody of the bar is signed on.
type Bar struct {
	*registers.Book
	T    testing.TB
	Now  time.Time
	Sh   *screentest.Shell
	Rang int
}

// People of the sample's desk, sales and floor.
const (
	An  = data.ID("staff-an")
	Gu1 = data.ID("staff-gu1")
	Xia = data.ID("staff-xia")
)

// NewBar fills the sample on the eve and opens on Monday 23 November, 10:30.
func NewBar(t testing.TB) *Bar {
	t.Helper()
	ctx := context.Background()
	// The sample is filled on the eve and lives on by hand.
	h := &Bar{T: t, Now: time.Date(2026, 11, 23, 0, 5, 0, 0, time.UTC)}
	clock := sample.NewClock(data.TimeOf(h.Now))
	b, err := registers.Open(ctx, t.TempDir(), store.Options{Clock: clock.Now, Fast: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	parts := sample.Parts{Catalogue: assets.Office("catalogue"), People: assets.Office("people"), Lists: assets.Office, Now: data.TimeOf(h.Now), Days: 1}
	if err := sample.Fill(ctx, b, clock, parts); err != nil {
		t.Fatal(err)
	}
	clock.Run(func() time.Time { return h.Now })
	h.Book = b
	h.Now = time.Date(2026, 11, 23, 2, 30, 0, 0, time.UTC)
	return h
}

// Act has somebody do something.
func (h *Bar) Act(who data.ID, c data.Command) data.Receipt {
	h.T.Helper()
	m := c.Meta()
	m.ID, m.At, m.Staff, m.Device = data.NewID(), data.TimeOf(h.Now), who, "tablet"
	r, err := h.Do(context.Background(), c)
	if err != nil {
		h.T.Fatalf("%T: %v", c, err)
	}
	return r
}

// Tablet gives the bar's tablet.
func (h *Bar) Tablet(width float32, lang string) *screentest.Shell {
	h.Sh = screentest.NewShell(h.T)
	fyne.CurrentApp().Settings().SetTheme(kit.NewTouchTheme(false))
	h.Sh.Width, h.Sh.Language = width, lang
	h.Sh.Person = data.Staff{ID: "staff-gu", Name: "古试饮", Role: data.Bar}
	h.Sh.Clock = data.TimeOf(h.Now)
	h.Sh.Decide = func(c data.Command) (data.Receipt, error) { return h.Do(context.Background(), c) }
	return h.Sh
}

// Stage shows a screen in the room that the frame leaves it.
func (h *Bar) Stage(s screen.Screen, height float32) *screentest.Stage {
	pad := kit.Size(kit.SizePad)
	x, y := pad, pad
	if h.Sh.Width >= 1200 {
		x, y = x+kit.Size(kit.SizeGap), y+kit.Size(kit.SizeGap)/2
	}
	return screentest.OpenSized(h.T, h.Sh, s, h.Sh.Width-kit.Size(kit.SizeRail)-2*x, height-60-2*y)
}

// Pass lets time go by.
func (h *Bar) Pass(d time.Duration) {
	h.Now = h.Now.Add(d)
	if h.Sh != nil {
		h.Sh.Clock = data.TimeOf(h.Now)
	}
}

// Ring counts instead of sounding.
func (h *Bar) Ring(context.Context) error { h.Rang++; return nil }

// Comes checks somebody in at a table.
func (h *Bar) Comes(name, title, phone string, people int, table data.ID) *data.CheckIn {
	c := &data.CheckIn{Visit: data.NewID(), Visitor: data.NewID(), Name: name, Title: title, Phone: phone, NoPhone: phone == "", Adults: people, Purpose: "talk", Table: table}
	h.Act(An, c)
	return c
}

// Order places an order; each drink is name, quantity and choices.
func (h *Bar) Order(who data.ID, place data.ID, lines ...data.LineWish) *data.PlaceOrder {
	c := &data.PlaceOrder{Order: data.NewID(), Place: place, Station: "reception", Lines: lines}
	for i := range c.Lines {
		c.Lines[i].Line = data.NewID()
		if c.Lines[i].Drink == "drink-fruit" {
			c.Consultant, c.Occasion = Gu1, "周末暖场"
		}
	}
	h.Act(who, c)
	return c
}

// Busy is the queue of the picture: late, soon, new, moved, void and direct.
func (h *Bar) Busy() (first *data.PlaceOrder) {
	wish := func(d string, n int, temp, taste string) data.LineWish {
		return data.LineWish{Drink: data.ID("drink-" + d), Qty: n, Temp: temp, Taste: taste}
	}
	h.Comes("王", "mr", "13800005678", 2, "table-a3")
	first = h.Order(An, "table-a3", wish("longjing", 2, "hot", "normal"), wish("orange", 1, "no-ice", ""))
	h.Act("staff-gu", &data.AdvanceLines{Lines: []data.ID{first.Lines[0].Line}, To: data.Making})
	h.Act("staff-gu", &data.AdvanceLines{Lines: []data.ID{first.Lines[1].Line}, To: data.Ready})
	h.Pass(3 * time.Minute)
	h.Comes("高", "mr", "13800005679", 3, "table-a6")
	moved := h.Order(Gu1, "table-a6", wish("americano", 2, "ice", "none"), wish("americano", 1, "hot", "less"), data.LineWish{Drink: "drink-fruit", Qty: 1, Serve: "large"})
	h.Act(Xia, &data.MoveOrder{Order: moved.Order, To: "table-vip1"})
	h.Pass(4 * time.Minute)
	h.Comes("孙", "ms", "13800005680", 1, "table-a5")
	void := h.Order(Xia, "table-a5", wish("juhua", 1, "hot", "less"), wish("lemon", 1, "hot", ""))
	h.Act(Xia, &data.VoidLines{Lines: []data.ID{void.Lines[1].Line}, Why: "顾客改主意"})
	h.Act("staff-gu", &data.AdvanceLines{Lines: []data.ID{void.Lines[0].Line}, To: data.Making})
	h.Pass(time.Minute)
	h.Order("staff-ouyang", "court-bil1", wish("mineral", 2, "ice", ""))
	h.Pass(time.Minute)
	h.Comes("铲", "ms", "13800005681", 2, "table-book2")
	h.Order(Xia, "table-book2", wish("puer", 1, "hot", "strong"))
	h.Pass(20 * time.Second)
	return first
}

// BarLooks goes through languages, sizes and light; nothing may be cut off,
// too small or over something else.
func BarLooks(t *testing.T, name string, open func(t *testing.T, h *Bar, height float32) *screentest.Stage) {
	for _, lang := range []string{"zh", "en"} {
		for _, size := range [][2]float32{{1280, 800}, {1024, 768}} {
			h := NewBar(t)
			h.Busy()
			h.Tablet(size[0], lang)
			st := open(t, h, size[1])
			label := name + "-" + lang + "-" + map[float32]string{1280: "1280", 1024: "1024"}[size[0]]
			t.Run(label, func(t *testing.T) {
				st.Check()
				st.Shoot(false, label+"-light.png")
				st.Shoot(true, label+"-dark.png")
			})
			fyne.CurrentApp().Settings().SetTheme(kit.NewTouchTheme(false))
		}
	}
}

// At reads the open orders of a place.
func (h *Bar) At(place data.ID) []data.OrderView {
	h.T.Helper()
	list, err := h.Orders(context.Background(), data.OrderFilter{Place: place, Since: data.TimeOf(h.Now.Add(-2 * time.Hour))})
	if err != nil {
		h.T.Fatal(err)
	}
	return list
}

// EmptyFloor sees everybody off that the sample seated.
func (h *Bar) EmptyFloor() {
	for _, t := range h.Plan().Tables {
		for _, p := range t.Parties {
			h.Act(Xia, &data.LeaveTable{Seating: p.ID, EndVisit: true})
		}
	}
	for _, t := range h.Plan().Tables {
		for _, p := range t.ToClear {
			h.Act(Xia, &data.ClearTable{Seating: p.ID})
		}
	}
}

// EverythingWaits marks everything as waiting: each order, each line, each party and each table.
func (h *Bar) EverythingWaits(t *testing.T) {
	t.Helper()
	h.Sh.Unsent = data.WaitingSet{}
	orders, err := h.Orders(t.Context(), data.OrderFilter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range orders {
		h.Sh.Unsent[o.ID] = true
		for _, l := range o.Lines {
			h.Sh.Unsent[l.ID] = true
		}
	}
	plan, err := h.Floor(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range plan.Tables {
		h.Sh.Unsent[table.ID] = true
	}
}

// Plan reads the floor.
func (h *Bar) Plan() data.FloorPlan {
	h.T.Helper()
	f, err := h.Floor(context.Background())
	if err != nil {
		h.T.Fatal(err)
	}
	return f
}
