package data

import (
	"slices"
	"testing"
	"time"
)

// dutyAt is a moment of 23 November 2026 in the office.
func dutyAt(clock string) Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-23 "+clock, Settings{}.Defaults().Calendar.Zone)
	if err != nil {
		panic(err)
	}
	return TimeOf(t)
}

func away(id, staff ID, kind, from, to string) Absence {
	a := Absence{ID: id, Staff: staff, Kind: kind, Since: dutyAt(from)}
	if to != "" {
		a.Until = dutyAt(to)
	}
	return a
}

func TestAbsencesThatAreTooLongOrOverlapAreFlagged(t *testing.T) {
	list := []Absence{
		away("短", "安小样", "break", "10:00", "10:15"),
		away("接", "白小范", "break", "10:15", "10:31"),
		away("外", "丁引路", "away", "10:20", "11:40"),
		away("还在", "安小样", "break", "14:00", ""),
	}
	flags := FlagAbsences(list, 15*time.Minute, dutyAt("14:16"))
	for id, want := range map[ID]AbsenceFlag{
		"短":  {Minutes: 15},
		"接":  {Minutes: 16, TooLong: true, Overlaps: []ID{"外"}},
		"外":  {Minutes: 80, Overlaps: []ID{"接"}},
		"还在": {Minutes: 16, TooLong: true},
	} {
		got := flags[id]
		if got.Minutes != want.Minutes || got.TooLong != want.TooLong || !slices.Equal(got.Overlaps, want.Overlaps) {
			t.Errorf("%s is flagged %+v, not %+v", id, got, want)
		}
	}
	if flags["短"].Wrong() || !flags["外"].Wrong() {
		t.Error("what is wrong is told wrongly")
	}
}

func TestABreakOfExactlyTheLimitIsFine(t *testing.T) {
	a := away("休", "安小样", "break", "10:00", "")
	if a.TooLong(15*time.Minute, dutyAt("10:15")) || !a.TooLong(15*time.Minute, dutyAt("10:15")+1) {
		t.Error("the limit is in the wrong place")
	}
	if a := away("离", "安小样", "away", "10:00", ""); a.TooLong(15*time.Minute, dutyAt("12:00")) {
		t.Error("an absence with a stand-in has no limit")
	}
	short := Absence{Since: dutyAt("13:34").Add(50 * time.Second), Until: dutyAt("13:44").Add(10 * time.Second)}
	if n := short.Minutes(0); n != 10 {
		t.Errorf("13:34 to 13:44 are %d minutes", n)
	}
	if a.Length(dutyAt("09:00")) != 0 {
		t.Error("a clock that went back makes a negative span")
	}
}

func TestTwoWhoGoInTheSameMomentOverlap(t *testing.T) {
	list := []Absence{away("一", "安小样", "break", "10:00", ""), away("二", "丁引路", "away", "10:00", "")}
	flags := FlagAbsences(list, 15*time.Minute, dutyAt("10:00"))
	if len(flags["一"].Overlaps) != 1 || len(flags["二"].Overlaps) != 1 {
		t.Error(flags)
	}
}

