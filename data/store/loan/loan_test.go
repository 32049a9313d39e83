package loan_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store"
	"yingbin/data/store/loan"
	"yingbin/data/store/storetest"
)

// putItems adds what the small office lacks: a guarded key, an umbrella
// stand and socks that are given.
func putItems(b *storetest.Book) {
	for _, i := range []data.Item{
		{ID: "item-k12", Kind: data.Key, Number: "K12", Name: "配电间", Qty: 1, Guarded: true, Sort: 12},
		{ID: "item-umbrella", Kind: data.Loan, Name: "雨伞", Qty: 20, Sort: 1},
		{ID: "item-socks", Kind: data.Gift, Name: "一次性袜子", Qty: 200},
	} {
		b.Must(&data.PutItem{Head: b.By(officetest.Chang), Item: i})
	}
}

func lending(b *storetest.Book, id data.ID) data.Lending {
	b.T.Helper()
	list, err := b.Lendings(context.Background(), data.LendingFilter{})
	if err != nil {
		b.T.Fatal(err)
	}
	i := slices.IndexFunc(list, func(l data.Lending) bool { return l.ID == id })
	if i < 0 {
		b.T.Fatalf("no lending %s", id)
	}
	return list[i]
}

func backIn(b *storetest.Book, id data.ID) *data.Return {
	return &data.Return{Head: b.By(officetest.Bai), Lending: id, Condition: "ok"}
}

func TestAKeyGoesOutAndComesBackLate(t *testing.T) {
	b := storetest.Fresh(t)
	out := b.Lends("item-k02", officetest.GuYi)
	out.Purpose = "带看"
	if r := b.Must(out); r.Number != "U-20261123-001" {
		t.Errorf("its number is %s", r.Number)
	}
	l := lending(b, out.Lending)
	if l.Staff != officetest.GuYi || l.OutBy != officetest.An || l.Due != l.OutAt.Add(2*time.Hour) || !l.Out() || l.Purpose != "带看" {
		t.Errorf("%+v", l)
	}
	b.Pass(10 * time.Minute)
	e := b.Refuse(b.Lends("item-k02", officetest.Ding), "loan.isOut")
	if e.Code != data.Conflict || fmt.Sprint(e.Args) != "[样板间B 顾一样 09:00]" {
		t.Errorf("who has it: %v %v", e.Code, e.Args)
	}
	b.Pass(2 * time.Hour)
	back := backIn(b, out.Lending)
	back.By = "顾二样"
	r := b.Must(back)
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "loan.wasLate" || fmt.Sprint(r.Warnings[0].Args) != "[样板间B 10]" {
		t.Errorf("%+v", r.Warnings)
	}
	if l = lending(b, out.Lending); l.TakenBy != officetest.Bai || l.ReturnedBy != "顾二样" || l.Late(0) != 10*time.Minute {
		t.Errorf("%+v", l)
	}
	if e := b.Refuse(backIn(b, out.Lending), "loan.isBack"); e.Code != data.Stale {
		t.Error(e)
	}
	b.Must(b.Lends("item-k02", officetest.Ding))
	b.Sound()
}

func TestWhoHasItIsSaidByNameAndDay(t *testing.T) {
	b := storetest.Fresh(t)
	c := b.Lends("item-k01", "")
	c.Name, c.Title, c.Due = "欧阳䶮", "ms", data.TimeOf(b.Read()).Add(48*time.Hour)
	b.Must(c)
	b.Pass(25 * time.Hour)
	if e := b.Refuse(b.Lends("item-k01", officetest.Ding), "loan.isOut.ms"); fmt.Sprint(e.Args) != "[样板间A 欧阳䶮 2026-11-23 09:00]" {
		t.Error(e.Args)
	}
	c = b.Lends("item-k02", "")
	c.Firm = "青禾广告公司"
	b.Must(c)
	if e := b.Refuse(b.Lends("item-k02", officetest.Ding), "loan.isOut"); e.Args[1] != "青禾广告公司" {
		t.Error(e.Args)
	}
}

