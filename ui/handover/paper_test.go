package handover_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/handover"
	"yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
)

// handoverOffice holds handovers as the record asks for them.
type handoverOffice []data.HandoverView

func (handoverOffice) Staff(context.Context) ([]data.Staff, error) {
	return []data.Staff{{ID: "an", Name: "安小样"}, {ID: "bai", Name: "白小范"}, {ID: "gu", Name: "顾一样"}, {ID: "chang", Name: "常示例"}, {ID: "ji", Name: "𠮷引宾"}}, nil
}

func (o handoverOffice) Handovers(context.Context, data.Day, data.Day) ([]data.Handover, error) {
	var list []data.Handover
	for i := len(o) - 1; i >= 0; i-- {
		list = append(list, o[i].Handover)
	}
	return list, nil
}

func (o handoverOffice) Handover(_ context.Context, id data.ID) (data.HandoverView, error) {
	for _, v := range o {
		if v.ID == id {
			return v, nil
		}
	}
	return data.HandoverView{}, data.Fault(data.NotFound, "error.notFound")
}

func signature(n int) string {
	var line []data.Point
	for i := range 40 {
		line = append(line, data.Point{X: int16(100 + i*18), Y: int16(150 + (i*n*31)%120)})
	}
	return data.Strokes{line}.Encode()
}

// lockedHandover is a full handover, accepted and witnessed; more repeats its
// open matters.
func lockedHandover(more int) data.HandoverView {
	v := data.HandoverView{Handover: data.Handover{
		ID: "ho-1", Number: "J-20261123-002", Day: "2026-11-23", Shift: "early", Since: papertest.At(510), Outgoing: "an", Incoming: "bai", Witness: "chang", State: data.Locked,
		Figures: data.Figures{Groups: 41, People: 96, Calls: 23, Bookings: 17, Refused: 2}, OnDuty: []string{"安小样", "𠮷引宾"},
		SealedAt: papertest.At(1082), LockedAt: papertest.At(1087), OutStrokes: signature(3), InStrokes: signature(5), WitnessStrk: signature(7),
		Petty: 50_000, HeldMoney: 900, HeldReceipts: "收据 0042", Remarks: "晚间有暴雨预报，羽毛球馆南侧窗请于 19:00 前关闭。",
	}, Code: "2B8E 44D1 A09C", Proof: data.Mark{Seq: 1204, Digest: [32]byte{0x2b, 0x8e, 0x44, 0xd1, 0xa0, 0x9c}}}
	add := func(i data.HandoverItem) {
		i.ID, i.Mark = data.ID(fmt.Sprint("i", len(v.Items))), "ok"
		v.Items = append(v.Items, i)
	}
	add(data.HandoverItem{Section: "instructions", Key: "handover.hand.instruction", Args: []string{"11:05"}, Detail: "明日 9:00 媒体看房，A7、A8 留用", Who: "chang"})
	for i := range 12 {
		if i == 1 {
			add(data.HandoverItem{Section: "keys", Ref: "k02", Key: "loan.hand.out", Args: []string{"K02 样板间B", "09:12", "10:00"}, Who: "gu", Due: papertest.At(600), Detail: "带看", Amiss: true})
			continue
		}
		add(data.HandoverItem{Section: "keys", Key: "loan.hand.in", Args: []string{fmt.Sprintf("K%02d 房%d", i+1, i)}})
	}
	add(data.HandoverItem{Section: "radios", Key: "loan.hand.lacking", Args: []string{"1 前台", "low", "has", "lacks"}, Amiss: true})
	for i := range 2 {
		add(data.HandoverItem{Section: "radios", Key: "loan.hand.radio", Args: []string{fmt.Sprint(i+2, " 引领"), "full"}})
	}
	add(data.HandoverItem{Section: "facilities", Key: "facility.hand.one", Args: []string{"乒乓球2", "faulty", "11:20"}, Detail: "球网断", Who: "ji", Amiss: true})
	add(data.HandoverItem{Section: "facilities", Ref: "facilities", Key: "facility.hand.rest", Args: []string{"14"}})
	for range 1 + more {
		add(data.HandoverItem{Section: "loans", Key: "loan.hand.many", Args: []string{"雨伞", "2", "15:00", "17:00"}, Title: "欧阳䶮", Amiss: true})
		add(data.HandoverItem{Section: "upcoming", Key: "booking.hand.upcoming", Args: []string{"羽毛球1", "19:00", "20:00", "2", "booked"}, Title: "钱", Who: "gu"})
		add(data.HandoverItem{Section: "notices", Key: "booking.hand.waiting", Args: []string{"台球", "1"}, Amiss: true})
		add(data.HandoverItem{Section: "absences", Key: "handover.hand.away", Args: []string{"away", "17:40"}, Who: "ji", Detail: "送文件"})
	}
	add(data.HandoverItem{Section: "money", Ref: "petty", Key: "handover.hand.petty"})
	add(data.HandoverItem{Section: "money", Ref: "held", Key: "handover.hand.held"})
	add(data.HandoverItem{Section: "remarks", Key: "handover.hand.remark", Args: []string{"17:40"}, Detail: papertest.Remark, Who: "an"})
	v.Items[2].Mark, v.Items[2].Word = "off", "已电话催还，"+papertest.Remark
	v.Corrections = []data.HandoverCorrection{{By: "bai", At: papertest.At(1200), Text: "K02 已于当晚收回。"}}
	return v
}

