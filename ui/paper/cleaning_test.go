package paper

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
)

// cleanOffice is a bar's lists, cups and enquiries, as their papers ask for them.
type cleanOffice struct {
	barOffice
	lists     []data.Checklist
	runs      []data.ChecklistRun
	lots      []data.CupView
	enquiries []data.Enquiry
}

func (o cleanOffice) CheckDay(ctx context.Context, day data.Day) (data.CheckDay, error) {
	d := data.CheckDay{Day: day, Lots: o.lots, Names: map[data.ID]string{}}
	d.Lists = data.ChecklistDays(o.lists, o.runs, data.Settings{}.Defaults().Calendar, day)
	people, err := o.Staff(ctx)
	for _, p := range people {
		d.Names[p.ID] = p.Name
	}
	return d, err
}
func (o cleanOffice) EnquiriesList(_ context.Context, f data.EnquiryFilter) ([]data.Enquiry, error) {
	if f.ID != "" {
		return o.enquiries[:1], nil
	}
	return o.enquiries, nil
}

// cleanDay is a day with rare names and long words; more repeats it.
func cleanDay(more int) cleanOffice {
	o := cleanOffice{lists: []data.Checklist{
		{ID: "open", Name: "吧台开", Station: "bar", By: 570, Items: []string{"物品食物清点", "器皿归位", "电器运行"}},
		{ID: "close", Name: "吧台收", Station: "bar", By: 1200, Items: []string{"台面无杂物", "地面"}},
		{ID: "looks", Name: "仪容", Station: "everyone", Items: []string{"头发", "指甲", "工牌左胸"}},
	}}
	for i := range 1 + more {
		at := deskAt(540 + 11*i%600)
		id := func(k string) data.ID { return data.ID(fmt.Sprint(k, i)) }
		o.runs = append(o.runs,
			data.ChecklistRun{Checklist: "open", StepRun: data.StepRun{ID: id("r"), Name: "吧台开", Day: "2026-11-23", At: at, By: "xun", Items: o.lists[0].Items, Ticked: []int{0, 2}, Note: longRemark}},
			data.ChecklistRun{Checklist: "looks", StepRun: data.StepRun{ID: id("s"), Name: "仪容", Day: "2026-11-23", At: at, By: "ji", Items: o.lists[2].Items, Ticked: []int{0, 1, 2}}})
		var steps []data.CupStep
		b := data.CupBatch{Item: "cup", StepLot: data.StepLot{ID: id("c"), Day: "2026-11-23", Name: "玻璃茶杯 240ml", Began: 40, Qty: 40, Started: at}}
		for n, step := range []string{"inspect", "rinse", "wipe", "flawless", "rinse", "wipe", "flawless", "disinfect", "store"} {
			s := data.CupStep{Batch: b.ID, StepTick: data.StepTick{N: n + 1, Step: step, At: deskAt(600 + 4*n), By: "xun", Failed: n == 3}}
			if n == 0 {
				s.Chipped = 2
			}
			s.Qty = b.Qty - s.Chipped
			b = b.Do(s)
			steps = append(steps, s)
		}
		o.lots = append(o.lots, data.CupView{CupBatch: b, Steps: steps},
			data.CupView{CupBatch: data.CupBatch{StepLot: data.StepLot{ID: id("m"), Day: "2026-11-23", Began: 12, Qty: 12, Step: "rinse"}}, Steps: steps[:2]})
		n := func(k int) string { return fmt.Sprintf("Q-20261123-%03d", 3*i+k) }
		o.enquiries = append(o.enquiries,
			data.Enquiry{ID: id("e"), Number: n(1), Day: "2026-11-23", At: at, By: "gu", Heard: "bar", Topic: "parking", Who: "欧阳䶮", Phone: "13800002233", Unit: "3-1502", Question: longRemark, PassedTo: "ji", PassedAt: at, Due: deskAt(1000)},
			data.Enquiry{ID: id("f"), Number: n(2), Day: "2026-11-23", At: at, By: "xun", Heard: "floor", Question: "主卧能不能打通", Answer: longRemark, AnsweredBy: "chang", AnsweredAt: at},
			data.Enquiry{ID: id("g"), Number: n(3), Day: "2026-11-24", At: at, By: "gu", Heard: "desk", Topic: "other", Who: "𬬻小姐", Question: "几点交房", Passed: "工程部 𠮷经理", PassedAt: at, Due: deskAt(3000)})
	}
	return o
}

func makeClean(t *testing.T, name string, o cleanOffice, a Ask) *Document {
	t.Helper()
	r, ok := Find(name)
	if !ok {
		t.Fatalf("no record %s", name)
	}
	d, err := r.Make(context.Background(), o, a)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestCleaningAndEnquiriesArePrinted(t *testing.T) {
	for _, lang := range assets.Langs() {
		for _, name := range []string{"cleaning", "enquiry"} {
			for what, o := range map[string]cleanOffice{"empty": {}, "day": cleanDay(0), "long": cleanDay(9)} {
				t.Run(lang+"/"+name+"/"+what, func(t *testing.T) {
					a := deskAsk(lang)
					if name == "enquiry" {
						a.To = "2026-11-24"
					}
					d := makeClean(t, name, o, a)
					if strings.Contains(d.Text(), "⟦") {
						t.Errorf("a word is missing: %s", d.Text())
					}
					checkPaper(t, d)
					if dir := os.Getenv("YINGBIN_SHOTS"); dir != "" && what == "day" {
						if err := os.WriteFile(filepath.Join(dir, name+"-"+lang+".pdf"), pdfOf(t, d), 0o600); err != nil {
							t.Fatal(err)
						}
					}
				})
			}
		}
	}
}

func TestTheCleaningRecordTellsWhatIsMissing(t *testing.T) {
	text := squeeze(makeClean(t, "cleaning", cleanDay(0), deskAsk("zh")).Text())
	for _, want := range []string{"完成1张", "未做全1张", "未做1张", "存放杯具38只", "缺口2只", "再洗1批次", "缺：器皿归位", "3项全部完成", "𬬻小满", "𠮷引宾", "玻璃茶杯240ml×40", "10:28", "混合杯具×12"} {
		if !strings.Contains(text, squeeze(want)) {
			t.Errorf("the paper lacks %q", want)
		}
	}
}

func TestTheEnquiriesTellWhoAnswersByWhen(t *testing.T) {
	a := deskAsk("zh")
	a.To = "2026-11-24"
	text := squeeze(makeClean(t, "enquiry", cleanDay(0), a).Text())
	for _, want := range []string{"咨询3条", "当场答复1条", "待答复2条", "其中超期1条", "Q-1123-001", "欧阳䶮 3-1502", "138****2233", "转𠮷引宾，应于2026-11-2316:40前答复，超期", "常示例答复于", "转工程部𠮷经理，", "【车位】", "未留姓名", "𬬻小姐", "2026年11月24日"} {
		if !strings.Contains(text, squeeze(want)) {
			t.Errorf("the paper lacks %q", want)
		}
	}
	if strings.Contains(text, "13800002233") {
		t.Error("the paper shows a phone")
	}
}