func TestAGuardedKeyNeedsASupervisor(t *testing.T) {
	b := storetest.Fresh(t)
	putItems(b)
	c := b.Lends("item-k12", officetest.Ding)
	if e := b.Refuse(c, "error.needSupervisor"); e.Code != data.Forbidden || e.Field != "approval" {
		t.Error(e)
	}
	c.Approval = &data.Approval{Staff: officetest.Chang, PIN: "0000"}
	b.Refuse(c, "error.pin")
	c.Approval = &data.Approval{Staff: officetest.Bai, PIN: officetest.PINs[officetest.Bai]}
	b.Refuse(c, "error.needSupervisor")
	c.Approval = &data.Approval{Staff: officetest.Chang, PIN: officetest.PINs[officetest.Chang]}
	b.Must(c)
	b.Must(backIn(b, c.Lending))
	c = b.Lends("item-k12", officetest.Ding)
	c.Head = b.By(officetest.Chang)
	b.Must(c)
}

func TestGiftsAreGivenAndNotOut(t *testing.T) {
	b := storetest.Fresh(t)
	putItems(b)
	c := &data.Lend{Head: b.By(officetest.An), Lending: data.NewID(), Item: "item-socks", Qty: 3, Name: "赵", Title: "ms", Due: data.TimeOf(b.Read()).Add(time.Hour)}
	b.Must(c)
	l := lending(b, c.Lending)
	if l.Out() || l.TakenAt != l.OutAt || l.Due != 0 {
		t.Errorf("%+v", l)
	}
	b.Refuse(backIn(b, c.Lending), "loan.isBack")
	b.Refuse(&data.ExtendLoan{Head: b.By(officetest.An), Lending: c.Lending, Due: data.TimeOf(b.Read()).Add(time.Hour)}, "loan.isBack")
}

func TestItemsKeepWhatIsOut(t *testing.T) {
	b := storetest.Fresh(t)
	putItems(b)
	out := &data.Lend{Head: b.By(officetest.An), Lending: data.NewID(), Item: "item-racket", Qty: 5, Name: "马", Title: "mr"}
	b.Must(out)
	racket := data.Item{ID: "item-racket", Kind: data.Loan, Name: "羽毛球拍", Qty: 4}
	put := func(i data.Item) *data.PutItem { return &data.PutItem{Head: b.By(officetest.Chang), Item: i} }
	if e := b.Refuse(put(racket), "loan.belowOut"); e.Field != "qty" || fmt.Sprint(e.Args) != "[羽毛球拍 5]" {
		t.Error(e)
	}
	racket.Qty, racket.Retired = 5, true
	b.Refuse(put(racket), "loan.stillOut")
	racket.Retired, racket.Kind = false, data.Gift
	b.Refuse(put(racket), "loan.stillOut")
	racket.Kind = data.Loan
	b.Must(put(racket))
	more := &data.Lend{Head: b.By(officetest.An), Lending: data.NewID(), Item: "item-racket", Qty: 1, Name: "林"}
	if e := b.Refuse(more, "loan.fewLeft"); e.Field != "qty" || fmt.Sprint(e.Args) != "[羽毛球拍 0]" {
		t.Error(e)
	}
	b.Must(backIn(b, out.Lending))
	racket.Retired = true
	b.Must(put(racket))
	b.Refuse(more, "loan.retired")
	// The return can't be taken back any more: the item is no longer lent.
	b.Refuse(&data.PutItem{Head: b.By(officetest.An), Item: racket}, "error.forbidden")
}

