package officetest

import (
	"yingbin/data"
)

// Machines brings three appliances of the bar, planned since 16 November, and those
// who see to them.
func Machines(m Commands) []data.Command {
	list := []data.Command{
		&data.PutStaff{Head: m.By(Chang), Person: Xun, Name: "𬬻小满", Role: data.Bar},
		&data.PutStaff{Head: m.By(Chang), Person: Tang, Name: "汤维样", Role: data.Engineering},
	}
	for i, a := range []data.Appliance{
		{ID: "app-fridge", Number: "BX-01", Name: "冰箱", Place: "吧台", Steps: []string{"断电清空", "查效期", "除霜"}},
		{ID: "app-cabinet", Number: "XD-01", Name: "消毒柜", Place: "吧台", Steps: []string{"断电清空", "试机"}},
		{ID: "app-coffee", Number: "KF-01", Name: "咖啡机", Place: "吧台", Steps: []string{"冲煮头", "蒸汽棒"}},
	} {
		a.Every, a.Since, a.Sort = data.HalfMonth, "2026-11-16", i
		list = append(list, &data.PutAppliance{Head: m.By(Chang), Appliance: a})
	}
	return list
}

// Cleans ticks these steps of an appliance's cleaning.
func (m Commands) Cleans(appliance data.ID, steps ...int) *data.CleanAppliance {
	return &data.CleanAppliance{Head: m.By(Gu), Cleaning: data.NewID(), Appliance: appliance, Steps: steps, Running: "good", Result: "normal"}
}
