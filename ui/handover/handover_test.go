package handover

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// shiftOffice is an office at the change of shifts, kept in memory.
type shiftOffice struct {
	open    *data.HandoverView
	draft   data.HandoverView
	changes []data.HandoverDrift
	earlier []data.HandoverView
	fault   error
}

func shiftAt(m int) data.Time {
	return data.Settings{}.Defaults().Calendar.At("2026-11-23", data.Minutes(m))
}

func (o *shiftOffice) Staff(context.Context) ([]data.Staff, error) {
	return []data.Staff{
		{ID: "staff-chang", Name: "常示例", Role: data.Supervisor, Verifier: "v"}, {ID: "staff-an", Name: "安小样", Role: data.Reception, Verifier: "v"},
		{ID: "staff-bai", Name: "白小范", Role: data.Reception, Verifier: "v"}, {ID: "staff-gone", Name: "离去", Role: data.Reception, Verifier: "v", Gone: true},
		{ID: "staff-guyi", Name: "顾一样", Role: data.Consultant}, {ID: "staff-ding", Name: "丁引路", Role: data.Usher, Verifier: "v"},
	}, nil
}

func (o *shiftOffice) HandoverDraft(_ context.Context, shift string) (data.Handover, []data.HandoverItem, error) {
	return o.draft.Handover, o.draft.Items, o.fault
}

func (o *shiftOffice) OpenHandover(context.Context) (*data.HandoverView, error) {
	return o.open, o.fault
}

func (o *shiftOffice) Handover(_ context.Context, id data.ID) (data.HandoverView, error) {
	for _, v := range o.earlier {
		if v.ID == id {
			return v, nil
		}
	}
	return data.HandoverView{}, data.Fault(data.NotFound, "error.notFound")
}

func (o *shiftOffice) Handovers(context.Context, data.Day, data.Day) ([]data.Handover, error) {
	var list []data.Handover
	for _, v := range o.earlier {
		list = append(list, v.Handover)
	}
	return list, nil
}

func (o *shiftOffice) HandoverChanges(context.Context, data.ID) ([]data.HandoverDrift, error) {
	return o.changes, nil
}

func shiftStrokes(n int) data.Strokes {
	var line []data.Point
	for i := range 60 {
		line = append(line, data.Point{X: int16(180 + i*10), Y: int16(150 + (i%16-8)*(i%16-8)*2 + i%n)})
	}
	return data.Strokes{line}
}

// shiftItems is what a usual shift hands over, and keys more.
func shiftItems(keys int) []data.HandoverItem {
	var items []data.HandoverItem
	add := func(i data.HandoverItem) {
		i.ID, i.Sort = data.ID(fmt.Sprint("item-", len(items))), len(items)
		if i.Ref == "" {
			i.Ref = i.ID
		}
		items = append(items, i)
	}
	add(data.HandoverItem{Section: "instructions", Key: "handover.hand.instruction", Args: []string{"11:05"}, Detail: "明日 9:00 媒体看房，A7、A8 留用", Who: "staff-chang"})
	add(data.HandoverItem{Section: "keys", Key: "loan.hand.out", Args: []string{"K02 样板间B", "09:12", "10:00"}, Who: "staff-guyi", Due: shiftAt(600), Detail: "带看", Amiss: true})
	for i := range keys {
		add(data.HandoverItem{Section: "keys", Key: "loan.hand.in", Args: []string{fmt.Sprintf("K%02d 房%d", i+3, i+1)}})
	}
	add(data.HandoverItem{Section: "radios", Key: "loan.hand.lacking", Args: []string{"1 前台", "low", "has", "has"}, Amiss: true})
	for i := range 5 {
		add(data.HandoverItem{Section: "radios", Key: "loan.hand.radio", Args: []string{fmt.Sprint(i+2, " 号"), "full"}})
	}
	add(data.HandoverItem{Section: "facilities", Key: "facility.hand.one", Args: []string{"乒乓球2", "faulty", "11:20"}, Who: "staff-ding", Detail: "球网断，厂家 24 日上门", Amiss: true})
	add(data.HandoverItem{Section: "facilities", Ref: "facilities", Key: "facility.hand.rest", Args: []string{"14"}})
	add(data.HandoverItem{Section: "upcoming", Key: "booking.hand.upcoming", Args: []string{"羽毛球1", "19:00", "20:00", "2", "booked"}, Title: "钱", Visitor: "g1"})
	add(data.HandoverItem{Section: "upcoming", Key: "booking.hand.upcoming", Args: []string{"棋牌1", "19:30", "21:00", "4", "booked"}, Title: "郑", Visitor: "g2"})
	add(data.HandoverItem{Section: "money", Ref: "petty", Key: "handover.hand.petty"})
	add(data.HandoverItem{Section: "money", Ref: "held", Key: "handover.hand.held"})
	return items
}

