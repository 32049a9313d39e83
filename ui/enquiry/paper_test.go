package enquiry_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/enquiry"
	"yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
)

// askedOffice is an office's enquiries, as their paper asks for them.
type askedOffice struct{ enquiries []data.Enquiry }

func (askedOffice) Staff(context.Context) ([]data.Staff, error) {
	return []data.Staff{{ID: "chang", Name: "常示例"}, {ID: "gu", Name: "古试饮"}, {ID: "xun", Name: "𬬻小满"}, {ID: "ji", Name: "𠮷引宾"}}, nil
}
func (o askedOffice) EnquiriesList(_ context.Context, f data.EnquiryFilter) ([]data.Enquiry, error) {
	if f.ID != "" {
		return o.enquiries[:1], nil
	}
	return o.enquiries, nil
}

// askedDay is two days with rare names and long words; more repeats them.
func askedDay(more int) (o askedOffice) {
	for i := range 1 + more {
		at := papertest.At(540 + 11*i%600)
		id := func(k string) data.ID { return data.ID(fmt.Sprint(k, i)) }
		n := func(k int) string { return fmt.Sprintf("Q-20261123-%03d", 3*i+k) }
		o.enquiries = append(o.enquiries,
			data.Enquiry{ID: id("e"), Number: n(1), Day: "2026-11-23", At: at, By: "gu", Heard: "bar", Topic: "parking", Who: "欧阳䶮", Phone: "13800002233", Unit: "3-1502", Question: papertest.Remark, PassedTo: "ji", PassedAt: at, Due: papertest.At(1000)},
			data.Enquiry{ID: id("f"), Number: n(2), Day: "2026-11-23", At: at, By: "xun", Heard: "floor", Question: "主卧能不能打通", Answer: papertest.Remark, AnsweredBy: "chang", AnsweredAt: at},
			data.Enquiry{ID: id("g"), Number: n(3), Day: "2026-11-24", At: at, By: "gu", Heard: "desk", Topic: "other", Who: "𬬻小姐", Question: "几点交房", Passed: "工程部 𠮷经理", PassedAt: at, Due: papertest.At(3000)})
	}
	return o
}

func askTwoDays(lang string) paper.Ask {
	a := papertest.AskDay(lang)
	a.To = "2026-11-24"
	return a
}

func TestEnquiriesArePrinted(t *testing.T) {
	for _, lang := range assets.Langs() {
		for what, o := range map[string]askedOffice{"empty": {}, "day": askedDay(0), "long": askedDay(9)} {
			t.Run(lang+"/"+what, func(t *testing.T) {
				papertest.Whole(t, papertest.Make(t, enquiry.Papers(o), "enquiry", papertest.AskDay(lang)))
				papertest.Whole(t, papertest.Make(t, enquiry.Papers(o), "enquiry", askTwoDays(lang)))
			})
		}
	}
}

func TestTheEnquiriesTellWhoAnswersByWhen(t *testing.T) {
	text := papertest.Squeeze(papertest.Make(t, enquiry.Papers(askedDay(0)), "enquiry", askTwoDays("zh")).Text())
	for _, want := range []string{"咨询3条", "当场答复1条", "待答复2条", "其中超期1条", "Q-1123-001", "欧阳䶮 3-1502", "138****2233", "转𠮷引宾，应于2026-11-2316:40前答复，超期", "常示例答复于", "转工程部𠮷经理，", "【车位】", "未留姓名", "𬬻小姐", "2026年11月24日"} {
		if !strings.Contains(text, papertest.Squeeze(want)) {
			t.Errorf("the paper lacks %q", want)
		}
	}
	if strings.Contains(text, "13800002233") {
		t.Error("the paper shows a phone")
	}
}
