package staff

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
)

func TestPeopleAreTakenOnWithAPIN(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Section(b)} })
	r.Want("安小样", "未设密码")
	r.Tap("添加员工")
	r.Tap("保存")
	r.Want("请填写这一项")
	r.Type("姓名", "欧阳䶮")
	r.Choose("岗位", "场馆")
	r.Type("职务名称", "台球棋牌接待")
	r.Tap("保存")
	r.Want("为欧阳䶮设密码")
	r.Type("新密码（4 到 8 位数字）", "1111")
	r.Type("再输一次新密码", "1111")
	r.Tap("保存")
	r.Want("太容易猜到")
	r.Type("新密码（4 到 8 位数字）", "8642")
	r.Tap("保存")
	r.Want("两次输入的密码不一样")
	r.Type("再输一次新密码", "8642")
	r.Tap("保存")
	staff, _ := r.Book.Staff(t.Context())
	i := slices.IndexFunc(staff, func(s data.Staff) bool { return s.Name == "欧阳䶮" })
	if i < 0 || staff[i].Role != data.VenueStaff || r.Book.CheckPIN(t.Context(), staff[i].ID, "8642") != nil {
		t.Fatalf("the book holds %+v", staff)
	}
}

func TestTheLastSupervisorStays(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Section(b)} })
	r.TapIn("boss")
	r.Choose("已离职", "是")
	r.Tap("保存")
	r.Want("最后一位能上岗的主管")
	if len(r.Sh.Toasts) != 0 {
		t.Fatalf("said %v", r.Sh.Toasts)
	}
	r.Key(fyne.KeyEscape)
	r.Act("boss", "pin")
	if !strings.Contains(r.Sh.LastToast(), "右上角") {
		t.Fatalf("said %q", r.Sh.LastToast())
	}
}

func TestConsultantsStandApart(t *testing.T) {
	r := officetest.OpenSection(t, func(b *registers.Book) []screen.Section { return []screen.Section{Consultants(b)} })
	r.Want("顾一样")
	if r.Has("安小样") {
		t.Error("a receptionist stands among the consultants")
	}
	r.TapIn("gu")
	r.Choose("已离职", "是")
	r.Tap("保存")
	staff, _ := r.Book.Staff(t.Context())
	if i := slices.IndexFunc(staff, func(s data.Staff) bool { return s.ID == "gu" }); !staff[i].Gone {
		t.Fatalf("the book holds %+v", staff[i])
	}
}
