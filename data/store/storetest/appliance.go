package storetest

import (
	"context"
	"slices"
	"testing"
	"time"

	"yingbin/data"
)

const Tang = data.ID("staff-tang") // engineering

// MachineBook is a bar's book with three appliances planned since 1 November.
// It is Monday 23 November, 09:00.
func MachineBook(t testing.TB) *Book {
	t.Helper()
	b := BarBook(t)
	b.Must(&data.PutStaff{Head: b.By(Chang), Person: Xun, Name: "𬬻小满", Role: data.Bar})
	b.Must(&data.PutStaff{Head: b.By(Chang), Person: Tang, Name: "汤维样", Role: data.Engineering})
	for i, a := range []data.Appliance{
		{ID: "app-fridge", Number: "BX-01", Name: "冰箱", Place: "吧台", Steps: []string{"断电清空", "查效期", "除霜"}},
		{ID: "app-cabinet", Number: "XD-01", Name: "消毒柜", Place: "吧台", Steps: []string{"断电清空", "试机"}},
		{ID: "app-coffee", Number: "KF-01", Name: "咖啡机", Place: "吧台", Steps: []string{"冲煮头", "蒸汽棒"}},
	} {
		a.Every, a.Since, a.Sort = data.HalfMonth, "2026-11-16", i
		b.Must(&data.PutAppliance{Head: b.By(Chang), Appliance: a})
	}
	return b
}

func (b *Book) Cleans(id data.ID, steps ...int) *data.CleanAppliance {
	return &data.CleanAppliance{Head: b.By(Gu), Cleaning: data.NewID(), Appliance: id, Steps: steps, Running: "good", Result: "normal"}
}

func (b *Book) Appliance(id data.ID) data.ApplianceView {
	b.T.Helper()
	list, err := b.Appliances(context.Background())
	i := slices.IndexFunc(list, func(v data.ApplianceView) bool { return v.ID == id })
	if err != nil || i < 0 {
		b.T.Fatal(list, err)
	}
	return list[i]
}

const WholeDay = 24 * time.Hour
