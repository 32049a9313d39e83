package store

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
)

func (b *testBook) post(who data.ID, place string) data.ID {
	b.t.Helper()
	c := &data.TakePost{Head: b.head(an), Post: data.NewID(), Person: who, Place: place}
	b.do(c)
	return c.Post
}

func (b *testBook) breakOf(who data.ID) *data.StepAway {
	return &data.StepAway{Head: b.head(an), Absence: data.NewID(), Person: who, Why: "break"}
}

func TestPostsAreTakenOnceAndLeft(t *testing.T) {
	b := freshBook(t)
	ctx := context.Background()
	first := b.post(an, "desk")
	e := b.refuse(&data.TakePost{Head: b.head(an), Post: data.NewID(), Person: an, Place: "usher"}, "duty.onPost")
	if e.Code != data.Conflict || fmt.Sprint(e.Args) != "[安小样 09:00]" {
		t.Error(e)
	}
	b.post(bai, "desk")
	b.pass(4 * time.Hour)
	leave := &data.LeavePost{Head: b.head(an), Post: first}
	b.do(leave)
	if e := b.refuse(&data.LeavePost{Head: b.head(an), Post: first}, "duty.hasLeft"); e.Code != data.Stale {
		t.Error(e)
	}
	b.post(an, "usher")
	b.refuse(&data.Undo{Head: b.head(an), Command: leave.ID}, "duty.onPost")
	posts, err := b.Posts(ctx, "2026-11-23")
	if err != nil || len(posts) != 3 || posts[0].On() && posts[0].Staff == an {
		t.Errorf("%+v %v", posts, err)
	}
	b.refuse(&data.TakePost{Head: b.head(an), Post: data.NewID(), Person: "staff-none", Place: "desk"}, "error.notFound")
	b.refuse(&data.TakePost{Head: b.head(gu), Post: data.NewID(), Person: gu, Place: "desk"}, "error.forbidden")
	b.verify()
}

func TestAForgottenPostEndsWithItsDay(t *testing.T) {
	b := freshBook(t)
	forgotten := b.post(an, "desk")
	b.pass(26 * time.Hour)
	b.post(an, "desk") // a new day
	b.do(&data.LeavePost{Head: b.head(an), Post: forgotten})
	posts, _ := b.Posts(context.Background(), "2026-11-23")
	set, _ := b.Settings(context.Background())
	if got := set.Calendar.Stamp(posts[0].Until); got != "2026-11-24 04:00" {
		t.Errorf("it ends at %s", got)
	}
}

func TestBreaksAreTakenInTurn(t *testing.T) {
	b := freshBook(t)
	ctx := context.Background()
	b.refuse(b.breakOf(an), "duty.notOnPost")
	b.post(an, "desk")
	b.post(ding, "usher")
	b.refuse(b.breakOf(an), "duty.notAlone")
	b.post(bai, "desk")
	first := b.breakOf(an)
	b.do(first)
	b.pass(10 * time.Minute)
	if e := b.refuse(b.breakOf(bai), "duty.otherOnBreak"); fmt.Sprint(e.Args) != "[安小样 09:00]" {
		t.Error(e.Args)
	}
	if e := b.refuse(b.breakOf(an), "duty.isAway"); e.Args[0] != "安小样" {
		t.Error(e.Args)
	}
	b.pass(7 * time.Minute)
	r := b.do(&data.ComeBack{Head: b.head(an), Absence: first.Absence})
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "duty.tooLong" || fmt.Sprint(r.Warnings[0].Args) != "[17 15]" {
		t.Errorf("%+v", r.Warnings)
	}
	b.refuse(&data.ComeBack{Head: b.head(an), Absence: first.Absence}, "duty.isBack")
	b.do(b.breakOf(bai))
	list, err := b.Absences(ctx, "2026-11-23")
	if err != nil || len(list) != 2 || list[0].StandIn != bai || list[1].StandIn != an {
		t.Errorf("%+v %v", list, err)
	}
	b.verify()
}

func TestLeavingThePostNamesWhoStandsIn(t *testing.T) {
	b := freshBook(t)
	b.post(an, "desk")
	post := b.post(bai, "desk")
	b.do(b.breakOf(bai))
	c := b.breakOf(an)
	c.Why, c.Told = "away", true
	b.refuse(c, "duty.needStandIn")
	c.StandIn = bai
	if e := b.refuse(c, "duty.isAway"); e.Field != "standIn" || e.Args[0] != "白小范" {
		t.Error(e)
	}
	c.StandIn = "staff-none"
	b.refuse(c, "error.notFound")
	c.StandIn, c.Note = ding, "送文件到签约室"
	r := b.do(c)
	if len(r.Warnings) != 1 || r.Warnings[0].Key != "duty.overlaps" || r.Warnings[0].Args[0] != "白小范" {
		t.Errorf("%+v", r.Warnings)
	}
	// Who goes home while away comes back at the same moment.
	b.pass(5 * time.Minute)
	if r := b.do(&data.LeavePost{Head: b.head(an), Post: post}); len(r.Warnings) != 1 || r.Warnings[0].Key != "duty.deskEmpty" {
		t.Errorf("%+v", r.Warnings)
	}
	list, _ := b.Absences(context.Background(), "2026-11-23")
	if list[0].Lasts() && list[0].Staff == bai || list[0].Until == 0 && list[1].Until == 0 {
		t.Errorf("%+v", list)
	}
}

