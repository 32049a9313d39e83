package storetest

import (
	"testing"

	"yingbin/data"
)

const Xia = data.ID("staff-xia") // floor

// BarBook is a fresh book with a menu and somebody on the floor.
func BarBook(t testing.TB) *Book {
	t.Helper()
	b := Fresh(t)
	b.Must(&data.PutStaff{Head: b.By(Chang), Person: Xia, Name: "夏托盘", Role: data.Floor})
	for i, d := range []data.Drink{
		{ID: "drink-longjing", Kind: "tea", Name: "龙井", Serves: []string{"cup", "pot"}, Temps: []string{"hot", "warm"}, Tastes: []string{"weak", "normal", "strong"}},
		{ID: "drink-latte", Kind: "coffee", Name: "拿铁", Temps: []string{"hot", "ice"}, Tastes: []string{"none", "less", "normal"}, Milks: []string{"whole", "oat"}, Appliance: "app-coffee"},
		{ID: "drink-water", Kind: "bottled", Name: "矿泉水", Temps: []string{"room", "ice"}, Direct: true},
		{ID: "drink-melon", Kind: "juice", Name: "西瓜汁", FromMonth: 5, ToMonth: 9},
		{ID: "drink-fruit", Kind: "fruit", Name: "水果拼盘", Serves: []string{"small", "large"}, Asked: true},
	} {
		d.Sort = i
		b.Must(&data.PutDrink{Head: b.By(Chang), Drink: d})
	}
	return b
}
