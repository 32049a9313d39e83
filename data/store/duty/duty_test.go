package duty_test

import (
	"context"
	"errors"
	"fmt"
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

func post(b *storetest.Book, who data.ID, place string) data.ID {
	b.T.Helper()
	c := &data.TakePost{Head: b.By(officetest.An), Post: data.NewID(), Person: who, Place: place}
	b.Must(c)
	return c.Post
}

func breakOf(b *storetest.Book, who data.ID) *data.StepAway {
	return &data.StepAway{Head: b.By(officetest.An), Absence: data.NewID(), Person: who, Why: "break"}
}

func TestPostsAreTakenOnceAndLeft(t *testing.T) {
	b := storetest.Fresh(t)
	ctx := context.Background()
	first := post(b, officetest.An, "desk")
	e := b.Refuse(&data.TakePost{Head: b.By(officetest.An), Post: data.NewID(), Person: officetest.An, Place: "usher"}, "duty.onPost")
	if e.Code != data.Conflict || fmt.Sprint(e.Args) != "[安小样 09:00]" {
		t.Error(e)
	}
	post(b, officetest.Bai, "desk")
	b.Pass(4 * time.Hour)
	leave := &data.LeavePost{Head: b.By(officetest.An), Post: first}
	b.Must(leave)
	if e := b.Refuse(&data.LeavePost{Head: b.By(officetest.An), Post: first}, "duty.hasLeft"); e.Code != data.Stale {
		t.Error(e)
	}
	post(b, officetest.An, "usher")
	b.Refuse(&data.Undo{Head: b.By(officetest.An), Command: leave.ID}, "duty.onPost")
	posts, err := b.Posts(ctx, "2026-11-23")
	if err != nil || len(posts) != 3 || posts[0].On() && posts[0].Staff == officetest.An {
		t.Errorf("%+v %v", posts, err)
	}
	b.Refuse(&data.TakePost{Head: b.By(officetest.An), Post: data.NewID(), Person: "staff-none", Place: "desk"}, "error.notFound")
	b.Refuse(&data.TakePost{Head: b.By(officetest.Gu), Post: data.NewID(), Person: officetest.Gu, Place: "desk"}, "error.forbidden")
	b.Sound()
}

func TestAForgottenPostEndsWithItsDay(t *testing.T) {
	b := storetest.Fresh(t)
	forgotten := post(b, officetest.An, "desk")
	b.Pass(26 * time.Hour)
	post(b, officetest.An, "desk") // a new day
	b.Must(&data.LeavePost{Head: b.By(officetest.An), Post: forgotten})
	posts, _ := b.Posts(context.Background(), "2026-11-23")
	set, _ := b.Settings(context.Background())
	if got := set.Calendar.Stamp(posts[0].Until); got != "2026-11-24 04:00" {
		t.Errorf("it ends at %s", got)
	}
}

func TestBreaksAreTakenInTurn(t *testing.T) {
	b := storetest.Fresh(t)
	ctx := context.Background()
	b.Refuse(breakOf(b, officetest.An), "duty.notOnPost")
	post(b, officetest.An, "desk")
	post(b, officetest.Ding, "usher")
	b.Refuse(breakOf(b, officetest.An), "duty.notAlone")
	post(b, officetest.Bai, "desk")
	first := breakOf(b, officetest.An)
	b.Must(first)
	b.Pass(10 * time.Minute)
	if e := b.Refuse(breakOf(b, officetest.Bai), "duty.otherOnBreak"); fmt.Sprint(e.Args) != "[安小样 09:00]" {
		t.Error(e.Args)
	}
	if e := b.Refuse(breakOf(b, officetest.An), "duty.isAway"); e.Args[0] != "安小样" {
		t.Error(e.Args)
	}
	b.Pass(7 * time.Minute)
	r := b.Must(&data.ComeBack{Head: b.By(officetest.An), Absence: first.Absence})
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "duty.tooLong" || fmt.Sprint(r.Warnings[0].Args) != "[17 15]" {
		t.Errorf("%+v", r.Warnings)
	}
	b.Refuse(&data.ComeBack{Head: b.By(officetest.An), Absence: first.Absence}, "duty.isBack")
	b.Must(breakOf(b, officetest.Bai))
	list, err := b.Absences(ctx, "2026-11-23")
	if err != nil || len(list) != 2 || list[0].StandIn != officetest.Bai || list[1].StandIn != officetest.An {
		t.Errorf("%+v %v", list, err)
	}
	b.Sound()
}

func TestLeavingThePostNamesWhoStandsIn(t *testing.T) {
	b := storetest.Fresh(t)
	post(b, officetest.An, "desk")
	post := post(b, officetest.Bai, "desk")
	b.Must(breakOf(b, officetest.Bai))
	c := breakOf(b, officetest.An)
	c.Why, c.Told = "away", true
	b.Refuse(c, "duty.needStandIn")
	c.StandIn = officetest.Bai
	if e := b.Refuse(c, "duty.isAway"); e.Field != "standIn" || e.Args[0] != "白小范" {
		t.Error(e)
	}
	c.StandIn = "staff-none"
	b.Refuse(c, "error.notFound")
	c.StandIn, c.Note = officetest.Ding, "送文件到签约室"
	r := b.Must(c)
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "duty.overlaps" || r.Warnings[0].Args[0] != "白小范" {
		t.Errorf("%+v", r.Warnings)
	}
	// Who goes home while away comes back at the same moment.
	b.Pass(5 * time.Minute)
	if r := b.Must(&data.LeavePost{Head: b.By(officetest.An), Post: post}); len(r.Warnings) != 1 || r.Warnings[0].Key != "duty.deskEmpty" {
		t.Errorf("%+v", r.Warnings)
	}
	list, _ := b.Absences(context.Background(), "2026-11-23")
	if list[0].Lasts() && list[0].Staff == officetest.Bai || list[0].Until == 0 && list[1].Until == 0 {
		t.Errorf("%+v", list)
	}
}

func TestOneOfTwoGoesOnBreak(t *testing.T) {
	b := storetest.Fresh(t)
	post(b, officetest.An, "desk")
	post(b, officetest.Bai, "desk")
	var won int
	var mu sync.Mutex
	var all sync.WaitGroup
	for i := range 20 {
		c := breakOf(b, []data.ID{officetest.An, officetest.Bai}[i%2])
		all.Go(func() {
			_, err := b.Do(context.Background(), c)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				won++
			} else if e := (*data.Error)(nil); !errors.As(err, &e) || e.Code != data.Conflict {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if won != 1 {
		t.Errorf("%d went at once", won)
	}
}

func TestTypedLines(t *testing.T) {
	b := storetest.Fresh(t)
	ctx := context.Background()
	b.Pass(3 * time.Hour)
	now := data.TimeOf(b.Read())
	note := func(what, text string, when data.Time) *data.NoteDuty {
		return &data.NoteDuty{Head: b.By(officetest.An), Entry: data.NewID(), What: what, Text: text, When: when}
	}
	call := note("call", "冯女士 问样板间B 开放时间", now.Add(-time.Hour))
	b.Must(call)
	odd := note("abnormal", "南门玻璃松动，已围挡", 0)
	b.Must(odd)
	if e := b.Refuse(note("opinion", "茶凉", now.Add(time.Minute)), "error.future"); e.Field != "when" {
		t.Error(e)
	}
	b.Refuse(note("opinion", "茶凉", now.Add(-24*time.Hour)), "duty.otherDay")
	early := note("abnormal", "𠮷先生滑倒", now.Add(-time.Minute))
	early.Told, early.ToldAt = true, now.Add(-time.Hour)
	b.Refuse(early, "duty.toldBefore")
	b.Pass(5 * time.Minute)
	b.Must(&data.FollowDuty{Head: b.By(officetest.Bai), Entry: odd.Entry, Result: "工程已加固", Told: true})
	b.Refuse(&data.FollowDuty{Head: b.By(officetest.Bai), Entry: odd.Entry, Told: true}, "duty.wasTold")
	b.Must(&data.FollowDuty{Head: b.By(officetest.Bai), Entry: call.Entry, Result: "已回电"})
	entries, err := b.DutyEntries(ctx, "2026-11-23")
	if err != nil || len(entries) != 2 {
		t.Fatalf("%+v %v", entries, err)
	}
	if e := entries[0]; e.Kind != "call" || e.Result != "已回电" || e.At != call.When || e.Source != "" {
		t.Errorf("%+v", e)
	}
	if e := entries[1]; !e.Told || e.ToldAt != now.Add(5*time.Minute) || e.Result != "工程已加固" || e.Staff != officetest.An {
		t.Errorf("%+v", e)
	}
	b.Refuse(&data.Undo{Head: b.By(officetest.An), Command: call.ID, Why: "记错"}, "error.stale")
}

func TestWeatherIsOfADayThatCame(t *testing.T) {
	b := storetest.Fresh(t)
	ctx := context.Background()
	if d, err := b.DutyDay(ctx, "2026-11-23"); err != nil || d.Weather != "" || d.Day != "2026-11-23" {
		t.Error(d, err)
	}
	b.Must(&data.SetWeather{Head: b.By(officetest.An), Day: "2026-11-23", Weather: "rain"})
	b.Must(&data.SetWeather{Head: b.By(officetest.An), Day: "2026-11-23", Weather: "sunny"})
	b.Refuse(&data.SetWeather{Head: b.By(officetest.An), Day: "2026-11-24", Weather: "rain"}, "error.future")
	if d, _ := b.DutyDay(ctx, "2026-11-23"); d.Weather != "sunny" {
		t.Error(d)
	}
}

func TestTheRecordTellsWhatTheRegistersHold(t *testing.T) {
	b := storetest.Fresh(t)
	ctx := context.Background()
	post(b, officetest.An, "desk")
	post(b, officetest.Bai, "desk")
	set, _ := b.Settings(ctx)
	at := func(m data.Minutes) data.Time { return set.Calendar.At("2026-11-23", m) }
	b.Plant("visitor", data.Visitor{ID: "visitor-wang", Name: "王", Title: "mr"})
	b.Plant("visit", data.Visit{ID: data.NewID(), Number: "L-20261123-001", Day: "2026-11-23", Visitor: "visitor-wang", Name: "王", Title: "mr",
		Adults: 2, Purpose: "viewing", Area: "area-talk", TableID: "table-a3", By: officetest.An, Arrived: at(9*60 + 5), LeftAt: at(9*60 + 50), LeftHow: "seen-off"})
	old := data.Booking{ID: data.NewID(), Number: "Y-20261122-001", Act: data.NewID(), Visitor: "visitor-wang", Name: "王", Title: "mr", Venue: "venue-bad", Court: "court-bad2",
		Day: "2026-11-23", Starts: at(11 * 60), Ends: at(12 * 60), People: 2, Status: data.Booked, Taken: at(9*60) - 86_400_000, By: officetest.An}
	b.Plant("booking", old)
	b.Plant("booking_move", store.Cols{"id": string(data.NewID()), "booking": string(old.ID), "court": "court-bad1",
		"starts": int64(at(10 * 60)), "ends": int64(at(11 * 60)), "by": string(officetest.Bai), "at": int64(at(9*60 + 10))})
	b.Pass(15 * time.Minute)
	b.Must(b.Lends("item-k02", officetest.GuYi))
	b.Must(&data.SignOn{Head: b.By(officetest.Bai), PIN: officetest.PINs[officetest.Bai], Swap: true})
	b.Must(&data.SignOn{Head: b.By(officetest.An), PIN: officetest.PINs[officetest.An]})
	b.Pass(45 * time.Minute)
	entries, err := b.DutyEntries(ctx, "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, fmt.Sprintf("%s %s %v", set.Calendar.Clock(e.At), e.Key[strings.LastIndex(e.Key, ".")+1:], e.Args))
	}
	want := []string{
		"09:00 on [安小样 desk]", "09:00 on [白小范 desk]",
		"09:05 visit [王 2 viewing 洽谈区 A3]",
		"09:10 moved [羽毛球2 11 23 11:00 12:00 王 1]",
		"09:15 lent [K02 样板间B 顾一样 11:15]",
		"09:15 swap [白小范]",
		"09:50 left [王 2 seen-off]",
	}
	slices.Sort(got[:2])
	slices.Sort(want[:2])
	if !slices.Equal(got, want) {
		t.Errorf("the record tells\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhoIsAwayIsToSee(t *testing.T) {
	b := storetest.Fresh(t)
	post(b, officetest.An, "desk")
	post(b, officetest.Bai, "desk")
	b.Must(breakOf(b, officetest.Bai))
	b.Pass(11 * time.Minute)
	away := breakOf(b, officetest.An)
	away.Why, away.Told, away.StandIn = "away", true, officetest.Ding
	b.Must(away)
	want := []string{
		"duty.kind.break|duty.today.gone 白小范 minutes 11|duty.today.standsIn 安小样|duty.today.within 15|good|duty",
		"duty.kind.away|duty.today.gone 安小样 minutes 0|duty.today.standsIn 丁引路|minutes 0|soon|duty",
	}
	if got := b.ToDo("duty", storetest.AtDesk); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	b.Pass(7 * time.Minute)
	want = []string{
		"duty.kind.break|duty.today.gone 白小范 minutes 18|duty.today.standsIn 安小样|duty.today.over minutes 3|late|duty",
		"duty.kind.away|duty.today.gone 安小样 minutes 7|duty.today.standsIn 丁引路|minutes 7|soon|duty",
	}
	if got := b.ToDo("duty", storetest.AtDesk); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	b.Pass(24 * time.Hour)
	if got := b.ToDo("duty", storetest.AtDesk); len(got) != 0 {
		t.Errorf("the next day: %q", got)
	}
}

func TestADayCountsItsCalls(t *testing.T) {
	b := storetest.Fresh(t)
	b.Must(&data.NoteDuty{Head: b.By(officetest.An), Entry: data.NewID(), What: "call", Text: "问开放时间"})
	b.Must(&data.NoteDuty{Head: b.By(officetest.An), Entry: data.NewID(), What: "opinion", Text: "茶很好"})
	b.Pass(24 * time.Hour)
	b.Must(&data.NoteDuty{Head: b.By(officetest.An), Entry: data.NewID(), What: "call", Text: "问车位"})
	for _, day := range []data.Day{"2026-11-23", "2026-11-24"} {
		if c, err := b.Figures(context.Background(), b.Now(), day); err != nil || c.N(data.FigureCalls) != 1 {
			t.Error(day, c, err)
		}
	}
}
