package today

import (
	"context"
	"errors"
	"flag"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

// todayAt gives a moment so many minutes from it.
func todayAt(minutes int) data.Time { return officetest.Now.Add(time.Duration(minutes) * time.Minute) }

func rowsOf(f todayFacts) *todayRows {
	s := data.Settings{Name: "青禾样例会馆"}.Defaults()
	f.now, f.settings, f.day = max(f.now, officetest.Now), s, s.Calendar.Day(max(f.now, officetest.Now))
	f.names = data.Names{
		Staff: map[data.ID]string{"an": "安小样", "bai": "白小范", "gu": "顾一样"},
		Places: map[data.ID]data.PlaceName{
			"b1": {Name: "羽毛球1", Sort: 1001}, "k": {Name: "儿童游戏室", Sort: 1002}, "model": {Name: "沙盘区", Sort: 2001}, "a3": {Name: "A3", Sort: 3}, "a5": {Name: "A5", Sort: 5},
		},
	}
	return &todayRows{&f, assets.Words("zh")}
}

func visitView(v data.Visit) data.VisitView {
	if v.Day == "" {
		v.Day = "2026-11-23"
	}
	if v.Purpose == "" {
		v.Purpose = "viewing"
	}
	return data.VisitView{Visit: v, Phone: "13800005678"}
}

func TestTodayAsksSixQuestions(t *testing.T) {
	if n := reflect.TypeFor[Office]().NumMethod(); n > 6 {
		t.Errorf("Today asks the office %d questions; what is to do comes as matters, what is counted as figures", n)
	}
}

func TestTheHoursOfTheDayStandBesideThoseOfAWeekAgo(t *testing.T) {
	groups := func(hours map[int]int) data.Counts { return data.Counts{data.FigureGroups: {Hours: hours}} }
	r := rowsOf(todayFacts{counts: groups(map[int]int{8: 1, 9: 1, 10: 1}), then: groups(map[int]int{7: 1, 9: 2, 22: 3})})
	hours, now, then, current := r.hours()
	if hours[0] != 9 || hours[len(hours)-1] != 20 || hours[current] != 10 {
		t.Errorf("hours %v, now at %d", hours, current)
	}
	if now[0] != 2 || now[1] != 1 || then[0] != 3 || then[len(then)-1] != 3 {
		t.Errorf("today %v, then %v", now, then)
	}
}

func TestTodayListsArrivals(t *testing.T) {
	r := rowsOf(todayFacts{bookings: []data.Booking{
		{ID: "late", Status: data.Booked, Name: "马", Title: "mr", Court: "b1", Starts: todayAt(-22), Ends: todayAt(38), People: 4, Phone: "13800001234"},
		{ID: "soon", Status: data.Booked, Name: "赵", Title: "ms", Court: "k", Starts: todayAt(8), Ends: todayAt(68), People: 2, Voucher: "QH-20261123-020"},
		{ID: "then", Status: data.Booked, Name: "欧阳羮", Title: "mr", Court: "b1", Starts: todayAt(98), Ends: todayAt(158), People: 4, Consultant: "gu",
			Needs: data.Needs{Shoes: []string{"38", "42"}, Socks: 2, Rackets: 4, Partner: true, Scoring: true, Drinks: "龙井一壶"}},
		{ID: "here", Status: data.Arrived, Name: "林", Court: "b1", Starts: todayAt(-22), Ends: todayAt(38)},
	}})
	rows := r.arrivals()
	if len(rows) != 3 {
		t.Fatalf("%+v", rows)
	}
	want := []kit.Item{
		{ID: "late", Lead: "10:30", Title: "马先生 · 羽毛球1", Sub: "4 人", Badge: "晚 22 分", Tone: kit.ToneLate},
		{ID: "soon", Lead: "11:00", Title: "赵女士 · 儿童游戏室", Sub: "2 人 · 券 020", Badge: "8 分后", Tone: kit.TonePrimary},
		{ID: "then", Lead: "12:30", Title: "欧阳羮先生 · 羽毛球1", Sub: "4 人 · 球鞋38 42 · 袜子2双 · 球拍4支 · 陪打 · 计分 · 龙井一壶 · 顾问 顾一样"},
	}
	for i, w := range want {
		if got := rows[i]; got.ID != w.ID || got.Lead != w.Lead || got.Title != w.Title || got.Sub != w.Sub || got.Badge != w.Badge || got.Tone != w.Tone {
			t.Errorf("%+v, not %+v", got, w)
		}
	}
}

func TestTodayListsGuestsByPlace(t *testing.T) {
	r := rowsOf(todayFacts{
		visits: []data.VisitView{
			visitView(data.Visit{ID: "old", Day: "2026-11-22", Name: "钱", Title: "ms", Adults: 1, Area: "model", Arrived: todayAt(-900)}),
			visitView(data.Visit{ID: "group", Pending: true, Adults: 5, Area: "model", Arrived: todayAt(-9)}),
			visitView(data.Visit{ID: "court", Name: "马", Title: "mr", Adults: 4, Arrived: todayAt(-52)}),
			visitView(data.Visit{ID: "a5", Name: "孙", Title: "ms", Adults: 1, TableID: "a5", Consultant: "gu", Arrived: todayAt(-62)}),
			visitView(data.Visit{ID: "a3", Name: "王", Title: "mr", Adults: 2, TableID: "a3", Arrived: todayAt(-2)}),
			visitView(data.Visit{ID: "gone", Name: "李", Adults: 2, TableID: "a3", Arrived: todayAt(-90), LeftAt: todayAt(-3)}),
			visitView(data.Visit{ID: "lost", Name: "周", Adults: 1, Arrived: todayAt(-30), VIP: true}),
		},
		bookings: []data.Booking{{ID: "b", Visit: "court", Court: "b1", Status: data.Playing, Starts: todayAt(-52), Ends: todayAt(8)}},
	})
	rows, places := r.inside()
	var got []string
	for _, row := range rows {
		got = append(got, strings.Join([]string{row.Lead, row.Title, row.Sub, row.Badge}, "|"))
	}
	purpose := assets.Words("zh").Say("visit.purpose.viewing")
	want := []string{
		"A3|王先生等 2 人|" + purpose + " · 2 分|刚到",
		"A5|孙女士|" + purpose + " · 1 小时 2 分 · 顾问 顾一样|",
		"羽毛球1|马先生等 4 人|10:00–11:00 · 52 分|还剩 8 分",
		"沙盘区|钱女士|" + purpose + " · 昨天|未离场",
		"沙盘区|5 人|" + purpose + " · 9 分|姓名待补",
		"大厅|周|" + purpose + " · 30 分|VIP",
	}
	if !slices.Equal(got, want) || places != 5 {
		t.Errorf("%d places\n%s\nwant\n%s", places, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, row := range rows {
		if strings.Contains(row.Title+row.Sub, "5678") || len(row.Actions) != 1 {
			t.Errorf("%+v", row)
		}
	}
}

func TestTodayListsWhatIsToDo(t *testing.T) {
	late := data.Matter{Ref: data.LoanRef("k02"), Tone: data.ToneLate, Todo: &data.Todo{
		Lead: data.Wording("loan.kind.key"), Title: data.Beside("K02 样板间B"), Sub: data.Beside(data.ID("gu"), data.Wording("loan.today.dueAt", todayAt(-52))),
		Badge: data.Wording("common.overdue", 52*time.Minute), To: data.LoanRef("l1"),
	}}
	told := data.Matter{Ref: data.BookingRef("b8"), Tone: data.ToneSoon, Todo: &data.Todo{
		Lead: data.Wording("booking.today.tell"), Title: data.Wording("booking.today.slot", "羽毛球1", todayAt(248+24*60)),
		Sub: data.Wording("booking.today.untold.moved", "羽毛球"), Badge: data.Beside(6 * time.Minute),
	}}
	ledger := data.Matter{Ref: data.BookingRef("2026-11-24"), Tone: data.ToneFresh, Todo: &data.Todo{
		Lead: data.Wording("booking.today.ledger"), Title: data.Wording("booking.today.tomorrow", 3), To: data.Print{Record: "ledger", From: "2026-11-24", To: "2026-11-24"},
	}}
	drinks := data.Matter{Ref: data.Ref{Register: "order", ID: "o"}, Tone: data.ToneGood, Todo: &data.Todo{
		Lead: data.Wording("order.title"), Title: data.Wording("order.readyFor", "A3"), Sub: data.Beside("龙井"), Badge: data.Wording("order.state.ready"), To: &data.PlaceOrder{Place: "a3"},
	}}
	r := rowsOf(todayFacts{matters: []data.Matter{late, told, told, ledger, drinks, {Ref: data.HandoverRef("n"), Todo: &data.Todo{Lead: data.Wording("handover.today.instruction"), Title: data.Beside("明日区域检查")}}}})
	want := []struct {
		key string
		kit.Item
	}{
		{"ref loan", kit.Item{ID: "loan/l1", Lead: "钥匙", Title: "K02 样板间B", Sub: "顾一样 · 应 10:00 还", Badge: "逾期 52 分", Tone: kit.ToneLate}},
		{"ref booking", kit.Item{ID: "booking/b8", Lead: "知会", Title: "羽毛球1 明天 15:00", Sub: "改期，羽毛球未回执", Badge: "6 分", Tone: kit.ToneSoon}},
		{"ref booking", kit.Item{ID: "booking/b8+", Lead: "知会", Title: "羽毛球1 明天 15:00", Sub: "改期，羽毛球未回执", Badge: "6 分", Tone: kit.ToneSoon}},
		{"data.Print", kit.Item{ID: "booking/2026-11-24", Lead: "台账", Title: "明日预约 3 单", Tone: kit.TonePrimary}},
		{"*data.PlaceOrder", kit.Item{ID: "order/o", Lead: "点单", Title: "A3 的饮品做好了", Sub: "龙井", Badge: "已做好", Tone: kit.ToneGood}},
		{"ref handover", kit.Item{ID: "handover/n", Lead: "交办", Title: "明日区域检查"}},
	}
	rows, of := r.todo()
	if len(rows) != len(want) || len(of) != len(want) {
		t.Fatalf("%+v", rows)
	}
	for i, w := range want {
		g := rows[i]
		if g.ID != w.ID || g.Lead != w.Lead || g.Title != w.Title || g.Sub != w.Sub || g.Badge != w.Badge || g.Tone != w.Tone {
			t.Errorf("got  %+v\nwant %+v", g, w.Item)
		}
		if way := screen.ToMatter(of[g.ID]); way.String() != w.key {
			t.Errorf("%s leads to %s", g.ID, way)
		}
	}
	if rows, _ := rowsOf(todayFacts{}).todo(); len(rows) != 0 {
		t.Errorf("nothing is to do, yet %v", rows)
	}
}

func TestTodayShowsTheSample(t *testing.T) {
	book := officetest.SampleBook(t, officetest.Now, 8)
	for _, lang := range []string{"zh", "en"} {
		for name, room := range map[string][3]float32{"wide": {1366, 1226, 660}, "narrow": {1024, 900, 676}, "large": {1920, 1780, 972}} {
			sh := screentest.NewShell(t)
			sh.Language, sh.Width = lang, room[0]
			s := screentest.OpenSized(t, sh, newToday(book, sh), room[1], room[2]) // what the frame leaves
			s.Check()
			s.Shoot(false, "today-"+lang+"-"+name+"-light.png")
			s.Shoot(true, "today-"+lang+"-"+name+"-dark.png")
		}
	}
}

// todayBook is a sample book that can fail and be late.
type todayBook struct {
	*registers.Book
	fail  error
	reads int
}

func (b *todayBook) Matters(ctx context.Context, now data.Time, v data.Viewer) ([]data.Matter, error) {
	b.reads++
	if b.fail != nil {
		return nil, b.fail
	}
	return b.Book.Matters(ctx, now, v)
}

func TestTodayLeadsToWhereThingsAreDone(t *testing.T) {
	sh := screentest.NewShell(t)
	shown := newToday(officetest.SampleBook(t, sh.Clock, 2), sh)
	s := screentest.Open(t, sh, shown)
	s.TapIn(shown.arrivals.Items()[0].ID)
	s.TapIn(shown.guests.Items()[0].ID)
	s.TapIn("facility/area-show-c")
	want := []any{data.BookingRef(data.ID(shown.arrivals.Items()[0].ID)), data.VisitRef(data.ID(shown.guests.Items()[0].ID)), data.FacilityRef("area-show-c")}
	if !slices.Equal(sh.Goings, want) {
		t.Errorf("%v, not %v", sh.Goings, want)
	}
	key := slices.IndexFunc(shown.todo.Items(), func(i kit.Item) bool { return strings.HasPrefix(i.Title, "K02") })
	if key < 0 {
		t.Fatal("the key that is overdue is not among what is to do")
	}
	s.TapIn(shown.todo.Items()[key].ID)
	lending := strings.TrimPrefix(shown.todo.Items()[key].ID, "loan/")
	if last := sh.Goings[len(sh.Goings)-1]; last != data.LoanRef(data.ID(lending)) {
		t.Errorf("the key leads to %v", last)
	}
}

func TestTodaySeesGuestsOff(t *testing.T) {
	sh := screentest.NewShell(t)
	book := officetest.SampleBook(t, sh.Clock, 2)
	sh.Decide = func(c data.Command) (data.Receipt, error) { return book.Do(context.Background(), c) }
	shown := newToday(book, sh)
	s := screentest.Open(t, sh, shown)
	row, before := shown.guests.Items()[0], len(shown.guests.Items())
	shown.guests.OnAction(row.ID, "leave")
	s.Act(row.ID, "leave") // a double tap is one act
	if len(sh.Commands) != 1 {
		t.Fatalf("%d commands", len(sh.Commands))
	}
	c := sh.Last().(*data.CheckOut)
	if len(c.Visits) != 1 || string(c.Visits[0]) != row.ID || c.How != "seen-off" {
		t.Errorf("%+v", c)
	}
	if last := sh.Toasts[len(sh.Toasts)-1]; !strings.Contains(last.Text, "已送客："+row.Title) || last.Undo != c.ID {
		t.Errorf("%+v", last)
	}
	shown.Changed(data.Change{})
	s.Settle()
	if n := len(shown.guests.Items()); n != before-1 {
		t.Errorf("%d guests are shown of %d", n, before)
	}
	shown.seeOff(data.ID(row.ID)) // gone from the screen meanwhile
	s.Settle()
	if len(sh.Commands) != 1 {
		t.Error("somebody who is not shown was seen off")
	}
}

func TestTodayReadsAgain(t *testing.T) {
	sh := screentest.NewShell(t)
	book := &todayBook{Book: officetest.SampleBook(t, sh.Clock, 2)}
	shown := newToday(book, sh)
	shown.Changed(data.Change{})
	shown.Changed(data.Change{})
	s := screentest.Open(t, sh, shown)
	if book.reads != 2 {
		t.Errorf("three notices were read %d times, not once and once more", book.reads)
	}
	before := shown.todo.Items()
	s.Wait(20 * time.Minute)
	if book.reads != 3 || slices.EqualFunc(before, shown.todo.Items(), func(a, b kit.Item) bool { return a.Badge == b.Badge }) {
		t.Errorf("%d reads; nothing has aged: %v", book.reads, before)
	}
	book.fail = errors.New("the disk is gone")
	s.Wait(time.Minute)
	if sh.LastToast() == "" || len(shown.todo.Items()) == 0 {
		t.Error("a fault is told, and what was shown stays")
	}
}

func TestTodayOfAnEmptyOffice(t *testing.T) {
	sh := screentest.NewShell(t)
	b, err := registers.Open(context.Background(), t.TempDir(), store.Options{Clock: func() time.Time { return sh.Clock.Std() }})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	s := screentest.Open(t, sh, newToday(b, sh))
	s.Check()
	s.Want("今天没有还要来的预约。", "现在没有客户在场。", "没有待办，一切妥当。")
	s.Tap("登记来访")
	s.Tap("去预约")
	if _, ok := sh.Goings[0].(*data.CheckIn); !ok || len(sh.Goings) != 2 || sh.Goings[1] != (data.BookingFilter{}) {
		t.Error(sh.Goings)
	}
	s.Shoot(false, "today-empty.png")
}

var big = flag.Bool("big", false, "measure on a book of two years")

// BenchmarkToday reads and shapes all that Today shows. It has to stay within a
// frame, 16 ms.
func BenchmarkToday(b *testing.B) {
	days := 60
	if *big {
		days = 730
	}
	book := officetest.SampleBook(b, officetest.Now, days)
	settings, err := book.Settings(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for b.Loop() {
		facts, err := readToday(context.Background(), book, officetest.Now, settings, data.Viewer{Person: "staff-an", Role: data.Reception, Station: station})
		if err != nil {
			b.Fatal(err)
		}
		r := &todayRows{&facts, assets.Words("zh")}
		r.inside()
		r.arrivals()
		r.hours()
		if rows, _ := r.todo(); len(rows) == 0 {
			b.Fatal("there is nothing to do")
		}
	}
}
