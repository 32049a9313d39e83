package stock

import (
	"testing"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

func TestTheSupervisorKeepsTheListOfStock(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Section(b)} })
	for id, i := range map[data.ID]data.StockItem{"cup": {Name: "玻璃茶杯", Spec: "240ml", Unit: "只", Price: 900}, "pot": {Name: "紫砂壶", Unit: "把", Price: 12000}} {
		i.ID, i.Kind = id, "utensil"
		r.Give(&data.PutStockItem{Item: i})
		r.Give(&data.MoveStock{Movement: data.NewID(), Item: id, What: "opening", Qty: 37})
	}
	r.Change("stock_item")
	r.Want("玻璃茶杯 240ml", "定额 0 只 · ¥9.00")
	r.TapIn("cup")
	r.Step("定额", 120)
	r.Type("单价（元）", "一块")
	r.Tap("保存")
	r.Want("单价不对，请核对后再填。")
	r.Type("单价（元）", "12.5")
	r.Choose("停用", "是")
	r.Tap("保存")
	r.Want("玻璃茶杯账上还有 37 件，先清完再改。")
	r.Choose("停用", "否")
	r.Tap("保存")
	items, err := r.Book.StockItems(t.Context())
	if err != nil || len(items) != 2 || items[0].Price != 1250 || items[0].Par != 120 || items[0].Retired {
		t.Errorf("%+v %v", items, err)
	}
}
