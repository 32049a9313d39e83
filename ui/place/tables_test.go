package place

import (
	"slices"
	"testing"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

func TestAreasAndTablesAreKept(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Tables(b)} })
	r.Tap("添加引领区")
	r.Type("名称", "露台")
	r.Tap("保存")
	areas, _ := r.Book.Areas(t.Context())
	i := slices.IndexFunc(areas, func(a data.Area) bool { return a.Name == "露台" })
	if i < 0 {
		t.Fatal("no 露台")
	}
	r.Change("area")
	r.TapIn(string(areas[i].ID))
	r.Tap("添加台位")
	r.Type("名称", "露1")
	r.Step("座位数", 6)
	r.Tap("保存")
	tables, _ := r.Book.Tables(t.Context())
	j := slices.IndexFunc(tables, func(x data.Table) bool { return x.Name == "露1" })
	if j < 0 || tables[j].Seats != 6 || tables[j].Area != areas[i].ID {
		t.Fatalf("the tables are %+v", tables)
	}
}
