package hub

import (
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/wire"
)

func TestCommandsAreDecidedOneByOne(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtBar)
	good, bad := order(gu, d.id), order(gu, d.id)
	bad.Place = "table-none"
	last := order(gu, d.id)
	unknown := data.Envelope{Kind: "Dream", Version: 1, Command: []byte(`{"id":"x"}`)}
	newer := h.wrap(order(gu, d.id))
	newer.Version = 99
	answers := d.batch(wire.Batch{Commands: []data.Envelope{h.wrap(good), unknown, h.wrap(bad), newer, h.wrap(last)}, Waiting: 7})
	for i, key := range []string{"", "device.unknownKind", "error.notFound", "device.unknownKind", ""} {
		a := answers[i]
		if key == "" && (a.Receipt == nil || a.Receipt.Number == "") {
			t.Errorf("%d: refused with %v", i, a.Fault)
		}
		if key != "" && (a.Fault == nil || key != "error.notFound" && a.Fault.Key != key) {
			t.Errorf("%d: %+v instead of %s", i, a, key)
		}
	}
	if answers[0].Receipt.ID != good.ID || answers[4].Receipt.ID != last.ID {
		t.Error("the answers are not in the order of the commands")
	}
	list, err := h.Presences(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(list, func(p data.Presence) bool { return p.ID == d.id })
	if p := list[i]; p.Waiting != 7 || !p.Online || p.Version != "1.0" || p.Address != "127.0.0.1" {
		t.Errorf("seen as %+v", p)
	}
}

func TestTheSameCommandAgainGetsItsFirstReceipt(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtBar)
	c := order(gu, d.id)
	first := d.give(c, c)
	head := h.newest()
	again := d.give(c)
	for _, a := range append(first, again...) {
		if a.Receipt == nil || a.Receipt.Seq != head.Seq || a.Receipt.Number != first[0].Receipt.Number {
			t.Fatalf("%+v", a)
		}
	}
	if h.newest() != head {
		t.Fatal("a retry left a line")
	}
}

func TestWhatADeviceMayNotGiveIsRefused(t *testing.T) {
	h := openHouse(t)
	d, other := h.joined(data.AtBar), h.joined(data.AtBar)
	full := h.joined(data.AtReception)
	gone := order(gu, d.id)
	h.must(&data.PutStaff{Head: headOf(chang, desk), Person: "staff-left", Name: "离任者", Role: data.Bar, Gone: true})
	gone.Staff = "staff-left"
	nameless := order(gu, "")
	before := h.newest()
	for _, c := range []struct {
		what string
		from *device
		give data.Command
		key  string
	}{
		{"another device's", d, order(gu, other.id), "device.otherDevice"},
		{"the hub's own", d, order(gu, desk), "device.otherDevice"},
		{"no device's", d, nameless, "device.otherDevice"},
		{"another role's", d, booking(an, d.id, 0, 0), "device.notHere"},
		{"a supervisor's deed from a tablet", d, &data.RevokeDevice{Head: headOf(chang, d.id), Revoked: other.id}, "device.notHere"},
		{"a person who works elsewhere", d, order(an, d.id), "device.notTheirs"},
		{"staff who left", d, gone, "error.unsigned"},
		{"a device let in from afar", full, &data.AddDevice{Head: headOf(chang, full.id), Added: "x", Name: "x", Role: data.AtBar, Key: d.self.Key}, "device.onlyHub"},
		{"an epoch from afar", full, &data.BeginEpoch{Head: headOf(chang, full.id), Hub: full.id, Name: "x", Role: data.AtReception, Key: full.self.Key, Why: data.Promoted}, "device.onlyHub"},
		{"a role raised by itself", full, &data.AddDevice{Head: headOf(chang, full.id), Added: full.id, Name: "x", Role: data.AtSupervisor, Key: full.self.Key}, "device.onlyHub"},
	} {
		if a := c.from.give(c.give)[0]; a.Fault == nil || a.Fault.Key != c.key {
			t.Errorf("%s: %+v instead of %s", c.what, a, c.key)
		}
	}
	if h.newest() != before {
		t.Error("a refused command left a line")
	}
}

// Whoever has a device's key and nobody's PIN speaks for nobody: neither without a
// signature nor with the key of somebody else.
func TestAStolenDeviceKeySpeaksForNobody(t *testing.T) {
	h := openHouse(t)
	bar, full, top := h.joined(data.AtBar), h.joined(data.AtReception), h.joined(data.AtSupervisor)
	before := h.newest()
	for _, c := range []struct {
		from *device
		give func() data.Command
	}{
		{bar, func() data.Command { return order(gu, bar.id) }},
		{full, func() data.Command { return booking(an, full.id, 0, 0) }},
		{full, func() data.Command { return order(chang, full.id) }},
		{top, func() data.Command { return booking(chang, top.id, 0, 0) }},
		{top, func() data.Command {
			return &data.PutStaff{Head: headOf(chang, top.id), Person: "staff-new", Name: "冒名者", Role: data.Supervisor}
		}},
		{top, func() data.Command { return &data.RevokeDevice{Head: headOf(chang, top.id), Revoked: bar.id} }},
	} {
		unsigned := c.give()
		unsigned.Meta().Signer = nil
		others := c.give()
		other := gu
		if others.Meta().Staff == gu {
			other = an
		}
		others.Meta().Signer = officetest.SignerOf(other)
		for what, given := range map[string]data.Command{"unsigned": unsigned, "signed by another": others} {
			a := c.from.give(given)[0]
			if a.Fault == nil || data.CodeOf(a.Fault) != data.Forbidden && data.CodeOf(a.Fault) != data.Stale {
				t.Errorf("%T of %s, %s: %+v", given, given.Meta().Staff, what, a)
			}
		}
		if h.newest() != before {
			t.Errorf("%T, refused, left a line", unsigned)
		}
		if a := c.from.give(c.give())[0]; a.Fault != nil && (a.Fault.Key == "error.unsigned" || a.Fault.Key == "staff.signAgain") {
			t.Errorf("%T, signed: %v", c.give(), a.Fault)
		}
		if c.from == bar && h.newest() == before {
			t.Error("what its person signed is not taken")
		}
		before = h.newest()
	}
}

