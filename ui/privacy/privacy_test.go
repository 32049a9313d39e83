package privacy

import (
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

func TestCustomersAreForgottenOnceSure(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Section(b)} })
	guest, visit := data.NewID(), data.NewID()
	r.Give(&data.CheckIn{Visit: visit, Visitor: guest, Name: "王建国", Title: "mr", Phone: "13812345678", Adults: 2, Purpose: "viewing", Area: "", Identity: "known"})
	r.Type("手机尾号、姓名或拼音", "5678")
	r.Want("王建国先生", "138****5678")
	r.Sh.No = true
	r.Act(string(guest), "forget")
	if n := len(r.Sh.Commands); n != 0 {
		t.Fatalf("after a no there are %d commands", n)
	}
	r.Sh.No = false
	r.Act(string(guest), "forget")
	if r.Sh.LastToast() == "已匿名 1 位" || !r.Has("王建国") {
		t.Fatal("somebody who is still in the house was forgotten")
	}
	r.Give(&data.CheckOut{Visits: []data.ID{visit}, How: "seen-off"})
	r.Act(string(guest), "forget")
	if r.Has("王建国") || r.Sh.LastToast() != "已匿名 1 位" {
		t.Fatalf("said %q; there is %q", r.Sh.LastToast(), r.Texts())
	}
}

func TestWhoseTimeIsOverIsOffered(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Section(b)} })
	r.Give(&data.CheckIn{Visit: data.NewID(), Visitor: data.NewID(), Name: "汪样", Title: "ms", Phone: "13912345678", Adults: 1, Purpose: "viewing", Identity: "known"})
	visits, _ := r.Book.Visits(t.Context(), data.VisitFilter{OpenOnly: true})
	r.Give(&data.CheckOut{Visits: []data.ID{visits[0].ID}, How: "seen-off"})
	r.Sh.House.Retention = 30
	r.TapIn("privacy")
	if r.Has("没有来") {
		t.Fatal("somebody who was here today is offered")
	}
	r.Sh.Clock = r.Sh.Clock.Add(31 * 24 * time.Hour)
	r.TapIn("privacy")
	r.Want("有 1 位客户超过 30 天没有来")
	r.Tap("全部匿名")
	if found, _ := r.Book.FindVisitors(t.Context(), "5678", 5); len(found) != 0 {
		t.Fatalf("still found: %+v", found)
	}
}

func TestThePrivacySectionSpeaksOfBackups(t *testing.T) {
	officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Section(b)} }).Want("已有的备份里仍有匿名以前的资料")
}
