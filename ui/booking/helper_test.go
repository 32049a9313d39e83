package booking

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen/screentest"
)

// bookingDesk is the booking screen over a real book with the sample office's
// venues, on Monday morning at 09:05.
type bookingDesk struct {
	*screentest.Stage
	t    *testing.T
	book *registers.Book
	sh   *screentest.Shell
	s    *bookings
}

func bookingTime(clock string) data.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-23 "+clock, time.FixedZone("", 8*3600))
	if err != nil {
		panic(err)
	}
	return data.TimeOf(t)
}

// bookingBook opens the book at 08:00.
func bookingBook(t *testing.T, sh *screentest.Shell) *registers.Book {
	t.Helper()
	sh.Clock = bookingTime("08:00")
	book, err := registers.Open(context.Background(), t.TempDir(), store.Options{Clock: func() time.Time { return sh.Clock.Std() }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	do := func(c data.Command) {
		t.Helper()
		h := c.Meta()
		h.ID, h.At = data.NewID(), sh.Clock
		if h.Staff == "" {
			h.Staff = "chang"
		}
		if _, err := book.Do(context.Background(), c); err != nil {
			t.Fatalf("%T: %v", c, err)
		}
	}
	do(&data.OpenOffice{Settings: data.Settings{Name: "青禾样例会馆", VoucherPrefix: "QH"}, Supervisor: data.NewStaff{ID: "chang", Name: "常示例", Verifier: "x"}})
	for _, p := range []data.Staff{{ID: "staff-an", Name: "安小样", Role: data.Reception}, {ID: "jiang", Name: "江羽样", Role: data.VenueStaff},
		{ID: "shi", Name: "石球样", Role: data.VenueStaff}, {ID: "wen", Name: "文书样", Role: data.VenueStaff}, {ID: "gu", Name: "顾一样", Role: data.Consultant}, {ID: "gu2", Name: "顾二样", Role: data.Consultant}} {
		do(&data.PutStaff{Person: p.ID, Name: p.Name, Role: p.Role})
	}
	type court struct {
		name    string
		units   []string
		counted bool
	}
	seats := func(n int, name string) (all []string) {
		for i := range n {
			all = append(all, fmt.Sprintf("%s-%d", name, i+1))
		}
		return all
	}
	for i, v := range []struct {
		id, name, kind string
		open, closes   data.Minutes
		courts         []court
	}{
		{"bad", "羽毛球", "badminton", 540, 1260, []court{{"羽毛球1", []string{"a"}, false}, {"羽毛球2", []string{"b"}, false}}},
		{"bas", "篮球", "basketball", 540, 1260, []court{{"篮球全场", []string{"a", "b"}, false}, {"篮球东半场", []string{"a"}, false}, {"篮球西半场", []string{"b"}, false}}},
		{"pp", "乒乓球", "tabletennis", 540, 1260, []court{{"乒乓球1", []string{"p1"}, false}, {"乒乓球2", []string{"p2"}, false}, {"乒乓球3", []string{"p3"}, false}}},
		{"bil", "台球", "billiards", 600, 1260, []court{{"台球1", []string{"t1"}, false}, {"台球2", []string{"t2"}, false}, {"台球3（九球）", []string{"t3"}, false}}},
		{"card", "棋牌", "cards", 600, 1260, []court{{"棋牌1（麻将）", []string{"c1"}, false}, {"棋牌2（麻将）", []string{"c2"}, false}, {"棋牌3", []string{"c3"}, false}, {"棋牌4", []string{"c4"}, false}}},
		{"read", "品茗阅读", "reading", 540, 1200, []court{{"茶室静", []string{"r1"}, false}, {"茶室远", []string{"r2"}, false}, {"阅读席", seats(8, "seat"), true}}},
		{"child", "儿童游戏室", "children", 570, 1110, []court{{"儿童游戏室", seats(12, "kid"), true}}},
	} {
		do(&data.PutVenue{Venue: data.Venue{ID: data.ID(v.id), Name: v.name, Kind: v.kind, Opens: v.open, Closes: v.closes, Guardian: v.kind == "children", Sort: i}})
		for j, c := range v.courts {
			do(&data.PutCourt{Court: data.Court{ID: data.ID(fmt.Sprintf("%s%d", v.id, j+1)), Venue: data.ID(v.id), Name: c.name, Units: c.units, Counted: c.counted, Sort: i*10 + j}})
		}
	}
	do(&data.IssueVouchers{Day: "2026-11-23", First: 10, Last: 30})
	take := func(id, court, from, to, name, title string, people int, needs data.Needs) {
		t.Helper()
		c := &data.Book{Act: data.NewID(), Visitor: data.NewID(), Name: name, Title: title, People: people, How: "phone", Needs: needs, Phone: fmt.Sprintf("138%08d", len(name)*1000+people),
			Spans: []data.Span{{Booking: data.ID(id), Court: data.ID(court), Start: bookingTime(from), End: bookingTime(to)}}}
		c.Phone = ""
		if court == "child1" {
			c.Guardian = "马女士，书吧"
		}
		do(c)
	}
	take("ma", "bad1", "10:00", "11:00", "马", "mr", 4, data.Needs{})
	take("zheng", "bad2", "10:00", "11:00", "郑", "ms", 2, data.Needs{Shoes: []string{"38"}})
	take("qian", "bad2", "13:00", "14:00", "钱", "mr", 2, data.Needs{Partner: true})
	take("zhou", "pp1", "09:00", "10:00", "周", "mr", 2, data.Needs{Scoring: true})
	take("he", "pp3", "12:00", "13:00", "何", "mr", 6, data.Needs{})
	take("wu", "pp1", "14:00", "15:00", "吴", "ms", 2, data.Needs{})
	take("lin", "bil1", "10:30", "11:30", "林", "mr", 2, data.Needs{})
	take("ouyang", "bil2", "11:30", "12:30", "欧阳䶮", "", 4, data.Needs{Partner: true})
	take("sun", "read3", "10:00", "11:30", "孙", "ms", 3, data.Needs{Drinks: "龙井"})
	take("li", "read3", "10:30", "12:00", "李", "mr", 2, data.Needs{})
	take("kid", "child1", "10:00", "11:00", "𠮷", "ms", 2, data.Needs{Socks: 2})
	take("late", "pp3", "19:00", "20:00", "黄", "mr", 2, data.Needs{})
	do(&data.CloseSlots{Reason: "repair", Note: "球网", Spans: []data.Span{{Booking: "net", Court: "pp2", Start: bookingTime("09:00"), End: bookingTime("12:00")}}})
	notices, err := book.Notices(context.Background(), data.NoticeFilter{Waiting: true})
	if err != nil {
		t.Fatal(err)
	}
	var told []data.ID
	for _, n := range notices {
		if n.Booking != "ma" && n.Booking != "lin" {
			told = append(told, n.ID)
		}
	}
	do(&data.Notify{Notices: told, By: "jiang"})
	sh.Clock = bookingTime("09:03")
	do(&data.AdvanceBooking{Booking: "zhou", To: data.Playing})
	do(&data.SetFacility{Place: "bil3", State: data.Faulty, Note: "台呢破"})
	sh.Clock = bookingTime("09:05")
	return book
}

func openBookings(t *testing.T, sh *screentest.Shell) *bookingDesk {
	t.Helper()
	book := bookingBook(t, sh)
	d := &bookingDesk{t: t, book: book, sh: sh}
	sh.House = data.Settings{Name: "青禾样例会馆", VoucherPrefix: "QH"}.Defaults()
	sh.Decide = func(c data.Command) (data.Receipt, error) { return book.Do(context.Background(), c) }
	d.s = newBookings(book, sh)
	d.Stage = screentest.OpenSized(t, sh, d.s, sh.Width-kit.Size(kit.SizeRail)-48, 768-60-48) // as the frame leaves it
	return d
}

// chip taps one of a group of chips.
func (d *bookingDesk) chip(c *kit.Chips, label string) {
	d.t.Helper()
	kittest.Tap(d.t, c, label)
	d.Settle()
}

// at gives the middle of a cell.
func (d *bookingDesk) at(court, clock string) fyne.Position {
	d.t.Helper()
	g := d.s.view.grid
	col := slices.IndexFunc(d.s.courts, func(c data.Court) bool { return string(c.ID) == court })
	if col < 0 {
		d.t.Fatalf("%s is not on the board", court)
	}
	return fyne.NewPos(g.x(col)+g.colWidth()/2, g.y(data.SlotOf(bookingTime(clock)))+g.row()/2)
}

// tapCell taps a cell.
func (d *bookingDesk) tapCell(court, clock string) {
	d.t.Helper()
	d.s.view.grid.Tapped(&fyne.PointEvent{Position: d.at(court, clock)})
	d.Settle()
}

// dragTo drags from one cell to another; rested says that the finger lay still
// first.
func (d *bookingDesk) dragTo(from, to fyne.Position, rested bool) {
	g := d.s.view.grid
	now := time.Unix(0, 0)
	g.clock = func() time.Time { return now }
	g.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}})
	if rested {
		now = now.Add(time.Second)
	}
	const steps = 8
	step := fyne.NewDelta((to.X-from.X)/steps, (to.Y-from.Y)/steps)
	for i := 1; i <= steps; i++ {
		g.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(from.X+step.DX*float32(i), from.Y+step.DY*float32(i))}, Dragged: step})
	}
	g.DragEnd()
	d.Settle()
}

func (d *bookingDesk) booking(id data.ID) data.Booking {
	d.t.Helper()
	list, err := d.book.Bookings(context.Background(), data.BookingFilter{ID: id})
	if err != nil || len(list) != 1 {
		d.t.Fatal(id, list, err)
	}
	return list[0]
}
