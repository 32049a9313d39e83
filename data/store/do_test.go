package store

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
)

func TestTheSameCommandIsDoneOnce(t *testing.T) {
	ctx := context.Background()
	b := freshBook(t)
	before, _ := b.Head(ctx)
	c := &data.TurnAway{Head: b.By(an), Refusal: data.NewID(), Reason: "drunk", Acts: []string{"guard"}}
	receipts := make([]data.Receipt, 40)
	var all sync.WaitGroup
	for i := range receipts {
		all.Add(1)
		go func() {
			defer all.Done()
			var err error
			if receipts[i], err = b.Do(ctx, c); err != nil {
				t.Error(err)
			}
		}()
	}
	all.Wait()
	for _, r := range receipts {
		if !reflect.DeepEqual(r, receipts[0]) || r.Number != "X-20261123-001" {
			t.Fatalf("%+v and %+v", r, receipts[0])
		}
	}
	after, _ := b.Head(ctx)
	if after.Seq != before.Seq+1 {
		t.Fatalf("%d lines for one command", after.Seq-before.Seq)
	}
	b.reopen()
	b.Pass(time.Hour)
	if r := b.must(c); !reflect.DeepEqual(r, receipts[0]) {
		t.Fatal("after opening again the receipt is", r)
	}
	// In one batch, too.
	twice := &data.TurnAway{Head: b.By(an), Refusal: data.NewID(), Reason: "drunk", Acts: []string{"guard"}}
	results, err := b.DoAll(ctx, slices.Values([]data.Command{twice, c, twice}))
	if err != nil || results[0].Receipt.Number != "X-20261123-002" || !reflect.DeepEqual(results[0], results[2]) || results[1].Receipt.Seq != receipts[0].Seq {
		t.Fatal(results, err)
	}
}

func TestABatchSurvivesTheOnesThatAreRefused(t *testing.T) {
	ctx := context.Background()
	a, b := freshBook(t), freshBook(t)
	table := func(o *testBook, area data.ID, i int) data.Command {
		return &data.PutTable{Head: o.By(chang), Table: data.Table{ID: data.ID(fmt.Sprintf("table-%d", i)), Area: area, Name: "台", Seats: 2}}
	}
	batch := []data.Command{
		table(a, "area-talk", 1), table(a, "nowhere", 2), table(a, "area-talk", 3),
		&data.PutTable{Head: a.By(gu), Table: data.Table{ID: "table-4", Area: "area-talk", Name: "台", Seats: 2}},
		&data.PutTable{Head: a.By(chang)},
		&data.ChangeSettings{Head: a.By(chang), Settings: data.Settings{Name: "新名"}.Defaults()},
		table(a, "area-talk", 5),
	}
	want := []data.Code{"", data.Stale, "", data.Forbidden, data.Invalid, "", ""}
	results, err := a.DoAll(ctx, slices.Values(batch))
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range results {
		if data.CodeOf(r.Err) != want[i] {
			t.Errorf("command %d: %v, not %q", i, r.Err, want[i])
		}
	}
	for i, c := range batch { // one by one it comes to the same
		if _, err := b.Do(ctx, c); data.CodeOf(err) != want[i] {
			t.Errorf("command %d alone: %v, not %q", i, err, want[i])
		}
	}
	names := []string{"tables", "setting", "area"}
	if d := officetest.Differ(a.Dump(names...), b.Dump(names...)); d != "" {
		t.Fatal(d)
	}
	if s, _ := a.Settings(ctx); s.Name != "新名" || a.settings.Name != "新名" {
		t.Fatal(s.Name, a.settings.Name)
	}
	a.sound()
	if results, err := a.DoAll(ctx, slices.Values([]data.Command(nil))); len(results) != 0 || err != nil {
		t.Fatal(results, err)
	}
}

func TestOnlyThoseWhoMayAreObeyed(t *testing.T) {
	b := freshBook(t)
	area := func(h data.Head) data.Command {
		return &data.PutArea{Head: h, Area: data.Area{ID: "area-x", Name: "影音室"}}
	}
	b.refuse(area(b.By(an)), "error.forbidden")
	b.refuse(area(b.By("staff-nobody")), "error.forbidden")
	b.refuse(area(b.By("")), "error.invalid")
	b.refuse(&data.TurnAway{Head: b.By(gu), Refusal: data.NewID(), Reason: "drunk", Acts: []string{"guard"}}, "error.forbidden")
	b.must(&data.PutStaff{Head: b.By(chang), Person: an, Name: "安小样", Role: data.Reception, Gone: true})
	b.refuse(&data.TurnAway{Head: b.By(an), Refusal: data.NewID(), Reason: "drunk", Acts: []string{"guard"}}, "error.forbidden")
	b.refuse(&data.OpenOffice{Head: b.By(""), Settings: data.Settings{Name: "再开"}, Supervisor: data.NewStaff{ID: "x", Name: "某", Verifier: "v"}}, "office.isOpen")
	for _, h := range []data.Head{{}, {ID: "a", Staff: chang}, {ID: "a b", At: 1, Staff: chang}, {ID: "a", At: 1, Staff: chang, Device: "设备"}, {ID: "a", At: -1, Staff: chang}} {
		b.refuse(area(h), "error.invalid")
	}
	b.refuse(&data.PutStaff{Head: b.By(chang), Person: chang, Name: "常示例", Role: data.Supervisor, Gone: true}, "staff.lastSupervisor")
}

