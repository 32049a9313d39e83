package today

import (
	"testing"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

func TestTodayTellsOfQuestionsAndOpenLists(t *testing.T) {
	run := func(list data.ID, minutes int, ticked ...int) data.ChecklistRun {
		return data.ChecklistRun{Checklist: list, StepRun: data.StepRun{Day: "2026-11-23", At: todayAt(minutes), Items: []string{"无尘", "电话"}, Ticked: ticked}}
	}
	lists := []data.Checklist{
		{ID: "done", Name: "前台一", Station: "reception", By: 540, Items: []string{"无尘", "电话"}},
		{ID: "part", Name: "前台二", Station: "reception", By: 11 * 60, Items: []string{"无尘", "电话"}},
		{ID: "late", Name: "前台三", Station: "reception", By: 10 * 60, Items: []string{"无尘"}},
		{ID: "far", Name: "前台四", Station: "reception", By: 20 * 60, Items: []string{"无尘"}},
		{ID: "any", Name: "前台五", Station: "reception", Items: []string{"无尘"}},
		{ID: "bar", Name: "吧台开", Station: "bar", By: 540, Items: []string{"无尘"}},
	}
	runs := []data.ChecklistRun{run("done", -100, 0, 1), run("part", -20, 0)}
	r := rowsOf(todayFacts{
		asked: []data.Enquiry{
			{ID: "e1", Number: "Q-20261123-001", Question: "车位\n多少钱", Passed: "工程部 𠮷经理", Due: todayAt(-25)},
			{ID: "e2", Number: "Q-20261123-002", Question: "几点交房", Passed: "签约室", Due: todayAt(10)},
			{ID: "e3", Number: "Q-20261123-003", Passed: "签约室", Due: todayAt(120)},
			{ID: "e4", Number: "Q-20261123-004", Question: "学区", Passed: "签约室", Due: todayAt(24 * 60)},
		},
		checks: data.CheckDay{Lists: data.ChecklistDays(lists, runs, data.Settings{}.Defaults().Calendar, "2026-11-23")},
	})
	want := []struct {
		to screen.Way
		kit.Item
	}{
		{screen.To(data.ChecklistRef("late")), kit.Item{ID: "list/late", Lead: "检查表", Title: "前台三", Sub: "10:00 前做完", Badge: "过时未做", Tone: kit.ToneLate}},
		{screen.To(data.EnquiryRef("e1")), kit.Item{ID: "enquiry/e1", Lead: "咨询", Title: "车位 多少钱", Sub: "工程部 𠮷经理 · 10:27 前答复", Badge: "逾期 25 分", Tone: kit.ToneLate}},
		{screen.To(data.ChecklistRef("part")), kit.Item{ID: "list/part", Lead: "检查表", Title: "前台二", Sub: "缺：电话", Badge: "未做全", Tone: kit.ToneSoon}},
		{screen.To(data.EnquiryRef("e2")), kit.Item{ID: "enquiry/e2", Lead: "咨询", Title: "几点交房", Sub: "签约室 · 11:02 前答复", Badge: "还剩 10 分", Tone: kit.ToneSoon}},
		{screen.To(data.EnquiryRef("e3")), kit.Item{ID: "enquiry/e3", Lead: "咨询", Title: "Q-1123-003", Sub: "签约室 · 12:52 前答复", Badge: "还剩 2 小时", Tone: kit.TonePrimary}},
	}
	got := r.matters()
	if len(got) != len(want) {
		t.Fatalf("%+v", got)
	}
	for i, w := range want {
		g := got[i]
		if g.ID != w.ID || g.Lead != w.Lead || g.Title != w.Title || g.Sub != w.Sub || g.Badge != w.Badge || g.Tone != w.Tone || g.to != w.to {
			t.Errorf("got  %+v\nwant %+v", g.Item, w.Item)
		}
	}
}
