package enquiry

import (
	"context"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/screen/screentest"
)

const guyi = data.ID("staff-guyi")

// consultants are those who know about property.
func (h *house) consultants() {
	h.T.Helper()
	for i, n := range []string{"顾一样", "顾二样", "顾三样"} {
		id := data.ID([]string{"staff-guyi", "staff-guer", "staff-gusan"}[i])
		h.Give(officetest.Boss, &data.PutStaff{Person: id, Name: n, Role: data.Consultant, Sort: 20 + i})
	}
}

func newEnquiryHouse(t testing.TB) *house {
	h := newHouse(t)
	h.consultants()
	return h
}

func (h *house) asks(c data.TakeEnquiry) data.ID {
	c.Enquiry, c.Heard = data.NewID(), "floor"
	h.Give(officetest.Gu, &c)
	return c.Enquiry
}

func (h *house) someEnquiries() {
	now := data.TimeOf(h.Now)
	h.asks(data.TakeEnquiry{Topic: "parking", Who: "欧阳䶮", Unit: "3-1502", Question: "地下车位还有没有？一个月租金多少，能不能买断？", PassedTo: guyi, Due: now.Add(30 * time.Minute)})
	h.asks(data.TakeEnquiry{Topic: "layout", Question: "样板间 B 的主卧能不能打通", Answer: "承重墙不能动，次卧可以。"})
	h.asks(data.TakeEnquiry{Topic: "delivery", Who: "汪晴晴", Unit: "5-0801", Phone: "13800002233", Question: "交付时间会不会延后", Passed: "工程部 𠮷经理", Due: now.Add(26 * time.Hour)})
	h.Now = h.Now.Add(45 * time.Minute)
	h.Sh.Clock = data.TimeOf(h.Now)
}

func TestEnquiriesLookRight(t *testing.T) {
	everyLook(t, "enquiries", func(t *testing.T, h *house, _, height float32) *screentest.Stage {
		h.consultants()
		h.someEnquiries()
		return h.Open(newEnquiries(h, h.Sh, "bar"), height)
	})
	everyLook(t, "enquiries-pass", func(t *testing.T, h *house, _, height float32) *screentest.Stage {
		h.consultants()
		st := h.Open(newEnquiries(h, h.Sh, "bar"), height)
		st.Choose(h.Sh.Say("enquiry.how"), h.Sh.Say("enquiry.how.pass"))
		st.Tap(h.Sh.Say("enquiry.do"))
		st.Choose(h.Sh.Say("enquiry.due"), h.Sh.Say("enquiry.due.tomorrow"))
		return st
	})
	everyLook(t, "enquiries-detail", func(t *testing.T, h *house, _, height float32) *screentest.Stage {
		h.consultants()
		h.someEnquiries()
		s := newEnquiries(h, h.Sh, "bar")
		st := h.Open(s, height)
		s.openDetail(s.View.open[0].ID)
		st.Settle()
		return st
	})
}

func (h *house) lastEnquiry() data.Enquiry {
	h.T.Helper()
	list, err := h.EnquiriesList(context.Background(), data.EnquiryFilter{})
	if err != nil || len(list) == 0 {
		h.T.Fatal("nothing was asked", err)
	}
	return list[len(list)-1]
}

func TestAQuestionIsAnsweredAtOnce(t *testing.T) {
	h := newEnquiryHouse(t)
	h.Shell(1280, officetest.GuBar)
	st := h.Open(newEnquiries(h, h.Sh, "bar"), 800)
	st.Want("没有待答复的咨询。")
	st.Type("问题", "车位\n多少钱")
	st.Tap("记录")
	st.Want("请写答复，或转交给别人。")
	st.Choose("关于", "车位")
	st.Type("答复", "以公示价为准。")
	st.Tap("记录")
	e := h.lastEnquiry()
	if e.Heard != "bar" || e.Topic != "parking" || e.Open() || e.Answer != "以公示价为准。" || e.By != officetest.Gu {
		t.Errorf("%+v", e)
	}
	if h.Sh.LastToast() != "已记录：当场答复" || h.Sh.Toasts[0].Undo == "" || kittest.Field(t, st.All(), "问题").Text() != "" {
		t.Error(h.Sh.Toasts)
	}
	st.Tap("近 30 天")
	st.Want("车位 多少钱", "未留姓名 · 古试饮 10:52 答复", "已答复")
}