func TestLendingChecksWhoAndWhen(t *testing.T) {
	b := storetest.Fresh(t)
	c := b.Lends("item-k01", "staff-none")
	if e := b.Refuse(c, "error.notFound"); e.Field != "to" {
		t.Error(e)
	}
	b.Must(&data.PutStaff{Head: b.By(officetest.Chang), Person: "staff-old", Name: "旧同事", Role: data.Usher, Gone: true})
	b.Refuse(b.Lends("item-k01", "staff-old"), "error.notFound")
	b.Refuse(b.Lends("item-none", officetest.Ding), "error.notFound")
	c = b.Lends("item-k01", "")
	c.Visitor = "visitor-none"
	if e := b.Refuse(c, "error.notFound"); e.Field != "name" {
		t.Error(e)
	}
	c = b.Lends("item-k01", officetest.Ding)
	c.Due = data.TimeOf(b.Read())
	if e := b.Refuse(c, "loan.duePast"); e.Field != "due" {
		t.Error(e)
	}
	c = b.Lends("item-k01", officetest.Ding)
	c.Qty = 2
	b.Refuse(c, "loan.single")
	bar := b.Lends("item-k01", officetest.Ding)
	bar.Head = b.By(officetest.Gu)
	b.Refuse(bar, "error.forbidden")
}

func TestAGuestWhoIsKnownBorrowsUnderTheirName(t *testing.T) {
	b := storetest.Fresh(t)
	b.Plant("visitor", data.Visitor{ID: "visitor-ou", Name: "欧阳䶮", Title: "ms", Phone: "13812345678"})
	b.Plant("visitor", data.Visitor{ID: "visitor-once", SameAs: "visitor-ou"})
	for _, id := range []data.ID{"visitor-ou", "visitor-once"} {
		c := b.Lends("item-racket", "")
		c.Visitor = id
		b.Must(c)
		if l := lending(b, c.Lending); l.Visitor != "visitor-ou" || l.Name != "欧阳䶮" || l.Title != "ms" || l.Phone != "13812345678" {
			t.Errorf("%+v", l)
		}
	}
}

func TestALoanIsExtended(t *testing.T) {
	b := storetest.Fresh(t)
	out := b.Lends("item-k01", officetest.GuYi)
	b.Must(out)
	b.Pass(3 * time.Hour)
	due := data.TimeOf(b.Read()).Add(time.Hour)
	b.Refuse(&data.ExtendLoan{Head: b.By(officetest.An), Lending: out.Lending, Due: due.Add(-2 * time.Hour)}, "loan.duePast")
	b.Must(&data.ExtendLoan{Head: b.By(officetest.An), Lending: out.Lending, Due: due})
	if l := lending(b, out.Lending); l.Due != due {
		t.Errorf("due %d", l.Due)
	}
}

func TestUndoNeverLendsAThingTwice(t *testing.T) {
	b := storetest.Fresh(t)
	first := b.Lends("item-k01", officetest.GuYi)
	b.Must(first)
	back := backIn(b, first.Lending)
	b.Must(back)
	second := b.Lends("item-k01", officetest.Ding)
	b.Must(second)
	if e := b.Refuse(&data.Undo{Head: b.By(officetest.Bai), Command: back.ID}, "loan.isOut"); e.Args[1] != "丁引路" {
		t.Error(e)
	}
	b.Must(&data.Undo{Head: b.By(officetest.An), Command: second.ID})
	b.Must(&data.Undo{Head: b.By(officetest.Bai), Command: back.ID})
	if l := lending(b, first.Lending); !l.Out() {
		t.Error("the return was taken back, and the key is still in place")
	}
}

func TestOneOfManyGetsTheKey(t *testing.T) {
	b := storetest.Fresh(t)
	ctx := context.Background()
	const hands = 40
	var won, lost int
	var mu sync.Mutex
	var all sync.WaitGroup
	start := make(chan struct{})
	for range hands {
		all.Go(func() {
			c := b.Lends("item-k02", officetest.GuYi)
			<-start
			_, err := b.Do(ctx, c)
			var e *data.Error
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				won++
			case errors.As(err, &e) && e.Key == "loan.isOut":
				lost++
			default:
				t.Error(err)
			}
		})
	}
	close(start)
	all.Wait()
	if won != 1 || lost != hands-1 {
		t.Errorf("%d got the key, %d were told who has it", won, lost)
	}
	b.Sound()
}