func TestWhoMayStepAway(t *testing.T) {
	desk := func(who ID) Post { return Post{ID: "post-" + who, Staff: who, Post: "desk", Since: dutyAt("08:30")} }
	usher := Post{ID: "post-丁", Staff: "丁引路", Post: "usher", Since: dutyAt("08:30")}
	left := desk("白小范")
	left.Until = dutyAt("09:30")
	both := []Post{desk("安小样"), desk("白小范"), usher}
	onBreak := []Absence{away("休", "白小范", "break", "10:00", "")}
	gone := []Absence{away("离", "白小范", "away", "10:00", "")}
	for name, c := range map[string]struct {
		posts  []Post
		away   []Absence
		ask    StepAway
		stand  ID
		refuse string
	}{
		"两人在岗，轮流休息":   {both, nil, StepAway{Person: "安小样", Why: "break"}, "白小范", ""},
		"引领休息，前台有人":   {both, nil, StepAway{Person: "丁引路", Why: "break"}, "安小样", ""},
		"同事正在休息":      {both, onBreak, StepAway{Person: "安小样", Why: "break"}, "", "duty.otherOnBreak"},
		"引领不占前台的休息":   {both, onBreak, StepAway{Person: "丁引路", Why: "break"}, "安小样", ""},
		"同事已离岗":       {both, gone, StepAway{Person: "安小样", Why: "break"}, "", "duty.notAlone"},
		"同事已下岗":       {[]Post{desk("安小样"), left}, nil, StepAway{Person: "安小样", Why: "break"}, "", "duty.notAlone"},
		"只有引领在，前台不能休": {[]Post{desk("安小样"), usher}, nil, StepAway{Person: "安小样", Why: "break"}, "", "duty.notAlone"},
		"不在岗":         {both, nil, StepAway{Person: "古试饮", Why: "break"}, "", "duty.notOnPost"},
		"已经离开":        {both, onBreak, StepAway{Person: "白小范", Why: "away", StandIn: "安小样"}, "", "duty.isAway"},
		"离岗有人顶":       {[]Post{desk("安小样")}, nil, StepAway{Person: "安小样", Why: "away", StandIn: "顾一样"}, "顾一样", ""},
		"顶岗人自己在休息":    {both, onBreak, StepAway{Person: "安小样", Why: "away", StandIn: "白小范"}, "", "duty.isAway"},
		"点名的人不在前台":    {both, nil, StepAway{Person: "安小样", Why: "break", StandIn: "丁引路"}, "", "duty.notAlone"},
	} {
		got, err := MayStepAway(&c.ask, c.posts, c.away)
		key := ""
		if err != nil {
			key = AsError(err).Key
		}
		if got != c.stand || key != c.refuse {
			t.Errorf("%s: stands in %q, refused %q; want %q, %q", name, got, key, c.stand, c.refuse)
		}
	}
}

func TestPostAtAMoment(t *testing.T) {
	posts := []Post{
		{Staff: "安小样", Post: "desk", Since: dutyAt("08:30"), Until: dutyAt("12:00")},
		{Staff: "安小样", Post: "usher", Since: dutyAt("13:00")},
	}
	for clock, want := range map[string]string{"08:00": "", "09:00": "desk", "12:30": "", "13:00": "usher", "20:00": "usher"} {
		if got := PostAt(posts, "安小样", dutyAt(clock)); got != want {
			t.Errorf("at %s on %q, not %q", clock, got, want)
		}
	}
}

func TestDutyCommandsSayWhatIsMissing(t *testing.T) {
	id := NewID()
	for key, c := range map[string]Command{
		"duty.needStandIn": &StepAway{Absence: id, Person: "安小样", Why: "away", Told: true},
		"duty.needTold":    &StepAway{Absence: id, Person: "安小样", Why: "away", StandIn: "x"},
		"duty.needOther":   &StepAway{Absence: id, Person: "an", Why: "away", StandIn: "an", Told: true},
		"error.required":   &NoteDuty{Entry: id, What: "complaint"},
		"error.invalid":    &NoteDuty{Entry: id, What: "abnormal", Text: "玻璃门松动", ToldAt: 1},
		"error.tooLong":    &NoteDuty{Entry: id, What: "opinion", Text: long(RemarkLength + 1)},
		"error.control":    &FollowDuty{Entry: id, Result: "已\u202e处理"},
	} {
		if !hasFault(c.Validate(), key) {
			t.Errorf("%T says %v, not %s", c, c.Validate(), key)
		}
	}
	for _, c := range []Command{
		&NoteDuty{Entry: id, What: "call"}, &StepAway{Absence: id, Person: "an", Why: "break"},
		&NoteDuty{Entry: id, What: "abnormal", Text: "𠮷先生说空调漏水😀", Told: true}, &FollowDuty{Entry: id, Told: true},
	} {
		if err := c.Validate(); err != nil {
			t.Errorf("%T: %v", c, err)
		}
	}
}

func long(n int) string {
	r := make([]rune, n)
	for i := range r {
		r[i] = '长'
	}
	return string(r)
}

func hasFault(err error, key string) bool {
	if err == nil {
		return false
	}
	return slices.ContainsFunc(AsError(err).All(), func(e *Error) bool { return e.Key == key })
}
