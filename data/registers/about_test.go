package registers_test

import (
	"context"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/registers"
	"yingbin/data/store/storetest"
)

// Whatever comes back from the hub is shown by what it was about.
func TestEveryKindOfCommandSaysWhatItIsAbout(t *testing.T) {
	b := storetest.Fresh(t)
	for _, r := range registers.All() {
		for _, k := range r.Of.Kinds {
			if r.Describe[k.Name] == nil {
				t.Errorf("nobody says what %s is about", k.Name)
				continue
			}
			if _, err := b.About(context.Background(), k.New()); err != nil {
				t.Errorf("%s: %v", k.Name, err)
			}
		}
		for name := range r.Describe {
			if _, known := data.KindNamed(name); !known {
				t.Errorf("%s is described, and no kind", name)
			}
		}
	}
}

func TestACashPaymentNamesReportSumAndReceipt(t *testing.T) {
	b := storetest.StockBook(t)
	report := &data.ReportBreakage{Head: b.By(officetest.Gu), Breakage: data.NewID(), Movement: data.NewID(), Item: "cup", Qty: 2,
		What: "broken", Found: "service", Cause: "guest", Person: "王建国", Share: 100}
	number := b.Must(report).Number
	pay := &data.SettleBreakage{Head: b.By(officetest.Gu), Breakage: report.Breakage, How: "cash", Receipt: "R-88"}
	about, err := b.About(context.Background(), pay)
	if err != nil {
		t.Fatal(err)
	}
	want := []any{data.ShortNumber(number), data.Word{}, "王建国", data.Wording("breakage.paid.cash"), data.Word{}, data.Wording("late.receipt", "R-88")}
	if len(about.Args) != len(want) || about.Args[0] != want[0] || about.Args[2] != want[2] {
		t.Fatalf("%v", about.Args)
	}
	sum, ok := about.Args[4].(data.Word)
	if !ok || sum.Key != "late.sum" {
		t.Errorf("no sum: %v", about.Args[4])
	}
}
