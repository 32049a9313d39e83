package store

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"yingbin/data"
)

// barClose is a list with a time, as the supervisor writes it.
func (b *testBook) barClose() data.Checklist {
	b.t.Helper()
	l := data.Checklist{ID: "list-close", Name: "吧台收", Station: "bar", By: 21*60 + 30, Items: []string{"台面无杂物", "地面", "换垃圾袋"}}
	b.do(&data.PutChecklist{Head: b.head(chang), Checklist: l})
	return l
}

func (b *testBook) runs(l data.Checklist, who data.ID, ticked ...int) *data.RunChecklist {
	return &data.RunChecklist{Head: b.head(who), Run: data.NewID(), Checklist: l.ID, Items: l.Items, Ticked: ticked}
}

func (b *testBook) checks() data.ChecklistDay {
	b.t.Helper()
	ctx, set := context.Background(), data.Settings{}.Defaults()
	lists, err := b.Checklists(ctx)
	if err != nil {
		b.t.Fatal(err)
	}
	day := set.Calendar.Day(b.Now())
	runs, err := b.ChecklistRuns(ctx, day, day)
	if err != nil {
		b.t.Fatal(err)
	}
	days := data.ChecklistDays(lists, runs, set.Calendar, day, b.Now())
	if len(days) != 1 {
		b.t.Fatal(days)
	}
	return days[0]
}

func (b *testBook) cleaningLines() (lines []string) {
	b.t.Helper()
	set := data.Settings{}.Defaults()
	items, err := handOverCleaning(context.Background(), b, handoverScope{now: b.Now(), day: set.Calendar.Day(b.Now()), settings: set})
	if err != nil {
		b.t.Fatal(err)
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
	b := stockBook(t)
	l := b.barClose()
	if d := b.checks(); d.State != data.CheckOpen || d.Last != nil || len(b.cleaningLines()) != 0 {
		t.Error(d)
	}
	b.refuse(b.runs(l, gu), "checklist.nothingTicked")
	b.refuse(b.runs(l, gu, 1, 1), "error.invalid")
	b.refuse(b.runs(l, gu, 3), "error.invalid")
	part := b.runs(l, gu, 0, 2)
	part.Note = "地面湿，客人走了再拖"
	b.do(part)
	d := b.checks()
	if d.State != data.CheckPart || strings.Join(d.Last.Missing(), "") != "地面" || d.Last.By != gu || d.Last.Note != part.Note {
		t.Errorf("%+v", d)
	}
	if got := b.cleaningLines(); len(got) != 1 || got[0] != "checklist.hand.part 吧台收 09:00 地面" {
		t.Error(got)
	}
	b.pass(13 * time.Hour)
	if d := b.checks(); d.State != data.CheckLate {
		t.Errorf("%+v", d)
	}
	whole := b.runs(l, xun, 0, 1, 2)
	b.do(whole)
	if d := b.checks(); d.State != data.CheckDone || d.Last.By != xun || d.Runs != 2 || len(b.cleaningLines()) != 0 {
		t.Errorf("%+v", d)
	}
	r := b.do(b.runs(l, gu, 0)) // again, and less: done stays done
	if d := b.checks(); d.State != data.CheckDone || d.Last.By != xun {
		t.Errorf("%+v", d)
	}
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "checklist.doneBefore" || r.Warnings[0].Args[1] != "𬬻小满" {
		t.Error(r.Warnings)
	}
	b.refuse(&data.Undo{Head: b.head(ding), Command: whole.ID}, "undo.others")
	b.do(&data.Undo{Head: b.head(xun), Command: whole.ID})
	if d := b.checks(); d.State != data.CheckLate {
		t.Errorf("%+v", d)
	}
	b.verify()
}

func TestALateListStandsInTheHandover(t *testing.T) {
	b := stockBook(t)
	b.barClose()
	b.pass(12*time.Hour + 29*time.Minute)
	if got := b.cleaningLines(); len(got) != 0 {
		t.Error(got)
	}
	b.pass(2 * time.Minute)
	if got := b.cleaningLines(); len(got) != 1 || got[0] != "checklist.hand.late 吧台收 21:30 !" {
		t.Error(got)
	}
	b.pass(9 * time.Hour) // the next day asks anew
	if d := b.checks(); d.State != data.CheckOpen {
		t.Errorf("%+v", d)
	}
}

func TestTicksOnAListThatChangedAreRefused(t *testing.T) {
	b := stockBook(t)
	l := b.barClose()
	late := b.runs(l, gu, 0, 1, 2)
	done := b.runs(l, gu, 0, 1, 2)
	b.do(done)
	l.Items = []string{"地面", "台面无杂物", "换垃圾袋", "断水断电"}
	b.do(&data.PutChecklist{Head: b.head(chang), Checklist: l})
	if e := b.refuse(late, "checklist.changed"); e.Code != data.Stale {
		t.Error(e)
	}
	if d := b.checks(); d.Last.Items[0] != "台面无杂物" || !d.Last.Complete() {
		t.Errorf("what was done reads otherwise now: %+v", d.Last)
	}
	l.Retired = true
	b.do(&data.PutChecklist{Head: b.head(chang), Checklist: l})
	b.refuse(b.runs(l, gu, 0), "checklist.retired")
	b.refuse(b.runs(data.Checklist{ID: "none", Items: []string{"a"}}, gu, 0), "error.notFound")
}

func TestBadListsAreRefused(t *testing.T) {
	b := stockBook(t)
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
			b.refuse(&data.PutChecklist{Head: b.head(chang), Checklist: l}, c.key)
		})
	}
	b.refuse(&data.PutChecklist{Head: b.head(gu), Checklist: data.Checklist{ID: "list", Name: "吧台开", Station: "bar", Items: []string{"地面"}}}, "error.forbidden")
}

