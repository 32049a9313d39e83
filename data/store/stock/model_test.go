package stock_test

import (
	"context"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store/storetest"
)

// stockModel is what the bar holds, kept as plainly as can be: a number an
// item, and for every command what it changed.
type stockModel struct {
	held map[data.ID]int
	did  map[data.ID]map[data.ID]int // command → item → change
}

func (m *stockModel) do(command data.ID, changes map[data.ID]int) {
	m.did[command] = changes
	for item, n := range changes {
		m.held[item] += n
	}
}

func (m *stockModel) undo(command data.ID) {
	for item, n := range m.did[command] {
		m.held[item] -= n
	}
	delete(m.did, command)
}

// TestTheLedgerAgreesWithAPlainModel gives counts, breakage, purchases, returns,
// decisions and undos in any order. Whatever is accepted, the reads say what the
// model says, no less than nothing is held, and the movements add up.
func TestTheLedgerAgreesWithAPlainModel(t *testing.T) {
	for seed := range uint64(6) {
		playLedger(t, seed)
	}
}

func playLedger(t *testing.T, seed uint64) {
	ctx := context.Background()
	b := storetest.StockBook(t)
	rnd := rand.New(rand.NewPCG(seed, 11))
	m := &stockModel{held: map[data.ID]int{"cup": 10, "pot": 8, "paper": 0, "milk": 0}, did: map[data.ID]map[data.ID]int{}}
	var reports []*data.ReportBreakage
	var done []data.ID
	some := func() data.ID { return []data.ID{"cup", "pot", "paper"}[rnd.IntN(3)] }
	accepted, refused := map[string]int{}, map[string]int{}
	for range 260 {
		b.Pass(time.Duration(rnd.IntN(40)) * time.Minute)
		var c data.Command
		var name string
		changes, undoes := map[data.ID]int{}, data.ID("")
		switch n := rnd.IntN(12); {
		case n < 3:
			what := []string{"purchase", "return", "use", "brought"}[rnd.IntN(4)]
			mv := b.Moves(some(), what, 1+rnd.IntN(6))
			changes[mv.Item] = data.MoveSign(what) * mv.Qty
			c, name = mv, what
		case n < 6:
			r := b.Breaks(some(), 1+rnd.IntN(4))
			changes[r.Item] = -r.Qty
			c, name, reports = r, "breakage", append(reports, r)
		case n < 8:
			what := data.StockKinds[rnd.IntN(2)]
			found := map[data.ID]int{}
			for item, n := range m.held {
				if rnd.IntN(3) == 0 {
					found[item] = max(0, n+rnd.IntN(5)-2)
				}
			}
			k := b.CountOf(what, found, "unexplained")
			for _, l := range k.Lines {
				changes[l.Item] = l.Total() - l.Expected
			}
			c, name = k, "count"
		case n < 9 && len(reports) > 0:
			r := reports[rnd.IntN(len(reports))]
			d := b.Decides(r, officetest.Chang, rnd.IntN(2) == 0)
			if !d.Approve {
				changes[r.Item] = r.Qty
			}
			c, name = d, "decide"
		case len(done) > 0:
			undoes = done[rnd.IntN(len(done))]
			c, name = &data.Undo{Head: b.By(officetest.Chang), Command: undoes, Why: "点错了"}, "undo"
		default:
			continue
		}
		_, err := b.Do(ctx, c)
		switch {
		case err != nil && (data.CodeOf(err) == data.Storage || data.CodeOf(err) == data.Invalid):
			t.Fatalf("%s: %v", name, err)
		case err != nil:
			refused[name]++
		case undoes != "":
			m.undo(undoes)
			accepted[name]++
		default:
			m.do(c.Meta().ID, changes)
			done, accepted[name] = append(done, c.Meta().ID), accepted[name]+1
		}
		for item, want := range m.held {
			if l := b.OnHand(item); l.Qty != want || l.Qty < 0 || l.Last+l.In-l.Out-l.Broken != l.Qty {
				t.Fatalf("after %s (%v): of %s there are %d by the reads, %d by the model: %+v", name, err, item, l.Qty, want, l)
			}
		}
	}
	moved, err := b.Movements(ctx, data.MovementFilter{})
	sums := map[data.ID]int{"milk": 0, "paper": 0}
	for _, v := range moved {
		sums[v.Item] += v.Qty
	}
	if err != nil || !maps.Equal(sums, m.held) {
		t.Errorf("the movements add up to %v, not %v (%v)", sums, m.held, err)
	}
	for _, name := range []string{"purchase", "breakage", "count", "decide", "undo"} {
		if accepted[name] == 0 {
			t.Errorf("seed %d never got through with %s", seed, name)
		}
	}
	if refused["undo"] == 0 || refused["breakage"]+refused["return"]+refused["use"] == 0 {
		t.Errorf("seed %d met no refusal: %v", seed, refused)
	}
	b.Sound()
	replays(t, b)
}

// replays checks that the lines alone make the same book.
func replays(t *testing.T, a *storetest.Book) {
	t.Helper()
	b := storetest.Replayed(t, a)
	tables := []string{"stock_item", "movement", "stock_count", "count_line", "breakage"}
	if d := officetest.Differ(a.Dump(tables...), b.Dump(tables...)); d != "" {
		t.Fatal("the replayed book differs in ", d)
	}
}

func TestStockIsReadInItsOrder(t *testing.T) {
	b := storetest.StockBook(t)
	b.Must(&data.PutStockItem{Head: b.By(officetest.Chang), Item: data.StockItem{ID: "bowl", Kind: "utensil", Name: "盖碗", Unit: "套", Par: 24, Price: 3500, Sort: 9}})
	b.Must(&data.PutStockItem{Head: b.By(officetest.Chang), Item: data.StockItem{ID: "old", Kind: "utensil", Name: "旧杯", Retired: true}})
	lines, err := b.StockOnHand(context.Background(), "utensil")
	var ids []data.ID
	for _, l := range lines {
		ids = append(ids, l.Item.ID)
	}
	if err != nil || !slices.Equal(ids, []data.ID{"cup", "pot", "bowl"}) {
		t.Error(ids, err)
	}
	items, err := b.StockItems(context.Background())
	if err != nil || len(items) != 6 || items[5].ID != "milk" {
		t.Error(items, err)
	}
}
