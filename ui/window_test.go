package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
)

func TestFirstStartOpensABookWithItsCatalogue(t *testing.T) {
	first := func(by data.ID) ([]data.Command, data.Settings, error) {
		return []data.Command{&data.PutArea{Area: data.Area{ID: "model", Name: "沙盘区"}}}, data.Settings{VoucherPrefix: "QH"}, nil
	}
	f := open(t, true, func(s *Setup) { s.First = first })
	f.want("开一本新账")
	f.tap("开始使用")
	f.want("请填写这一项。")
	kittest.Type(t, f.root(), "馆方名称", "青禾样例会馆")
	kittest.Type(t, f.root(), "主管姓名", "欧阳䶮")
	kittest.Type(t, f.root(), "主管密码（4 到 8 位数字）", "1234")
	kittest.Type(t, f.root(), "再输一次密码", "1234")
	f.tap("开始使用")
	f.want("太容易猜到")
	kittest.Type(t, f.root(), "主管密码（4 到 8 位数字）", "2580")
	f.tap("开始使用")
	f.want("两次输入的密码不一样")
	kittest.Type(t, f.root(), "再输一次密码", "2580")
	f.tap("English")
	f.want("Open a new book")
	if got := kittest.Field(t, f.root(), "Supervisor's name").Text(); got != "欧阳䶮" {
		t.Fatalf("the change of language left %q", got)
	}
	f.tap("Begin")
	f.want("青禾样例会馆", "Today")
	if f.w.me.Name != "欧阳䶮" || f.w.me.Role != data.Supervisor {
		t.Fatalf("signed on is %+v", f.w.me)
	}
	areas, err := f.book.Areas(t.Context())
	if err != nil || len(areas) != 1 {
		t.Fatalf("areas %v, %v", areas, err)
	}
	settings, _ := f.book.Settings(t.Context())
	if settings.VoucherPrefix != "QH" || settings.Name != "青禾样例会馆" {
		t.Fatalf("settings %+v", settings)
	}
	if staff, _ := f.book.Staff(t.Context()); len(staff) != 1 {
		t.Fatalf("a fresh book has %d people", len(staff))
	}
}

func TestPINsLetInWhoTheyBelongTo(t *testing.T) {
	f := open(t, false, nil)
	f.want("请选择您的名字", "安小样", "𠮷引宾")
	f.wantNot("顾一样") // has no PIN
	seq := f.head()
	for range 5 {
		f.signOn("安小样", "7777")
		f.want("密码不对")
	}
	f.signOn("安小样", deskPIN)
	f.want("秒后再试")
	f.at = f.at.Add(31 * time.Second)
	f.signOn("安小样", deskPIN)
	f.want("今天", "备注")
	if f.w.me.ID != "an" {
		t.Fatalf("at the desk is %q", f.w.me.ID)
	}
	if got := f.head() - seq; got != 1 {
		t.Fatalf("signing on wrote %d lines, not 1", got)
	}
}

// another lets somebody else come to the desk.
func (f *stand) another() {
	f.t.Helper()
	f.key(fyne.KeyF11)
	f.tap(f.w.say("shell.another"))
}

func TestASwapNeedsNoPINAndALockDoes(t *testing.T) {
	f := open(t, false, nil)
	f.signOn("安小样", deskPIN)
	f.another()
	f.want("请选择您的名字", "在岗")
	f.signOn("𠮷引宾", deskPIN)
	seq := f.head()
	f.tap("安")
	if f.w.me.ID != "an" {
		t.Fatalf("after the swap %q is at the desk", f.w.me.ID)
	}
	f.want("安小样已接手")
	f.tap("锁定")
	if len(f.w.signers) != 0 {
		t.Fatal("the locked window holds keys")
	}
	f.digits("9999")
	f.want("密码不对")
	f.digits(deskPIN)
	f.tap("𠮷") // whose key was forgotten too
	f.want("请选择您的名字")
	f.signOn("安小样", deskPIN)
	if f.w.me.ID != "an" || f.w.frame == nil {
		t.Fatal("the lock did not open")
	}
	if got := f.head() - seq; got != 0 {
		t.Fatalf("swapping and unlocking wrote %d lines", got)
	}
	if len(f.w.duty) != 2 {
		t.Fatalf("on duty are %v", f.w.duty)
	}
	f.key(fyne.KeyF11)
	f.tap("签退")
	f.want("安小样已签退", "请选择您的名字")
	if len(f.w.duty) != 1 || f.head()-seq != 1 {
		t.Fatalf("after signing off on duty are %v", f.w.duty)
	}
}

