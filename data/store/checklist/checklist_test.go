package checklist_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store"
	"yingbin/data/store/checklist"
	"yingbin/data/store/storetest"
)

// barClose is a list with a time, as the supervisor writes it.
func barClose(b *storetest.Book) data.Checklist {
	b.T.Helper()
	l := data.Checklist{ID: "list-close", Name: "吧台收", Station: "bar", By: 21*60 + 30, Items: []string{"台面无杂物", "地面", "换垃圾袋"}}
	b.Must(&data.PutChecklist{Head: b.By(officetest.Chang), Checklist: l})
	return l
}

func runs(b *storetest.Book, l data.Checklist, who data.ID, ticked ...int) *data.RunChecklist {
	return &data.RunChecklist{Head: b.By(who), Run: data.NewID(), Checklist: l.ID, Items: l.Items, Ticked: ticked}
}

func today(b *storetest.Book) data.CheckDay {
	b.T.Helper()
	d, err := b.CheckDay(context.Background(), data.Settings{}.Defaults().Calendar.Day(b.Now()))
	if err != nil {
		b.T.Fatal(err)
	}
	return d
}

func checks(b *storetest.Book) data.ChecklistDay {
	b.T.Helper()
	d := today(b)
	if len(d.Lists) != 1 {
		b.T.Fatal(d.Lists)
	}
	return d.Lists[0]
}

func cleaningLines(b *storetest.Book) (lines []string) {
	b.T.Helper()
	set := data.Settings{}.Defaults()
	items, err := checklist.HandOverCleaning(context.Background(), b, store.AsOf{Now: b.Now(), Day: set.Calendar.Day(b.Now()), Settings: set})
	if err != nil {
		b.T.Fatal(err)
	}
	for _, i := range items {
		line := i.Key + " " + strings.Join(i.Args, " ")
		if i.Amiss {
			line += " !"
		}
		lines = append(lines, line)
	}
	return lines
}

func TestAChecklistSaysWhatIsMissing(t *testing.T) {
	b := storetest.StockBook(t)
	l := barClose(b)
	if d := checks(b); d.State(b.Now()) != data.StepsOpen || d.Last() != nil || len(cleaningLines(b)) != 0 {
		t.Error(d)
	}
	b.Refuse(runs(b, l, officetest.Gu), "checklist.nothingTicked")
	b.Refuse(runs(b, l, officetest.Gu, 1, 1), "error.invalid")
	b.Refuse(runs(b, l, officetest.Gu, 3), "error.invalid")
	part := runs(b, l, officetest.Gu, 0, 2)
	part.Note = "地面湿，客人走了再拖"
	b.Must(part)
	d := checks(b)
	if d.State(b.Now()) != data.StepsPart || strings.Join(d.Last().Missing(), "") != "地面" || d.Last().By != officetest.Gu || d.Last().Note != part.Note {
		t.Errorf("%+v", d)
	}
	if got := cleaningLines(b); len(got) != 1 || got[0] != "checklist.hand.part 吧台收 09:00 地面" {
		t.Error(got)
	}
	b.Pass(13 * time.Hour)
	if d := checks(b); d.State(b.Now()) != data.StepsLate {
		t.Errorf("%+v", d)
	}
	whole := runs(b, l, officetest.Xun, 0, 1, 2)
	b.Must(whole)
	if d := checks(b); d.State(b.Now()) != data.StepsDone || d.Last().By != officetest.Xun || len(d.Runs) != 1 || len(d.Runs[0].Rows()) != 2 || d.Last().Note != part.Note || len(cleaningLines(b)) != 0 {
		t.Errorf("%+v", d)
	}
	r := b.Must(runs(b, l, officetest.Gu, 0)) // again, and less: done stays done
	if d := checks(b); d.State(b.Now()) != data.StepsDone || d.Last().By != officetest.Xun {
		t.Errorf("%+v", d)
	}
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "checklist.doneBefore" || r.Warnings[0].Args[1] != "𬬻小满" {
		t.Error(r.Warnings)
	}
	b.Refuse(&data.Undo{Head: b.By(officetest.Ding), Command: whole.ID}, "undo.others")
	b.Must(&data.Undo{Head: b.By(officetest.Xun), Command: whole.ID})
	if d := checks(b); d.State(b.Now()) != data.StepsLate {
		t.Errorf("%+v", d)
	}
	b.Sound()
}