func shiftSealed(keys int) *data.HandoverView {
	return &data.HandoverView{Handover: data.Handover{
		ID: "ho-1", Number: "J-20261123-002", Day: "2026-11-23", Shift: "early", State: data.Sealed, Outgoing: "staff-an", Since: shiftAt(510), SealedAt: shiftAt(1082),
		Figures: data.Figures{Groups: 41, People: 96, Calls: 23, Bookings: 17, Refused: 2}, OnDuty: []string{"安小样", "丁引路"},
		OutStrokes: shiftStrokes(9).Encode(), Petty: 50_000, HeldMoney: 900, HeldReceipts: "收据 0042",
	}, Items: shiftItems(keys)}
}

func shiftLocked() data.HandoverView {
	v := *shiftSealed(11)
	v.ID, v.State, v.Incoming, v.LockedAt, v.InStrokes, v.Code = "ho-0", data.Locked, "staff-bai", shiftAt(1087), shiftStrokes(7).Encode(), "2B8E 44D1 A09C"
	for i := range v.Items {
		v.Items[i].Mark = "ok"
	}
	v.Items[1].Mark, v.Items[1].Word = "off", "现场无人应答，已电话催还"
	v.Corrections = []data.HandoverCorrection{{By: "staff-bai", At: shiftAt(1200), Text: "K02 已于当晚收回。"}}
	return v
}

func shiftDraft() data.HandoverView {
	v := *shiftSealed(11)
	v.Handover = data.Handover{Since: v.Since, Figures: v.Figures, OnDuty: v.OnDuty}
	v.Items = v.Items[:len(v.Items)-2]
	return v
}

// openShift shows the screen in the room that the frame leaves it.
func openShift(t *testing.T, sh *screentest.Shell, o *shiftOffice) (*screentest.Stage, *handover) {
	t.Helper()
	s := newHandover(o, sh)
	return screentest.OpenSized(t, sh, s, sh.Width-kit.Size(kit.SizeRail)-48, 768-60-40), s
}

func shiftShell(t *testing.T, who data.ID) *screentest.Shell {
	sh := screentest.NewShell(t)
	sh.Clock = shiftAt(1085)
	if who == "staff-bai" {
		sh.Person = data.Staff{ID: who, Name: "白小范", Role: data.Reception}
	}
	return sh
}

// draw signs in a field.
func draw(s *screentest.Stage, f *kit.Signature) {
	f.SetStrokes(shiftStrokes(5), false)
	f.OnChanged()
	s.Settle()
}

