package appliance_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store"
	"yingbin/data/store/storetest"
)

func cleaning(b *storetest.Book, id data.ID) data.Cleaning {
	b.T.Helper()
	list, err := b.Cleanings(context.Background(), "", "", "")
	i := slices.IndexFunc(list, func(c data.Cleaning) bool { return c.ID == id })
	if err != nil || i < 0 {
		b.T.Fatal(list, err)
	}
	return list[i]
}

func TestACleaningMeetsItsPeriod(t *testing.T) {
	b := storetest.MachineBook(t)
	if s := b.Appliance("app-fridge").Standing; s.State != data.DueNow || s.Period.To != "2026-11-30" || s.Left("2026-11-23") != 7 || s.Share != 50 {
		t.Errorf("%+v", s)
	}
	c := b.Cleans("app-fridge", 2, 0, 1)
	b.Must(c)
	row := cleaning(b, c.Cleaning)
	if row.Due != "2026-11-30" || row.Day != "2026-11-23" || row.By != officetest.Gu || len(row.Left()) != 0 || row.Steps[2] != "除霜" || row.Ticked[0] != 0 {
		t.Errorf("%+v", row)
	}
	v := b.Appliance("app-fridge")
	if v.Standing.State != data.Coming || v.Standing.Period != (data.Period{From: "2026-12-01", To: "2026-12-15"}) || v.Standing.Share != 0 || v.Last.ID != c.Cleaning || v.Year.OnTime != 1 {
		t.Errorf("%+v", v)
	}
	if e := b.Refuse(&data.CheckCleaning{Head: b.By(officetest.Gu), Cleaning: c.Cleaning}, "appliance.ownCleaning"); e.Code != data.Forbidden {
		t.Error(e)
	}
	b.Must(&data.CheckCleaning{Head: b.By(officetest.Xun), Cleaning: c.Cleaning})
	if e := b.Refuse(&data.CheckCleaning{Head: b.By(officetest.An), Cleaning: c.Cleaning}, "appliance.isChecked"); e.Code != data.Stale || e.Args[0] != "𬬻小满" {
		t.Error(e)
	}
	// A later change of the steps leaves what was done as it was.
	a := v.Appliance
	a.Steps = []string{"擦拭"}
	b.Must(&data.PutAppliance{Head: b.By(officetest.Chang), Appliance: a})
	if row := cleaning(b, c.Cleaning); len(row.Done()) != 3 || row.CheckedBy != officetest.Xun {
		t.Errorf("%+v", row)
	}
	if v := b.Appliance("app-fridge"); v.Since != "2026-11-16" || len(v.Earlier) != 0 {
		t.Errorf("%+v", v)
	}
	b.Refuse(&data.Undo{Head: b.By(officetest.Gu), Command: c.ID}, "error.stale") // somebody has looked at it
	b.Sound()
}

func TestACleaningCanBeTakenBack(t *testing.T) {
	b := storetest.MachineBook(t)
	c := b.Cleans("app-fridge", 0, 1, 2)
	b.Must(c)
	b.Must(&data.Undo{Head: b.By(officetest.Gu), Command: c.ID})
	if v := b.Appliance("app-fridge"); v.Standing.State != data.DueNow || v.Last != nil {
		t.Errorf("%+v", v)
	}
	b.Must(b.Cleans("app-fridge", 0, 1, 2))
	b.Sound()
}