func TestALateListStandsInTheHandover(t *testing.T) {
	b := storetest.StockBook(t)
	barClose(b)
	b.Pass(12*time.Hour + 29*time.Minute)
	if got := cleaningLines(b); len(got) != 0 {
		t.Error(got)
	}
	b.Pass(2 * time.Minute)
	if got := cleaningLines(b); len(got) != 1 || got[0] != "checklist.hand.late 吧台收 21:30 !" {
		t.Error(got)
	}
	b.Pass(9 * time.Hour) // the next day asks anew
	if d := checks(b); d.State(b.Now()) != data.StepsOpen {
		t.Errorf("%+v", d)
	}
}

// rewritten changes what a list reads like.
func rewritten(b *storetest.Book, l data.Checklist, items ...string) data.Checklist {
	b.T.Helper()
	l.Items = items
	b.Must(&data.PutChecklist{Head: b.By(officetest.Chang), Checklist: l})
	return checks(b).Checklist
}

func TestTicksMeanWhatTheirMakerSaw(t *testing.T) {
	b := storetest.StockBook(t)
	l := barClose(b)
	early, late := runs(b, l, officetest.Gu, 0, 1, 2), runs(b, l, officetest.Gu, 0, 1, 2)
	early.Device, late.Device = "tablet", "tablet"
	b.Pass(time.Hour)
	l2 := rewritten(b, l, "地面", "断水断电", "台面无杂物")
	if l2.Version != l.Version+1 || len(l2.Before) != 1 {
		t.Errorf("%+v", l2.Versioned)
	}
	b.Pass(time.Hour)
	// Before the list changed, all of it was done.
	if r := b.Must(early); len(r.Warnings) != 0 {
		t.Error(r.Warnings)
	}
	d := checks(b)
	if d.State(b.Now()) != data.StepsDone || strings.Join(d.Last().Done(), "") != "台面无杂物地面换垃圾袋" {
		t.Errorf("%+v", d.Last())
	}
	b.Must(&data.Undo{Head: b.By(officetest.Gu), Command: early.ID})
	// After it, only what its maker could not see is asked for.
	late.At = b.By(officetest.Gu).At
	b.Pass(time.Hour)
	r := b.Must(late)
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "checklist.changed" || r.Warnings[0].Args[1] != "断水断电" {
		t.Error(r.Warnings)
	}
	d = checks(b)
	if d.State(b.Now()) != data.StepsPart || strings.Join(d.Last().Missing(), "") != "断水断电" || strings.Join(d.Begun(), "") != "地面台面无杂物" {
		t.Errorf("%+v", d.Last())
	}
	b.Must(&data.RunChecklist{Head: b.By(officetest.Xun), Run: data.NewID(), Checklist: l.ID, Version: l2.Version, Turn: d.Turn(), Items: l2.Items, Ticked: []int{1}})
	if d = checks(b); d.State(b.Now()) != data.StepsDone || len(d.Runs) != 1 || len(d.Runs[0].People()) != 2 {
		t.Errorf("%+v", d.Runs)
	}
	// Nor is it lost on a list that is no more, or that nobody can have seen.
	l2.Retired = true
	b.Must(&data.PutChecklist{Head: b.By(officetest.Chang), Checklist: l2})
	if r := b.Must(runs(b, l, officetest.Gu, 0)); !slices.ContainsFunc(r.Warnings, func(w data.Warning) bool { return w.Key == "checklist.retired" }) {
		t.Error(r.Warnings)
	}
	b.Refuse(runs(b, data.Checklist{ID: "none", Items: []string{"a"}}, officetest.Gu, 0), "error.notFound")
	b.Sound()
}

func TestTwoWhoTickOneListMakeOneRun(t *testing.T) {
	for name, turn := range map[string]int{"named": 1, "of an older tablet": 0} {
		t.Run(name, func(t *testing.T) {
			b := storetest.StockBook(t)
			l := barClose(b)
			gu, xun := runs(b, l, officetest.Gu, 0, 1), runs(b, l, officetest.Xun, 1, 2)
			gu.Turn, xun.Turn, xun.Device = turn, turn, "tablet"
			b.Pass(time.Minute)
			again := runs(b, l, officetest.Ding, 0)
			again.Turn = turn
			b.Must(gu)
			b.Must(xun)
			d := checks(b)
			if len(d.Runs) != 1 || !d.Runs[0].Complete() || d.State(b.Now()) != data.StepsDone {
				t.Fatalf("%+v", d.Runs)
			}
			if p := d.Runs[0].People(); !slices.Equal(p, []data.ID{officetest.Gu, officetest.Xun}) {
				t.Error(p)
			}
			// Either can be taken back by itself.
			b.Must(&data.Undo{Head: b.By(officetest.Gu), Command: gu.ID})
			if d := checks(b); strings.Join(d.Last().Missing(), "") != "台面无杂物" {
				t.Errorf("%+v", d.Runs)
			}
			b.Must(again)
			if d := checks(b); len(d.Runs) != 1 || !d.Runs[0].Complete() || d.Turn() != 2 {
				t.Errorf("%+v", d.Runs)
			}
			b.Sound()
		})
	}
}

