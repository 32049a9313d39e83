package front_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store"
	"yingbin/data/store/front"
	"yingbin/data/store/storetest"
)

func setFacility(b *storetest.Book, place data.ID, state data.FacilityState, note string) *data.SetFacility {
	return &data.SetFacility{Head: b.By(officetest.Bai), Place: place, State: state, Note: note}
}

func TestAPlaceChangesItsState(t *testing.T) {
	b := storetest.Fresh(t)
	ctx := context.Background()
	b.Must(setFacility(b, "court-bad1", data.Unkept, ""))
	b.Pass(10 * time.Minute)
	b.Must(setFacility(b, "court-bad1", data.Normal, "地面已擦"))
	b.Must(setFacility(b, "area-talk", data.Stood, "换地毯"))
	states, err := b.Facilities(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if f := states["court-bad1"]; f.State != data.Normal || f.Note != "地面已擦" || f.By != officetest.Bai {
		t.Errorf("%+v", f)
	}
	if states["area-talk"].State != data.Stood || states["court-bad2"].State != "" {
		t.Errorf("%+v", states)
	}
	now := data.TimeOf(b.Read())
	events, err := b.FacilityEvents(ctx, now.Add(-time.Hour), now+1)
	if err != nil || len(events) != 3 || events[0].State != data.Unkept || events[2].Note != "换地毯" {
		t.Errorf("%+v %v", events, err)
	}
	if b.Refuse(setFacility(b, "court-none", data.Normal, ""), "error.notFound").Field != "place" {
		t.Error("the field is not named")
	}
	b.Refuse(setFacility(b, "court-bad1", data.Faulty, ""), "facility.sayWhat")
	b.Sound()
}

func TestTheSameStateAgainChangesNothing(t *testing.T) {
	b := storetest.Fresh(t)
	b.Must(setFacility(b, "court-bad1", data.Normal, ""))
	b.Must(setFacility(b, "court-bad2", data.Faulty, "灯管不亮"))
	before := b.Dump("facility", "facility_event")
	b.Must(setFacility(b, "court-bad2", data.Faulty, "灯管不亮"))
	if d := officetest.Differ(before, b.Dump("facility", "facility_event")); d != "" {
		t.Error(d)
	}
	if len(before["facility"]) != 1 {
		t.Errorf("a place that was normal before anybody spoke is written: %v", before)
	}
}

func TestAFaultTellsWhatItTouches(t *testing.T) {
	b := storetest.Fresh(t)
	b.Plant("visitor", data.Visitor{ID: "visitor-wang", Name: "王"})
	set, _ := b.Settings(context.Background())
	for i, o := range []struct {
		day    data.Day
		from   data.Minutes
		court  data.ID
		status data.BookingStatus
	}{
		{"2026-11-23", 9 * 60, "court-bad1", data.Ended},      // over
		{"2026-11-23", 10 * 60, "court-bad1", data.Booked},    // counts
		{"2026-11-23", 14 * 60, "court-bas", data.Booked},     // counts: stands on the same floor
		{"2026-11-23", 15 * 60, "court-bad1", data.Cancelled}, // off
		{"2026-11-23", 16 * 60, "court-bad2", data.Booked},    // elsewhere
		{"2026-11-24", 10 * 60, "court-bad1", data.Booked},    // counts
		{"2026-11-25", 10 * 60, "court-bad1", data.Booked},    // too far off
	} {
		start := set.Calendar.At(o.day, o.from)
		b.Plant("booking", data.Booking{ID: data.NewID(), Number: fmt.Sprint("Y-", i), Act: data.NewID(), Visitor: "visitor-wang", Venue: "venue-bad",
			Court: o.court, Day: o.day, Starts: start, Ends: start.Add(time.Hour), People: 2, Status: o.status})
	}
	r := b.Must(setFacility(b, "court-bad1", data.Faulty, "地板起翘"))
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "facility.touches" || fmt.Sprint(r.Warnings[0].Args) != "[羽毛球1 3]" {
		t.Errorf("%+v", r.Warnings)
	}
	if r := b.Must(setFacility(b, "court-bad1", data.Unkept, "")); len(r.Warnings) != 0 {
		t.Errorf("%+v", r.Warnings)
	}
	if r := b.Must(setFacility(b, "area-talk", data.Stood, "换地毯")); len(r.Warnings) != 0 {
		t.Errorf("%+v", r.Warnings)
	}
}

func TestUndoPutsAStateBack(t *testing.T) {
	b := storetest.Fresh(t)
	b.Must(setFacility(b, "court-bad1", data.Unkept, "有水渍"))
	before := b.Dump("facility", "facility_event")
	c := setFacility(b, "court-bad1", data.Stood, "漏水")
	b.Must(c)
	b.Must(&data.Undo{Head: b.By(officetest.Bai), Command: c.ID})
	after := b.Dump("facility_event")
	if d := officetest.Differ(map[string][]string{"facility_event": before["facility_event"]}, after); d != "" {
		t.Error(d)
	}
	states, _ := b.Facilities(context.Background())
	if f := states["court-bad1"]; f.State != data.Unkept || f.Note != "有水渍" {
		t.Errorf("%+v", f)
	}
}

func TestFacilitiesAreHandedOver(t *testing.T) {
	b := storetest.Fresh(t)
	ctx := context.Background()
	set, _ := b.Settings(ctx)
	now := data.TimeOf(b.Read())
	lines := func() (got []string) {
		list, err := front.HandOverFacilities(ctx, b, store.AsOf{Now: now, Day: set.Calendar.Day(now), Settings: set})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range list {
			got = append(got, fmt.Sprintf("%s %v %s amiss=%v", h.Key, h.Args, h.Detail, h.Amiss))
		}
		return got
	}
	if got := lines(); !slices.Equal(got, []string{"facility.hand.all [4]  amiss=false"}) {
		t.Errorf("%q", got)
	}
	b.Must(setFacility(b, "court-bad2", data.Faulty, "网柱松动"))
	b.Must(setFacility(b, "area-talk", data.Unkept, ""))
	want := []string{
		"facility.hand.one [羽毛球2 faulty 09:00] 网柱松动 amiss=true",
		"facility.hand.one [洽谈区 unkept 09:00]  amiss=false",
		"facility.hand.rest [2]  amiss=false",
	}
	if got := lines(); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestPlacesThatAreNotInOrderAreToDo(t *testing.T) {
	b := storetest.Fresh(t)
	b.Must(setFacility(b, "court-bad2", data.Faulty, "网柱松动"))
	b.Must(setFacility(b, "court-bad1", data.InUse, ""))
	b.Must(setFacility(b, "area-talk", data.Unkept, ""))
	want := []string{
		"facility.today.lead|洽谈区|facility.today.since 09:00|facility.state.unkept|soon|facility area-talk",
		"facility.today.lead|羽毛球2|网柱松动|facility.state.faulty|late|facility court-bad2",
	}
	if got := b.ToDo("facility", storetest.AtDesk); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
