package store

import (
	"context"
	"fmt"
	"maps"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
)

func TestUndoLeavesTheBookAsItWasBefore(t *testing.T) {
	ctx := context.Background()
	b := busyBook(t, 60, 5)
	m := officetest.NewRandom(b.Commands, b.File, 6)
	kinds := map[string]int{}
	for range 250 {
		b.Pass(time.Duration(m.IntN(60)) * time.Second)
		c := m.Next()
		before := b.Content()
		if _, err := b.Do(ctx, c); err != nil {
			continue
		}
		kind, _ := b.kindOf(c)
		_, err := b.Do(ctx, &data.Undo{Head: b.By(chang), Command: c.Meta().ID})
		if kind.NoUndo || data.CodeOf(err) == data.Conflict { // the last supervisor stays one
			continue
		}
		if err != nil {
			t.Fatalf("undo of %T %+v: %v", c, c, err)
		}
		if d := officetest.Differ(before, b.Content()); d != "" {
			t.Fatalf("after undo of %T the book differs in %s", c, d)
		}
		kinds[kind.Name]++
		if m.IntN(2) == 0 { // so that there is something to meet
			again := m.Next()
			b.Do(ctx, again)
		}
	}
	for _, k := range []string{"PutArea", "PutTable", "PutStaff", "ChangeSettings", "SetFacility", "CheckIn", "CheckOut", "Lend", "Return", "NoteDuty", "Book"} {
		if b.decide[k] != nil && kinds[k] == 0 {
			t.Errorf("no %s was undone: %v", k, kinds)
		}
	}
	b.sound()
}

// The model of areas and tables: what each holds and which command wrote it
// last.
type modelRow struct {
	text   string
	writer int
}

func TestUndoAgreesWithAPlainModel(t *testing.T) {
	ctx := context.Background()
	b := freshBook(t)
	m := officetest.NewRandom(b.Commands, b.File, 8)
	model := map[string]modelRow{}
	type act struct {
		id     data.ID
		key    string
		before modelRow
		there  bool
		undone bool
		still  bool // wrote what was there already: no row
	}
	var acts []act
	for n := 1; n <= 600; n++ {
		if len(acts) > 0 && m.IntN(3) == 0 {
			a := &acts[m.IntN(len(acts))]
			referred := false
			for key, row := range model {
				referred = referred || !a.there && row.text != "" && len(key) > 6 && key[:6] == "table-" && row.text[:len("in "+a.key)] == "in "+a.key
			}
			want := !a.undone && (a.still || model[a.key].writer == -b.SeqOf(a.id)) && (a.still || !referred)
			_, err := b.Do(ctx, &data.Undo{Head: b.By(chang), Command: a.id})
			if (err == nil) != want || err != nil && data.CodeOf(err) != data.Stale {
				t.Fatalf("step %d: undo of %+v gives %v, the model says %v", n, *a, err, want)
			}
			if err == nil && !a.still {
				head, _ := b.Head(ctx)
				if a.there {
					model[a.key] = modelRow{a.before.text, -int(head.Seq)}
				} else {
					delete(model, a.key)
				}
			}
			a.undone = a.undone || err == nil
			continue
		}
		var c data.Command
		var key, text string
		if m.IntN(2) == 0 {
			p := m.PutArea(m.By(chang)).(*data.PutArea)
			c, key, text = p, string(p.Area.ID), fmt.Sprint(p.Area.Name, p.Area.Sort, p.Area.Retired)
		} else {
			p := m.PutTable(m.By(chang)).(*data.PutTable)
			c, key, text = p, string(p.Table.ID), fmt.Sprint("in ", p.Table.Area, " ", p.Table.Name, p.Table.Seats)
			if _, known := model[string(p.Table.Area)]; !known {
				b.refuse(c, "error.stale")
				continue
			}
		}
		r := b.must(c)
		before, there := model[key]
		acts = append(acts, act{id: c.Meta().ID, key: key, before: before, there: there, still: there && before.text == text})
		if !there || before.text != text {
			model[key] = modelRow{text, -int(r.Seq)}
		}
	}
	got := map[string]string{}
	areas, _ := b.reads().Areas(ctx)
	for _, a := range areas {
		if a.ID != "area-talk" {
			got[string(a.ID)] = fmt.Sprint(a.Name, a.Sort, a.Retired)
		}
	}
	tables, _ := b.reads().Tables(ctx)
	for _, x := range tables {
		if x.Area != "area-talk" {
			got[string(x.ID)] = fmt.Sprint("in ", x.Area, " ", x.Name, x.Seats)
		}
	}
	want := map[string]string{}
	for k, v := range model {
		want[k] = v.text
	}
	if !maps.Equal(got, want) {
		t.Fatalf("the book holds\n%v\nthe model\n%v", got, want)
	}
}

