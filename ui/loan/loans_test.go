package loan

import (
	"context"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

// loanDesk is an office with keys, radios, things to lend and things to give.
type loanDesk struct {
	items    []data.Item
	lendings []data.Lending
	fail     error
}

func (o *loanDesk) Items(context.Context) ([]data.Item, error) { return o.items, o.fail }
func (o *loanDesk) Lendings(_ context.Context, f data.LendingFilter) ([]data.Lending, error) {
	var list []data.Lending
	for i, l := range o.lendings {
		newest := !slices.ContainsFunc(o.lendings[i+1:], func(n data.Lending) bool { return n.Item == l.Item })
		if (!f.OutOnly || l.Out()) && (!f.LastOnly || newest) && (l.Out() || l.TakenAt >= f.From) {
			list = append(list, l)
		}
	}
	return list, o.fail
}
func (o *loanDesk) Staff(context.Context) ([]data.Staff, error) { return officetest.DeskStaff, o.fail }
func (o *loanDesk) Visits(context.Context, data.VisitFilter) ([]data.VisitView, error) {
	at := func(h, m int) data.Time {
		return officetest.Now.Add(-time.Duration(10-h)*time.Hour - time.Duration(52-m)*time.Minute)
	}
	return []data.VisitView{
		{Visit: data.Visit{ID: "v1", Visitor: "visitor-wang", Name: "王", Title: "mr", Arrived: at(10, 50)}},
		{Visit: data.Visit{ID: "v2", Visitor: "visitor-ou", Name: "欧阳䶮", Title: "ms", Arrived: at(9, 40)}},
		{Visit: data.Visit{ID: "v3", Visitor: "visitor-pending", Pending: true, Arrived: at(10, 20)}},
	}, o.fail
}

func newLoanDesk() *loanDesk {
	o := &loanDesk{}
	for i, name := range []string{"样板间A", "样板间B", "样板间C", "VIP1", "VIP2", "签约室", "球馆", "器材柜", "台球室", "儿童室", "吧台储物间", "配电间"} {
		number := "K0" + string(rune('1'+i))
		if i >= 9 {
			number = "K1" + string(rune('0'+i-9))
		}
		o.items = append(o.items, data.Item{ID: data.ID("item-" + number), Kind: data.Key, Number: number, Name: name, Qty: 1, Guarded: i == 11})
	}
	for i, name := range []string{"前台", "引领", "吧台", "外场", "球馆", "主管"} {
		o.items = append(o.items, data.Item{ID: data.ID("item-r" + string(rune('1'+i))), Kind: data.Radio, Number: string(rune('1' + i)), Name: name, Qty: 1})
	}
	for _, i := range []data.Item{{ID: "item-racket", Name: "羽毛球拍", Qty: 8}, {ID: "item-ttracket", Name: "乒乓球拍", Qty: 8}, {ID: "item-umbrella", Name: "雨伞", Qty: 20}, {ID: "item-shoe42", Name: "球鞋", Size: "42码", Qty: 2}, {ID: "item-power", Name: "充电宝", Qty: 4}, {ID: "item-chair", Name: "轮椅", Qty: 1}} {
		i.Kind = data.Loan
		o.items = append(o.items, i)
	}
	o.items = append(o.items, data.Item{ID: "item-socks", Kind: data.Gift, Name: "一次性袜子", Qty: 200})
	at := func(m int) data.Time { return officetest.Now.Add(time.Duration(m) * time.Minute) }
	o.lendings = []data.Lending{
		{ID: "l-r3", Item: "item-r3", Qty: 1, Staff: "staff-ding", OutBy: "staff-an", OutAt: at(-200), Due: at(-100), TakenBy: "staff-bai", TakenAt: at(-90), Condition: "ok", Battery: "low", Earpiece: true},
		{ID: "l-k03", Item: "item-K03", Qty: 1, Staff: "staff-gusan", OutBy: "staff-an", OutAt: at(-180), Due: at(-60), TakenBy: "staff-bai", TakenAt: at(-70), Condition: "damaged", Remark: "钥匙齿磨损", Earpiece: true},
		{ID: "l-k02", Item: "item-K02", Qty: 1, Staff: "staff-guyi", OutBy: "staff-an", OutAt: at(-172), Due: at(-52), Purpose: "带看样板间"},
		{ID: "l-k07", Item: "item-K07", Qty: 1, Staff: "staff-jiang", OutBy: "staff-bai", OutAt: at(-100), Due: at(20)},
		{ID: "l-r1", Item: "item-r1", Qty: 1, Staff: "staff-an", OutBy: "staff-an", OutAt: at(-140), Due: at(400)},
		{ID: "l-r2", Item: "item-r2", Qty: 1, Staff: "staff-ding", OutBy: "staff-an", OutAt: at(-140), Due: at(400)},
		{ID: "l-rk1", Item: "item-racket", Qty: 2, Visitor: "visitor-ma", Name: "马", Title: "mr", Phone: "13812345678", OutBy: "staff-an", OutAt: at(-50), Due: at(70)},
		{ID: "l-rk2", Item: "item-racket", Qty: 1, Name: "欧阳䶮", Title: "ms", OutBy: "staff-an", OutAt: at(-40), Due: at(80)},
		{ID: "l-um", Item: "item-umbrella", Qty: 1, Firm: "青禾广告公司", Name: "赵", OutBy: "staff-an", OutAt: at(-1500), Due: at(-1380)},
		{ID: "l-ch", Item: "item-chair", Qty: 1, Name: "孙", Title: "ms", OutBy: "staff-an", OutAt: at(-30), Due: at(90)},
		{ID: "l-s1", Item: "item-socks", Qty: 3, Name: "钱", Title: "mr", OutBy: "staff-an", OutAt: at(-20), TakenAt: at(-20)},
	}
	return o
}

func openLoans(t *testing.T) (*screentest.Stage, *loanDesk) {
	t.Helper()
	o := newLoanDesk()
	sh := screentest.NewShell(t)
	return screentest.Open(t, sh, newLoans(o, sh)), o
}

func TestAKeyGoesOutInTwoTapsAndComesBackInOne(t *testing.T) {
	s, o := openLoans(t)
	s.TapIn("item-K01")
	s.Want("借出 K01 样板间A", "顾一样", "王先生")
	s.Tap("顾二样")
	c := officetest.Last[data.Lend](t, s)
	if c.Item != "item-K01" || c.To != "staff-guer" || c.Qty != 1 || c.Due != 0 || c.Validate() != nil {
		t.Errorf("%+v", c)
	}
	if s.Shell.OpenSheet() != nil || s.Shell.LastToast() != "K01 样板间A 已借给顾二样，应 12:52 还" || s.Shell.Toasts[0].Undo != c.ID {
		t.Errorf("%+v", s.Shell.Toasts)
	}
	o.lendings[2].TakenAt = officetest.Now // as the book would say
	s.TapIn("item-K02")
	r := officetest.Last[data.Return](t, s)
	if r.Lending != "l-k02" || r.Condition != "ok" || s.Shell.LastToast() != "K02 样板间B 已归还" {
		t.Errorf("%+v %q", r, s.Shell.LastToast())
	}
}

func TestADoubleTapIsOneAct(t *testing.T) {
	o := newLoanDesk()
	sh := screentest.NewShell(t)
	shown := newLoans(o, sh)
	s := screentest.Open(t, sh, shown)
	shown.tapped("item-K02")
	shown.tapped("item-K02")
	s.Settle()
	if len(s.Shell.Commands) != 1 {
		t.Errorf("%d commands", len(s.Shell.Commands))
	}
}

func TestTheSearchFindsByNumberNameAndBorrower(t *testing.T) {
	s, _ := openLoans(t)
	for _, c := range []struct {
		search string
		want   []string
	}{
		{"k1", []string{"item-K10", "item-K11", "item-K12"}}, {"样板间", []string{"item-K01", "item-K02", "item-K03"}},
		{"顾一样", []string{"item-K02"}}, {"广告", []string{"item-umbrella"}}, {"没有的", nil},
	} {
		s.Type("", c.search)
		var got []string
		for _, b := range kittest.Boards(s.Root()) {
			for _, tile := range b.Tiles() {
				got = append(got, tile.ID)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q finds %v", c.search, got)
		}
	}
	s.Want("没有找到，换个词试试。")
	s.Type("", "K11")
	if !s.Screen.(screen.Enterer).Enter() {
		t.Error("Enter does not tap the one tile left")
	}
	s.Want("借出 K11 吧台储物间")
}

func TestAGuardedKeyAsksTheSupervisor(t *testing.T) {
	s, _ := openLoans(t)
	s.TapIn("item-K12")
	s.Tap("江羽样")
	if len(s.Shell.Commands) != 0 || !slices.Equal(s.Shell.Reasons, []string{"K12 配电间须主管同意才能借给江羽样。"}) {
		t.Fatalf("%v %v", s.Shell.Commands, s.Shell.Reasons)
	}
	s.Shell.Approver = &data.Approval{Staff: "staff-chang", PIN: "2580"}
	s.Tap("江羽样")
	if c := officetest.Last[data.Lend](t, s); c.Approval == nil || c.Approval.Staff != "staff-chang" {
		t.Errorf("%+v", c)
	}
}

func TestSomebodyElseIsTypedAndKept(t *testing.T) {
	s, _ := openLoans(t)
	s.TapIn("item-umbrella")
	s.Want("青禾广告公司", "归还")
	s.Type("姓名", "冯")
	s.Choose("称谓", "女士")
	s.Type("电话", "1381234")
	s.Tap("借出")
	s.Want("电话号码不对")
	if len(s.Shell.Commands) != 0 {
		t.Fatal("a wrong phone was sent")
	}
	s.Key(fyne.KeyEscape)
	s.TapIn("item-umbrella") // what was typed is still there
	s.Type("电话", "138 1234 5678")
	s.Step("数量", 2)
	s.Choose("归还时间", "到闭馆")
	s.Tap("借出")
	c := officetest.Last[data.Lend](t, s)
	set := s.Shell.House
	if c.Name != "冯" || c.Title != "ms" || c.Phone != "13812345678" || c.Qty != 2 || set.Calendar.Clock(c.Due) != "21:00" {
		t.Errorf("%+v", c)
	}
	s.TapIn("item-umbrella")
	if kittest.Has(s.Root(), "138 1234") {
		t.Error("the form keeps what was done")
	}
}

func TestARefusalStandsAtItsField(t *testing.T) {
	s, _ := openLoans(t)
	s.Shell.Decide = func(data.Command) (data.Receipt, error) {
		return data.Receipt{}, data.Fault(data.Conflict, "loan.isOut", "样板间A", "丁引路", "10:50").At("item")
	}
	s.TapIn("item-K01")
	s.Tap("顾一样")
	s.Want("样板间A已借给丁引路，10:50 借出。")
	s.Type("姓名", "冯")
	s.Shell.Decide = func(data.Command) (data.Receipt, error) {
		return data.Receipt{}, data.Fault(data.Invalid, "loan.duePast").At("due")
	}
	s.Tap("借出")
	s.Want("归还时间要晚于现在。")
	if s.Shell.OpenSheet() == nil || !kittest.Has(s.Root(), "借给其他人") {
		t.Error("the form is gone")
	}
}

func TestARadioAsksForItsParts(t *testing.T) {
	s, _ := openLoans(t)
	s.TapIn("item-r1")
	s.Want("电量", "耳机", "座充")
	s.Choose("电量", "电量低")
	s.Choose("配件在", "座充") // not there
	s.Tap("归还")
	c := officetest.Last[data.Return](t, s)
	if c.Battery != "low" || !c.Earpiece || c.Charger || c.Condition != "ok" {
		t.Errorf("%+v", c)
	}
}

func TestSomethingBrokenSaysWhat(t *testing.T) {
	s, _ := openLoans(t)
	s.TapIn("l-ch")
	s.Choose("归还状况", "损坏")
	s.Tap("归还")
	s.Want("请写明是什么情况。")
	s.Type("异常说明", "左刹车松")
	s.Type("送还人", "孙先生")
	s.Tap("归还")
	if c := officetest.Last[data.Return](t, s); c.Condition != "damaged" || c.Remark != "左刹车松" || c.By != "孙先生" {
		t.Errorf("%+v", c)
	}
}

func TestALoanMayStayOut(t *testing.T) {
	s, _ := openLoans(t)
	s.TapIn("l-k02")
	s.Want("逾期 52 分", "带看样板间")
	s.Choose("延后归还", "再 2 小时")
	if c := officetest.Last[data.ExtendLoan](t, s); c.Due != officetest.Now.Add(2*time.Hour) {
		t.Errorf("%+v", c)
	}
}

func TestTilesShowWhatIsLateAndLacking(t *testing.T) {
	s, _ := openLoans(t)
	tiles := map[string]kit.Tile{}
	for _, b := range kittest.Boards(s.Root()) {
		for _, tile := range b.Tiles() {
			tiles[tile.ID] = tile
		}
	}
	for id, want := range map[string]kit.Tile{
		"item-K01":      {Title: "样板间A", Sub: "K01", Tone: kit.TonePlain},
		"item-K02":      {Title: "样板间B", Sub: "K02 顾一样\n逾期 52 分", Badge: "归还", Tone: kit.ToneLate},
		"item-K03":      {Title: "样板间C", Sub: "K03\n损坏", Tone: kit.ToneLate},
		"item-K07":      {Title: "球馆", Sub: "K07 江羽样\n应 11:12 还", Badge: "归还", Tone: kit.ToneAccent},
		"item-r3":       {Title: "吧台", Sub: "3\n电量低 缺座充", Tone: kit.ToneSoon},
		"item-racket":   {Title: "羽毛球拍", Sub: "在外 3 马先生等 2 笔\n应 12:02 还", Badge: "5/8", Tone: kit.ToneAccent},
		"item-umbrella": {Title: "雨伞", Sub: "在外 1 赵\n逾期 23 小时", Badge: "19/20", Tone: kit.ToneLate},
		"item-socks":    {Title: "一次性袜子", Sub: "今天发放 3"},
	} {
		got := tiles[id]
		if got.Title != want.Title || got.Sub != want.Sub || got.Badge != want.Badge || got.Tone != want.Tone {
			t.Errorf("%s: %+v", id, got)
		}
	}
	s.Want("逾期 2 件", "在位 10 · 在外 2")
}

func TestTheLoansScreenSaysWhatFailed(t *testing.T) {
	o := newLoanDesk()
	o.fail = data.Fault(data.Storage, "error.storage")
	sh := screentest.NewShell(t)
	s := screentest.Open(t, sh, newLoans(o, sh))
	s.Want("没有存上")
	o.fail = nil
	s.Screen.Changed(data.Change{Tables: map[string]bool{"lending": true}})
	s.Settle()
	if s.Has("没有存上") || !s.Has("样板间A") {
		t.Error("the screen does not recover")
	}
}

func TestTheLoansScreenFits(t *testing.T) {
	for _, size := range officetest.DeskSizes {
		for _, lang := range []string{"zh", "en"} {
			sh := screentest.NewShell(t)
			sh.Language, sh.Width = lang, size.Width
			s := screentest.OpenSized(t, sh, newLoans(newLoanDesk(), sh), size.Room.Width, size.Room.Height)
			s.Check()
		}
	}
}

var _ Office = (*registers.Book)(nil)
