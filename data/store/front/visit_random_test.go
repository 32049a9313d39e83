package front_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store"
	"yingbin/data/store/front"
	"yingbin/data/store/storetest"
)

// Whatever is registered, put right, taken back and forgotten: the register
// keeps its rules.
func TestTheRegisterKeepsItsRulesWhateverHappens(t *testing.T) {
	for seed := range uint64(4) {
		b := storetest.Fresh(t)
		r := officetest.NewRandom(b.Commands, b.File, seed)
		for range 250 {
			b.Pass(time.Duration(r.IntN(5000)) * time.Second)
			c := randomVisitCommand(b, r)
			if _, err := b.Do(context.Background(), c); data.CodeOf(err) == data.Storage {
				t.Fatalf("seed %d: %T %+v: %v", seed, c, c, err)
			}
		}
		checkRegister(t, b)
		b.Sound()
		if d := officetest.Differ(b.Dump(), storetest.Replayed(t, b).Dump()); d != "" {
			t.Fatal(d)
		}
	}
}

func randomVisitCommand(b *storetest.Book, r *officetest.Random) data.Command {
	h := r.By([]data.ID{officetest.An, officetest.Ding, officetest.Chang}[r.IntN(3)])
	switch r.IntN(12) {
	case 0, 1, 2, 3:
		c := r.CheckIn(h).(*data.CheckIn)
		c.Pending = r.IntN(4) == 0
		if c.Pending {
			c.Name, c.NoPhone = "", false
		}
		return c
	case 4, 5, 6, 7:
		list, err := b.Visits(context.Background(), data.VisitFilter{})
		if err != nil || len(list) == 0 {
			return r.CheckIn(h)
		}
		v := list[r.IntN(len(list))]
		a := b.Amend(v)
		a.Head = h
		if r.IntN(2) == 0 {
			a.Phone, a.Name, a.Pending = r.Phone(), r.Name(), false
			a.NoPhone = a.Phone == ""
		}
		if r.IntN(4) == 0 {
			a.Other = ""
		}
		return a
	case 8:
		return r.CheckOut(h)
	case 9:
		h.Staff, h.Signer = officetest.Chang, officetest.SignerOf(officetest.Chang)
		return &data.Anonymise{Head: h, Visitors: []data.ID{r.Any("visitor")}}
	case 10:
		return &data.CloseHouse{Head: h, Day: b.Today()}
	}
	h.Staff, h.Signer = officetest.Chang, officetest.SignerOf(officetest.Chang)
	n, _ := store.Value[int64](context.Background(), b, `SELECT max(seq) FROM journal`)
	id, _ := store.Value[string](context.Background(), b, `SELECT id FROM journal WHERE seq = ?`, n-r.Int64N(6))
	return &data.Undo{Head: h, Command: data.ID(id)}
}

func checkRegister(t *testing.T, b *storetest.Book) {
	t.Helper()
	ctx := context.Background()
	visitors, err := store.All[data.Visitor](ctx, b, `SELECT * FROM visitor`)
	if err != nil {
		t.Fatal(err)
	}
	waiting, err := store.All[struct{ Visitor data.ID }](ctx, b, `SELECT visitor FROM finder_wait`)
	if err != nil || len(waiting) >= front.HeldBack {
		t.Fatal(len(waiting), err)
	}
	waits := map[data.ID]bool{}
	for _, w := range waiting {
		waits[w.Visitor] = true
	}
	who := map[data.ID]data.Visitor{}
	var keys []string
	for _, v := range visitors {
		who[v.ID] = v
		if waits[v.ID] && (v.Forgotten || v.SameAs != "") {
			t.Errorf("%s waits for keys that it will not have", v.ID)
		}
		for _, k := range front.FinderKeys(v.Name, v.Phone) {
			if waits[v.ID] {
				break
			}
			keys = append(keys, fmt.Sprintf("key=%q visitor=%q ", k, v.ID))
		}
		if v.Forgotten && v.Name+v.Phone+v.Mark != "" || v.SameAs != "" && v.Name+v.Phone != "" {
			t.Errorf("something is left of %+v", v)
		}
	}
	slices.Sort(keys)
	if d := officetest.Differ(map[string][]string{"finder": keys}, b.Dump("finder")); d != "" {
		t.Error(d)
	}
	visits, err := b.Visits(ctx, data.VisitFilter{})
	if err != nil {
		t.Fatal(err)
	}
	times, numbers := map[data.ID]int{}, map[string]bool{}
	for _, v := range visits {
		p := who[v.Visitor]
		times[v.Visitor]++
		switch {
		case p.ID == "" || p.SameAs != "":
			t.Errorf("visit %s belongs to nobody: %+v", v.Number, p)
		case numbers[v.Number]:
			t.Errorf("%s was given twice", v.Number)
		case v.Times != times[v.Visitor]:
			t.Errorf("%s is the %d. visit, not the %d.", v.Number, times[v.Visitor], v.Times)
		case p.Phone == "" && !p.Forgotten && v.Times > 1:
			t.Errorf("%s: a visitor without a phone came twice", v.Number)
		case !v.Open() && v.LeftAt < v.Arrived:
			t.Errorf("%s left before coming", v.Number)
		case p.Forgotten && v.Name+v.Note != "":
			t.Errorf("%s still has a name", v.Number)
		}
		numbers[v.Number] = true
	}
}

// A search gives what looking at every visitor gives.
func TestFindingIsWhatLookingAtEverybodyGives(t *testing.T) {
	b := storetest.Fresh(t)
	r := rand.New(rand.NewPCG(9, 9))
	type person struct{ name, phone string }
	var people []person
	for i := range 60 {
		p := person{testNames[r.IntN(len(testNames))], fmt.Sprintf("13%d%08d", r.IntN(10), r.IntN(100_000_000))}
		people = append(people, p)
		b.Must(b.Guest(p.name, p.phone))
		if i%7 == 0 {
			b.Pass(time.Minute)
		}
	}
	for range 300 {
		p := people[r.IntN(len(people))]
		typed := p.phone[len(p.phone)-3-r.IntN(5):]
		if r.IntN(2) == 0 {
			keys := front.FinderKeys(p.name, "")
			k := []rune(keys[r.IntN(len(keys))])
			typed = string(k[:1+r.IntN(len(k))])
		}
		want := map[string]bool{}
		for _, q := range people {
			for _, k := range front.FinderKeys(q.name, q.phone) {
				for _, prefix := range front.PrefixesOf(typed) {
					if len(k) >= len(prefix) && k[:len(prefix)] == prefix {
						want[q.phone] = true
					}
				}
			}
		}
		list, err := b.FindVisitors(context.Background(), typed, 100)
		if err != nil || len(list) != len(want) {
			t.Fatalf("%q finds %d, there are %d (%v)", typed, len(list), len(want), err)
		}
		for _, m := range list {
			if !want[m.Phone] {
				t.Fatalf("%q finds %s %s", typed, m.Name, m.Phone)
			}
		}
	}
}

var testNames = []string{"王建国", "王丽", "汪小满", "欧阳䶮", "𬬻小满", "𠮷田", "单于飞", "单雄", "仇英", "曾乐", "尉迟恭", "长孙晴", "Anna Li", "李", "万俟雅", "朴树", "任我行"}