func TestHandoversArePrinted(t *testing.T) {
	sealed := lockedHandover(0)
	sealed.ID, sealed.State, sealed.Code, sealed.Proof, sealed.Incoming, sealed.InStrokes, sealed.WitnessStrk, sealed.Witness, sealed.Corrections = "ho-2", data.Sealed, "", data.Mark{}, "", "", "", "", nil
	for i := range sealed.Items {
		sealed.Items[i].Mark, sealed.Items[i].Word = "", ""
	}
	bare := data.HandoverView{Handover: data.Handover{ID: "ho-3", Number: "J-20261123-003", Day: "2026-11-23", Shift: "own", Outgoing: "an", State: data.Sealed, SealedAt: papertest.At(1082)}}
	for _, lang := range assets.Langs() {
		for what, o := range map[string]handoverOffice{"none": {}, "locked": {lockedHandover(0)}, "long": {lockedHandover(20)}, "sealed": {sealed}, "bare": {bare}, "several": {lockedHandover(0), sealed, bare}} {
			t.Run(lang+"/"+what, func(t *testing.T) {
				d := papertest.Make(t, handover.Papers(o), "handover", papertest.AskDay(lang))
				papertest.Whole(t, d)
				papertest.Save(t, d, "handover-"+lang+"-"+what)
			})
		}
	}
}

func TestTheHandoverPaperSaysAll(t *testing.T) {
	ask := papertest.AskDay("zh")
	ask.ID = "ho-1"
	text := papertest.Squeeze(papertest.Make(t, handover.Papers(handoverOffice{lockedHandover(0)}), "handover", ask).Text())
	for _, want := range []string{
		"早班→晚班", "交班人：安小样", "接班人：白小范", "编号：J-1123-002", "来访41组96人，来电23，预约17，谢绝2", "在岗：安小样、𠮷引宾",
		"一、钥匙（12件：在位11，借出1）", "K02样板间B", "顾一样", "其余11项", "K01房0、K03房2", "二、对讲机（3件：在位3，借出0）", "三、设施使用情况", "乒乓球2", "其余14处正常",
		"四、未办事项", "欧阳䶮", "羽毛球1", "五、领导交办", "A7、A8留用", "六、备用金、代收款", "备用金¥500.00", "代收款¥9.00", "收据0042", "七、说明", "南侧窗",
		"已锁定2026-11-2318:07", "2B8E44D1A09C", "2026-11-2318:02", "主管监交", "K02已于当晚收回", "不符", "✓",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper lacks %q in %s", want, text)
		}
	}
	// A handover that is not there is an error, not an empty paper.
	ask.ID = "none"
	r, _ := paper.Find(handover.Papers(handoverOffice{}), "handover")
	if _, err := r.Make(t.Context(), ask); data.CodeOf(err) != data.NotFound {
		t.Error(err)
	}
}

func TestThingsInTheirPlaceShareALine(t *testing.T) {
	v := lockedHandover(0)
	w := handover.Words{Say: assets.Words("zh").Say, Names: map[data.ID]string{"gu": "顾一样"}}
	byTitle := func(lines []handover.Line) map[string]handover.Line {
		m := map[string]handover.Line{}
		for _, l := range lines {
			m[l.Section+" "+l.Title] = l
		}
		return m
	}
	lines := w.Lines(v.Handover, v.Items, func(string) bool { return false })
	m := byTitle(lines)
	if l := m["keys 其余 11 项"]; len(l.Items) != 11 || l.State != "在位" || l.Mark != "ok" {
		t.Errorf("%+v", l)
	}
	if l := m["keys K02 样板间B"]; l.Mark != "off" || l.Note != "顾一样 · 带看" || !l.Amiss {
		t.Errorf("%+v", l)
	}
	if _, known := m["radios 2 引领"]; !known {
		t.Error("two radios don't need a line in common")
	}
	n := 0
	for _, l := range lines {
		n += len(l.Items)
	}
	if n != len(v.Items) {
		t.Errorf("%d of %d items are in the lines", n, len(v.Items))
	}
	apart := w.Lines(v.Handover, v.Items, func(s string) bool { return s == "keys" })
	if len(apart) != len(v.Items) {
		t.Errorf("%d lines for %d items", len(apart), len(v.Items))
	}
}

// TestAChangedHandoverIsMarkedOnEveryPage and bears no code of its own.
func TestAChangedHandoverIsMarkedOnEveryPage(t *testing.T) {
	v := lockedHandover(40)
	v.Differs, v.Code, v.Proof = true, "", data.Mark{}
	ask := papertest.AskDay("zh")
	d := papertest.Make(t, handover.Papers(handoverOffice{v}), "handover", ask)
	papertest.Whole(t, d)
	papertest.Save(t, d, "handover-changed")
	if len(d.Pages) < 2 {
		t.Fatal("one page only")
	}
	for i, page := range d.Pages {
		text := papertest.Squeeze(strings.Join(papertest.On(page), ""))
		if !strings.Contains(text, "与封存、签名时的内容不符") || strings.Contains(text, "2B8E44D1A09C") {
			t.Error("page", i+1, "says", text)
		}
	}
}

// TestALockedHandoverBearsTheMarkOfItsLine, not that of the book's newest, and the
// names of its day.
func TestALockedHandoverBearsTheMarkOfItsLine(t *testing.T) {
	v := lockedHandover(0)
	v.AsSealed = data.AsSealed{House: "旧名会馆", Next: "night", Names: map[data.ID]string{"an": "安旧名", "gu": "顾旧名"}}
	text := papertest.Squeeze(papertest.Make(t, handover.Papers(handoverOffice{v}), "handover", papertest.AskDay("zh")).Text())
	for _, want := range []string{"账册第1204笔·校验码2B8E44D1A09C", "旧名会馆", "早班→夜班", "交班人：安旧名", "接班人：白小范", "顾旧名"} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper lacks %q in %s", want, text)
		}
	}
}
