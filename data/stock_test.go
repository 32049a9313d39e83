package data

import (
	"slices"
	"testing"
)

func TestReasonsFitWhatDiffers(t *testing.T) {
	for _, c := range []struct {
		why  string
		diff int
		want bool
	}{
		{"", 0, true}, {"use", 0, false}, {"", -1, false}, {"", 1, false}, {"use", -1, true}, {"use", 1, false},
		{"found", 1, true}, {"found", -1, false}, {"miscount", 2, true}, {"miscount", -2, true}, {"unexplained", 1, true}, {"other", -1, true}, {"lost", -1, false},
	} {
		if got := ReasonFits(c.why, c.diff); got != c.want {
			t.Errorf("%q for %d: %v", c.why, c.diff, got)
		}
	}
}

func TestASharesFenAreRounded(t *testing.T) {
	for _, c := range []struct {
		amount Fen
		share  int
		want   Fen
	}{{900, 100, 900}, {900, 0, 0}, {900, 50, 450}, {901, 50, 451}, {333, 33, 110}, {1, 49, 0}, {1, 50, 1}, {MostFen * 1000, 100, MostFen * 1000}} {
		if got := ShareOf(c.amount, c.share); got != c.want {
			t.Errorf("%d%% of %d is %d, not %d", c.share, c.amount, got, c.want)
		}
	}
	if share, why := DefaultShare("staff"); share != 100 || why != "" {
		t.Error(share, why)
	}
	for _, cause := range BreakageCauses[1:] {
		share, why := DefaultShare(cause)
		if share != 0 || !slices.Contains(WaiveReasons, why) {
			t.Error(cause, share, why)
		}
	}
}

func TestMonthsHaveTheirEnds(t *testing.T) {
	for day, want := range map[Day][2]Day{"2026-11-23": {"2026-11-01", "2026-11-30"}, "2026-01-31": {"2026-01-01", "2026-01-31"}, "2024-02-01": {"2024-02-01", "2024-02-29"}, "2026-12-31": {"2026-12-01", "2026-12-31"}} {
		if from, to := MonthOf(day); from != want[0] || to != want[1] {
			t.Errorf("the month of %s is %s to %s", day, from, to)
		}
	}
}

func TestRatesAreBrokenByHeld(t *testing.T) {
	for _, c := range []struct{ broken, held, want int }{{0, 0, 0}, {3, 0, 0}, {1, 120, 83}, {2, 8, 2500}, {1, 3, 3333}, {2, 3, 6667}, {8, 8, 10000}} {
		if got := (BreakageRate{Broken: c.broken, Held: c.held}).Rate(); got != c.want {
			t.Errorf("%d of %d is %d", c.broken, c.held, got)
		}
	}
}

func TestAMonthLeavesOutWhatWasRejected(t *testing.T) {
	list := []Breakage{
		{Item: "cup", Name: "旧名", Kind: "chip", Cause: "wear", Qty: 2, Price: 900, State: "approved"},
		{Item: "cup", Name: "旧名", Kind: "chip", Cause: "wear", Qty: 1, Price: 900, State: "reported"},
		{Item: "cup", Kind: "lost", Cause: "staff", Qty: 1, Price: 900, Due: 900, PaidAt: 5, State: "approved"},
		{Item: "cup", Kind: "lost", Cause: "staff", Qty: 7, Price: 900, Due: 6300, State: "rejected"},
	}
	m := SumBreakages(list, []StockItem{{ID: "pot"}, {ID: "cup", Name: "玻璃茶杯"}}, map[ID]int{"cup": 100, "pot": 8}, "2026-11-01", "2026-11-30")
	if m.Reports != 4 || m.Rejected != 1 || m.Waiting != 1 || m.Pieces != 4 || m.Held != 100 || m.Due != 900 || m.Paid != 900 {
		t.Errorf("%+v", m)
	}
	if len(m.Rows) != 2 || m.Rows[0].Qty != 3 || m.Rows[0].Reports != 2 || len(m.Items) != 1 || m.Items[0].Name != "玻璃茶杯" || m.Items[0].Rate() != 400 {
		t.Errorf("%+v %+v", m.Rows, m.Items)
	}
	often := OftenBroken([]StockItem{{ID: "pot"}, {ID: "cup"}, {ID: "bowl"}}, list)
	if often[0].ID != "cup" || often[1].ID != "pot" {
		t.Error(often)
	}
}

func TestCommandsOfTheBarCheckWhatTheyAreGiven(t *testing.T) {
	pieces := &DecideBreakage{Breakage: "b", Approve: false, Word: "不是"}
	if e := AsError(pieces.Validate()); e == nil || e.Field != "movement" {
		t.Error(e)
	}
	count := &TakeCount{Count: "c", What: "utensil", Lines: []Counted{{Line: "l", Item: "cup", Cupboard: 1 << 40, Expected: 1}}}
	if e := AsError(count.Validate()); e == nil || e.Key != "stock.badCount" || e.Field != "cup" {
		t.Error(e)
	}
	count.Lines = []Counted{{Line: "l", Item: "cup", Cupboard: 3, Expected: 4, Same: true, Why: "unexplained"}}
	if count.Validate() == nil {
		t.Error("what differs is taken as unchanged")
	}
	item := &PutStockItem{Item: StockItem{ID: "cup", Kind: "utensil", Name: "杯", Price: -1, Par: -1}}
	if e := AsError(item.Validate()); e == nil || len(e.All()) != 2 {
		t.Error(e)
	}
}