func TestAQuestionIsPassedOnAndAnsweredLater(t *testing.T) {
	h := newEnquiryHouse(t)
	h.Shell(1280, officetest.GuBar)
	st := h.Open(newEnquiries(h, h.Sh, "bar"), 800)
	st.Type("问题", "能不能先看 5 号楼")
	st.Choose("怎么答", "转交")
	st.Tap("记录")
	st.Want("请选一位转交的人。", "请选何时答复。")
	st.Choose("转给谁", "顾一样")
	st.Choose("何时答复", "一小时内")
	st.Want("11-23 11:52 前答复")
	st.Type("电话（要回电时填）", "12")
	st.Tap("记录")
	st.Want("电话号码不对。手机 11 位，座机带区号，境外号码以 + 开头。")
	st.Type("电话（要回电时填）", "138 0000 2233")
	st.Type("谁问", "𠮷女士")
	st.Tap("记录")
	e := h.lastEnquiry()
	if e.PassedTo != guyi || e.Who != "𠮷女士" || e.Phone != "13800002233" || e.Due != data.TimeOf(h.Now).Add(time.Hour) || !e.Open() {
		t.Errorf("%+v", e)
	}
	if h.Sh.LastToast() != "已转给顾一样，11:52 前答复" {
		t.Error(h.Sh.Toasts)
	}
	st.Want("能不能先看 5 号楼", "11:52 前答复 · 顾一样 · 𠮷女士", "待答复")
	h.Now = h.Now.Add(2 * time.Hour)
	h.Sh.Clock = data.TimeOf(h.Now)
	st.Screen.(screen.Ticker).Tick()
	st.Settle()
	st.Want("超期")
	st.Act(string(e.ID), "answer")
	st.Want("138****2233")
	st.Tap("改转别人")
	st.Choose("转给谁", "其他人")
	st.Type("姓名、单位（如物业服务中心）", "物业 䶮经理")
	st.Choose("何时答复", "闭馆前")
	st.Tap("转交")
	if e := h.lastEnquiry(); e.Passed != "物业 䶮经理" || e.PassedTo != "" || h.Sh.OpenSheet() != nil {
		t.Errorf("%+v", e)
	}
	st.Want("21:00 前答复 · 物业 䶮经理 · 𠮷女士")
	st.Act(string(e.ID), "answer")
	st.Tap("已答复")
	st.Want("请填写这一项。")
	kittest.Type(t, h.Sh.OpenSheet().Body, "答复", "下午三点可以看。")
	h.Give(guyi, &data.AnswerEnquiry{Enquiry: e.ID, Answer: "已回电。"}) // somebody else was faster
	st.Tap("已答复")
	st.Want("顾一样已在 12:52 答复。")
	if kittest.Field(t, h.Sh.OpenSheet().Body, "答复").Text() != "下午三点可以看。" {
		t.Error("what was typed is gone")
	}
}

func TestAHalfTypedQuestionOutlivesItsScreen(t *testing.T) {
	h := newEnquiryHouse(t)
	h.Shell(1280, officetest.GuBar)
	st := h.Open(newEnquiries(h, h.Sh, "bar"), 800)
	st.Type("问题", "物业费怎么收")
	st.Choose("怎么答", "转交")
	st.Choose("转给谁", "顾二样")
	st.Choose("何时答复", "三天内")
	st.Type("房号（如 3-1502）", "2-0301")
	st = h.Open(newEnquiries(h, h.Sh, "bar"), 800)
	st.Want("11-26 21:00 前答复")
	st.Tap("记录")
	if e := h.lastEnquiry(); e.PassedTo != "staff-guer" || e.Unit != "2-0301" || e.Question != "物业费怎么收" {
		t.Errorf("%+v", e)
	}
}

