package storetest_test

import (
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store/storetest"
)

func acts(b *storetest.Book, f data.ActFilter) data.ActList {
	b.T.Helper()
	list, err := b.Acts(b.T.Context(), f)
	if err != nil {
		b.T.Fatal(err)
	}
	return list
}

func TestASupervisorFindsWhatSomebodyDid(t *testing.T) {
	b := storetest.StockBook(t)
	c := b.Breaks("cup", 2)
	c.Note = "掉在地上"
	b.Must(c)
	b.Pass(time.Minute)
	buy := b.Moves("pot", "purchase", 3)
	buy.Staff = officetest.Xun
	b.Must(buy)
	list := acts(b, data.ActFilter{Day: "2026-11-23", Most: 5})
	if len(list.Acts) != 5 || !list.More || list.Acts[0].ID != buy.ID || list.Acts[1].ID != c.ID || list.Names[officetest.Xun] != "𬬻小满" || list.Names["pot"] == "" {
		t.Fatalf("%+v", list)
	}
	if a := list.Acts[1]; a.Staff != officetest.Gu || a.Number == "" || a.Command.(*data.ReportBreakage).Note != "掉在地上" || len(a.Corrections()) == 0 {
		t.Errorf("%+v", a)
	}
	for name, f := range map[string]data.ActFilter{
		"who":    {Day: "2026-11-23", Staff: officetest.Xun},
		"what":   {Day: "2026-11-23", Register: "stock", Staff: officetest.Xun},
		"one":    {ID: buy.ID},
		"record": {Day: "2026-11-23", Record: buy.Movement},
	} {
		if got := acts(b, f).Acts; len(got) != 1 || got[0].ID != buy.ID {
			t.Errorf("by %s there are %d", name, len(got))
		}
	}
	if got := acts(b, data.ActFilter{Day: "2026-11-22"}).Acts; len(got) != 0 {
		t.Error("yesterday has", got)
	}
	if err := b.MayUndo(t.Context(), c.ID); err != nil {
		t.Error(err)
	}
	b.Must(b.Decides(c, officetest.Chang, true))
	if err := b.MayUndo(t.Context(), c.ID); data.CodeOf(err) != data.Stale {
		t.Error("what was decided since can be taken back:", err)
	}
	b.Must(&data.Undo{Head: b.By(officetest.Chang), Command: buy.ID, Why: "没有送到"})
	if a := acts(b, data.ActFilter{ID: buy.ID}).Acts[0]; a.Undone == 0 || a.UndoneBy != officetest.Chang || a.Corrections() != nil {
		t.Errorf("%+v", a)
	}
	b.Pass(24 * time.Hour)
	b.Must(b.Moves("pot", "purchase", 1))
	if got := acts(b, data.ActFilter{Day: "2026-11-24"}).Acts; len(got) != 1 {
		t.Error("the next day has", len(got))
	}
	if got := acts(b, data.ActFilter{Day: "2026-11-23", Staff: officetest.Xun}).Acts; len(got) != 1 {
		t.Error("the day before has", len(got))
	}
}

// Whatever the registers say how it is put right, they take it half filled: a reason
// is all that is missing, or what the sheet asks for.
func TestEveryCorrectionIsFilledFromItsAct(t *testing.T) {
	for _, r := range data.Registers() {
		for _, k := range r.Kinds {
			if k.Corrects == nil {
				continue
			}
			for _, c := range k.Corrects(k.New()) {
				of, known := data.KindOf(c)
				if !known || !of.Allows(data.Supervisor) {
					t.Errorf("%s is put right by %T, which nobody knows", k.Name, c)
				}
			}
		}
	}
}
