package store

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
)

const guYi = data.ID("staff-guyi") // a consultant

// putItems adds what the small catalogue lacks: a guarded key, an umbrella
// stand and socks that are given.
func (b *testBook) putItems() {
	for _, i := range []data.Item{
		{ID: "item-k12", Kind: data.Key, Number: "K12", Name: "配电间", Qty: 1, Guarded: true, Sort: 12},
		{ID: "item-umbrella", Kind: data.Loan, Name: "雨伞", Qty: 20, Sort: 1},
		{ID: "item-socks", Kind: data.Gift, Name: "一次性袜子", Qty: 200},
	} {
		b.do(&data.PutItem{Head: b.head(chang), Item: i})
	}
}

// lendIt makes the command that lends one item to a person of the staff.
func (b *testBook) lendIt(item, to data.ID) *data.Lend {
	return &data.Lend{Head: b.head(an), Lending: data.NewID(), Item: item, Qty: 1, To: to}
}

func (b *testBook) lending(id data.ID) data.Lending {
	b.t.Helper()
	list, err := b.Lendings(context.Background(), data.LendingFilter{})
	if err != nil {
		b.t.Fatal(err)
	}
	i := slices.IndexFunc(list, func(l data.Lending) bool { return l.ID == id })
	if i < 0 {
		b.t.Fatalf("no lending %s", id)
	}
	return list[i]
}

func (b *testBook) back(id data.ID) *data.Return {
	return &data.Return{Head: b.head(bai), Lending: id, Condition: "ok"}
}

func TestAKeyGoesOutAndComesBackLate(t *testing.T) {
	b := freshBook(t)
	out := b.lendIt("item-k02", guYi)
	out.Purpose = "带看"
	if r := b.do(out); r.Number != "U-20261123-001" {
		t.Errorf("its number is %s", r.Number)
	}
	l := b.lending(out.Lending)
	if l.Staff != guYi || l.OutBy != an || l.Due != l.OutAt.Add(2*time.Hour) || !l.Out() || l.Purpose != "带看" {
		t.Errorf("%+v", l)
	}
	b.pass(10 * time.Minute)
	e := b.refuse(b.lendIt("item-k02", ding), "loan.isOut")
	if e.Code != data.Conflict || fmt.Sprint(e.Args) != "[样板间B 顾一样 09:00]" {
		t.Errorf("who has it: %v %v", e.Code, e.Args)
	}
	b.pass(2 * time.Hour)
	back := b.back(out.Lending)
	back.By = "顾二样"
	r := b.do(back)
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "loan.wasLate" || fmt.Sprint(r.Warnings[0].Args) != "[样板间B 10]" {
		t.Errorf("%+v", r.Warnings)
	}
	if l = b.lending(out.Lending); l.TakenBy != bai || l.ReturnedBy != "顾二样" || l.Late(0) != 10*time.Minute {
		t.Errorf("%+v", l)
	}
	if e := b.refuse(b.back(out.Lending), "loan.isBack"); e.Code != data.Stale {
		t.Error(e)
	}
	b.do(b.lendIt("item-k02", ding))
	b.verify()
}

func TestWhoHasItIsSaidByNameAndDay(t *testing.T) {
	b := freshBook(t)
	c := b.lendIt("item-k01", "")
	c.Name, c.Title, c.Due = "欧阳䶮", "ms", data.TimeOf(b.read()).Add(48*time.Hour)
	b.do(c)
	b.pass(25 * time.Hour)
	if e := b.refuse(b.lendIt("item-k01", ding), "loan.isOut.ms"); fmt.Sprint(e.Args) != "[样板间A 欧阳䶮 2026-11-23 09:00]" {
		t.Error(e.Args)
	}
	c = b.lendIt("item-k02", "")
	c.Firm = "青禾广告公司"
	b.do(c)
	if e := b.refuse(b.lendIt("item-k02", ding), "loan.isOut"); e.Args[1] != "青禾广告公司" {
		t.Error(e.Args)
	}
}

func TestAGuardedKeyNeedsASupervisor(t *testing.T) {
	b := freshBook(t)
	b.putItems()
	c := b.lendIt("item-k12", ding)
	if e := b.refuse(c, "error.needSupervisor"); e.Code != data.Forbidden || e.Field != "approval" {
		t.Error(e)
	}
	c.Approval = &data.Approval{Staff: chang, PIN: "0000"}
	b.refuse(c, "error.pin")
	c.Approval = &data.Approval{Staff: bai, PIN: testPINs[bai]}
	b.refuse(c, "error.needSupervisor")
	c.Approval = &data.Approval{Staff: chang, PIN: testPINs[chang]}
	b.do(c)
	b.do(b.back(c.Lending))
	c = b.lendIt("item-k12", ding)
	c.Head = b.head(chang)
	b.do(c)
}