// What an ended epoch held may be other devices', and only the whole book brings
// it.
func TestRecoveredCommandsComeFromTheWholeBook(t *testing.T) {
	h := openHouse(t)
	bar, full := h.joined(data.AtBar), h.joined(data.AtSupervisor)
	c := order(gu, bar.id)
	b := wire.Batch{Commands: []data.Envelope{h.wrap(c)}, Recovered: true}
	bar.post(wire.PathCommands, b, nil).refused(t, http.StatusForbidden, "device.otherDevice")
	if a := full.batch(b)[0]; a.Receipt == nil {
		t.Fatal(a.Fault)
	}
	if a := full.give(order(an, bar.id))[0]; a.Fault == nil || a.Fault.Key != "device.otherDevice" {
		t.Fatalf("another device's command without being recovered: %+v", a)
	}
}

func TestBatchesAreBounded(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtBar)
	list := make([]data.Envelope, wire.MaxBatch+1)
	for i := range list {
		list[i] = h.wrap(order(gu, d.id))
	}
	d.post(wire.PathCommands, wire.Batch{Commands: list}, nil).refused(t, http.StatusRequestEntityTooLarge, "device.tooMany")
	if got := len(d.batch(wire.Batch{Commands: list[:wire.MaxBatch]})); got != wire.MaxBatch {
		t.Fatalf("%d answers", got)
	}
	if got := len(d.batch(wire.Batch{})); got != 0 {
		t.Fatalf("%d answers to nothing", got)
	}
}

func TestPINsAreCheckedForThoseWhoWorkThere(t *testing.T) {
	h := openHouse(t, narrow(func(l *limits) { l.pins = pace{0, 5} }))
	d := h.joined(data.AtBar)
	if a := d.post(wire.PathPIN, wire.PINAsk{Staff: gu, PIN: officetest.PINs[gu]}, nil); a.status != http.StatusOK {
		t.Fatal(a.fault)
	}
	if a := d.post(wire.PathPIN, wire.PINAsk{Staff: chang, PIN: officetest.PINs[chang]}, nil); a.status != http.StatusOK {
		t.Fatal(a.fault) // a supervisor's approval
	}
	d.post(wire.PathPIN, wire.PINAsk{Staff: gu, PIN: "0000"}, nil).refused(t, http.StatusForbidden, "error.pin")
	d.post(wire.PathPIN, wire.PINAsk{Staff: "nobody", PIN: "0000"}, nil).refused(t, http.StatusForbidden, "error.pin")
	d.post(wire.PathPIN, wire.PINAsk{Staff: an, PIN: officetest.PINs[an]}, nil).refused(t, http.StatusForbidden, "device.notTheirs")
	d.post(wire.PathPIN, wire.PINAsk{Staff: gu, PIN: officetest.PINs[gu]}, nil).refused(t, http.StatusTooManyRequests, "device.busy")
}

// Fifty devices fight for five hundred slots, fifty at a time, each in its own
// order: for a hundred of them, ten to a slot, or all for all with -big. Every slot
// has one winner and everybody learns which.
func TestEverySlotHasOneWinner(t *testing.T) {
	const devices, slots, batch = 50, 500, 50
	wishes := 100
	if *big {
		wishes = slots
	}
	h := openHouse(t)
	type try struct {
		slot   int
		answer wire.Answer
	}
	results := make([][]try, devices)
	var work sync.WaitGroup
	for i := range devices {
		d := h.joined(data.AtReception)
		work.Go(func() {
			for from := 0; from < wishes; from += batch {
				var list []data.Command
				var tries []try
				for n := from; n < from+batch; n++ {
					slot := (n*7 + i*70) % slots
					b := booking(an, d.id, slot%10, 0)
					b.Spans[0].Start, b.Spans[0].End = slotOf(slot)
					list, tries = append(list, b), append(tries, try{slot: slot})
				}
				for n, a := range d.give(list...) {
					tries[n].answer = a
				}
				results[i] = append(results[i], tries...)
			}
		})
	}
	work.Wait()
	winners := map[int]int{}
	for i, tries := range results {
		for _, r := range tries {
			switch {
			case r.answer.Receipt != nil:
				winners[r.slot]++
			case r.answer.Fault.Code != data.Conflict:
				t.Fatalf("device %d, slot %d: %v", i, r.slot, r.answer.Fault)
			}
		}
	}
	for slot := range slots {
		if winners[slot] != 1 {
			t.Errorf("slot %d has %d winners", slot, winners[slot])
		}
	}
	if _, err := h.book.Verify(t.Context(), nil); err != nil {
		t.Error(err)
	}
}

// A booking that lost learns what is free near it.
func TestALoserIsOfferedFreeSlots(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtReception)
	h.must(booking(an, desk, 0, 2))
	a := d.give(booking(an, d.id, 0, 2))[0]
	if a.Fault == nil || a.Fault.Code != data.Conflict || len(a.Fault.Near) == 0 {
		t.Fatalf("%+v", a.Fault)
	}
}

// slotOf spreads slots over ten courts and days of ten half hours.
func slotOf(slot int) (from, to data.Time) {
	n := slot / 10
	from = start.Add(time.Duration(n/10)*24*time.Hour + time.Duration(2+n%10)*data.SlotLength)
	return from, from.Add(data.SlotLength)
}
