package today

import (
	"context"
	"errors"
	"flag"
	"slices"
	"strings"
	"testing"
	"time"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/ui/kit"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

// todayAt gives a moment so many minutes from it.
func todayAt(minutes int) data.Time { return officetest.Now.Add(time.Duration(minutes) * time.Minute) }

func rowsOf(f todayFacts) *todayRows {
	s := data.Settings{Name: "青禾样例会馆"}.Defaults()
	f.now, f.settings, f.day = max(f.now, officetest.Now), s, s.Calendar.Day(max(f.now, officetest.Now))
	f.staff = map[data.ID]data.Staff{"an": {ID: "an", Name: "安小样"}, "bai": {ID: "bai", Name: "白小范"}, "gu": {ID: "gu", Name: "顾一样"}}
	f.venues = map[data.ID]data.Venue{"bad": {ID: "bad", Name: "羽毛球"}, "kids": {ID: "kids", Name: "儿童游戏室"}}
	f.courts = map[data.ID]data.Court{"b1": {ID: "b1", Venue: "bad", Name: "羽毛球1", Sort: 1}, "k": {ID: "k", Venue: "kids", Name: "儿童游戏室", Sort: 2}}
	f.areas = map[data.ID]data.Area{"model": {ID: "model", Name: "沙盘区", Sort: 1}}
	f.tables = map[data.ID]data.Table{"a3": {ID: "a3", Name: "A3", Sort: 3}, "a5": {ID: "a5", Name: "A5", Sort: 5}}
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

func TestTodayCountsPeople(t *testing.T) {
	r := rowsOf(todayFacts{
		visits: []data.VisitView{
			visitView(data.Visit{ID: "old", Day: "2026-11-22", Adults: 2, Arrived: todayAt(-900)}),
			visitView(data.Visit{ID: "in", Adults: 2, Children: 1, Arrived: todayAt(-20)}),
			visitView(data.Visit{ID: "gone", Adults: 4, Arrived: todayAt(-90), LeftAt: todayAt(-10)}),
			visitView(data.Visit{ID: "early", Adults: 1, Arrived: todayAt(-140), LeftAt: todayAt(-130)}),
		},
		then: map[int]int{7: 1, 9: 2, 22: 3},
		bookings: []data.Booking{
			{ID: "next", Status: data.Booked, Starts: todayAt(8), Ends: todayAt(68)},
			{ID: "late", Status: data.Booked, Starts: todayAt(-22), Ends: todayAt(38)},
			{ID: "missed", Status: data.Booked, Starts: todayAt(-112), Ends: todayAt(-52)},
			{ID: "on", Status: data.Playing, Starts: todayAt(-22), Ends: todayAt(38)},
		},
	})
	inside, came, expected := r.figures()
	if inside != 5 || came != 8 || expected != 2 {
		t.Errorf("%d inside, %d came, %d expected", inside, came, expected)
	}
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
	facts := todayFacts{
		visits: []data.VisitView{visitView(data.Visit{ID: "group", Pending: true, Adults: 5, Area: "model", Arrived: todayAt(-30)})},
		items:  map[data.ID]data.Item{"k02": {ID: "k02", Kind: data.Key, Number: "K02", Name: "样板间B"}, "u": {ID: "u", Kind: data.Loan, Name: "雨伞"}},
		out: []data.Lending{
			{ID: "l1", Item: "k02", Staff: "gu", OutAt: todayAt(-112), Due: todayAt(-52)},
			{ID: "l2", Item: "u", Name: "冯", Title: "ms", OutAt: todayAt(-3000), Due: todayAt(-2980)},
			{ID: "l3", Item: "u", Name: "韩", OutAt: todayAt(-60), Due: todayAt(60)},
			{ID: "l4", Item: "u", Firm: "示例快递", OutAt: todayAt(-60), Due: todayAt(10)},
		},
		tellings: []data.Telling{
			{Venue: "bad", What: data.NoticeNew, At: todayAt(-6), Notices: []data.ID{"n1"}, Bookings: []data.Booking{{ID: "b9", Court: "b1", Starts: todayAt(248)}}},
			{Venue: "bad", What: data.NoticeMoved, At: todayAt(-20), Notices: []data.ID{"n2"}, Bookings: []data.Booking{{ID: "b8", Court: "b1", Starts: todayAt(248 + 24*60)}}},
		},
		absences: []data.Absence{
			{ID: "x1", Staff: "bai", Kind: "break", Since: todayAt(-11), StandIn: "an"}, {ID: "x2", Staff: "an", Kind: "break", Since: todayAt(-18)},
			{ID: "x3", Staff: "an", Kind: "break", Since: todayAt(-80), Until: todayAt(-70)},
		},
		states: map[data.ID]data.Facility{
			"b1": {Place: "b1", State: data.Unkept, At: todayAt(-4)}, "model": {Place: "model", State: data.Faulty, Note: "射灯不亮", At: todayAt(-900)},
			"k": {Place: "k", State: data.InUse, At: todayAt(-4)},
		},
		sealed:   &data.HandoverView{Handover: data.Handover{ID: "h", Outgoing: "bai", SealedAt: todayAt(-800)}},
		notes:    []data.HandoverNote{{ID: "n", Kind: "instruction", Text: "明日区域检查", By: "an", At: todayAt(-90)}, {ID: "m", Kind: "remark", Text: "无"}},
		tomorrow: []data.Booking{{Venue: "bad"}, {Venue: "bad"}, {Venue: "kids"}},
		ledgers:  []data.Ledger{{Venue: "kids"}},
	}
	show := func(r *todayRows) (rows []string) {
		for _, m := range r.matters() {
			rows = append(rows, strings.Join([]string{m.to.String(), m.Lead, m.Title, m.Sub, m.Badge}, "|"))
		}
		return rows
	}
	want := []string{
		"ref loan|借用|雨伞|冯女士 · 应 11月21日 还|逾期 2 天",
		"ref handover|交接|白小范已交待接|昨天 21:32|待接班",
		"ref loan|钥匙|K02 样板间B|顾一样 · 应 10:00 还|逾期 52 分",
		"ref visit|姓名|5 人 · 沙盘区|10:22 到|姓名待补",
		"ref booking|知会|羽毛球1 明天 15:00|改期，羽毛球未回执|20 分",
		"ref booking|知会|羽毛球1 15:00|新预约，羽毛球未回执|6 分",
		"ref facility|设施|羽毛球1|10:48 起|待清理",
		"ref duty|休息|安小样 18 分||超 3 分",
		"ref duty|休息|白小范 11 分|安小样在岗|不超 15 分",
		"ref loan|借用|雨伞|示例快递 · 应 11:02 还|还剩 10 分",
		"ref facility|设施|沙盘区|射灯不亮|故障",
		"ref handover|交办|明日区域检查|安小样 · 09:22|",
	}
	if got := show(rowsOf(facts)); !slices.Equal(got, want) {
		t.Errorf("\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	facts.now = todayAt(400) // 17:32
	if got := show(rowsOf(facts)); !slices.Contains(got, "screen.Print|台账|明日预约 3 单|1 个场馆未签收|待打印") {
		t.Errorf("no ledger to print at 17:32: %s", strings.Join(got, "\n"))
	}
	if got := show(rowsOf(todayFacts{})); len(got) != 0 {
		t.Errorf("nothing is to do, yet %v", got)
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

func (b *todayBook) Tellings(ctx context.Context) ([]data.Telling, error) {
	b.reads++
	if b.fail != nil {
		return nil, b.fail
	}
	return b.Book.Tellings(ctx)
}

func TestTodayLeadsToWhereThingsAreDone(t *testing.T) {
	sh := screentest.NewShell(t)
	shown := newToday(officetest.SampleBook(t, sh.Clock, 2), sh)
	s := screentest.Open(t, sh, shown)
	s.TapIn(shown.arrivals.Items()[0].ID)
	s.TapIn(shown.guests.Items()[0].ID)
	s.TapIn("place/area-show-c")
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
		facts, err := readToday(context.Background(), book, officetest.Now, settings)
		if err != nil {
			b.Fatal(err)
		}
		r := &todayRows{&facts, assets.Words("zh")}
		r.inside()
		r.arrivals()
		r.hours()
		if len(r.matters()) == 0 {
			b.Fatal("there is nothing to do")
		}
	}
}

func TestTodayTellsThatDrinksAreReady(t *testing.T) {
	line := func(name string, state data.LineState) data.LineView {
		return data.LineView{OrderLine: data.OrderLine{State: state, ReadyAt: todayAt(-2)}, Name: name}
	}
	r := rowsOf(todayFacts{ready: []data.OrderView{{Order: data.Order{ID: "o", Place: "a3"}, PlaceName: "A3",
		Lines: []data.LineView{line("龙井", data.Ready), line("拿铁", data.Served), line("可乐", data.Voided)}}}})
	list := r.readyDrinks()
	if len(list) != 1 || list[0].Title != "A3 的饮品做好了" || list[0].Sub != "龙井" || list[0].to.What().(*data.PlaceOrder).Place != "a3" || list[0].due != todayAt(-2) {
		t.Errorf("%+v", list)
	}
}