func TestAnotherLanguageKeepsWhatWasTyped(t *testing.T) {
	f := open(t, false, nil)
	f.signOn("安小样", deskPIN)
	kittest.Type(t, f.root(), "备注", "王先生的雨伞")
	old := last()
	f.key(fyne.KeyF11)
	f.tap("English")
	f.want("Reception", "Today")
	if got := kittest.Field(t, f.root(), "Note").Text(); got != "王先生的雨伞" {
		t.Fatalf("after the change of language the field says %q", got)
	}
	if !old.closed {
		t.Error("the old screen was not told that it is gone")
	}
	f.key(fyne.KeyF11)
	f.tap("Dark")
	if !f.w.set.Device.Dark || kittest.Field(t, f.root(), "Note").Text() != "王先生的雨伞" {
		t.Error("the change to dark lost what was typed")
	}
	// Somebody else's draft is not shown.
	f.another()
	f.signOn("𠮷引宾", deskPIN)
	if got := kittest.Field(t, f.root(), "Note").Text(); got != "" {
		t.Fatalf("the next person finds %q", got)
	}
	f.tap("安")
	if got := kittest.Field(t, f.root(), "Note").Text(); got != "王先生的雨伞" {
		t.Fatalf("back at the desk the field says %q", got)
	}
}

func TestTheDeviceRemembersForWhoeverComesNext(t *testing.T) {
	f := open(t, false, nil)
	f.signOn("安小样", deskPIN)
	last().sh.Remember("venues", []string{"read", "tea"})
	f.key(fyne.KeyF12)
	f.signOn("𠮷引宾", deskPIN)
	if got := last().sh.Recall("venues"); strings.Join(got, " ") != "read tea" || len(f.w.set.Device.Kept) != 1 {
		t.Fatalf("the next person finds %q of %v", got, f.w.set.Device.Kept)
	}
}

// A screen that listens does so from the first, though somebody comes to another
// one, and while nobody is signed on at all.
func TestWhoListensIsThereFromTheFirst(t *testing.T) {
	ears = nil
	f := open(t, false, func(s *Setup) { s.Station = "supervisor" })
	listening := func(when string, n int) *ear {
		t.Helper()
		if len(ears) != n || len(ears[n-1].heard) == 0 || ears[n-1].heard[0] != 0 || ears[n-1].closed {
			t.Fatalf("%s: %d listened so far", when, len(ears))
		}
		for _, e := range ears[:n-1] {
			if !e.closed {
				t.Fatal(when, "an old one listens on")
			}
		}
		return ears[n-1]
	}
	for n := 1; n <= 3; n += 2 {
		locked := listening("locked", n)
		if _, err := f.book.Do(t.Context(), &data.PutArea{Head: asBoss(f.w.now()), Area: data.Area{ID: data.NewID(), Name: "沙盘区"}}); err != nil {
			t.Fatal(err)
		}
		f.notice()
		if last := len(locked.heard) - 1; last == 0 || locked.heard[last] == 0 {
			t.Fatal("it did not hear of a change while locked", locked.heard)
		}
		f.signOn("常示例", bossPIN)
		listening("signed on", n+1)
		f.key(fyne.KeyF12)
	}
}