func TestBadCleaningsAreRefusedAtTheirField(t *testing.T) {
	b := storetest.MachineBook(t)
	b.Must(b.Cleans("app-cabinet", 0, 1))
	b.Pass(time.Hour)
	for name, c := range map[string]struct {
		id         data.ID
		change     func(c *data.CleanAppliance)
		key, field string
		code       data.Code
	}{
		"tomorrow":      {"app-fridge", func(c *data.CleanAppliance) { c.When = c.At.Add(officetest.WholeDay) }, "appliance.tomorrow", "when", data.Invalid},
		"in an hour":    {"app-fridge", func(c *data.CleanAppliance) { c.When = c.At.Add(time.Hour) }, "appliance.toCome", "when", data.Invalid},
		"long ago":      {"app-fridge", func(c *data.CleanAppliance) { c.When = c.At.Add(-3 * officetest.WholeDay) }, "appliance.longAgo", "when", data.Forbidden},
		"before last":   {"app-cabinet", func(c *data.CleanAppliance) { c.When = c.At.Add(-90 * time.Minute) }, "appliance.beforeLast", "when", data.Conflict},
		"twice":         {"app-cabinet", func(c *data.CleanAppliance) {}, "appliance.doneToday", "appliance", data.Conflict},
		"steps left":    {"app-fridge", func(c *data.CleanAppliance) { c.Steps = []int{0} }, "appliance.stepsLeft", "note", data.Invalid},
		"no such step":  {"app-fridge", func(c *data.CleanAppliance) { c.Steps = []int{0, 1, 2, 3} }, "appliance.stepsChanged", "steps", data.Stale},
		"step twice":    {"app-fridge", func(c *data.CleanAppliance) { c.Steps = []int{0, 0} }, "error.invalid", "steps", data.Invalid},
		"no running":    {"app-fridge", func(c *data.CleanAppliance) { c.Running = "" }, "error.required", "running", data.Invalid},
		"no result":     {"app-fridge", func(c *data.CleanAppliance) { c.Result = "" }, "error.required", "result", data.Invalid},
		"silent":        {"app-fridge", func(c *data.CleanAppliance) { c.Result = "abnormal" }, "appliance.sayWhat", "note", data.Invalid},
		"stands still":  {"app-fridge", func(c *data.CleanAppliance) { c.Running = "stopped" }, "appliance.stopped", "result", data.Invalid},
		"no such thing": {"app-none", func(c *data.CleanAppliance) {}, "error.notFound", "appliance", data.NotFound},
		"long note":     {"app-fridge", func(c *data.CleanAppliance) { c.Note = strings.Repeat("长", 501) }, "error.tooLong", "note", data.Invalid},
		"reception":     {"app-fridge", func(c *data.CleanAppliance) { c.Staff = officetest.An }, "error.forbidden", "", data.Forbidden},
	} {
		t.Run(name, func(t *testing.T) {
			cmd := b.Cleans(c.id, 0, 1)
			if c.id == "app-fridge" {
				cmd.Steps = []int{0, 1, 2}
			}
			c.change(cmd)
			if e := b.Refuse(cmd, c.key); e.Field != c.field || e.Code != c.code {
				t.Errorf("%s at %q", e.Code, e.Field)
			}
		})
	}
	// A step that is left out is said, and then it may be normal.
	ok := b.Cleans("app-fridge", 0, 1)
	ok.Note = "无霜，免除霜"
	b.Must(ok)
	old := b.Cleans("app-coffee", 0, 1)
	old.Staff, old.When = officetest.Chang, old.At.Add(-5*officetest.WholeDay)
	b.Must(old)
	if row := cleaning(b, old.Cleaning); row.Day != "2026-11-18" || row.Due != "2026-11-30" {
		t.Errorf("%+v", row)
	}
}

func TestLateMissedAndMadeUpAreToldApart(t *testing.T) {
	ctx := context.Background()
	b := storetest.MachineBook(t)
	b.Must(b.Cleans("app-fridge", 0, 1, 2)) // on time
	begun := b.Cleans("app-cabinet", 0)
	begun.Result, begun.Running, begun.Note = "again", "stopped", "加热管故障"
	b.Must(begun)
	b.Refuse(&data.CheckCleaning{Head: b.By(officetest.Xun), Cleaning: begun.Cleaning}, "appliance.notDone")
	if s := b.Appliance("app-cabinet").Standing; !s.Begun || s.State != data.DueNow {
		t.Errorf("%+v", s)
	}
	b.Pass(officetest.WholeDay)
	b.Must(b.Cleans("app-cabinet", 0, 1)) // made up, in the same period
	b.Pass(9 * officetest.WholeDay)       // 3 December
	if s := b.Appliance("app-coffee").Standing; s.State != data.Overdue || s.Left("2026-12-03") != -3 || s.Share != 100 {
		t.Errorf("%+v", s)
	}
	late := b.Cleans("app-coffee", 0, 1)
	b.Must(late)
	if row := cleaning(b, late.Cleaning); row.Due != "2026-11-30" {
		t.Errorf("%+v", row)
	}
	b.Pass(20 * officetest.WholeDay) // 23 December: the first half of December is missed by all
	for _, v := range []data.ID{"app-fridge", "app-cabinet", "app-coffee"} {
		if s := b.Appliance(v).Standing; s.State != data.Missed || s.Behind != 1 || s.Period.To != "2026-12-31" {
			t.Errorf("%s %+v", v, s)
		}
	}
	tally := func(from, to data.Day) (n data.Punctuality) {
		plan, err := b.AppliancePlan(ctx, from, to, "")
		if err != nil {
			t.Fatal(err)
		}
		return data.TallyPlan(plan, "", "")
	}
	if n := tally("2026-11-01", "2026-11-30"); n != (data.Punctuality{Planned: 3, OnTime: 1, MadeUp: 2}) {
		t.Errorf("%+v", n)
	}
	if n := tally("2026-12-01", "2026-12-31"); n != (data.Punctuality{Planned: 6, Missed: 3, Open: 3}) {
		t.Errorf("%+v", n)
	}
	b.Sound()
}