func TestARunIsPutRight(t *testing.T) {
	b := storetest.StockBook(t)
	l := barClose(b)
	c := runs(b, l, officetest.Gu, 0, 1, 2)
	b.Must(c)
	b.Pass(30 * time.Hour)
	b.Refuse(&data.CorrectRun{Head: b.By(officetest.Gu), Run: c.Run, Ticked: []int{0}, Why: "没做"}, "error.forbidden")
	b.Refuse(&data.CorrectRun{Head: b.By(officetest.Chang), Run: c.Run, Ticked: []int{0}}, "error.needWhy")
	b.Refuse(&data.CorrectRun{Head: b.By(officetest.Chang), Run: c.Run, Ticked: []int{3}, Why: "没做"}, "error.invalid")
	b.Must(&data.CorrectRun{Head: b.By(officetest.Chang), Run: c.Run, Ticked: []int{0, 2}, Why: "监控里没拖地"})
	day, err := b.CheckDay(context.Background(), "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	if r := day.Lists[0].Last(); strings.Join(r.Missing(), "") != "地面" || r.AmendWhy != "监控里没拖地" || r.AmendedBy != officetest.Chang {
		t.Errorf("%+v", r)
	}
	b.Must(&data.CorrectRun{Head: b.By(officetest.Chang), Run: c.Run, Void: true, Why: "当天没有人在"})
	b.Refuse(&data.CorrectRun{Head: b.By(officetest.Chang), Run: c.Run, Void: true, Why: "当天没有人在"}, "checklist.isVoid")
	if day, _ = b.CheckDay(context.Background(), "2026-11-23"); day.Lists[0].Last() != nil || day.Lists[0].State(b.Now()) != data.StepsLate || !day.Lists[0].Runs[0].Void {
		t.Errorf("%+v", day.Lists[0].Runs)
	}
	b.Sound()
}

func TestBadListsAreRefused(t *testing.T) {
	b := storetest.StockBook(t)
	for name, c := range map[string]struct {
		change func(l *data.Checklist)
		key    string
	}{
		"no name":     {func(l *data.Checklist) { l.Name = " " }, "error.required"},
		"no items":    {func(l *data.Checklist) { l.Items = nil }, "checklist.needItems"},
		"too many":    {func(l *data.Checklist) { l.Items = make([]string, 31) }, "checklist.needItems"},
		"blank item":  {func(l *data.Checklist) { l.Items = []string{"地面", ""} }, "error.required"},
		"twice":       {func(l *data.Checklist) { l.Items = []string{"地面", "地面"} }, "checklist.sameTwice"},
		"nowhere":     {func(l *data.Checklist) { l.Station = "roof" }, "error.required"},
		"at midnight": {func(l *data.Checklist) { l.By = 24 * 60 }, "error.time"},
	} {
		t.Run(name, func(t *testing.T) {
			l := data.Checklist{ID: "list", Name: "吧台开", Station: "bar", Items: []string{"地面"}}
			c.change(&l)
			b.Refuse(&data.PutChecklist{Head: b.By(officetest.Chang), Checklist: l}, c.key)
		})
	}
	b.Refuse(&data.PutChecklist{Head: b.By(officetest.Gu), Checklist: data.Checklist{ID: "list", Name: "吧台开", Station: "bar", Items: []string{"地面"}}}, "error.forbidden")
}

func lot(b *storetest.Book, id data.ID) data.CupView {
	b.T.Helper()
	lots := today(b).Lots
	i := slices.IndexFunc(lots, func(l data.CupView) bool { return l.ID == id })
	if i < 0 {
		b.T.Fatal(lots)
	}
	return lots[i]
}

func inspects(b *storetest.Book, item data.ID, n, chipped int) *data.StepCups {
	return &data.StepCups{Head: b.By(officetest.Gu), Batch: data.NewID(), Item: item, Qty: n, Step: "inspect", Chipped: chipped}
}

func steps(b *storetest.Book, c *data.StepCups, step string) *data.StepCups {
	return &data.StepCups{Head: b.By(officetest.Gu), Batch: c.Batch, Step: step}
}

