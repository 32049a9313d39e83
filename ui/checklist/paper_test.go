package checklist_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/checklist"
	"yingbin/ui/paper/papertest"
)

// cleanOffice is a bar's lists and cups, as their paper asks for them.
type cleanOffice struct {
	lists []data.Checklist
	runs  []data.ChecklistRun
	lots  []data.CupView
}

func (o cleanOffice) CheckDay(_ context.Context, day data.Day) (data.CheckDay, error) {
	return data.CheckDay{Day: day, Lots: o.lots, Lists: data.ChecklistDays(o.lists, o.runs, data.Settings{}.Defaults().Calendar, day),
		Names: map[data.ID]string{"chang": "常示例", "gu": "古试饮", "xun": "𬬻小满", "ji": "𠮷引宾"}}, nil
}

// cleanDay is a day with rare names and long words; more repeats it.
func cleanDay(more int) cleanOffice {
	o := cleanOffice{lists: []data.Checklist{
		{ID: "open", Name: "吧台开", Station: "bar", By: 570, Items: []string{"物品食物清点", "器皿归位", "电器运行"}},
		{ID: "close", Name: "吧台收", Station: "bar", By: 1200, Items: []string{"台面无杂物", "地面"}},
		{ID: "looks", Name: "仪容", Station: "everyone", Items: []string{"头发", "指甲", "工牌左胸"}},
	}}
	for i := range 1 + more {
		at := papertest.At(540 + 11*i%600)
		id := func(k string) data.ID { return data.ID(fmt.Sprint(k, i)) }
		o.runs = append(o.runs,
			data.ChecklistRun{Checklist: "open", StepRun: data.StepRun{ID: id("r"), Name: "吧台开", Day: "2026-11-23", At: at, By: "xun", Items: o.lists[0].Items, Ticked: []int{0, 2}, Note: papertest.Remark}},
			data.ChecklistRun{Checklist: "looks", StepRun: data.StepRun{ID: id("s"), Name: "仪容", Day: "2026-11-23", At: at, By: "ji", Items: o.lists[2].Items, Ticked: []int{0, 1, 2}}})
		var steps []data.CupStep
		b := data.CupBatch{Item: "cup", StepLot: data.StepLot{ID: id("c"), Day: "2026-11-23", Name: "玻璃茶杯 240ml", Began: 40, Qty: 40, Started: at}}
		for n, step := range []string{"inspect", "rinse", "wipe", "flawless", "rinse", "wipe", "flawless", "disinfect", "store"} {
			s := data.CupStep{Batch: b.ID, StepTick: data.StepTick{N: n + 1, Step: step, At: papertest.At(600 + 4*n), By: "xun", Failed: n == 3}}
			if n == 0 {
				s.Chipped = 2
			}
			s.Qty = b.Qty - s.Chipped
			b = b.Do(s)
			steps = append(steps, s)
		}
		o.lots = append(o.lots, data.CupView{CupBatch: b, Steps: steps},
			data.CupView{CupBatch: data.CupBatch{StepLot: data.StepLot{ID: id("m"), Day: "2026-11-23", Began: 12, Qty: 12, Step: "rinse"}}, Steps: steps[:2]})
	}
	return o
}

func TestCleaningIsPrinted(t *testing.T) {
	for _, lang := range assets.Langs() {
		for what, o := range map[string]cleanOffice{"empty": {}, "day": cleanDay(0), "long": cleanDay(9)} {
			t.Run(lang+"/"+what, func(t *testing.T) {
				papertest.Whole(t, papertest.Make(t, checklist.Papers(o), "cleaning", papertest.AskDay(lang)))
			})
		}
	}
}

func TestTheCleaningRecordTellsWhatIsMissing(t *testing.T) {
	text := papertest.Squeeze(papertest.Make(t, checklist.Papers(cleanDay(0)), "cleaning", papertest.AskDay("zh")).Text())
	for _, want := range []string{"完成1张", "未做全1张", "未做1张", "存放杯具38只", "缺口2只", "再洗1批次", "缺：器皿归位", "3项全部完成", "𬬻小满", "𠮷引宾", "玻璃茶杯240ml×40", "10:28", "混合杯具×12"} {
		if !strings.Contains(text, papertest.Squeeze(want)) {
			t.Errorf("the paper lacks %q", want)
		}
	}
}