func TestGiftsAreGivenAndNotOut(t *testing.T) {
	b := freshBook(t)
	b.putItems()
	c := &data.Lend{Head: b.head(an), Lending: data.NewID(), Item: "item-socks", Qty: 3, Name: "赵", Title: "ms", Due: data.TimeOf(b.read()).Add(time.Hour)}
	b.do(c)
	l := b.lending(c.Lending)
	if l.Out() || l.TakenAt != l.OutAt || l.Due != 0 {
		t.Errorf("%+v", l)
	}
	b.refuse(b.back(c.Lending), "loan.isBack")
	b.refuse(&data.ExtendLoan{Head: b.head(an), Lending: c.Lending, Due: data.TimeOf(b.read()).Add(time.Hour)}, "loan.isBack")
}

func TestItemsKeepWhatIsOut(t *testing.T) {
	b := freshBook(t)
	b.putItems()
	out := &data.Lend{Head: b.head(an), Lending: data.NewID(), Item: "item-racket", Qty: 5, Name: "马", Title: "mr"}
	b.do(out)
	racket := data.Item{ID: "item-racket", Kind: data.Loan, Name: "羽毛球拍", Qty: 4}
	put := func(i data.Item) *data.PutItem { return &data.PutItem{Head: b.head(chang), Item: i} }
	if e := b.refuse(put(racket), "loan.belowOut"); e.Field != "qty" || fmt.Sprint(e.Args) != "[羽毛球拍 5]" {
		t.Error(e)
	}
	racket.Qty, racket.Retired = 5, true
	b.refuse(put(racket), "loan.stillOut")
	racket.Retired, racket.Kind = false, data.Gift
	b.refuse(put(racket), "loan.stillOut")
	racket.Kind = data.Loan
	b.do(put(racket))
	more := &data.Lend{Head: b.head(an), Lending: data.NewID(), Item: "item-racket", Qty: 1, Name: "林"}
	if e := b.refuse(more, "loan.fewLeft"); e.Field != "qty" || fmt.Sprint(e.Args) != "[羽毛球拍 0]" {
		t.Error(e)
	}
	b.do(b.back(out.Lending))
	racket.Retired = true
	b.do(put(racket))
	b.refuse(more, "loan.retired")
	// The return can't be taken back any more: the item is no longer lent.
	b.refuse(&data.PutItem{Head: b.head(an), Item: racket}, "error.forbidden")
}

func TestLendingChecksWhoAndWhen(t *testing.T) {
	b := freshBook(t)
	c := b.lendIt("item-k01", "staff-none")
	if e := b.refuse(c, "error.notFound"); e.Field != "to" {
		t.Error(e)
	}
	b.do(&data.PutStaff{Head: b.head(chang), Person: "staff-old", Name: "旧同事", Role: data.Usher, Gone: true})
	b.refuse(b.lendIt("item-k01", "staff-old"), "error.notFound")
	b.refuse(b.lendIt("item-none", ding), "error.notFound")
	c = b.lendIt("item-k01", "")
	c.Visitor = "visitor-none"
	if e := b.refuse(c, "error.notFound"); e.Field != "name" {
		t.Error(e)
	}
	c = b.lendIt("item-k01", ding)
	c.Due = data.TimeOf(b.read())
	if e := b.refuse(c, "loan.duePast"); e.Field != "due" {
		t.Error(e)
	}
	c = b.lendIt("item-k01", ding)
	c.Qty = 2
	b.refuse(c, "loan.single")
	bar := b.lendIt("item-k01", ding)
	bar.Head = b.head(gu)
	b.refuse(bar, "error.forbidden")
}

func TestAGuestWhoIsKnownBorrowsUnderTheirName(t *testing.T) {
	b := freshBook(t)
	b.plant("visitor", data.Visitor{ID: "visitor-ou", Name: "欧阳䶮", Title: "ms", Phone: "13812345678"})
	b.plant("visitor", data.Visitor{ID: "visitor-once", SameAs: "visitor-ou"})
	for _, id := range []data.ID{"visitor-ou", "visitor-once"} {
		c := b.lendIt("item-racket", "")
		c.Visitor = id
		b.do(c)
		if l := b.lending(c.Lending); l.Visitor != "visitor-ou" || l.Name != "欧阳䶮" || l.Title != "ms" || l.Phone != "13812345678" {
			t.Errorf("%+v", l)
		}
	}
}

