package store

import (
	"context"
	"slices"
	"testing"
	"time"

	"yingbin/data"
)

const tang = data.ID("staff-tang") // engineering

// machineBook is a bar's book with three appliances planned since 1 November.
// It is Monday 23 November, 09:00.
func machineBook(t testing.TB) *testBook {
	t.Helper()
	b := barBook(t)
	b.do(&data.PutStaff{Head: b.head(chang), Person: xun, Name: "𬬻小满", Role: data.Bar})
	b.do(&data.PutStaff{Head: b.head(chang), Person: tang, Name: "汤维样", Role: data.Engineering})
	for i, a := range []data.Appliance{
		{ID: "app-fridge", Number: "BX-01", Name: "冰箱", Place: "吧台", Steps: []string{"断电清空", "查效期", "除霜"}},
		{ID: "app-cabinet", Number: "XD-01", Name: "消毒柜", Place: "吧台", Steps: []string{"断电清空", "试机"}},
		{ID: "app-coffee", Number: "KF-01", Name: "咖啡机", Place: "吧台", Steps: []string{"冲煮头", "蒸汽棒"}},
	} {
		a.Every, a.Since, a.Sort = data.HalfMonth, "2026-11-16", i
		b.do(&data.PutAppliance{Head: b.head(chang), Appliance: a})
	}
	return b
}

func (b *testBook) cleans(id data.ID, steps ...int) *data.CleanAppliance {
	return &data.CleanAppliance{Head: b.head(gu), Cleaning: data.NewID(), Appliance: id, Steps: steps, Running: "good", Result: "normal"}
}

func (b *testBook) appliance(id data.ID) data.ApplianceView {
	b.t.Helper()
	list, err := b.reads().Appliances(context.Background())
	i := slices.IndexFunc(list, func(v data.ApplianceView) bool { return v.ID == id })
	if err != nil || i < 0 {
		b.t.Fatal(list, err)
	}
	return list[i]
}

const wholeDay = 24 * time.Hour
