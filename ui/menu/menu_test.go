package menu

import (
	"slices"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

func TestTheMenuIsChanged(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Section(b)} })
	r.Want("暂无内容", "加一种饮品")
	lists, err := sample.Lists(assets.Office)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range lists {
		if put, ok := c.(*data.PutDrink); ok {
			put.Head = data.Head{}
			r.Give(put)
		}
	}
	r.Reload()
	r.Want("龙井", "杯／壶", "热／温")
	r.Check()
	r.Shoot(false, "settings-menu.png")
	r.Tap("果汁")
	r.Want("西瓜汁", "5–9 月")
	r.TapIn("drink-melon")
	r.Shoot(false, "settings-menu-edit.png")
	r.Choose("止月", "10")
	r.Tap("保存")
	menu, err := r.Book.Menu(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(menu, func(d data.DrinkView) bool { return d.ID == "drink-melon" })
	if d := menu[i]; d.ToMonth != 10 || d.FromMonth != 5 || d.Utensil != "util-juice-cup" || d.Appliance != "appliance-juicer" || len(d.Temps) != 4 {
		t.Errorf("%+v", d)
	}
	r.Tap("加一种饮品")
	r.Tap("保存")
	r.Want("请填写这一项")
	r.Type("名称", "桂花乌龙")
	r.Choose("种类", "茶水")
	r.Choose("冷热", "温", "热")
	r.Choose("起月", "9")
	r.Tap("保存")
	r.Want("季节的起止月份要一起填。")
	r.Choose("止月", "11")
	r.Tap("保存")
	menu, _ = r.Book.Menu(t.Context())
	d := menu[len(menu)-1]
	if d.Name != "桂花乌龙" || !slices.Equal(d.Temps, []string{"hot", "warm"}) || d.FromMonth != 9 || d.ToMonth != 11 || d.Kind != "tea" {
		t.Errorf("%+v", d)
	}
}
