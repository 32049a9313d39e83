package place

import (
	"slices"
	"testing"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

func TestCourtsShareFloorsOrCountPlaces(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Venues(b)} })
	venues, _ := r.Book.Venues(t.Context())
	courts, _ := r.Book.Courts(t.Context())
	ball := venues[slices.IndexFunc(venues, func(v data.Venue) bool { return v.Kind == "badminton" })]
	r.TapIn(string(ball.ID))
	r.Want("羽毛球1", "同一地面")
	of := func(name string) data.Court {
		t.Helper()
		courts, _ = r.Book.Courts(t.Context())
		i := slices.IndexFunc(courts, func(c data.Court) bool { return c.Name == name })
		if i < 0 {
			t.Fatalf("no court is called %s", name)
		}
		return courts[i]
	}
	one := of("羽毛球1")
	r.TapIn(string(one.ID))
	r.Tap("保存")
	if again := of("羽毛球1"); !slices.Equal(again.Units, one.Units) {
		t.Fatalf("saving without a change moved it from %v to %v", one.Units, again.Units)
	}
	r.Tap("添加场地")
	r.Type("名称", "羽毛球3")
	r.Tap("保存")
	if c := of("羽毛球3"); len(c.Units) != 1 || c.Venue != ball.ID || c.Units[0] != string(c.ID) {
		t.Fatalf("the new court is %+v", c)
	}
	r.Tap("添加场地")
	r.Type("名称", "亲子位")
	r.Choose("怎么预约", "按名额")
	r.Step("名额", 6)
	r.Tap("保存")
	counted := of("亲子位")
	if !counted.Counted || len(counted.Units) != 6 {
		t.Fatalf("the counted court is %+v", counted)
	}
	r.Change("court")
	r.TapIn(string(counted.ID))
	r.Step("名额", 4)
	r.Tap("保存")
	if c := of("亲子位"); !slices.Equal(c.Units, counted.Units[:4]) {
		t.Fatalf("fewer places are %v", c.Units)
	}
}

func TestVenuesAreAddedWithTheirHours(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Venues(b)} })
	r.Tap("添加场馆")
	r.Type("名称", "桌游室")
	r.Tap("保存")
	r.Want("请选一项")
	r.Choose("种类", "棋牌")
	r.Type("开门", "1000")
	r.Type("关门", "19:45")
	r.Tap("保存")
	r.Want("要在整点或半点")
	r.Type("关门", "20:00")
	r.Tap("保存")
	venues, _ := r.Book.Venues(t.Context())
	i := slices.IndexFunc(venues, func(v data.Venue) bool { return v.Name == "桌游室" })
	if i < 0 || venues[i].Opens != 600 || venues[i].Closes != 1200 || venues[i].Kind != "cards" {
		t.Fatalf("the book holds %+v", venues)
	}
}
