package duty

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

// dutyDesk is an office whose posts, absences and record a test sets.
type dutyDesk struct {
	weather  string
	posts    []data.Post
	absences []data.Absence
	entries  []data.DutyEntry
	asked    []data.Day
	fail     error
}

func (o *dutyDesk) Staff(context.Context) ([]data.Staff, error) { return officetest.DeskStaff, o.fail }
func (o *dutyDesk) DutyDay(_ context.Context, d data.Day) (data.DutyDay, error) {
	o.asked = append(o.asked, d)
	return data.DutyDay{Day: d, Weather: o.weather}, o.fail
}
func (o *dutyDesk) Posts(context.Context, data.Day) ([]data.Post, error) { return o.posts, o.fail }
func (o *dutyDesk) Absences(context.Context, data.Day) ([]data.Absence, error) {
	return o.absences, o.fail
}
func (o *dutyDesk) DutyEntries(context.Context, data.Day) ([]data.DutyEntry, error) {
	return o.entries, o.fail
}

// minutesAgo is a moment so many minutes before the shell's clock.
func minutesAgo(m int) data.Time { return officetest.Now.Add(-time.Duration(m) * time.Minute) }

func newDutyDesk() *dutyDesk {
	return &dutyDesk{
		weather: "cloudy",
		posts: []data.Post{{ID: "p-an", Staff: "staff-an", Post: "desk", Since: minutesAgo(142)}, {ID: "p-bai", Staff: "staff-bai", Post: "desk", Since: minutesAgo(140)},
			{ID: "p-ding", Staff: "staff-ding", Post: "usher", Since: minutesAgo(138)}, {ID: "p-ji", Staff: "staff-ji", Post: "usher", Since: minutesAgo(138), Until: minutesAgo(20)}},
		absences: []data.Absence{{ID: "a1", Staff: "staff-an", Kind: "break", Since: minutesAgo(80), Until: minutesAgo(62), StandIn: "staff-bai"},
			{ID: "a2", Staff: "staff-bai", Kind: "break", Since: minutesAgo(13), StandIn: "staff-an"}},
		entries: []data.DutyEntry{
			{ID: "on", At: minutesAgo(142), Kind: "on", Staff: "staff-an", Source: "post", Key: "duty.line.on", Args: []any{"安小样", "desk"}},
			{ID: "bk", At: minutesAgo(107), Kind: "notice", Staff: "staff-an", Source: "booking", Key: "booking.line.bookedTold", Args: []any{"羽毛球2", 11, 23, "11:00", "12:00", data.Named{Name: "赵", Title: "ms"}, 1, "江羽样", "09:07"}},
			{ID: "br", At: minutesAgo(80), Kind: "break", Staff: "staff-an", Source: "absence", Key: "duty.line.breakLong", Args: []any{"安小样", "白小范", "09:32", "09:50", 18}},
			{ID: "call", At: minutesAgo(60), Kind: "call", Staff: "staff-bai", Text: "冯女士 问样板间B 开放时间，留电话请顾问下午两点以后回", Result: "已转顾一样"},
			{ID: "odd", At: minutesAgo(40), Kind: "abnormal", Staff: "staff-ding", Text: "南门玻璃松动，已围挡"},
			{ID: "told", At: minutesAgo(35), Kind: "abnormal", Staff: "staff-an", Text: "停电两分钟", Told: true, ToldAt: minutesAgo(33)},
			{ID: "v", At: minutesAgo(2), Kind: "greeting", Staff: "staff-an", Source: "visit", Key: "visit.line.left", Args: []any{data.Named{Name: "欧阳䶮", Title: "mr"}, 2, "seen-off"}},
		},
	}
}

func openDuty(t *testing.T) (*screentest.Stage, *dutyDesk) {
	t.Helper()
	o := newDutyDesk()
	sh := screentest.NewShell(t)
	return screentest.Open(t, sh, newDuty(o, sh)), o
}

// dutyRow finds a row of any list on the stage.
func dutyRow(t *testing.T, s *screentest.Stage, id string) kit.Item {
	t.Helper()
	for _, l := range kittest.Lists(s.All()) {
		for _, i := range l.Items() {
			if i.ID == id {
				return i
			}
		}
	}
	t.Fatalf("no row %s", id)
	return kit.Item{}
}

