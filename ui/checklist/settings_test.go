package checklist

import (
	"testing"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

func TestChecklistsAreWrittenLineByLine(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Section(b)} })
	r.Tap("新检查表")
	r.Type("名称", "吧台收")
	r.Type("每天几点前做完", "25点")
	r.Tap("保存")
	r.Want("时间不对")
	r.Type("每天几点前做完", "2130")
	r.Tap("保存")
	r.Want("请写 1 至 30 项。")
	r.Type("项目，一行一项", "台面无杂物\n\n 地面 \n台面无杂物")
	r.Tap("保存")
	r.Want("“台面无杂物”写了两遍。")
	r.Type("项目，一行一项", "台面无杂物\n\n 地面 \n换垃圾袋")
	r.Choose("哪里用", "吧台")
	r.Tap("保存")
	lists, err := r.Book.Checklists(t.Context())
	if err != nil || len(lists) != 1 {
		t.Fatal(lists, err)
	}
	l := lists[0]
	if l.Name != "吧台收" || l.By != 21*60+30 || len(l.Items) != 3 || l.Items[1] != "地面" || l.Station != "bar" {
		t.Errorf("%+v", l)
	}
	r.Screen.Changed(data.Change{Tables: map[string]bool{"checklist": true}})
	r.Settle()
	r.Want("吧台收", "吧台 · 3 项", "21:30 前")
	r.TapIn(string(l.ID))
	r.Choose("停用", "是")
	r.Tap("保存")
	if lists, err = r.Book.Checklists(t.Context()); err != nil || !lists[0].Retired || lists[0].By != l.By {
		t.Error(lists, err)
	}
}