func TestANewCycleLeavesThePastAlone(t *testing.T) {
	b := storetest.MachineBook(t)
	b.Pass(20 * officetest.WholeDay) // 13 December: November was missed
	was := b.Appliance("app-fridge")
	a := was.Appliance
	a.Every, a.Since = 7, ""
	b.Must(&data.PutAppliance{Head: b.By(officetest.Chang), Appliance: a})
	v := b.Appliance("app-fridge")
	if v.Since != "2026-12-13" || len(v.Earlier) != 1 || v.Year.Missed != was.Year.Missed || v.Standing.Period != (data.Period{From: "2026-12-13", To: "2026-12-19"}) {
		t.Errorf("%+v\nwas %+v", v, was)
	}
	twin := a
	twin.ID, twin.Name = "app-twin", "小冰箱"
	if e := b.Refuse(&data.PutAppliance{Head: b.By(officetest.Chang), Appliance: twin}, "appliance.sameNumber"); e.Field != "number" {
		t.Error(e)
	}
	twin.Number, twin.Steps = "BX-02", nil
	b.Refuse(&data.PutAppliance{Head: b.By(officetest.Chang), Appliance: twin}, "appliance.needSteps")
	twin.Steps = a.Steps
	b.Must(&data.PutAppliance{Head: b.By(officetest.Chang), Appliance: twin})
	if v := b.Appliance("app-twin"); v.Since != "2026-12-13" || v.Standing.Behind != 0 {
		t.Errorf("%+v", v)
	}
	twin.Retired = true
	b.Must(&data.PutAppliance{Head: b.By(officetest.Chang), Appliance: twin})
	b.Pass(60 * officetest.WholeDay)
	if v := b.Appliance("app-twin"); v.Year.Planned != 0 || v.Standing.State != data.Coming {
		t.Errorf("%+v", v)
	}
	b.Refuse(b.Cleans("app-twin", 0), "appliance.isRetired")
	b.Sound()
}

func TestTwoWhoCleanAtOnceAreOneCleaning(t *testing.T) {
	b := storetest.MachineBook(t)
	var wg sync.WaitGroup
	done := make(chan error, 24)
	for i := range 24 {
		c := b.Cleans("app-fridge", 0, 1, 2)
		c.Staff, c.Device = []data.ID{officetest.Gu, officetest.Xun, officetest.Xia}[i%3], data.ID(fmt.Sprint("tablet-", i))
		wg.Go(func() {
			_, err := b.Do(context.Background(), c)
			done <- err
		})
	}
	wg.Wait()
	close(done)
	good := 0
	for err := range done {
		if err == nil {
			good++
		} else if e := data.AsError(err); e.Key != "appliance.doneToday" || e.Code != data.Conflict {
			t.Error(err)
		}
	}
	if list, err := b.Cleanings(context.Background(), "", "", "app-fridge"); good != 1 || len(list) != 1 || err != nil {
		t.Error(good, list, err)
	}
	b.Sound()
}