func TestAToastTakesBackWhileItStands(t *testing.T) {
	f := open(t, false, nil)
	f.signOn("常示例", bossPIN)
	save := func(name string) {
		kittest.Type(t, f.root(), "备注", name)
		f.tap("保存")
		f.notice()
	}
	save("洽谈区")
	f.want("已保存", "撤回")
	f.tap("撤回")
	f.want("已撤回")
	if areas, _ := f.book.Areas(t.Context()); len(areas) != 0 {
		t.Fatalf("undo left %v", areas)
	}
	f.pass(7 * time.Second)
	f.wantNot("已撤回")
	save("沙盘区")
	f.pass(5 * time.Second)
	f.want("撤回")
	f.pass(2 * time.Second)
	f.wantNot("撤回")
	if areas, _ := f.book.Areas(t.Context()); len(areas) != 1 {
		t.Fatalf("the book holds %v", areas)
	}
}

func TestScreensAreReachedByRailByKeyAndByWhatTheyOpen(t *testing.T) {
	f := open(t, false, nil)
	f.signOn("安小样", deskPIN)
	f.wantNot("设置") // a supervisor's
	f.wantNot("更多") // another station's
	one := last()
	f.key(fyne.KeyF2)
	if f.w.at != "two" || last() == one {
		t.Fatalf("F2 shows %q", f.w.at)
	}
	f.w.goTo("boss")
	if f.w.at != "two" {
		t.Fatal("a receptionist got into the settings")
	}
	last().sh.Go(screen.To(&data.CheckIn{}))
	if f.w.at != "two" {
		t.Fatalf("what nobody opens led to %q", f.w.at)
	}
	last().sh.Go(screen.To(screen.Print{Record: "visits"}))
	if f.w.at != "print" || last().print != (screen.Print{Record: "visits"}) || last().came != 0 {
		t.Fatalf("the print screen got %v", last().print)
	}
	f.w.set.Window.Canvas().Unfocus()
	f.key(fyne.KeyEscape)
	if f.w.at != "two" {
		t.Fatalf("Esc led to %q", f.w.at)
	}
	changes := one.changes
	f.at = f.at.Add(time.Minute)
	f.pass(time.Second)
	if one.changes != changes {
		t.Error("a hidden screen was told of the minute")
	}
	f.w.changed(data.Change{Tables: map[string]bool{"area": true}})
	if one.changes != changes {
		t.Error("a hidden screen was told of a change at once")
	}
	f.tap("今天")
	if one.changes != changes+1 {
		t.Error("a screen shown again was not told what it missed")
	}
}

func TestQuestionsStandInPlaceOfSheets(t *testing.T) {
	f := open(t, false, nil)
	f.signOn("安小样", deskPIN)
	closed, done := 0, 0
	sh := last().sh
	sh.Sheet("详情", kit.NewField("手机"), func() { closed++ })
	f.want("详情", "手机")
	sh.Sheet("另一张", kit.NewField("姓名"), func() { closed++ })
	if closed != 1 {
		t.Fatal("the first sheet was not told that it went")
	}
	sh.Confirm("取消这个预约吗？", "取消预约", kit.ToneLate, func() { done++ })
	f.want("取消这个预约吗？")
	f.wantNot("另一张")
	f.key(fyne.KeyEscape)
	f.want("另一张")
	sh.Confirm("取消这个预约吗？", "取消预约", kit.ToneLate, func() { done++ })
	f.tap("取消预约")
	f.want("另一张")
	if done != 1 {
		t.Fatalf("the act was done %d times", done)
	}
	f.key(fyne.KeyEscape)
	f.wantNot("另一张")
	if closed != 2 || f.w.front.open() {
		t.Fatalf("closed %d", closed)
	}
}

func TestEnterInASheetDoesItsPrimaryAct(t *testing.T) {
	f := open(t, false, nil)
	f.signOn("安小样", deskPIN)
	done := 0
	last().sh.Sheet("借出", kit.VBox(kit.NewField("姓名"), kit.NewButton("借出", kit.Primary, func() { done++ })), nil)
	f.key(fyne.KeyReturn)
	if done != 1 {
		t.Fatalf("done %d times", done)
	}
}

