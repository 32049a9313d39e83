package store

import (
	"testing"

	"yingbin/data"
)

const xia = data.ID("staff-xia") // floor

// barBook is a fresh book with a menu and somebody on the floor.
func barBook(t testing.TB) *testBook {
	t.Helper()
	b := freshBook(t)
	b.do(&data.PutStaff{Head: b.head(chang), Person: xia, Name: "夏托盘", Role: data.Floor})
	for i, d := range []data.Drink{
		{ID: "drink-longjing", Kind: "tea", Name: "龙井", Serves: []string{"cup", "pot"}, Temps: []string{"hot", "warm"}, Tastes: []string{"weak", "normal", "strong"}},
		{ID: "drink-latte", Kind: "coffee", Name: "拿铁", Temps: []string{"hot", "ice"}, Tastes: []string{"none", "less", "normal"}, Milks: []string{"whole", "oat"}, Appliance: "app-coffee"},
		{ID: "drink-water", Kind: "bottled", Name: "矿泉水", Temps: []string{"room", "ice"}, Direct: true},
		{ID: "drink-melon", Kind: "juice", Name: "西瓜汁", FromMonth: 5, ToMonth: 9},
		{ID: "drink-fruit", Kind: "fruit", Name: "水果拼盘", Serves: []string{"small", "large"}, Asked: true},
	} {
		d.Sort = i
		b.do(&data.PutDrink{Head: b.head(chang), Drink: d})
	}
	return b
}
