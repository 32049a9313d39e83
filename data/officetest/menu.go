package officetest

import (
	"yingbin/data"
)

// Menu brings drinks, and somebody who carries them.
func Menu(m Commands) []data.Command {
	list := []data.Command{&data.PutStaff{Head: m.By(Chang), Person: Xia, Name: "夏托盘", Role: data.Floor}}
	for i, d := range []data.Drink{
		{ID: "drink-longjing", Kind: "tea", Name: "龙井", Serves: []string{"cup", "pot"}, Temps: []string{"hot", "warm"}, Tastes: []string{"weak", "normal", "strong"}},
		{ID: "drink-latte", Kind: "coffee", Name: "拿铁", Temps: []string{"hot", "ice"}, Tastes: []string{"none", "less", "normal"}, Milks: []string{"whole", "oat"}, Appliance: "app-coffee"},
		{ID: "drink-water", Kind: "bottled", Name: "矿泉水", Temps: []string{"room", "ice"}, Direct: true},
		{ID: "drink-melon", Kind: "juice", Name: "西瓜汁", FromMonth: 5, ToMonth: 9},
		{ID: "drink-fruit", Kind: "fruit", Name: "水果拼盘", Serves: []string{"small", "large"}, Asked: true},
	} {
		d.Sort = i
		list = append(list, &data.PutDrink{Head: m.By(Chang), Drink: d})
	}
	return list
}

// Order asks for two cups at a table.
func Order(h data.Head, table data.ID) *data.PlaceOrder {
	return &data.PlaceOrder{Head: h, Order: data.NewID(), Place: table,
		Lines: []data.LineWish{{Line: data.NewID(), Drink: "drink-longjing", Qty: 2, Note: "少放茶叶"}}}
}
