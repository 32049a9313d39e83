package settings

import (
	"slices"
	"testing"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

func TestTheHouseIsChangedAndFaultsStandAtTheirFields(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{House(b)} })
	r.Type("馆方名称", "")
	r.Type("开门", "25:00")
	r.Tap("保存")
	r.Want("时间不对")
	r.Type("开门", "10：30")
	r.Tap("保存")
	r.Want("请填写这一项")
	r.Type("馆方名称", "青禾会馆·南门")
	r.Type("关门", "9")
	r.Tap("保存")
	r.Want("时间不对：要在整点或半点")
	r.Type("关门", "2200")
	r.Type("日结", "22:30")
	r.Choose("班次", "中班")
	r.Type("中班 起", "10:30")
	r.Type("中班 止", "19:00")
	r.Step("客户资料保留几天（0 为不限）", 365)
	r.Tap("保存")
	if r.Sh.LastToast() != "已保存" {
		t.Fatalf("said %q; there is %q", r.Sh.LastToast(), r.Texts())
	}
	s, err := r.Book.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []data.Shift{{Code: "early", From: 510, To: 1080}, {Code: "middle", From: 630, To: 1140}, {Code: "late", From: 750, To: 1290}}
	if s.Name != "青禾会馆·南门" || s.Opens != 630 || s.Closes != 1320 || s.Retention != 365 || !slices.Equal(s.Shifts, want) {
		t.Fatalf("the book holds %+v", s)
	}
	if !r.Sh.Keep("house").Empty() {
		t.Error("the draft outlived the saving")
	}
}
