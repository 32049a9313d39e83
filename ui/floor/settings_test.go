package floor

import (
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

// plan is the section on a book.
type plan struct{ *officetest.Room }

func openPlan(t *testing.T, lang string) plan {
	t.Helper()
	return plan{officetest.EnterSections(t, lang, 1230, func(b *registers.Book) []screen.Section { return []screen.Section{Section(b)} })}
}

// onPlan gives a table as the book has it on the plan.
func (r plan) onPlan(id data.ID) data.FloorTable {
	r.T.Helper()
	f, err := r.Book.Floor(r.T.Context())
	if err != nil || f.Find(id) == nil {
		r.T.Fatal(id, err)
	}
	return *f.Find(id)
}

// planned puts the sample's plan into the book.
func (r plan) planned() {
	r.T.Helper()
	list, err := sample.Lists(func(name string) []byte {
		if name == "floor" {
			return assets.Office(name)
		}
		return nil
	})
	if err != nil || len(list) != 1 {
		r.T.Fatal(list, err)
	}
	list[0].Meta().ID = ""
	r.Give(list[0])
	r.Change("spot")
}

func TestTheFloorPlanIsEdited(t *testing.T) {
	r := openPlan(t, "zh")
	r.planned()
	r.Tap("A1")
	r.Want("洽谈区 · 第 1 列 第 2 行")
	before := r.onPlan("table-a1").Spot
	r.Step("宽（格）", 5)
	r.Want("两个台位叠在一起了")
	r.Tap("放弃修改")
	if r.Has("叠在一起") {
		t.Error("the change was kept")
	}
	r.Tap("A1")
	r.Step("高（格）", 4)
	r.Step("巡视次序", 1)
	// Nothing typed is lost when the book changes meanwhile.
	r.Change("tables")
	r.Tap("保存")
	after := r.onPlan("table-a1").Spot
	if after.H != 4 || after.W != before.W || after.Route != 1 || r.onPlan("table-a8").Spot.Route != 2 {
		t.Errorf("%+v %+v", before, after)
	}
	if r.Sh.LastToast() != "已保存" || !r.Sh.Keep("floor").Empty() {
		t.Error(r.Sh.LastToast())
	}
}

func TestATableNobodyPlacedCanBePlaced(t *testing.T) {
	r := openPlan(t, "zh")
	r.Tap("保存")
	if s := r.onPlan("table-vip2").Spot; s.Route == 0 {
		t.Errorf("%+v", s)
	}
}

func TestTheFloorPlanLooksRight(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		r := openPlan(t, lang)
		r.planned()
		r.Tap("VIP1")
		r.Settle()
		r.Check()
		r.Shoot(false, "floor-plan-"+lang+"-light.png")
		r.Shoot(true, "floor-plan-"+lang+"-dark.png")
	}
}