func TestTheRecordShowsTheNewestFirst(t *testing.T) {
	s, _ := openDuty(t)
	s.Want("欧阳䶮先生，2 人，送客", "新预约 羽毛球2 11月23日 11:00–12:00，赵女士；江羽样知会 09:07", "主管未知", "主管 10:19 已知", "超时", "安小样 09:32 休息 18 分，超时")
	rows := kittest.Lists(s.Root())[0].Items()
	if rows[0].ID != "v" || len(rows) != 7 {
		t.Errorf("%d rows, first %s", len(rows), rows[0].ID)
	}
	s.Tap("手记")
	if rows = kittest.Lists(s.Root())[0].Items(); len(rows) != 3 {
		t.Errorf("%d typed", len(rows))
	}
	s.Tap("待留意")
	var ids []string
	for _, r := range kittest.Lists(s.Root())[0].Items() {
		ids = append(ids, r.ID)
	}
	if !slices.Equal(ids, []string{"told", "odd", "br"}) {
		t.Errorf("%q", ids)
	}
}

func TestABreakCountsDown(t *testing.T) {
	s, o := openDuty(t)
	for _, c := range []struct {
		gone  int
		badge string
		tone  kit.Tone
	}{{3, "休息 3 分", kit.ToneGood}, {11, "休息 11 分", kit.ToneGood}, {12, "休息 12 分", kit.ToneSoon}, {15, "休息 15 分", kit.ToneSoon}, {17, "休息超 2 分", kit.ToneLate}} {
		o.absences = []data.Absence{{ID: "a2", Staff: "staff-bai", Kind: "break", Since: officetest.Now, StandIn: "staff-an"}}
		s.Shell.Clock = officetest.Now
		s.Screen.Changed(data.Change{Tables: map[string]bool{"absence": true}})
		s.Settle()
		s.Shell.Clock = officetest.Now.Add(time.Duration(c.gone) * time.Minute)
		s.Screen.(screen.Ticker).Tick()
		if r := dutyRow(t, s, "p-bai"); r.Badge != c.badge || r.Tone != c.tone {
			t.Errorf("after %d minutes: %q in tone %d", c.gone, r.Badge, r.Tone)
		}
	}
	s.Act("p-bai", "back")
	if c := officetest.Last[data.ComeBack](t, s); c.Absence != "a2" || s.Shell.LastToast() != "白小范已返岗" {
		t.Errorf("%+v %q", c, s.Shell.LastToast())
	}
}

func TestGoingOnABreakIsOneTap(t *testing.T) {
	s, _ := openDuty(t)
	s.Act("p-an", "break")
	c := officetest.Last[data.StepAway](t, s)
	if c.Person != "staff-an" || c.Why != "break" || c.Validate() != nil || s.Shell.LastToast() != "安小样休息，15 分内返岗" || s.Shell.Toasts[0].Undo != c.ID {
		t.Errorf("%+v %+v", c, s.Shell.Toasts)
	}
	s.Shell.Decide = func(data.Command) (data.Receipt, error) {
		return data.Receipt{}, data.Fault(data.Conflict, "duty.otherOnBreak", "白小范", "10:39").At("person")
	}
	s.Act("p-an", "break")
	if s.Shell.LastToast() != "白小范正在休息，10:39 起，请等其返岗。" {
		t.Error(s.Shell.LastToast())
	}
}

func TestLeavingAsksForAStandInAndTheSupervisor(t *testing.T) {
	s, _ := openDuty(t)
	s.Act("p-an", "away")
	if kittest.Has(s.Root(), "白小范") {
		t.Error("somebody on a break is offered to stand in")
	}
	s.Tap("离岗")
	s.Want("请选顶岗人。", "离岗要先告知主管。")
	s.Choose("顶岗", "丁引路")
	s.Choose("主管", "主管已知")
	s.Type("去向", "送文件到签约室")
	s.Tap("离岗")
	c := officetest.Last[data.StepAway](t, s)
	if c.StandIn != "staff-ding" || !c.Told || c.Why != "away" || c.Note != "送文件到签约室" || s.Shell.OpenSheet() != nil {
		t.Errorf("%+v", c)
	}
}

func TestTakingAndLeavingAPost(t *testing.T) {
	s, o := openDuty(t)
	s.Want("到岗")
	s.TapIn("p-an")
	s.Tap("下岗")
	if c := officetest.Last[data.LeavePost](t, s); c.Post != "p-an" {
		t.Errorf("%+v", c)
	}
	o.posts = o.posts[1:] // as the book would say
	s.Screen.Changed(data.Change{Tables: map[string]bool{"post": true}})
	s.Settle()
	s.Want("我到岗")
	s.Tap("我到岗")
	s.Tap("到岗")
	if c := officetest.Last[data.TakePost](t, s); c.Person != "staff-an" || c.Place != "desk" {
		t.Errorf("%+v", c)
	}
}

