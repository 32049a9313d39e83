package data

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// toldDay is a day of which every register has something to tell.
func toldDay() *DutyRecord {
	return &DutyRecord{
		Day: "2026-11-23", Calendar: Settings{}.Defaults().Calendar, Now: dutyAt("20:00"), Break: 15 * time.Minute,
		Staff:  map[ID]string{"an": "安小样", "bai": "白小范", "gu": "顾一样", "jiang": "江羽样"},
		Places: map[ID]string{"talk": "洽谈区", "a3": "A3", "bad1": "羽毛球1", "bad2": "羽毛球2"},
	}
}

// lines tells all of it, with the posts given.
func (t *DutyRecord) lines(posts ...Post) []DutyEntry {
	t.Lines = nil
	for _, p := range posts {
		p.DutyLines(t)
	}
	for _, a := range []Absence{{ID: "a1", Staff: "an", Kind: "break", Since: dutyAt("13:00"), Until: dutyAt("13:17"), StandIn: "bai"}} {
		a.DutyLines(t)
	}
	for _, v := range []Visit{
		{ID: "v1", Name: "王", Title: "mr", Adults: 2, Purpose: "viewing", Area: "talk", TableID: "a3", By: "an", Arrived: dutyAt("10:50"), LeftAt: dutyAt("12:10"), LeftBy: "an", LeftHow: "seen-off"},
		{ID: "v2", Pending: true, Adults: 4, Children: 1, Purpose: "activity", By: "an", Arrived: dutyAt("15:00")},
	} {
		v.DutyLines(t)
	}
	Refusal{ID: "r1", At: dutyAt("16:00"), Reason: "sales", By: "an"}.DutyLines(t)
	BookingDutyLines(t, []Booking{
		{ID: "b1", Act: "act1", Name: "赵", Title: "ms", Court: "bad2", Starts: dutyAt("11:00"), Ends: dutyAt("12:00"), Taken: dutyAt("09:05"), By: "an"},
		{ID: "b2", Act: "act2", Name: "马", Title: "mr", Court: "bad1", Starts: dutyAt("19:00"), Ends: dutyAt("20:00"), Taken: dutyAt("09:20"), By: "an", CancelAt: dutyAt("14:00"), CancelBy: "bai"},
		{ID: "b3", Act: "act2", Name: "马", Title: "mr", Court: "bad2", Starts: dutyAt("19:00"), Ends: dutyAt("20:00"), Taken: dutyAt("09:20"), By: "an"},
	},
		[]BookingMove{{ID: "m1", Booking: "b1", Court: "bad1", Starts: dutyAt("10:00"), Ends: dutyAt("11:00"), By: "bai", At: dutyAt("09:40")}},
		[]Notice{{ID: "n1", Booking: "b1", What: "new", At: dutyAt("09:05"), Acked: dutyAt("09:07"), AckedBy: "jiang"}, {ID: "n2", Booking: "b1", What: "moved", At: dutyAt("09:40")}})
	items := map[ID]Item{"k02": {ID: "k02", Kind: Key, Number: "K02", Name: "样板间B", Qty: 1}, "racket": {ID: "racket", Kind: Loan, Name: "羽毛球拍", Qty: 8}}
	for _, l := range []Lending{
		{ID: "l1", Item: "k02", Staff: "gu", OutBy: "an", OutAt: dutyAt("09:12"), Due: dutyAt("11:12"), TakenBy: "bai", TakenAt: dutyAt("12:04")},
		{ID: "l2", Item: "racket", Name: "钱", OutBy: "an", OutAt: dutyAt("09:15"), Due: dutyAt("11:15")},
	} {
		l.DutyLines(t, items[l.Item])
	}
	Swap{ID: "s1", Staff: "bai", At: dutyAt("12:31")}.DutyLines(t)
	Handover{ID: "h1", Number: "J-20261123-001", Outgoing: "an", Incoming: "bai", SealedAt: dutyAt("18:02"), LockedAt: dutyAt("18:07")}.DutyLines(t)
	for _, n := range []HandoverNote{{ID: "o1", Kind: "instruction", Text: "明日 9:00 媒体看房，A7、A8 留用", By: "an", At: dutyAt("17:00")}, {ID: "o2", Kind: "remark", Text: "不入值班记录", At: dutyAt("17:01")}} {
		n.DutyLines(t)
	}
	SortDuty(t.Lines)
	return t.Lines
}