func TestTheHandoverTellsOfAppliances(t *testing.T) {
	b := storetest.MachineBook(t)
	items := func() string {
		t.Helper()
		set := data.Settings{}.Defaults()
		scope := store.AsOf{Now: b.Now(), Day: set.Calendar.Day(b.Now()), Settings: set}
		var all []string
		list, err := store.HandedOver(context.Background(), b.Book, scope)
		if err != nil {
			t.Fatal(err)
		}
		slices.SortStableFunc(list, func(x, y data.HandoverItem) int { return strings.Compare(x.Section, y.Section) })
		for _, i := range list {
			if i.Section == "appliances" || i.Section == "repairs" {
				all = append(all, fmt.Sprint(i.Section, " ", strings.TrimPrefix(i.Key, "appliance.hand."), " ", strings.Join(i.Args, " "), " ", i.Amiss))
			}
		}
		return strings.Join(all, "|")
	}
	if got := items(); got != "appliances due 冰箱 · 消毒柜 · 咖啡机 11-30 false" {
		t.Error(got)
	}
	b.Must(b.Cleans("app-fridge", 0, 1, 2))
	r := &data.OpenRepair{Head: b.By(officetest.Gu), Repair: data.NewID(), Thing: "app-cabinet", Fault: "不加热"}
	b.Must(r)
	if got := items(); got != "appliances due 消毒柜 · 咖啡机 11-30 false|repairs repair.reported 消毒柜 W-1123-001 09:00 true" {
		t.Error(got)
	}
	b.Pass(8*officetest.WholeDay + time.Hour)
	b.Must(&data.SendRepair{Head: b.By(officetest.An), Repair: r.Repair, To: "厂家售后"})
	if got := items(); got != "appliances overdue 消毒柜 XD-01 11-30 true|appliances overdue 咖啡机 KF-01 11-30 true|appliances due 冰箱 12-15 false|repairs repair.sent 消毒柜 W-1123-001 10:00 true" {
		t.Error(got)
	}
	b.Pass(10 * officetest.WholeDay)
	b.Must(&data.TakeBackRepair{Head: b.By(officetest.An), Repair: r.Repair, Cost: 18000})
	if got := items(); got != "appliances missed 消毒柜 XD-01 12-15 1 true|appliances missed 咖啡机 KF-01 12-15 1 true|appliances due 冰箱 12-15 false|repairs repair.back 消毒柜 W-1123-001 10:00 true" {
		t.Error(got)
	}
}

// Whatever is done in whatever order, undone or refused: no period is met
// twice, no thing is under repair twice, and a place is faulty exactly as long
// as its repair is open.
func TestAppliancesAndRepairsHold(t *testing.T) {
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			ctx := context.Background()
			b := storetest.MachineBook(t)
			r := rand.New(rand.NewPCG(seed, 3))
			apps := []data.ID{"app-fridge", "app-cabinet", "app-coffee"}
			things := append(slices.Clone(apps), "court-bad1", "area-talk", "table-a1")
			people := []data.ID{officetest.Gu, officetest.Xun, officetest.Chang}
			var cleanings, repairs, given []data.ID
			one := func(list []data.ID) data.ID {
				if len(list) == 0 {
					return "none"
				}
				return list[max(0, len(list)-1-r.IntN(5))]
			}
			for range 160 {
				who := people[r.IntN(len(people))]
				var c data.Command
				switch r.IntN(9) {
				case 0, 1:
					x := b.Cleans(apps[r.IntN(3)], 0, 1)
					x.Staff, x.Note = who, "已看"
					x.Result = data.CleaningResults[r.IntN(3)]
					cleanings = append(cleanings, x.Cleaning)
					c = x
				case 2:
					c = &data.CheckCleaning{Head: b.By(who), Cleaning: one(cleanings)}
				case 3, 4:
					x := &data.OpenRepair{Head: b.By(who), Repair: data.NewID(), Thing: things[r.IntN(len(things))], Fault: "坏了"}
					repairs = append(repairs, x.Repair)
					c = x
				case 5:
					c = &data.SendRepair{Head: b.By(who), Repair: one(repairs), To: fmt.Sprint("厂家", r.IntN(3))}
				case 6:
					c = &data.TakeBackRepair{Head: b.By(who), Repair: one(repairs), Cost: data.Fen(r.IntN(5) * 100)}
				case 7:
					c = &data.CheckRepair{Head: b.By(who), Repair: one(repairs)}
				case 8:
					c = &data.Undo{Head: b.By(officetest.Chang), Command: one(given)}
				}
				if _, err := b.Do(ctx, c); err == nil {
					given = append(given, c.Meta().ID)
				} else if data.CodeOf(err) == data.Storage {
					t.Fatal(err)
				}
				b.Pass(time.Duration(r.IntN(40)) * time.Hour)
				holdAppliances(b)
			}
			b.Sound()
		})
	}
}