func TestCupsGoTheSourcesWay(t *testing.T) {
	b := storetest.StockBook(t)
	b.Refuse(&data.StepCups{Head: b.By(officetest.Gu), Batch: "lot", Step: "rinse"}, "checklist.cups.inspectFirst")
	first := inspects(b, "cup", 10, 2)
	b.Must(first)
	b.Pass(time.Second)
	other := inspects(b, "", 6, 0) // several lots on their way
	b.Must(other)
	if l := lot(b, first.Batch); l.Qty != 8 || l.Chipped != 2 || l.Began != 10 || l.Name != "玻璃茶杯 240ml" || l.Next() != "rinse" {
		t.Errorf("%+v", l)
	}
	if e := b.Refuse(steps(b, first, "wipe"), "checklist.cups.order"); e.Args[0] != "rinse" || e.Field != "step" {
		t.Error(e)
	}
	b.Refuse(steps(b, first, "store"), "checklist.cups.order")
	b.Refuse(inspects(b, "milk", 4, 0), "checklist.cups.noUtensil")
	b.Refuse(inspects(b, "none", 4, 0), "error.notFound")
	b.Refuse(inspects(b, "cup", 0, 0), "error.range")
	b.Refuse(inspects(b, "cup", 4, 5), "error.range")
	b.Pass(time.Minute)
	b.Must(steps(b, first, "rinse"))
	if e := b.Refuse(steps(b, first, "rinse"), "checklist.cups.already"); e.Args[1] != "古试饮" || e.Args[2] != "09:01" {
		t.Error(e)
	}
	b.Must(steps(b, first, "wipe"))
	again := steps(b, first, "flawless")
	again.Fail = true
	b.Must(again)
	if l := lot(b, first.Batch); l.Again != 1 || l.Next() != "rinse" || l.Done != 0 {
		t.Errorf("%+v", l)
	}
	b.Must(&data.Undo{Head: b.By(officetest.Gu), Command: again.ID})
	if l := lot(b, first.Batch); l.Again != 0 || l.Next() != "flawless" || len(l.Steps) != 3 {
		t.Errorf("%+v", l)
	}
	again.ID = data.NewID()
	b.Must(again)
	b.Refuse(steps(b, first, "disinfect"), "checklist.cups.order")
	for _, step := range []string{"rinse", "wipe", "flawless", "disinfect"} {
		b.Must(steps(b, first, step))
	}
	if got := cleaningLines(b); len(got) != 2 || got[0] != "checklist.hand.cups 玻璃茶杯 240ml 8 disinfect 09:01 store" || got[1] != "checklist.hand.cups  6 inspect 09:00 rinse" {
		t.Error(got)
	}
	chip := steps(b, first, "store")
	chip.Chipped = 1
	b.Refuse(chip, "checklist.cups.chipLate")
	b.Must(steps(b, first, "store"))
	e := b.Refuse(steps(b, first, "rinse"), "checklist.cups.finished")
	if e.Code != data.Stale {
		t.Error(e)
	}
	if l := lot(b, first.Batch); l.Done == 0 || l.Qty != 8 || len(l.Steps) != 9 {
		t.Errorf("%+v", l)
	}
	last := steps(b, other, "rinse")
	last.Chipped = 7
	b.Refuse(last, "error.range")
	last.Chipped = 6
	b.Must(last)
	if l := lot(b, other.Batch); l.Done == 0 || l.Qty != 0 || l.Next() != "" {
		t.Errorf("a lot of which nothing is left is open: %+v", l)
	}
	if open := today(b).OnTheWay(); len(open) != 0 {
		t.Error(open)
	}
	b.Sound()
}