func (b *testBook) lot(id data.ID) data.CupView {
	b.t.Helper()
	lots, err := b.CupBatches(context.Background(), data.CupFilter{ID: id})
	if err != nil || len(lots) != 1 {
		b.t.Fatal(lots, err)
	}
	return lots[0]
}

func (b *testBook) inspects(item data.ID, n, chipped int) *data.StepCups {
	return &data.StepCups{Head: b.head(gu), Batch: data.NewID(), Item: item, Qty: n, Step: "inspect", Chipped: chipped}
}

func (b *testBook) steps(c *data.StepCups, step string) *data.StepCups {
	return &data.StepCups{Head: b.head(gu), Batch: c.Batch, Step: step}
}

func TestCupsGoTheSourcesWay(t *testing.T) {
	b := stockBook(t)
	b.refuse(&data.StepCups{Head: b.head(gu), Batch: "lot", Step: "rinse"}, "checklist.cups.inspectFirst")
	first := b.inspects("cup", 10, 2)
	b.do(first)
	b.pass(time.Second)
	other := b.inspects("", 6, 0) // several lots on their way
	b.do(other)
	if l := b.lot(first.Batch); l.Qty != 8 || l.Chipped != 2 || l.Began != 10 || l.Name != "玻璃茶杯 240ml" || l.Next() != "rinse" {
		t.Errorf("%+v", l)
	}
	if e := b.refuse(b.steps(first, "wipe"), "checklist.cups.order"); e.Args[0] != "rinse" || e.Field != "step" {
		t.Error(e)
	}
	b.refuse(b.steps(first, "store"), "checklist.cups.order")
	b.refuse(b.inspects("milk", 4, 0), "checklist.cups.noUtensil")
	b.refuse(b.inspects("none", 4, 0), "error.notFound")
	b.refuse(b.inspects("cup", 0, 0), "error.range")
	b.refuse(b.inspects("cup", 4, 5), "error.range")
	b.pass(time.Minute)
	b.do(b.steps(first, "rinse"))
	if e := b.refuse(b.steps(first, "rinse"), "checklist.cups.already"); e.Args[1] != "古试饮" || e.Args[2] != "09:01" {
		t.Error(e)
	}
	b.do(b.steps(first, "wipe"))
	again := b.steps(first, "flawless")
	again.Fail = true
	b.do(again)
	if l := b.lot(first.Batch); l.Again != 1 || l.Next() != "rinse" || l.Done != 0 {
		t.Errorf("%+v", l)
	}
	b.do(&data.Undo{Head: b.head(gu), Command: again.ID})
	if l := b.lot(first.Batch); l.Again != 0 || l.Next() != "flawless" || len(l.Steps) != 3 {
		t.Errorf("%+v", l)
	}
	again.ID = data.NewID()
	b.do(again)
	b.refuse(b.steps(first, "disinfect"), "checklist.cups.order")
	for _, step := range []string{"rinse", "wipe", "flawless", "disinfect"} {
		b.do(b.steps(first, step))
	}
	if got := b.cleaningLines(); len(got) != 2 || got[0] != "checklist.hand.cups 玻璃茶杯 240ml 8 disinfect 09:01 store" || got[1] != "checklist.hand.cups  6 inspect 09:00 rinse" {
		t.Error(got)
	}
	chip := b.steps(first, "store")
	chip.Chipped = 1
	b.refuse(chip, "checklist.cups.chipLate")
	b.do(b.steps(first, "store"))
	e := b.refuse(b.steps(first, "rinse"), "checklist.cups.finished")
	if e.Code != data.Stale {
		t.Error(e)
	}
	if l := b.lot(first.Batch); l.Done == 0 || l.Qty != 8 || len(l.Steps) != 9 {
		t.Errorf("%+v", l)
	}
	last := b.steps(other, "rinse")
	last.Chipped = 7
	b.refuse(last, "error.range")
	last.Chipped = 6
	b.do(last)
	if l := b.lot(other.Batch); l.Done == 0 || l.Qty != 0 || l.Next() != "" {
		t.Errorf("a lot of which nothing is left is open: %+v", l)
	}
	open, err := b.CupBatches(context.Background(), data.CupFilter{Open: true})
	if err != nil || len(open) != 0 {
		t.Error(open, err)
	}
	b.verify()
}