func TestWhoMayUndo(t *testing.T) {
	b := freshBook(t)
	set := func(who data.ID, place data.ID, note string) data.ID {
		c := &data.SetFacility{Head: b.By(who), Place: place, State: data.Unkept, Note: note}
		b.must(c)
		return c.ID
	}
	undo := func(who, command data.ID) *data.Undo { return &data.Undo{Head: b.By(who), Command: command} }
	mine := set(an, "court-bad1", "一")
	b.refuse(undo(bai, mine), "undo.others")
	b.refuse(undo(an, "nothing-like-it"), "error.notFound")
	taken := undo(an, mine)
	b.must(taken)
	b.refuse(undo(an, mine), "undo.already")
	b.refuse(undo(chang, mine), "undo.already")
	b.refuse(undo(an, taken.ID), "undo.fixed") // no redo
	b.must(undo(chang, set(bai, "court-bad2", "二")))

	first := set(an, "court-bas", "三")
	set(bai, "court-bas", "四")
	b.refuse(undo(an, first), "error.stale")

	yesterday := set(an, "court-bad1", "五")
	b.Pass(19*time.Hour - time.Minute) // 03:59, still the same business day
	today := set(an, "court-bad2", "六")
	b.must(undo(an, today))
	b.Pass(time.Minute)
	b.refuse(undo(an, yesterday), "undo.pastDay")
	b.must(undo(chang, yesterday))

	fixed := &data.SignOff{Head: b.By(an)}
	b.must(fixed)
	b.refuse(undo(chang, fixed.ID), "undo.fixed")
	b.sound()
}

func TestUndoKeepsTheBookInOrder(t *testing.T) {
	ctx := context.Background()
	b := freshBook(t)
	old, err := b.Settings(ctx)
	if err != nil {
		t.Fatal(err)
	}
	// Settings that were undone are forgotten by the running book too.
	wide := old
	wide.LoanHours = 9
	change := &data.ChangeSettings{Head: b.By(chang), Settings: wide}
	b.must(change)
	b.must(&data.Undo{Head: b.By(chang), Command: change.ID})
	if b.settings.LoanHours != old.LoanHours {
		t.Fatalf("loans last %d hours after the change was undone", b.settings.LoanHours)
	}
	// The last one who can sign on as supervisor stays one.
	raise := &data.PutStaff{Head: b.By(chang), Person: an, Name: "安小样", Role: data.Supervisor}
	b.must(raise)
	b.must(&data.PutStaff{Head: b.By(an), Person: chang, Name: "常示例", Role: data.Reception})
	b.refuse(&data.Undo{Head: b.By(an), Command: raise.ID}, "staff.lastSupervisor")
	// A row that others name stays; a batch around the refused undo goes on.
	area := &data.PutArea{Head: b.By(an), Area: data.Area{ID: "area-new", Name: "沙盘区"}}
	b.must(area)
	b.must(&data.PutTable{Head: b.By(an), Table: data.Table{ID: "table-new", Area: "area-new", Name: "沙1", Seats: 2}})
	results, err := b.DoAll(ctx, func(yield func(data.Command) bool) {
		_ = yield(&data.Undo{Head: b.By(an), Command: area.ID}) && yield(&data.PutArea{Head: b.By(an), Area: data.Area{ID: "area-x", Name: "影音室"}})
	})
	if err != nil || data.CodeOf(results[0].Err) != data.Stale || results[1].Err != nil {
		t.Fatal(results, err)
	}
	b.sound()
}

func TestNumbersStayUsed(t *testing.T) {
	b := freshBook(t)
	turn := func() (data.ID, string) {
		c := &data.TurnAway{Head: b.By(an), Refusal: data.NewID(), Reason: "sales", Acts: []string{"persuaded"}}
		return c.ID, b.must(c).Number
	}
	_, first := turn()
	id, second := turn()
	b.must(&data.Undo{Head: b.By(an), Command: id})
	_, third := turn()
	b.Pass(24 * time.Hour)
	_, next := turn()
	want := []string{"X-20261123-001", "X-20261123-002", "X-20261123-003", "X-20261124-001"}
	for i, got := range []string{first, second, third, next} {
		if got != want[i] {
			t.Errorf("number %d is %s, not %s", i, got, want[i])
		}
	}
}