func TestPromisesAreKeepable(t *testing.T) {
	set := data.Settings{}.Defaults()
	at := func(day data.Day, m data.Minutes) data.Time { return set.Calendar.At(day, m) }
	day := data.Day("2026-11-23")
	for _, c := range []struct {
		now  data.Time
		code string
		want data.Time
	}{
		{at(day, 600), "hour", at(day, 660)},
		{at(day, 600), "close", at(day, 1260)},
		{at(day, 1270), "close", at(day.Plus(1), 1260)},
		{at(day, 600), "tomorrow", at(day.Plus(1), 720)},
		{at(day, 600), "three", at(day.Plus(3), 1260)},
		{at(day, 600), "week", at(day.Plus(7), 1260)},
		{at(day, 600), "", 0},
	} {
		if got := dueAt(set, c.now, c.code); got != c.want {
			t.Errorf("%s at %s is %s", c.code, set.Calendar.Stamp(c.now), set.Calendar.Stamp(got))
		}
	}
	for _, code := range enquiryDues {
		for m := data.Minutes(0); m < 24*60; m += 30 {
			if now := at(day, m); dueAt(set, now, code) <= now {
				t.Errorf("%s at %v is past", code, m)
			}
		}
	}
}

func TestAGuestWhoIsKnownIsNamed(t *testing.T) {
	h := newEnquiryHouse(t)
	h.Shell(1280, officetest.GuBar)
	s := newEnquiries(h, h.Sh, "bar")
	st := h.Open(s, 800)
	s.begin(&data.TakeEnquiry{Who: "𠮷女士"})
	st.Settle()
	if got := kittest.Field(t, st.All(), "谁问").Text(); got != "𠮷女士" {
		t.Error(got)
	}
	id := h.asks(data.TakeEnquiry{Who: "王先生", Question: "几点关门", PassedTo: guyi, Due: data.TimeOf(h.Now).Add(time.Hour)})
	s.follow(id)
	s.Load()
	st.Settle()
	if sheet := h.Sh.OpenSheet(); sheet == nil || sheet.Title != "Q-1123-001" {
		t.Error(sheet)
	}
}

func TestAHalfFilledQuestionIsTakenWhole(t *testing.T) {
	h := newEnquiryHouse(t)
	h.Shell(1280, officetest.GuBar)
	due := data.TimeOf(h.Now).Add(90 * time.Minute)
	for name, c := range map[string]data.TakeEnquiry{
		"answered": {Heard: "desk", Topic: "price", Visitor: "visitor-1", Who: "王先生", Unit: "3-1502", Question: "多少钱", Answer: "以公示价为准。"},
		"passed":   {Heard: "floor", Topic: "school", Visitor: "visitor-1", Who: "王先生", Phone: "13800002233", Unit: "3-1502", Question: "学区", PassedTo: guyi, Due: due},
		"outside":  {Heard: "bar", Who: "王先生", Question: "学区", Passed: "工程部 𠮷经理", Due: due},
		"phone":    {Heard: "bar", Phone: "13800002233"},
		"blank":    {Heard: "bar"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, known := range []bool{false, true} { // before and after the staff is
				s := newEnquiries(h, h.Sh, "bar")
				if known {
					h.Open(s, 800)
				}
				s.begin(&c)
				again := newEnquiries(h, h.Sh, "bar") // what was begun outlives the screen
				for _, got := range []*data.TakeEnquiry{s.form.Command(), again.form.Command()} {
					if !got.Enquiry.Valid() {
						t.Error("it has no id")
					}
					got.Enquiry = ""
					if *got != c {
						t.Errorf("%+v is given, not %+v", *got, c)
					}
				}
			}
		})
	}
}