func TestOneOfTwoGoesOnBreak(t *testing.T) {
	b := freshBook(t)
	b.post(an, "desk")
	b.post(bai, "desk")
	var won int
	var mu sync.Mutex
	var all sync.WaitGroup
	for i := range 20 {
		c := b.breakOf([]data.ID{an, bai}[i%2])
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
	b := freshBook(t)
	ctx := context.Background()
	b.pass(3 * time.Hour)
	now := data.TimeOf(b.read())
	note := func(what, text string, when data.Time) *data.NoteDuty {
		return &data.NoteDuty{Head: b.head(an), Entry: data.NewID(), What: what, Text: text, When: when}
	}
	call := note("call", "冯女士 问样板间B 开放时间", now.Add(-time.Hour))
	b.do(call)
	odd := note("abnormal", "南门玻璃松动，已围挡", 0)
	b.do(odd)
	if e := b.refuse(note("opinion", "茶凉", now.Add(time.Minute)), "error.future"); e.Field != "when" {
		t.Error(e)
	}
	b.refuse(note("opinion", "茶凉", now.Add(-24*time.Hour)), "duty.otherDay")
	early := note("abnormal", "𠮷先生滑倒", now.Add(-time.Minute))
	early.Told, early.ToldAt = true, now.Add(-time.Hour)
	b.refuse(early, "duty.toldBefore")
	b.pass(5 * time.Minute)
	b.do(&data.FollowDuty{Head: b.head(bai), Entry: odd.Entry, Result: "工程已加固", Told: true})
	b.refuse(&data.FollowDuty{Head: b.head(bai), Entry: odd.Entry, Told: true}, "duty.wasTold")
	b.do(&data.FollowDuty{Head: b.head(bai), Entry: call.Entry, Result: "已回电"})
	entries, err := b.DutyEntries(ctx, "2026-11-23")
	if err != nil || len(entries) != 2 {
		t.Fatalf("%+v %v", entries, err)
	}
	if e := entries[0]; e.Kind != "call" || e.Result != "已回电" || e.At != call.When || e.Source != "" {
		t.Errorf("%+v", e)
	}
	if e := entries[1]; !e.Told || e.ToldAt != now.Add(5*time.Minute) || e.Result != "工程已加固" || e.Staff != an {
		t.Errorf("%+v", e)
	}
	b.refuse(&data.Undo{Head: b.head(an), Command: call.ID, Why: "记错"}, "error.stale")
}

func TestWeatherIsOfADayThatCame(t *testing.T) {
	b := freshBook(t)
	ctx := context.Background()
	if d, err := b.DutyDay(ctx, "2026-11-23"); err != nil || d.Weather != "" || d.Day != "2026-11-23" {
		t.Error(d, err)
	}
	b.do(&data.SetWeather{Head: b.head(an), Day: "2026-11-23", Weather: "rain"})
	b.do(&data.SetWeather{Head: b.head(an), Day: "2026-11-23", Weather: "sunny"})
	b.refuse(&data.SetWeather{Head: b.head(an), Day: "2026-11-24", Weather: "rain"}, "error.future")
	if d, _ := b.DutyDay(ctx, "2026-11-23"); d.Weather != "sunny" {
		t.Error(d)
	}
}

func TestTheRecordTellsWhatTheRegistersHold(t *testing.T) {
	b := freshBook(t)
	ctx := context.Background()
	b.post(an, "desk")
	b.post(bai, "desk")
	set, _ := b.Settings(ctx)
	at := func(m data.Minutes) data.Time { return set.Calendar.At("2026-11-23", m) }
	b.plant("visitor", data.Visitor{ID: "visitor-wang", Name: "王", Title: "mr"})
	b.plant("visit", data.Visit{ID: data.NewID(), Number: "L-20261123-001", Day: "2026-11-23", Visitor: "visitor-wang", Name: "王", Title: "mr",
		Adults: 2, Purpose: "viewing", Area: "area-talk", TableID: "table-a3", By: an, Arrived: at(9*60 + 5), LeftAt: at(9*60 + 50), LeftHow: "seen-off"})
	old := data.Booking{ID: data.NewID(), Number: "Y-20261122-001", Act: data.NewID(), Visitor: "visitor-wang", Name: "王", Title: "mr", Venue: "venue-bad", Court: "court-bad2",
		Day: "2026-11-23", Starts: at(11 * 60), Ends: at(12 * 60), People: 2, Status: data.Booked, Taken: at(9*60) - 86_400_000, By: an}
	b.plant("booking", old)
	b.plant("booking_move", cols{"id": string(data.NewID()), "booking": string(old.ID), "court": "court-bad1",
		"starts": int64(at(10 * 60)), "ends": int64(at(11 * 60)), "by": string(bai), "at": int64(at(9*60 + 10))})
	b.pass(15 * time.Minute)
	b.do(b.lendIt("item-k02", guYi))
	b.do(&data.SignOn{Head: b.head(bai), PIN: testPINs[bai], Swap: true})
	b.do(&data.SignOn{Head: b.head(an), PIN: testPINs[an]})
	b.pass(45 * time.Minute)
	entries, err := b.DutyEntries(ctx, "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, fmt.Sprintf("%s %s %v", set.Calendar.Clock(e.At), strings.TrimPrefix(e.Key, "duty.line."), e.Args))
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