func TestHandingOver(t *testing.T) {
	sh := shiftShell(t, "staff-an")
	o := &shiftOffice{draft: shiftDraft()}
	st, s := openShift(t, sh, o)
	st.Want("交接班记录 · 早班 → 晚班", "18:05 汇总 · 共 23 项", "钥匙 12", "K02 样板间B · 借出，09:12 起，应 10:00 还", "其余 11 项 · 在位", "来访 41 组 96 人 · 来电 23 · 预约 17 · 谢绝 2", "交班人 安小样", "请交班人签名")
	st.Check()
	p := s.panel.(*sealPanel)
	if s.Enter() {
		t.Fatal("an unsigned handover is given")
	}
	st.Type("备用金（元）", "5oo")
	draw(st, p.sign)
	st.Want("签名交班")
	st.Tap("签名交班")
	st.Want("金额请填 0 到 10 亿元，最多两位小数。")
	if sh.Last() != nil {
		t.Fatal("nonsense is given")
	}
	st.Type("备用金（元）", "500")
	st.Type("代收款（元）", "9.5")
	st.Type("收据", "0042 ")
	// Half-typed and half-drawn it outlives the screen.
	again := newHandover(o, sh)
	sh.Settle()
	if q := again.panel.(*sealPanel); q.petty.Text() != "500" || q.sign.Empty() {
		t.Error("what was typed and drawn is lost")
	}
	st.Tap("签名交班")
	c, ok := sh.Last().(*data.SealHandover)
	if !ok || c.Petty != 50_000 || c.Held != 950 || c.Receipts != "0042" || c.Shift != "early" || data.DecodeStrokes(c.Strokes).Empty() {
		t.Fatalf("%+v", sh.Last())
	}
	if !sh.Keep("seal").Empty() || sh.LastToast() != "已交待接，等接班人核对" {
		t.Error("the draft stays, or nothing is said:", sh.LastToast())
	}
}

func TestTheShiftCanBeChosen(t *testing.T) {
	sh := shiftShell(t, "staff-an")
	st, s := openShift(t, sh, &shiftOffice{draft: shiftDraft()})
	st.Tap("晚班")
	st.Want("交接班记录 · 晚班 → 早班")
	s.Changed(data.Change{})
	st.Settle()
	st.Want("交接班记录 · 晚班 → 早班")
}

func TestARefusedHandoverKeepsWhatWasTyped(t *testing.T) {
	sh := shiftShell(t, "staff-an")
	sh.Decide = func(data.Command) (data.Receipt, error) {
		return data.Receipt{}, data.Fault(data.Conflict, "handover.waits", "J-1123-001")
	}
	st, s := openShift(t, sh, &shiftOffice{draft: shiftDraft()})
	st.Type("说明", "晚间有雨")
	draw(st, s.panel.(*sealPanel).sign)
	st.Tap("签名交班")
	if sh.LastToast() != "J-1123-001 还没有接班，请先接班再交班。" || sh.Keep("seal").Text("remarks") != "晚间有雨" {
		t.Error(sh.LastToast(), sh.Keep("seal").Values())
	}
}

