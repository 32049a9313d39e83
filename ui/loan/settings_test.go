package loan

import (
	"slices"
	"testing"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

func TestThingsToLendAreKept(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Section(b)} })
	r.Choose("", "对讲机")
	r.Tap("添加物品")
	r.Type("名称", "对讲机7")
	r.Step("数量", 2)
	r.Tap("保存")
	if len(r.Sh.Sheets) == 0 || !r.Sh.Sheets[len(r.Sh.Sheets)-1].Open {
		t.Fatal("two radios under one number were accepted")
	}
	r.Step("数量", 1)
	r.Choose("借出须主管同意", "是")
	r.Tap("保存")
	items, _ := r.Book.Items(t.Context())
	if k := slices.IndexFunc(items, func(x data.Item) bool { return x.Name == "对讲机7" }); k < 0 || !items[k].Guarded || items[k].Kind != data.Radio {
		t.Fatal("the radio is not in the book")
	}
}
