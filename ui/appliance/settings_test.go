package appliance

import (
	"slices"
	"testing"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

func TestAppliancesAreSetUp(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Section(b)} })
	r.Want("暂无内容", "加一台电器")
	r.Tap("加一台电器")
	r.Shoot(false, "settings-appliance.png")
	r.Tap("保存")
	r.Want("请写 1 到 20 个步骤，一行一个。")
	r.Type("编号", "BX-01")
	r.Type("名称", "冰箱")
	r.Type("保养步骤，一行一个", "断电清空\n\n 除霜 \n密封条")
	r.Tap("保存")
	list, err := r.Book.Appliances(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	a := list[0]
	if a.Label() != "冰箱 BX-01" || a.Every != data.HalfMonth || !slices.Equal(a.Steps, []string{"断电清空", "除霜", "密封条"}) || a.Since == "" {
		t.Errorf("%+v", a)
	}
	again := func() {
		r.Reload()
	}
	again()
	r.Want("冰箱", "每半个月一次 · 3 步")
	r.Check()
	r.Tap("冰箱")
	r.Choose("保养周期", "其他天数")
	r.Step("每几天一次", 10)
	r.Tap("保存")
	if list, _ = r.Book.Appliances(t.Context()); list[0].Every != 10 {
		t.Errorf("%+v", list[0])
	}
	again()
	r.Want("每 10 天一次 · 3 步")
	r.Tap("冰箱")
	r.Choose("停用", "是")
	r.Tap("保存")
	if list, _ = r.Book.Appliances(t.Context()); !list[0].Retired {
		t.Errorf("%+v", list[0])
	}
}