func TestTakingOver(t *testing.T) {
	sh := shiftShell(t, "staff-bai")
	o := &shiftOffice{open: shiftSealed(11)}
	st, s := openShift(t, sh, o)
	st.Want("交班人 安小样", "18:02 已交待接", "接班人 白小范", "18:02 汇总 · 相符 0 · 不符 0 · 未看 25", "还有 25 项未看", "其余 25 项相符", "其余 12 项相符")
	st.Check()
	p := s.panel.(*acceptPanel)

	// One thing of many differs: the many are asked one by one.
	line := func(title string) Line {
		lines := s.lines()
		i := slices.IndexFunc(lines, func(l Line) bool { return l.Title == title })
		if i < 0 {
			t.Fatalf("no line %s in %v", title, lines)
		}
		return lines[i]
	}
	s.mark(line("其余 11 项"), "off")
	st.Settle()
	if len(s.checks().draft.Values()) != 0 {
		t.Error("eleven keys are called wrong at once")
	}
	s.mark(line("K05 房3"), "off")
	s.mark(line("K02 样板间B"), "ok")
	st.Settle()
	st.Check()
	st.Tap("其余 23 项相符")
	st.Want("还有 1 项不符没有说明")
	st.Type("哪里不符", "少一把")
	st.Want("请接班人签名", "18:02 汇总 · 相符 24 · 不符 1 · 未看 0")
	if !p.act.Disabled() {
		t.Error("it can be accepted unsigned")
	}

	// Saved for later, without a signature.
	st.Tap("先存核对")
	c, ok := sh.Last().(*data.AcceptHandover)
	if !ok || len(c.Marks) != 25 || c.Strokes != "" || c.Staff != "staff-bai" {
		t.Fatalf("%+v", sh.Last())
	}

	draw(st, p.sign)
	st.Want("确认接班")
	st.Check()
	sh.Decide = func(c data.Command) (data.Receipt, error) {
		if a := c.(*data.AcceptHandover); a.PIN != "3690" {
			return data.Receipt{}, data.Fault(data.Forbidden, "error.pin").At("pin")
		}
		locked := shiftLocked()
		locked.ID = "ho-1"
		o.open, o.earlier = nil, []data.HandoverView{locked}
		return data.Receipt{ID: c.Meta().ID}, nil
	}
	st.Tap("确认接班")
	st.Want("白小范，请输入自己的密码，确认接班。")
	typePIN(st, "1470")
	st.Want("密码不对，请再输一次。")
	typePIN(st, "3690")
	c = sh.Last().(*data.AcceptHandover)
	if c.Staff != "staff-bai" || c.Witness != "" || data.DecodeStrokes(c.Strokes).Empty() || len(c.Marks) != 25 {
		t.Fatalf("%+v", c)
	}
	if sh.OpenSheet() != nil || sh.LastToast() != "已接班，校验码 2B8E 44D1 A09C" || !sh.Keep("accept/ho-1").Empty() {
		t.Error("after accepting:", sh.LastToast())
	}
	st.Want("校验码 2B8E 44D1 A09C", "返回本班")
}

// typePIN types on the keypad of the open sheet and confirms.
func typePIN(s *screentest.Stage, pin string) {
	for _, r := range pin {
		s.Tap(string(r))
	}
	s.Key("Return")
}

func TestSomebodyElseTakesOverAtTheSameDesk(t *testing.T) {
	sh := shiftShell(t, "staff-an") // who handed over is still signed on
	o := &shiftOffice{open: shiftSealed(0)}
	st, s := openShift(t, sh, o)
	if got := s.view.successors(); len(got) != 2 || got[0].Code != "staff-bai" || got[1].Code != "staff-chang" {
		t.Error(got)
	}
	st.Tap("其余 14 项相符")
	st.Want("请选接班人")
	if st.Has("先存核对") {
		t.Error("marks can be saved in the name of who handed over")
	}
	st.Choose("接班人", "白小范")
	p := s.panel.(*acceptPanel)
	draw(st, p.sign)
	sh.Approver = &data.Approval{Staff: "staff-chang", PIN: "2580"}
	st.Tap("主管监交")
	st.Want("监交 常示例")
	sheet := sh.OpenSheet()
	if sheet == nil {
		t.Fatal("nobody is asked to sign as witness")
	}
	for _, f := range kittest.Signatures(sheet.Body) {
		draw(st, f)
	}
	st.Tap("完成")
	st.Tap("确认接班")
	typePIN(st, "3690")
	c := sh.Last().(*data.AcceptHandover)
	if c.Staff != "staff-bai" || c.PIN != "3690" || c.Witness != "staff-chang" || c.Approval == nil || data.DecodeStrokes(c.WitnessStrokes).Empty() {
		t.Fatalf("%+v", c)
	}
}