// TestCountedThingsAddUp lends, takes back, changes how many there are and takes
// acts back in random order, and holds the book against a plain count.
func TestCountedThingsAddUp(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			b := storetest.Fresh(t)
			ctx := context.Background()
			r := rand.New(rand.NewPCG(seed, 2026))
			total, out := 8, map[data.ID]int{}
			sum := func() (n int) {
				for _, q := range out {
					n += q
				}
				return n
			}
			pick := func() data.ID {
				ids := make([]data.ID, 0, len(out))
				for id := range out {
					ids = append(ids, id)
				}
				slices.Sort(ids)
				return ids[r.IntN(len(ids))]
			}
			for step := range 120 {
				b.Pass(time.Duration(r.IntN(40)) * time.Second)
				switch n := r.IntN(10); {
				case n < 5:
					c := &data.Lend{Head: b.By(officetest.An), Lending: data.NewID(), Item: "item-racket", Qty: 1 + r.IntN(4), Name: "钱", Title: "mr"}
					_, err := b.Do(ctx, c)
					if fits := sum()+c.Qty <= total; fits != (err == nil) {
						t.Fatalf("step %d: %d more with %d of %d out: %v", step, c.Qty, sum(), total, err)
					}
					if err == nil {
						out[c.Lending] = c.Qty
						if r.IntN(6) == 0 {
							b.Must(&data.Undo{Head: b.By(officetest.An), Command: c.ID})
							delete(out, c.Lending)
						}
					}
				case n < 8 && len(out) > 0:
					id := pick()
					c := backIn(b, id)
					b.Must(c)
					if r.IntN(4) == 0 {
						b.Must(&data.Undo{Head: b.By(officetest.Bai), Command: c.ID})
					} else {
						delete(out, id)
					}
				case n >= 8:
					most := 1 + r.IntN(12)
					_, err := b.Do(ctx, &data.PutItem{Head: b.By(officetest.Chang), Item: data.Item{ID: "item-racket", Kind: data.Loan, Name: "羽毛球拍", Qty: most, Sort: 3}})
					if fits := sum() <= most; fits != (err == nil) {
						t.Fatalf("step %d: %d in all with %d out: %v", step, most, sum(), err)
					}
					if err == nil {
						total = most
					}
				}
			}
			list, err := b.Lendings(ctx, data.LendingFilter{OutOnly: true, Item: "item-racket"})
			if err != nil || len(list) != len(out) {
				t.Fatalf("%d are out, not %d: %v", len(list), len(out), err)
			}
			items, err := b.Items(ctx)
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(items, func(i data.Item) bool { return i.ID == "item-racket" })
			if left := items[i].Left(list); left != total-sum() {
				t.Errorf("%d left, not %d", left, total-sum())
			}
			b.Sound()
		})
	}
}

