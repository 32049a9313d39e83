package officetest

import (
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/screen/screentest"
)

// DeskStaff are the people of a desk.
var DeskStaff = []data.Staff{
	{ID: "staff-chang", Name: "常示例", Role: data.Supervisor}, {ID: "staff-an", Name: "安小样", Role: data.Reception, Sort: 1},
	{ID: "staff-bai", Name: "白小范", Role: data.Reception, Sort: 2}, {ID: "staff-ding", Name: "丁引路", Role: data.Usher, Sort: 3},
	{ID: "staff-ji", Name: "𠮷引宾", Role: data.Usher, Sort: 4}, {ID: "staff-guyi", Name: "顾一样", Role: data.Consultant, Sort: 5},
	{ID: "staff-guer", Name: "顾二样", Role: data.Consultant, Sort: 6}, {ID: "staff-gusan", Name: "顾三样", Role: data.Consultant, Sort: 7},
	{ID: "staff-jiang", Name: "江羽样", Role: data.VenueStaff, Sort: 8}, {ID: "staff-ou", Name: "欧阳䶮", Role: data.VenueStaff, Sort: 9},
	{ID: "staff-tang", Name: "汤维样", Role: data.Engineering, Sort: 10}, {ID: "staff-old", Name: "旧同事", Role: data.Usher, Gone: true, Sort: 11},
}

// Last gives the newest command as the type it must be.
func Last[T any](t *testing.T, s *screentest.Stage) *T {
	t.Helper()
	c, ok := s.Shell.Last().(any).(*T)
	if !ok {
		t.Fatalf("the last command is %T", s.Shell.Last())
	}
	return c
}

// DeskSizes are the windows of a desk and the room the frame leaves a screen.
var DeskSizes = []struct {
	Width float32
	Room  fyne.Size
}{{1366, fyne.NewSize(1226, 668)}, {1024, fyne.NewSize(900, 676)}}