func TestWhatChangedSinceIsShown(t *testing.T) {
	sh := shiftShell(t, "staff-bai")
	o := &shiftOffice{open: shiftSealed(11)}
	back := o.open.Items[1]
	back.Key, back.Args = "loan.hand.in", []string{"K02 样板间B"}
	o.changes = []data.HandoverDrift{{What: "changed", Item: back, Was: o.open.Items[1]}, {What: "gone", Item: o.open.Items[20]}, {What: "new", Item: data.HandoverItem{Section: "house", Ref: "v", Title: "孙", Key: "handover.hand.away", Args: []string{"away", "18:03"}}}}
	st, _ := openShift(t, sh, o)
	st.Want("封存后变动 3 项")
	st.Tap("封存后变动 3 项")
	rows := kittest.Lists(st.Root())[0].Items()
	if len(rows) != 3 || rows[0].Badge != "变为" || !rows[1].Strike || rows[2].Badge != "新增" {
		t.Errorf("%+v", rows)
	}
}

func TestEarlierHandovers(t *testing.T) {
	sh := shiftShell(t, "staff-an")
	o := &shiftOffice{draft: shiftDraft(), earlier: []data.HandoverView{shiftLocked()}}
	st, s := openShift(t, sh, o)
	st.Tap("以前的交接")
	st.TapIn("ho-0")
	st.Want("校验码 2B8E 44D1 A09C", "不符：现场无人应答，已电话催还", "K02 已于当晚收回。", "18:07 已接班")
	st.Check()
	st.Tap("打印")
	if g := sh.Goings[0]; g != (screen.Print{Record: "handover", ID: "ho-0"}) {
		t.Error(g)
	}
	st.Tap("写更正")
	st.Tap("保存")
	st.Want("请填写这一项。")
	st.Type("内容", "另有一事")
	st.Tap("保存")
	if c, ok := sh.Last().(*data.CorrectHandover); !ok || c.Handover != "ho-0" || c.Text != "另有一事" {
		t.Errorf("%+v", sh.Last())
	}
	if !s.Escape() || s.Escape() {
		t.Error("Esc doesn't go back once")
	}
	st.Settle()
	st.Want("交班人 安小样", "请交班人签名")
	s.follow("ho-0")
	st.Settle()
	st.Want("返回本班")
	s.follow("a-note") // what is no handover belongs to now
	st.Settle()
	st.Want("请交班人签名")
}

func TestLeavingANote(t *testing.T) {
	sh := shiftShell(t, "staff-an")
	st, _ := openShift(t, sh, &shiftOffice{draft: shiftDraft()})
	st.Tap("留话")
	st.Choose("是什么", "留言")
	st.Type("内容", "复印纸只剩半包")
	st.Tap("保存")
	c, ok := sh.Last().(*data.LeaveNote)
	if !ok || c.What != "remark" || c.Text != "复印纸只剩半包" || sh.Toasts[0].Undo != c.ID {
		t.Fatalf("%+v %+v", sh.Last(), sh.Toasts)
	}
}

func TestAFaultIsSaidAndTheScreenStays(t *testing.T) {
	sh := shiftShell(t, "staff-an")
	o := &shiftOffice{draft: shiftDraft()}
	st, s := openShift(t, sh, o)
	o.fault = data.Fault(data.Storage, "error.storage")
	s.Changed(data.Change{})
	st.Settle()
	st.Want("没有存上", "钥匙 12")
}

func TestWhatIsMissing(t *testing.T) {
	item := func(mark, word string) data.HandoverItem { return data.HandoverItem{Mark: mark, Word: word} }
	for want, c := range map[string]struct {
		items  []data.HandoverItem
		who    data.ID
		signed bool
	}{
		"handover.unseenLeft":     {[]data.HandoverItem{item("ok", ""), item("", "")}, "b", true},
		"handover.wordLeft":       {[]data.HandoverItem{item("off", "")}, "b", true},
		"handover.chooseIncoming": {[]data.HandoverItem{item("off", "少")}, "", true},
		"handover.signIn":         {nil, "b", false},
		"":                        {[]data.HandoverItem{item("ok", "")}, "b", true},
	} {
		if got, _ := missing(c.items, c.who, c.signed); got != want {
			t.Errorf("%+v lacks %s, not %s", c, got, want)
		}
	}
}