func TestLendingsOfAPeriod(t *testing.T) {
	b := storetest.Fresh(t)
	ctx := context.Background()
	early := b.Lends("item-k01", officetest.GuYi)
	b.Must(early)
	b.Pass(24 * time.Hour)
	late := b.Lends("item-k02", officetest.Ding)
	b.Must(late)
	b.Pass(time.Hour)
	b.Must(backIn(b, late.Lending))
	set, _ := b.Settings(ctx)
	count := func(f data.LendingFilter) int {
		t.Helper()
		list, err := b.Lendings(ctx, f)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	day := func(d data.Day) data.LendingFilter {
		from, to := set.Calendar.Bounds(d)
		return data.LendingFilter{From: from, To: to}
	}
	for name, c := range map[string]struct {
		f    data.LendingFilter
		want int
	}{
		"第一天":     {day("2026-11-23"), 1},
		"第二天带未还":  {day("2026-11-24"), 2},
		"第三天只剩未还": {day("2026-11-25"), 1},
		"之前":      {day("2026-11-22"), 0},
		"在外":      {data.LendingFilter{OutOnly: true}, 1},
		"一件":      {data.LendingFilter{Item: "item-k02"}, 1},
		"各件最近一次":  {data.LendingFilter{LastOnly: true}, 2},
	} {
		if got := count(c.f); got != c.want {
			t.Errorf("%s: %d, not %d", name, got, c.want)
		}
	}
	b.Must(b.Lends("item-k02", officetest.GuYi))
	if list, _ := b.Lendings(ctx, data.LendingFilter{LastOnly: true, Item: "item-k02"}); len(list) != 1 || list[0].Staff != officetest.GuYi {
		t.Errorf("the newest: %+v", list)
	}
}

func TestLoansAreHandedOver(t *testing.T) {
	b := storetest.Fresh(t)
	putItems(b)
	b.Must(b.Lends("item-k02", officetest.GuYi))
	radio := b.Lends("item-r1", officetest.Ding)
	b.Must(radio)
	back := backIn(b, radio.Lending)
	back.Battery, back.Earpiece = "low", true
	b.Must(back)
	umbrella := &data.Lend{Head: b.By(officetest.An), Lending: data.NewID(), Item: "item-umbrella", Qty: 2, Name: "欧阳䶮", Title: "ms", Purpose: "送客到车场"}
	b.Must(umbrella)
	b.Pass(3 * time.Hour)
	set, _ := b.Settings(context.Background())
	now := data.TimeOf(b.Read())
	list, err := loan.HandOverLoans(context.Background(), b, store.AsOf{Now: now, Day: set.Calendar.Day(now), Settings: set})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i, h := range list {
		got = append(got, fmt.Sprintf("%s %s %v %s|%s who=%s amiss=%v", h.Section, h.Key, h.Args, h.Title, h.Detail, h.Who, h.Amiss))
		if h.Sort != i || h.Ref == "" {
			t.Errorf("%+v", h)
		}
	}
	want := []string{
		"keys loan.hand.in [K01 样板间A] | who= amiss=false",
		"keys loan.hand.out [K02 样板间B 09:00 11:00] | who=staff-guyi amiss=true",
		"keys loan.hand.in [K12 配电间] | who= amiss=false",
		"radios loan.hand.lacking [1 前台 low has lacks] | who= amiss=true",
		"loans loan.hand.many [雨伞 2 09:00 11:00] 欧阳䶮|送客到车场 who=staff-an amiss=true",
	}
	if !slices.Equal(got, want) {
		t.Errorf("handed over:\n%q\nnot\n%q", got, want)
	}
}

func TestWhatShouldBeBackIsAskedFor(t *testing.T) {
	b := storetest.Fresh(t)
	putItems(b)
	b.Must(b.Lends("item-k02", officetest.GuYi))
	b.Must(&data.Lend{Head: b.By(officetest.An), Lending: "to-firm", Item: "item-umbrella", Qty: 1, Firm: "示例快递"})
	b.Pass(4 * time.Minute)
	b.Must(&data.Lend{Head: b.By(officetest.An), Lending: "to-guest", Item: "item-umbrella", Qty: 2, Name: "欧阳䶮", Title: "ms"})
	b.Pass(100 * time.Minute)
	if got := b.ToDo("loan", storetest.AtDesk); len(got) != 0 {
		t.Errorf("%q", got)
	}
	b.Pass(18 * time.Minute)
	want := []string{
		"loan.kind.key|K02 样板间B|顾一样 · loan.today.dueAt 11:00|overdue minutes 2|late|loan",
		"loan.kind.loan|雨伞|示例快递 · loan.today.dueAt 11:00|overdue minutes 2|late|loan to-firm",
		"loan.kind.loan|雨伞|named.ms 欧阳䶮 · loan.today.dueAt 11:04|left minutes 2|soon|loan to-guest",
	}
	if got := b.ToDo("loan", storetest.AtDesk); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	b.Pass(49 * time.Hour)
	want[2] = "loan.kind.loan|雨伞|named.ms 欧阳䶮 · loan.today.dueAt date.md 11 23|overdue days 2|late|loan to-guest"
	if got := b.ToDo("loan", storetest.AtDesk); len(got) != 3 || got[2] != want[2] {
		t.Errorf("%q", got)
	}
}