// Whatever is tried in whatever order, a lot that is put away was inspected,
// rinsed, wiped, found flawless and disinfected, in that order, after the last
// time it was sent back; and no cup appears or vanishes.
func TestNoCupSkipsAStep(t *testing.T) {
	b := storetest.StockBook(t)
	rnd := rand.New(rand.NewPCG(14, 15))
	ctx := context.Background()
	lots := make([]data.ID, 6)
	for i := range lots {
		lots[i] = data.NewID()
	}
	var done []data.ID
	for range 900 {
		b.Pass(time.Second)
		if len(done) > 0 && rnd.IntN(12) == 0 {
			n := rnd.IntN(len(done))
			b.Do(ctx, &data.Undo{Head: b.By(officetest.Gu), Command: done[n]})
			continue
		}
		c := &data.StepCups{Head: b.By(officetest.Gu), Batch: lots[rnd.IntN(len(lots))], Step: data.CupSteps[rnd.IntN(len(data.CupSteps))]}
		if c.Step == "inspect" {
			c.Qty = 1 + rnd.IntN(30)
		}
		c.Fail = c.Step == "flawless" && rnd.IntN(3) == 0
		if rnd.IntN(6) == 0 {
			c.Chipped = rnd.IntN(3)
		}
		if _, err := b.Do(ctx, c); err == nil {
			done = append(done, c.ID)
		} else if data.CodeOf(err) == data.Storage {
			t.Fatal(err)
		}
	}
	views := today(b).Washed()
	if len(views) == 0 {
		t.Fatal("no lot ever began")
	}
	stored := 0
	for _, v := range views {
		var since data.StepOrder
		chipped, left := 0, v.Began
		for i, s := range v.Steps {
			chipped, left = chipped+s.Chipped, left-s.Chipped
			if s.N != i+1 || s.Qty != left {
				t.Fatalf("%+v", v)
			}
			since = append(since, s.Step)
			if s.Failed {
				since = data.StepOrder{"inspect"}
			}
		}
		if !slices.Equal(since, data.CupSteps[:len(since)]) {
			t.Errorf("a lot went %v", v.Steps)
		}
		if v.Qty+v.Chipped != v.Began || chipped != v.Chipped || v.Qty < 0 {
			t.Errorf("%d began, %d are left, %d chipped", v.Began, v.Qty, v.Chipped)
		}
		if v.Done > 0 && v.Qty > 0 {
			if stored++; len(since) != len(data.CupSteps) {
				t.Errorf("put away after %v", since)
			}
		}
	}
	if stored == 0 {
		t.Error("nothing was ever put away")
	}
	b.Sound()
}

func TestAStepIsDoneOnceWhoeverTaps(t *testing.T) {
	b := storetest.StockBook(t)
	first := inspects(b, "cup", 12, 0)
	b.Must(first)
	for _, step := range data.CupSteps[1:] {
		var wg sync.WaitGroup
		results := make([]error, 16)
		for i := range results {
			c := steps(b, first, step)
			c.Staff = []data.ID{officetest.Gu, officetest.Xun}[i%2]
			wg.Go(func() { _, results[i] = b.Do(context.Background(), c) })
		}
		wg.Wait()
		done := 0
		for _, err := range results {
			switch {
			case err == nil:
				done++
			case data.CodeOf(err) != data.Stale:
				t.Error(err)
			}
		}
		if done != 1 {
			t.Fatalf("%s was done %d times", step, done)
		}
	}
	if l := lot(b, first.Batch); len(l.Steps) != len(data.CupSteps) {
		t.Errorf("%+v", l)
	}
	same := inspects(b, "cup", 5, 1) // a double tap is one act
	b.Must(same)
	b.Must(same)
	if l := lot(b, same.Batch); l.Qty != 4 || len(l.Steps) != 1 {
		t.Errorf("%+v", l)
	}
}

func TestListsThatAreDueAreToDoWhereTheyAreGoneThrough(t *testing.T) {
	b := storetest.StockBook(t)
	put := func(id data.ID, name, station string, by data.Minutes) data.Checklist {
		l := data.Checklist{ID: id, Name: name, Station: station, By: by, Items: []string{"无尘", "电话"}}
		b.Must(&data.PutChecklist{Head: b.By(officetest.Chang), Checklist: l})
		return l
	}
	done, part := put("done", "前台一", "reception", 9*60), put("part", "前台二", "reception", 9*60+10)
	put("late", "前台三", "reception", 8*60)
	put("soon", "前台四", "reception", 9*60+30)
	put("far", "前台五", "reception", 20*60)
	put("any", "前台六", "reception", 0)
	put("bar", "吧台开", "bar", 8*60)
	put("all", "大家的", "everyone", 8*60)
	b.Must(runs(b, done, officetest.An, 0, 1))
	b.Must(runs(b, part, officetest.An, 0))
	want := []string{
		"checklist.today.lead|前台三|checklist.today.due 08:00|checklist.state.late|late|checklist late",
		"checklist.today.lead|前台二|checklist.missing 电话|checklist.state.part|soon|checklist part",
		"checklist.today.lead|前台四|checklist.today.due 09:30|checklist.state.open|soon|checklist soon",
	}
	if got := b.ToDo("checklist", storetest.AtDesk); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	want = []string{
		"checklist.today.lead|大家的|checklist.today.due 08:00|checklist.state.late|late|checklist all",
		"checklist.today.lead|吧台开|checklist.today.due 08:00|checklist.state.late|late|checklist bar",
	}
	if got := b.ToDo("checklist", data.Viewer{Person: officetest.Gu, Role: data.Bar, Station: "bar"}); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