func TestALoanIsExtended(t *testing.T) {
	b := freshBook(t)
	out := b.lendIt("item-k01", guYi)
	b.do(out)
	b.pass(3 * time.Hour)
	due := data.TimeOf(b.read()).Add(time.Hour)
	b.refuse(&data.ExtendLoan{Head: b.head(an), Lending: out.Lending, Due: due.Add(-2 * time.Hour)}, "loan.duePast")
	b.do(&data.ExtendLoan{Head: b.head(an), Lending: out.Lending, Due: due})
	if l := b.lending(out.Lending); l.Due != due {
		t.Errorf("due %d", l.Due)
	}
}

func TestUndoNeverLendsAThingTwice(t *testing.T) {
	b := freshBook(t)
	first := b.lendIt("item-k01", guYi)
	b.do(first)
	back := b.back(first.Lending)
	b.do(back)
	second := b.lendIt("item-k01", ding)
	b.do(second)
	if e := b.refuse(&data.Undo{Head: b.head(bai), Command: back.ID}, "loan.isOut"); e.Args[1] != "丁引路" {
		t.Error(e)
	}
	b.do(&data.Undo{Head: b.head(an), Command: second.ID})
	b.do(&data.Undo{Head: b.head(bai), Command: back.ID})
	if l := b.lending(first.Lending); !l.Out() {
		t.Error("the return was taken back, and the key is still in place")
	}
}

func TestOneOfManyGetsTheKey(t *testing.T) {
	b := freshBook(t)
	ctx := context.Background()
	const hands = 40
	var won, lost int
	var mu sync.Mutex
	var all sync.WaitGroup
	start := make(chan struct{})
	for range hands {
		all.Go(func() {
			c := b.lendIt("item-k02", guYi)
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
	b.verify()
}

// TestCountedThingsAddUp lends, takes back, changes how many there are and takes
// acts back in random order, and holds the book against a plain count.
func TestCountedThingsAddUp(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			b := freshBook(t)
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
				b.pass(time.Duration(r.IntN(40)) * time.Second)
				switch n := r.IntN(10); {
				case n < 5:
					c := &data.Lend{Head: b.head(an), Lending: data.NewID(), Item: "item-racket", Qty: 1 + r.IntN(4), Name: "钱", Title: "mr"}
					_, err := b.Do(ctx, c)
					if fits := sum()+c.Qty <= total; fits != (err == nil) {
						t.Fatalf("step %d: %d more with %d of %d out: %v", step, c.Qty, sum(), total, err)
					}
					if err == nil {
						out[c.Lending] = c.Qty
						if r.IntN(6) == 0 {
							b.do(&data.Undo{Head: b.head(an), Command: c.ID})
							delete(out, c.Lending)
						}
					}
				case n < 8 && len(out) > 0:
					id := pick()
					c := b.back(id)
					b.do(c)
					if r.IntN(4) == 0 {
						b.do(&data.Undo{Head: b.head(bai), Command: c.ID})
					} else {
						delete(out, id)
					}
				case n >= 8:
					most := 1 + r.IntN(12)
					_, err := b.Do(ctx, &data.PutItem{Head: b.head(chang), Item: data.Item{ID: "item-racket", Kind: data.Loan, Name: "羽毛球拍", Qty: most, Sort: 3}})
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
			b.verify()
		})
	}
}

func TestLendingsOfAPeriod(t *testing.T) {
	b := freshBook(t)
	ctx := context.Background()
	early := b.lendIt("item-k01", guYi)
	b.do(early)
	b.pass(24 * time.Hour)
	late := b.lendIt("item-k02", ding)
	b.do(late)
	b.pass(time.Hour)
	b.do(b.back(late.Lending))
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
	b.do(b.lendIt("item-k02", guYi))
	if list, _ := b.Lendings(ctx, data.LendingFilter{LastOnly: true, Item: "item-k02"}); len(list) != 1 || list[0].Staff != guYi {
		t.Errorf("the newest: %+v", list)
	}
}

func TestLoansAreHandedOver(t *testing.T) {
	b := freshBook(t)
	b.putItems()
	b.do(b.lendIt("item-k02", guYi))
	radio := b.lendIt("item-r1", ding)
	b.do(radio)
	back := b.back(radio.Lending)
	back.Battery, back.Earpiece = "low", true
	b.do(back)
	umbrella := &data.Lend{Head: b.head(an), Lending: data.NewID(), Item: "item-umbrella", Qty: 2, Name: "欧阳䶮", Title: "ms", Purpose: "送客到车场"}
	b.do(umbrella)
	b.pass(3 * time.Hour)
	set, _ := b.Settings(context.Background())
	now := data.TimeOf(b.read())
	list, err := handOverLoans(context.Background(), b, handoverScope{now: now, day: set.Calendar.Day(now), settings: set})
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