func TestTimeNeverRunsBackwards(t *testing.T) {
	b := freshBook(t)
	give := func(device data.ID, at data.Time) data.Receipt {
		h := b.By(an)
		h.Device, h.At = device, at
		return b.must(&data.TurnAway{Head: h, Refusal: data.NewID(), Reason: "drunk", Acts: []string{"guard"}})
	}
	now := func() data.Time { return b.Now() }
	if r := give("tablet", now().Add(time.Hour)); r.At != now() || r.Decided != now() {
		t.Error("a clock that is ahead gives", r)
	}
	b.Pass(time.Hour)
	if r := give("tablet", now().Add(-2*time.Hour)); r.At != now().Add(-time.Hour) {
		t.Error("before the device's last command:", r)
	}
	if r := give("other", now().Add(-2*time.Hour)); r.At != now().Add(-2*time.Hour) {
		t.Error("another device keeps its time:", r)
	}
	// The book's own clock is set back a little: time stands still meanwhile.
	last := give("tablet", now())
	b.Pass(-10 * time.Minute)
	r := give("tablet", now())
	if r.Decided < last.Decided || r.At < last.At || r.At > r.Decided {
		t.Error("after a step back:", r)
	}
	b.reopen()
	if r := give("new", now()); r.Decided < last.Decided {
		t.Error("after a step back and opening again:", r)
	}
	// It stood a year ahead and was put right: the book doesn't wait a year.
	b.Pass(365 * 24 * time.Hour)
	give("tablet", now())
	b.Pass(-365 * 24 * time.Hour)
	if r := give("tablet", now()); r.Decided != now() || r.At > r.Decided {
		t.Error("after a wrong clock was put right:", r)
	}
	b.sound()
}

func TestPINsAreGuarded(t *testing.T) {
	ctx := context.Background()
	b := freshBook(t)
	check := func(who data.ID, pin, key string) {
		t.Helper()
		err := b.CheckPIN(ctx, who, pin)
		switch e := data.AsError(err); {
		case e == nil && key != "", e != nil && e.Key != key:
			t.Errorf("%s with %s gives %v, not %q", who, pin, err, key)
		}
	}
	check(an, "1470", "")
	check(an, "0000", "error.pin")
	check("staff-guyi", "", "error.pin") // does not sign on
	check("nobody", "1470", "error.notFound")
	b.must(&data.PutStaff{Head: b.By(chang), Person: bai, Name: "白小范", Role: data.Reception, Gone: true})
	check(bai, "3690", "error.pin")

	var tries sync.WaitGroup
	for range 30 { // all at once: no more than five are judged
		tries.Add(1)
		go func() { defer tries.Done(); b.CheckPIN(ctx, ding, "0000") }()
	}
	tries.Wait()
	check(ding, "4826", "error.pinLocked")
	check(an, "1470", "") // others are not held up
	b.Pass(29 * time.Second)
	check(ding, "4826", "error.pinLocked")
	b.Pass(2 * time.Second)
	check(ding, "0000", "error.pin")
	b.Pass(31 * time.Second)
	check(ding, "4826", "error.pinLocked") // twice as long now
	b.Pass(30 * time.Second)
	check(ding, "4826", "")
	for range 4 {
		check(ding, "0000", "error.pin")
	}
	check(ding, "4826", "")
}

func TestApprovalsAreASupervisorsOwn(t *testing.T) {
	b := freshBook(t)
	c := func(who data.ID, pin string) data.Command {
		h := b.By(an)
		h.Approval = &data.Approval{Staff: who, PIN: pin}
		return &data.TurnAway{Head: h, Refusal: data.NewID(), Reason: "drunk", Acts: []string{"guard"}}
	}
	b.refuse(c(bai, "3690"), "error.needSupervisor")
	b.refuse(c(chang, "0000"), "error.pin")
	b.refuse(c("nobody", "0000"), "error.notFound")
	b.must(c(chang, "2580"))
	n, err := Value[int64](context.Background(), b, `SELECT count(*) FROM journal WHERE instr(body, '2580') > 0`)
	if err != nil || n != 0 {
		t.Fatalf("%d lines hold a PIN (%v)", n, err)
	}
	// A command that asks for one is refused without.
	k := b.kinds["TurnAway"]
	k.NeedsApproval = true
	b.kinds["TurnAway"] = k
	b.refuse(&data.TurnAway{Head: b.By(an), Refusal: data.NewID(), Reason: "drunk", Acts: []string{"guard"}}, "error.approval")
	b.must(c(chang, "2580"))
	b.must(&data.TurnAway{Head: b.By(chang), Refusal: data.NewID(), Reason: "drunk", Acts: []string{"guard"}})
}

func TestChangingAPIN(t *testing.T) {
	b := freshBook(t)
	set := func(by, whose data.ID, old string) data.Command {
		return &data.SetPIN{Head: b.By(by), Person: whose, Verifier: officetest.Verifier("7412"), Old: old}
	}
	b.refuse(set(an, an, "0000"), "error.pin")
	b.refuse(set(an, bai, "3690"), "error.forbidden")
	b.must(set(an, an, "1470"))
	b.must(&data.SignOn{Head: b.By(an), PIN: "7412"})
	b.refuse(&data.SignOn{Head: b.By(an), PIN: "1470"}, "error.pin")
	b.must(set(chang, bai, ""))
	b.must(&data.SignOn{Head: b.By(bai), PIN: "7412"})
}

func TestACommandThatIsCancelledBeforeItBeginsIsNotDone(t *testing.T) {
	b := freshBook(t)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	before, _ := b.Head(context.Background())
	if _, err := b.Do(ctx, &data.TurnAway{Head: b.By(an), Refusal: data.NewID(), Reason: "drunk", Acts: []string{"guard"}}); err == nil {
		t.Error("done")
	}
	if after, _ := b.Head(context.Background()); before != after {
		t.Error("a line was written")
	}
}