var toldPosts = []Post{{ID: "p1", Staff: "an", Post: "desk", Since: dutyAt("08:30"), Until: dutyAt("18:05")}, {ID: "p2", Staff: "bai", Post: "desk", Since: dutyAt("12:30")}}

func TestTheDayWritesItsOwnLines(t *testing.T) {
	s := toldDay()
	want := []string{
		"08:30 on an duty.line.on [安小样 desk]",
		"09:05 notice an booking.line.bookedTold [羽毛球1 11 23 10:00 11:00 赵 1 江羽样 09:07]",
		"09:12 loan an loan.line.lent [K02 样板间B 顾一样 11:12]",
		"09:20 notice an booking.line.bookedMany [羽毛球1 11 23 19:00 20:00 马 2]",
		"09:40 notice bai booking.line.moved [羽毛球2 11 23 11:00 12:00 赵 1]",
		"10:50 greeting an visit.line.visit [王 2 viewing 洽谈区 A3]",
		"12:04 loan bai loan.line.backLate [K02 样板间B 顾一样 52]",
		"12:10 farewell an visit.line.left [王 2 seen-off]",
		"12:30 on bai duty.line.on [白小范 desk]",
		"12:31 swap bai duty.line.swap [白小范]",
		"13:00 break an duty.line.breakLong [安小样 白小范 13:00 13:17 17]",
		"14:00 notice bai booking.line.cancelled [羽毛球1 11 23 19:00 20:00 马 2]",
		"15:00 greeting an visit.line.visitNowhereUnnamed [ 5 activity ]",
		"16:00 refusal an visit.line.refused [sales]",
		"17:00 instruction an 明日 9:00 媒体看房，A7、A8 留用 []",
		"18:02 handover an handover.line.sealed [安小样 J-1123-001]",
		"18:05 off an duty.line.off [安小样 desk]",
		"18:07 handover bai handover.line.accepted [白小范 J-1123-001]",
	}
	var got []string
	seen := map[ID]bool{}
	for _, e := range s.lines(toldPosts...) {
		got = append(got, fmt.Sprintf("%s %s %s %s%s %v", s.Calendar.Clock(e.At), e.Kind, e.Staff, e.Key, e.Text, e.Args))
		if seen[e.ID] || e.Source == "" || e.Day != s.Day {
			t.Errorf("%s: %+v", e.ID, e)
		}
		seen[e.ID] = true
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the day tells\n%s\nand not\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestLinesKeepTheTitleForEachLanguage(t *testing.T) {
	for _, e := range toldDay().lines(toldPosts...) {
		if e.Key == "visit.line.visit" && e.Args[0] != (Named{"王", "mr"}) {
			t.Errorf("%#v", e.Args[0])
		}
	}
}

func TestLinesStayWithinTheBusinessDay(t *testing.T) {
	s := toldDay()
	s.Day = "2026-11-24"
	if lines := s.lines(toldPosts...); len(lines) != 0 {
		t.Errorf("the next day tells %+v", lines)
	}
	s.Day = "2026-11-23"
	lines := s.lines(Post{ID: "p", Staff: "an", Post: "desk", Since: dutyAt("23:50"), Until: dutyAt("23:50").Add(2 * time.Hour)})
	if n := len(lines); lines[n-1].Kind != "off" {
		t.Errorf("leaving at ten to two in the night is of another day: %+v", lines[n-1])
	}
}