func TestALongHandoverScrolls(t *testing.T) {
	sh := shiftShell(t, "staff-bai")
	o := &shiftOffice{open: shiftSealed(0)}
	for i := range 80 {
		o.open.Items = append(o.open.Items, data.HandoverItem{ID: data.ID(fmt.Sprint("long-", i)), Section: "loans", Ref: data.ID(fmt.Sprint(i)), Key: "loan.hand.many",
			Args: []string{"雨伞", "2", "15:00", "17:00"}, Title: strings.Repeat("很长的名字", i%9), Detail: strings.Repeat("说明", i%60)})
	}
	data.SortHandover(o.open.Items)
	st, s := openShift(t, sh, o)
	st.Check()
	s.scroll.ScrollTo(99999)
	st.Check()
	if s.scroll.Offset() < 1000 {
		t.Error("the list ends at", s.scroll.Offset())
	}
	at := s.scroll.Offset()
	s.markAll(s.lines()[len(s.lines())-1:])
	st.Settle()
	if s.scroll.Offset() != at {
		t.Errorf("a tap moves the list from %v to %v", at, s.scroll.Offset())
	}
}

func TestHandoverPictures(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		for _, width := range []float32{1366, 1024} {
			for _, what := range []string{"draft", "sealed", "locked"} {
				for _, dark := range []bool{false, true} {
					who := data.ID("staff-bai")
					o := &shiftOffice{draft: shiftDraft(), open: shiftSealed(11), earlier: []data.HandoverView{shiftLocked()}}
					switch what {
					case "draft":
						who, o.open = "staff-an", nil
					case "sealed":
						o.changes = []data.HandoverDrift{{What: "gone", Item: o.open.Items[2]}}
					}
					sh := shiftShell(t, who)
					sh.Language, sh.Width = lang, width
					if what == "sealed" {
						c := checks{sh.Keep("accept/ho-1")}
						for _, i := range o.open.Items[:19] {
							c.mark(i.ID, "ok")
						}
						c.mark("item-1", "off")
						c.word("item-1", "现场无人应答，已电话催还")
					}
					st, s := openShift(t, sh, o)
					if what == "locked" {
						s.follow("ho-0")
						st.Settle()
					}
					st.Check()
					mode := map[bool]string{true: "dark", false: "light"}[dark]
					st.Shoot(dark, fmt.Sprintf("handover-%s-%s-%.0f-%s.png", what, lang, width, mode))
				}
			}
		}
	}
}

// TestAHandoverThatWasChangedSaysSo on the screen, without its code; another one
// shown afterwards has no strip.
func TestAHandoverThatWasChangedSaysSo(t *testing.T) {
	forged, sound := shiftLocked(), shiftLocked()
	forged.ID, forged.Differs, forged.Code = "ho-2", true, ""
	sound.AsSealed = data.AsSealed{Next: "night", Names: map[data.ID]string{"staff-bai": "白旧名"}}
	o := &shiftOffice{draft: shiftDraft(), earlier: []data.HandoverView{forged, sound}}
	for _, lang := range []string{"zh", "en"} {
		sh := shiftShell(t, "staff-an")
		sh.Language = lang
		st, s := openShift(t, sh, o)
		s.follow("ho-2")
		st.Settle()
		st.Want(sh.Say("handover.differs"))
		if st.Has(sh.Say("handover.code", "")) {
			t.Error(lang, "it still has a code")
		}
		st.Check()
		if dir := os.Getenv("YINGBIN_SHOTS"); dir != "" {
			st.Shoot(lang == "en", filepath.Join(dir, "handover-changed-"+lang+".png"))
		}
		s.follow("ho-0")
		st.Settle()
		st.Want(sh.Say("handover.code", "2B8E 44D1 A09C"), "白旧名", ShiftName(sh.Say, "night"))
		if st.Has(sh.Say("handover.differs")) {
			t.Error(lang, "a sound one is called changed")
		}
	}
}