func holdAppliances(b *storetest.Book) {
	b.T.Helper()
	ctx := context.Background()
	open, err := b.OpenRepairs(ctx)
	if err != nil {
		b.T.Fatal(err)
	}
	out := map[data.ID]bool{}
	for _, r := range open {
		if out[r.Thing] {
			b.T.Fatal("under repair twice:", r)
		}
		out[r.Thing] = true
	}
	states, err := b.Facilities(ctx)
	for _, place := range []data.ID{"court-bad1", "area-talk"} {
		if err != nil || (states[place].State == data.Faulty) != out[place] {
			b.T.Fatal(place, states[place], out[place], err)
		}
	}
	list, err := b.Cleanings(ctx, "", "", "")
	met := map[string]bool{}
	last := map[data.ID]data.Time{}
	for _, c := range list {
		key := fmt.Sprint(c.Appliance, c.Due)
		if err != nil || c.Due != "" && c.Fulfils() && met[key] || c.At < last[c.Appliance] {
			b.T.Fatal("met twice or out of order:", c, err)
		}
		met[key] = met[key] || c.Fulfils()
		last[c.Appliance] = c.At
	}
}

func BenchmarkAppliances(b *testing.B) {
	book := storetest.MachineBook(b)
	for range 48 {
		for _, id := range []data.ID{"app-fridge", "app-cabinet", "app-coffee"} {
			c := book.Cleans(id, 0, 1)
			c.Note = "已看"
			book.Must(c)
		}
		book.Pass(15 * officetest.WholeDay)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := book.Appliances(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

func TestAppliancesThatWantSomethingAreToDo(t *testing.T) {
	b := storetest.MachineBook(t)
	if got := b.ToDo("appliance", storetest.AtDesk); len(got) != 0 {
		t.Errorf("in good time: %q", got)
	}
	r := &data.OpenRepair{Head: b.By(officetest.Gu), Repair: "repair-1", Thing: "app-cabinet", Fault: "不加热"}
	b.Must(r)
	b.Must(&data.OpenRepair{Head: b.By(officetest.Gu), Repair: "repair-2", Thing: "court-bad1", Fault: "灯不亮"})
	if got := b.ToDo("repair", storetest.AtDesk); !slices.Equal(got, []string{"appliance.today.repair|消毒柜|不加热 · appliance.today.since 09:00|appliance.repair.reported|late|appliance repair-1"}) {
		t.Errorf("%q", got)
	}
	b.Must(&data.SendRepair{Head: b.By(officetest.An), Repair: r.Repair, To: "厂家售后"})
	if got := b.ToDo("repair", storetest.AtDesk); !slices.Equal(got, []string{"appliance.today.repair|消毒柜|不加热 · appliance.today.since 09:00|appliance.repair.sent|soon|appliance repair-1"}) {
		t.Errorf("%q", got)
	}
	b.Must(b.Cleans("app-fridge", 0, 1, 2))
	for _, step := range []struct {
		days int
		want []string
	}{
		{6, []string{
			"appliance.today.lead|消毒柜|appliance.today.due tomorrow|appliance.state.soon|soon|appliance app-cabinet",
			"appliance.today.lead|咖啡机|appliance.today.due tomorrow|appliance.state.soon|soon|appliance app-coffee",
		}},
		{4, []string{
			"appliance.today.lead|消毒柜|appliance.today.overdue date.md 11 30|appliance.state.overdue|late|appliance app-cabinet",
			"appliance.today.lead|咖啡机|appliance.today.overdue date.md 11 30|appliance.state.overdue|late|appliance app-coffee",
		}},
		{10, []string{
			"appliance.today.lead|消毒柜|appliance.today.missed 1|appliance.state.missed|late|appliance app-cabinet",
			"appliance.today.lead|咖啡机|appliance.today.missed 1|appliance.state.missed|late|appliance app-coffee",
			"appliance.today.lead|冰箱|appliance.today.due date.md 12 15|appliance.state.soon|soon|appliance app-fridge",
		}},
	} {
		b.Pass(time.Duration(step.days) * officetest.WholeDay)
		if got := b.ToDo("appliance", storetest.AtDesk); !slices.Equal(got, step.want) {
			t.Errorf("%q", got)
		}
	}
}

func TestACleaningIsJudgedByTheStepsItsMakerSaw(t *testing.T) {
	b := storetest.MachineBook(t)
	was := b.Appliance("app-fridge").Appliance // 断电清空, 查效期, 除霜
	named := b.Cleans("app-fridge", 0, 2)
	named.Items, named.Version, named.Note, named.Device = was.Steps, was.Version, "效期表不在", "tablet"
	bare := b.Cleans("app-fridge", 0, 1, 2) // of a tablet that names no steps
	bare.Device = "tablet-2"
	b.Pass(time.Hour)
	now := was
	now.Steps = []string{"查效期", "擦密封条", "断电清空", "除霜"}
	b.Must(&data.PutAppliance{Head: b.By(officetest.Chang), Appliance: now})
	b.Pass(time.Hour)
	named.At = b.By(officetest.Gu).At // after the change, and unaware of it
	r := b.Must(named)
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "appliance.unseen" || r.Warnings[0].Args[1] != "擦密封条" {
		t.Error(r.Warnings)
	}
	if row := cleaning(b, named.Cleaning); strings.Join(row.Done(), " ") != "断电清空 除霜" || strings.Join(row.Left(), " ") != "查效期" {
		t.Errorf("the ticks landed under other steps: %+v", row)
	}
	v := b.Appliance("app-fridge")
	if strings.Join(v.Unseen, " ") != "擦密封条" || len(b.ToDo("appliance", data.Viewer{Role: data.Bar, Station: "bar"})) == 0 {
		t.Errorf("%+v", v)
	}
	more := b.Cleans("app-fridge", 0, 1, 2, 3)
	more.Items, more.Version = v.Steps, v.Version
	b.Must(more)
	if v := b.Appliance("app-fridge"); len(v.Unseen) != 0 {
		t.Error(v.Unseen)
	}
	if r := b.Must(bare); !slices.ContainsFunc(r.Warnings, func(w data.Warning) bool { return w.Key == "appliance.doneTwice" }) {
		t.Error(r.Warnings)
	}
	if row := cleaning(b, bare.Cleaning); !slices.Equal(row.Steps, was.Steps) || len(row.Left()) != 0 {
		t.Errorf("%+v", row)
	}
	b.Sound()
}

func TestTwoWhoCleanOneApplianceTickOneList(t *testing.T) {
	b := storetest.MachineBook(t)
	gu, xun := b.Cleans("app-fridge", 0, 1), b.Cleans("app-fridge", 2)
	gu.Result, gu.Note, xun.Result, xun.Note, xun.Staff = "again", "客人来了", "again", "前面两步没看", officetest.Xun
	b.Must(gu)
	b.Pass(time.Minute)
	b.Must(xun)
	if row := cleaning(b, xun.Cleaning); row.Result != "normal" || len(row.Left()) != 0 {
		t.Errorf("two halves are two gaps: %+v", row)
	}
	if v := b.Appliance("app-fridge"); v.Standing.State != data.Coming {
		t.Errorf("%+v", v.Standing)
	}
	b.Sound()
}

func TestACleaningIsPutRight(t *testing.T) {
	b := storetest.MachineBook(t)
	c := b.Cleans("app-fridge", 0, 1, 2)
	b.Must(c)
	b.Pass(48 * time.Hour)
	right := &data.CorrectCleaning{Head: b.By(officetest.Chang), Cleaning: c.Cleaning, Ticked: []int{0}, Running: "good", Result: "again", Why: "霜还在"}
	b.Refuse(&data.CorrectCleaning{Head: b.By(officetest.Gu), Cleaning: c.Cleaning, Void: true, Why: "霜还在"}, "error.forbidden")
	b.Must(right)
	if v := b.Appliance("app-fridge"); v.Standing.State != data.DueNow || !v.Standing.Begun || v.Last.AmendWhy != "霜还在" {
		t.Errorf("%+v", v)
	}
	b.Must(&data.CorrectCleaning{Head: b.By(officetest.Chang), Cleaning: c.Cleaning, Void: true, Why: "那天停电"})
	b.Refuse(&data.CorrectCleaning{Head: b.By(officetest.Chang), Cleaning: c.Cleaning, Void: true, Why: "那天停电"}, "appliance.isVoid")
	b.Refuse(&data.CheckCleaning{Head: b.By(officetest.Xun), Cleaning: c.Cleaning}, "appliance.isVoid")
	if v := b.Appliance("app-fridge"); v.Standing.State != data.DueNow || v.Standing.Begun || v.Last != nil {
		t.Errorf("%+v", v)
	}
	b.Sound()
}