func TestASupervisorApprovesWithAPIN(t *testing.T) {
	f := open(t, false, nil)
	f.signOn("安小样", deskPIN)
	var got []data.Approval
	last().sh.Approve("配电间的钥匙", func(a data.Approval) { got = append(got, a) })
	f.want("主管同意", "配电间的钥匙", "常示例")
	f.digits(deskPIN)
	f.want("密码不对")
	f.digits(bossPIN)
	if len(got) != 1 || got[0].Staff != "boss" || got[0].PIN != "" || got[0].Signer == nil || got[0].Signer.Person() != "boss" || f.w.front.open() {
		t.Fatalf("approved %v", got)
	}
}

func TestWhoLeftTheHouseLeavesTheDesk(t *testing.T) {
	f := open(t, false, nil)
	f.signOn("安小样", deskPIN)
	f.settle()
	_, err := f.book.Do(t.Context(), &data.PutStaff{Head: asBoss(data.TimeOf(f.at)), Person: "an", Name: "安小样", Role: data.Reception, Gone: true})
	if err != nil {
		t.Fatal(err)
	}
	f.notice()
	f.settle()
	f.wantNot("安小样")
}

func TestOwnPINIsChangedWithTheOldOne(t *testing.T) {
	f := open(t, false, nil)
	f.signOn("安小样", deskPIN)
	f.key(fyne.KeyF11)
	f.tap("修改密码")
	fill := func(old, first, again string) {
		kittest.Type(t, f.root(), "原密码", old)
		kittest.Type(t, f.root(), "新密码（4 到 8 位数字）", first)
		kittest.Type(t, f.root(), "再输一次新密码", again)
		f.tap("保存")
	}
	fill("1111", "8642", "8642")
	f.want("密码不对")
	fill(deskPIN, "8642", "8643")
	f.want("不一样")
	fill(deskPIN, "8642", "8642")
	f.want("密码已修改")
	if err := f.book.CheckPIN(t.Context(), "an", "8642"); err != nil {
		t.Fatal(err)
	}
}

func TestNarrowWindowsGetNarrowScreens(t *testing.T) {
	f := open(t, false, nil)
	f.signOn("安小样", deskPIN)
	if last().sh.Compact() {
		t.Fatal("1366 is compact")
	}
	built := len(notes)
	f.win.Resize(fyne.NewSize(1024, 768))
	f.pass(time.Second)
	if len(notes) == built || !last().sh.Compact() {
		t.Fatal("the screen was not built for the narrow window")
	}
}

func TestTheFrameIsWellSet(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(1366, 768), fyne.NewSize(1024, 768)} {
		for _, lang := range []string{"zh", "en"} {
			f := open(t, false, func(s *Setup) { s.Device = NewDevice(lang) })
			f.win.Resize(size)
			f.pass(time.Second)
			check := func(what string) {
				t.Helper()
				for _, fault := range kittest.CheckLayout(f.win.Content(), size.Width, size.Height) {
					t.Errorf("%s %s %v: %s", what, lang, size, fault)
				}
			}
			check("sign-on")
			f.signOn("常示例", bossPIN)
			check("frame")
		}
	}
}

func TestTheLogHoldsNothingPersonal(t *testing.T) {
	err := data.Fault(data.Conflict, "error.phoneTaken", "王建国").At("phone").Because(data.Fault(data.Storage, "error.storage", "13800001234"))
	if got := Scrub(err); strings.Contains(got, "王") || strings.Contains(got, "138") || !strings.Contains(got, "error.phoneTaken (phone)") {
		t.Fatalf("the log would say %q", got)
	}
}

func TestEveryBusinessDayIsBackedUp(t *testing.T) {
	f := open(t, false, nil)
	made := func() int {
		t.Helper()
		list, err := f.book.Backups(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	if made() != 0 {
		t.Fatal("the backup does not wait for the first frame")
	}
	f.pass(2 * time.Second)
	if made() != 1 {
		t.Fatal("no backup was made")
	}
	f.at = f.at.Add(24 * time.Hour) // the window stays open over night
	f.pass(2 * time.Second)
	if made() != 2 {
		t.Fatal("the second day has no backup")
	}
}