func TestANoteIsTypedAndKept(t *testing.T) {
	s, _ := openDuty(t)
	s.Tap("来电")
	s.Type("谁来电，什么事", "冯女士 问样板间")
	s.Key(fyne.KeyEscape)
	s.Tap("客户意见")
	s.Tap("记录")
	s.Want("请填写这一项。")
	s.Key(fyne.KeyEscape)
	s.Screen.(screen.Shortcutter).Shortcut(fyne.Key1)
	if !kittest.Has(s.Root(), "冯女士 问样板间") {
		t.Error("what was typed is lost")
	}
	s.Choose("什么时候", "15 分前")
	s.Tap("记录")
	c := officetest.Last[data.NoteDuty](t, s)
	if c.What != "call" || c.Text != "冯女士 问样板间" || c.When != minutesAgo(15) || s.Shell.LastToast() != "已记录：来电" {
		t.Errorf("%+v", c)
	}
	s.Tap("异常")
	s.Type("什么情况，在哪里", "电梯停在二层")
	s.Choose("主管", "主管已知")
	s.Tap("记录")
	if c := officetest.Last[data.NoteDuty](t, s); !c.Told || c.What != "abnormal" {
		t.Errorf("%+v", c)
	}
}

func TestAnIncidentIsFollowed(t *testing.T) {
	s, _ := openDuty(t)
	s.Act("odd", "told")
	if c := officetest.Last[data.FollowDuty](t, s); c.Entry != "odd" || !c.Told {
		t.Errorf("%+v", c)
	}
	s.TapIn("odd")
	s.Type("结果", "工程已加固")
	s.Tap("保存")
	if c := officetest.Last[data.FollowDuty](t, s); c.Result != "工程已加固" || c.Told {
		t.Errorf("%+v", c)
	}
	s.TapIn("v")
	s.Want("由登记自动记入，改动请到原处。")
}

func TestAnotherDayIsForReading(t *testing.T) {
	s, o := openDuty(t)
	s.Tap("昨天")
	if o.asked[len(o.asked)-1] != "2026-11-22" {
		t.Errorf("asked for %v", o.asked)
	}
	if s.Has("记一笔") || s.Has("我到岗") || s.Has("返岗") && strings.Contains(strings.Join(s.Texts(), " "), "休息 13 分") {
		t.Errorf("a past day offers to act: %q", s.Texts())
	}
	s.Want("前台 · 08:30至未下岗")
	s.Tap("打印")
	if g := s.Shell.Goings[0]; g != (screen.Print{Record: "duty", From: "2026-11-22", To: "2026-11-22"}) {
		t.Errorf("%+v", g)
	}
	s.Screen.(*duty).follow("a2")
	s.Settle()
	s.Want("记一笔")
}

func TestTheWeatherIsOneTap(t *testing.T) {
	s, _ := openDuty(t)
	s.Choose("天气", "晴")
	if c := officetest.Last[data.SetWeather](t, s); c.Weather != "sunny" || c.Day != "2026-11-23" {
		t.Errorf("%+v", c)
	}
}

func TestTheDayTurns(t *testing.T) {
	s, o := openDuty(t)
	s.Shell.Clock = officetest.Now.Add(24 * time.Hour)
	s.Screen.(screen.Ticker).Tick()
	s.Settle()
	if o.asked[len(o.asked)-1] != "2026-11-24" {
		t.Errorf("asked for %v", o.asked)
	}
}

func TestTheDutyScreenFits(t *testing.T) {
	for _, size := range officetest.DeskSizes {
		for _, lang := range []string{"zh", "en"} {
			for _, o := range []*dutyDesk{{}, newDutyDesk()} {
				sh := screentest.NewShell(t)
				sh.Language, sh.Width = lang, size.Width
				screentest.OpenSized(t, sh, newDuty(o, sh), size.Room.Width, size.Room.Height).Check()
			}
		}
	}
}

func TestTheDutyScreenSaysWhatFailed(t *testing.T) {
	o := newDutyDesk()
	o.fail = data.Fault(data.Storage, "error.storage")
	sh := screentest.NewShell(t)
	s := screentest.Open(t, sh, newDuty(o, sh))
	s.Want("没有存上")
}

var _ Office = (*registers.Book)(nil)