// Whatever is tried in whatever order, a lot that is put away was inspected,
// rinsed, wiped, found flawless and disinfected, in that order, after the last
// time it was sent back; and no cup appears or vanishes.
func TestNoCupSkipsAStep(t *testing.T) {
	b := stockBook(t)
	rnd := rand.New(rand.NewPCG(14, 15))
	ctx := context.Background()
	lots := make([]data.ID, 6)
	for i := range lots {
		lots[i] = data.NewID()
	}
	var done []data.ID
	for range 900 {
		b.pass(time.Second)
		if len(done) > 0 && rnd.IntN(12) == 0 {
			n := rnd.IntN(len(done))
			b.Do(ctx, &data.Undo{Head: b.head(gu), Command: done[n]})
			continue
		}
		c := &data.StepCups{Head: b.head(gu), Batch: lots[rnd.IntN(len(lots))], Step: data.CupSteps[rnd.IntN(len(data.CupSteps))]}
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
	views, err := b.CupBatches(ctx, data.CupFilter{})
	if err != nil || len(views) == 0 {
		t.Fatal(err)
	}
	stored := 0
	for _, v := range views {
		var since []string
		chipped, left := 0, v.Began
		for i, s := range v.Steps {
			chipped, left = chipped+s.Chipped, left-s.Chipped
			if s.N != i+1 || s.Qty != left {
				t.Fatalf("%+v", v)
			}
			since = append(since, s.Step)
			if s.Failed {
				since = []string{"inspect"}
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
	b.verify()
}

func TestAStepIsDoneOnceWhoeverTaps(t *testing.T) {
	b := stockBook(t)
	first := b.inspects("cup", 12, 0)
	b.do(first)
	for _, step := range data.CupSteps[1:] {
		var wg sync.WaitGroup
		results := make([]error, 16)
		for i := range results {
			c := b.steps(first, step)
			c.Staff = []data.ID{gu, xun}[i%2]
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
	if l := b.lot(first.Batch); len(l.Steps) != len(data.CupSteps) {
		t.Errorf("%+v", l)
	}
	same := b.inspects("cup", 5, 1) // a double tap is one act
	b.do(same)
	b.do(same)
	if l := b.lot(same.Batch); l.Qty != 4 || len(l.Steps) != 1 {
		t.Errorf("%+v", l)
	}
}
