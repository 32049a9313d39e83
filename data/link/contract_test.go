package link

import (
	"context"
	"reflect"
	"slices"
	"sync"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/registers"
)

// office is what the contract is about: somebody's book, and how heads are made
// at the device that gives the commands.
type office struct {
	*registers.Book
	head func(who data.ID) data.Head
}

// offices are those that must keep the contract: the book itself, and copies of
// it behind a hub, over TLS.
func offices() map[string]func(t *testing.T) office {
	joined := func(role data.DeviceRole) func(t *testing.T) office {
		return func(t *testing.T) office {
			b := openHouse(t).join(role)
			return office{b.book, b.head}
		}
	}
	return map[string]func(t *testing.T) office{
		"store":      func(t *testing.T) office { h := openHouse(t); return office{h.book, h.head} },
		"reception":  joined(data.AtReception),
		"supervisor": joined(data.AtSupervisor),
	}
}

// The contract of an office: the same whether its book lies here or at the hub.
func TestTheContractOfAnOffice(t *testing.T) {
	for name, open := range offices() {
		t.Run(name, func(t *testing.T) {
			o := open(t)
			for _, promise := range []struct {
				name string
				kept func(t *testing.T, o office)
			}{
				{"what is done can be read", readsBack}, {"the same command is done once", doneOnce},
				{"a field at fault is named", namesFields}, {"a refusal leaves nothing and offers slots", refusesWhole},
				{"what was done is undone", undoes}, {"it is done with a word of warning", warns},
				{"changes are told", tellsChanges}, {"PINs are checked", checksPINs},
				{"people sign on by their PIN", signsOn}, {"roles are kept", keepsRoles},
				{"a command that was cancelled before is not done", mindsCancel},
			} {
				t.Run(promise.name, func(t *testing.T) { promise.kept(t, o) })
			}
		})
	}
}

func (o office) done(t *testing.T, c data.Command) data.Receipt {
	t.Helper()
	r, err := o.Do(context.Background(), c)
	if err != nil || r.Waiting || r.ID != c.Meta().ID || r.Seq == 0 {
		t.Fatalf("%T: %+v %v", c, r, err)
	}
	return r
}

func readsBack(t *testing.T, o office) {
	c := orderAt(o.head(an), "a1")
	r := o.done(t, c)
	if got := orders(t, o.Book)[c.Order]; got.Number != r.Number || r.Number == "" {
		t.Fatalf("%+v reads back as %+v", r, got)
	}
	if first, found, err := o.Decided(context.Background(), c.ID); !found || err != nil || !reflect.DeepEqual(first, r) {
		t.Fatalf("%+v %v %v", first, found, err)
	}
}

func doneOnce(t *testing.T, o office) {
	ctx := context.Background()
	c := orderAt(o.head(an), "a1")
	before := len(orders(t, o.Book))
	receipts := make([]data.Receipt, 12)
	var all sync.WaitGroup
	for i := range receipts {
		all.Go(func() {
			var err error
			if receipts[i], err = o.Do(ctx, c); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, r := range append(receipts, o.done(t, c)) {
		if !reflect.DeepEqual(r, receipts[0]) {
			t.Fatalf("%+v and %+v", r, receipts[0])
		}
	}
	if n := len(orders(t, o.Book)); n != before+1 {
		t.Fatal(n-before, "orders for one command")
	}
}

func namesFields(t *testing.T, o office) {
	c := bookingAt(o.head(an), "1", "10:00", "11:00")
	c.People, c.Name = 0, ""
	_, err := o.Do(context.Background(), c)
	e := data.AsError(err)
	var fields []string
	for _, f := range e.All() {
		fields = append(fields, f.Field)
	}
	if e.Code != data.Invalid || !slices.Contains(fields, "people") || !slices.Contains(fields, "name") {
		t.Fatal(e)
	}
	d := orderAt(o.head(an), "a1")
	d.Place = "table-nowhere"
	if _, err := o.Do(context.Background(), d); err == nil || data.AsError(err).Field == "" {
		t.Fatal("the book names no field:", err)
	}
}

func refusesWhole(t *testing.T, o office) {
	ctx := context.Background()
	o.done(t, bookingAt(o.head(an), "2", "10:00", "11:00"))
	before, err := o.Head(ctx)
	must(t, err)
	c := bookingAt(o.head(an), "2", "10:30", "11:30")
	_, err = o.Do(ctx, c)
	if e := data.AsError(err); e.Code != data.Conflict || len(e.Near) == 0 {
		t.Fatal(e)
	}
	if after, _ := o.Head(ctx); after != before {
		t.Fatal("a refusal left a line")
	}
	if list, err := o.Bookings(ctx, data.BookingFilter{ID: c.Spans[0].Booking}); err != nil || len(list) != 0 {
		t.Fatal(list, err)
	}
	if _, found, err := o.Decided(ctx, c.ID); found || err != nil {
		t.Fatal(found, err)
	}
}

func undoes(t *testing.T, o office) {
	ctx := context.Background()
	c := orderAt(o.head(an), "a3")
	o.done(t, c)
	o.done(t, &data.Undo{Head: o.head(an), Command: c.ID})
	if _, there := orders(t, o.Book)[c.Order]; there {
		t.Fatal("it is still there")
	}
	_, err := o.Do(ctx, &data.Undo{Head: o.head(an), Command: c.ID})
	if data.CodeOf(err) == "" {
		t.Fatal("it is undone twice", err)
	}
}

func warns(t *testing.T, o office) {
	seat := func() data.Receipt {
		return o.done(t, &data.CheckIn{Head: o.head(an), Visit: data.NewID(), Visitor: data.NewID(), Name: "马", Title: "mr", NoPhone: true,
			Adults: 1, Purpose: data.Purposes[0], Area: "area-talk", Table: "table-a4"})
	}
	seat()
	if r := seat(); len(r.Warnings) != 1 || r.Warnings[0].Key != "visit.tableTaken" || !reflect.DeepEqual(r.Warnings[0].Args, []any{"A4"}) {
		t.Fatalf("%+v", r)
	}
}

func tellsChanges(t *testing.T, o office) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	changes := o.Watch(ctx)
	r := o.done(t, orderAt(o.head(an), "a1"))
	for c := range changes {
		if c.Touches("orders") && c.Seq >= r.Seq {
			return
		}
	}
	t.Fatal("nobody told of the order")
}

func checksPINs(t *testing.T, o office) {
	ctx := context.Background()
	must(t, o.CheckPIN(ctx, an, officetest.PINs[an]))
	e := keyOf(t, o.CheckPIN(ctx, an, "0007"), "error.pin")
	if e.Code != data.Forbidden || e.Field != "pin" {
		t.Fatal(e)
	}
}

func signsOn(t *testing.T, o office) {
	o.done(t, &data.SignOn{Head: o.head(an), PIN: officetest.PINs[an]})
	_, err := o.Do(context.Background(), &data.SignOn{Head: o.head(gu), PIN: "0007"})
	if data.CodeOf(err) != data.Forbidden {
		t.Fatal(err)
	}
}

func keepsRoles(t *testing.T, o office) {
	_, err := o.Do(context.Background(), &data.PutArea{Head: o.head(gu), Area: data.Area{ID: "area-x", Name: "影音室"}})
	if data.CodeOf(err) != data.Forbidden {
		t.Fatal(err)
	}
}

func mindsCancel(t *testing.T, o office) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	c := orderAt(o.head(an), "a1")
	if _, err := o.Do(ctx, c); err == nil {
		t.Fatal("it is done")
	}
	if _, there := orders(t, o.Book)[c.Order]; there {
		t.Fatal("it is there")
	}
}
