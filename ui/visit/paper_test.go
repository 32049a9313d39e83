package visit_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
	"yingbin/ui/visit"
)

// visitsOffice is an office with a busy register.
type visitsOffice struct {
	visits   []data.VisitView
	refusals []data.Refusal
}

func (o visitsOffice) Visits(_ context.Context, f data.VisitFilter) ([]data.VisitView, error) {
	var list []data.VisitView
	for _, v := range o.visits {
		if (f.ID == "" || v.ID == f.ID) && (f.From == "" || v.Day >= f.From && v.Day <= f.To) {
			list = append(list, v)
		}
	}
	return list, nil
}
func (o visitsOffice) Refusals(_ context.Context, from, to data.Day) ([]data.Refusal, error) {
	var list []data.Refusal
	for _, r := range o.refusals {
		if r.Day >= from && r.Day <= to {
			list = append(list, r)
		}
	}
	return list, nil
}
func (visitsOffice) Staff(context.Context) ([]data.Staff, error) {
	return []data.Staff{{ID: "an", Name: "安小样"}, {ID: "gu", Name: "顾一样"}, {ID: "ji", Name: "𠮷引宾"}}, nil
}
func (visitsOffice) Areas(context.Context) ([]data.Area, error) {
	return []data.Area{{ID: "talk", Name: "洽谈区"}, {ID: "model", Name: "沙盘区"}}, nil
}
func (visitsOffice) Tables(context.Context) ([]data.Table, error) {
	return []data.Table{{ID: "a3", Name: "A3"}}, nil
}
func (visitsOffice) Courts(context.Context) ([]data.Court, error) {
	return []data.Court{{ID: "bad1", Name: "羽毛球1"}}, nil
}

// fullRegister has everything a line can hold, and many lines.
func fullRegister(days, lines int) visitsOffice {
	var o visitsOffice
	cal := data.Settings{}.Defaults().Calendar
	names := []string{"王建国", "欧阳䶮", "𬬻小满", "𠮷田", "Ann-Marie O’Neill", "尉迟恭"}
	for d := range days {
		day := data.Day("2026-11-23").Plus(d)
		for i := range lines {
			at := cal.At(day, data.Minutes(9*60+i*7))
			v := data.VisitView{Visit: data.Visit{
				ID: data.ID(fmt.Sprintf("v%d-%d", d, i)), Number: fmt.Sprintf("L-%s-%03d", strings.ReplaceAll(string(day), "-", ""), i+1), Day: day,
				Name: names[i%len(names)], Title: []string{"mr", "ms", ""}[i%3], Adults: 1 + i%3, Children: i % 2, Purpose: data.Purposes[i%len(data.Purposes)],
				Identity: data.Identities[i%len(data.Identities)], Consultant: "gu", Assigned: []string{"rota", "named"}[i%2], Area: "talk", TableID: "a3",
				VIP: i%5 == 0, By: []data.ID{"an", "ji"}[i%2], Arrived: at, LeftAt: at.Add(time.Hour), LeftHow: "seen-off",
			}, Phone: fmt.Sprintf("138%08d", i*7919), Times: 1 + i%4}
			switch i % 6 {
			case 1:
				v.Note = papertest.Remark
			case 2:
				v.Purpose, v.Firm, v.Host, v.Note = "business", "青禾样例设计院", "常示例", "送样板🎁，“B座”车位"
			case 3:
				v.Name, v.Title, v.Pending, v.Phone, v.Consultant = "", "", true, "", ""
			case 4:
				v.NoPhone, v.Phone, v.LeftHow, v.LeftAt = true, "", "closing", cal.At(day, 21*60+30)
				v.Channel, v.Intent, v.Plate, v.Agent = "friend", "三房两厅 128㎡", "沪A·88888", "老友带看"
			case 5:
				v.LeftAt, v.LeftHow, v.Area, v.TableID = 0, "", "", "bad1"
			}
			o.visits = append(o.visits, v)
		}
		o.refusals = append(o.refusals, data.Refusal{ID: data.ID(fmt.Sprint("x", d)), Number: fmt.Sprintf("X-2026112%d-001", 3+d), Day: day, At: cal.At(day, 660),
			Reason: "sales", Acts: []string{"persuaded", "guard"}, Helper: "秩序员老周", Looks: "推销保险，" + string([]rune(papertest.Remark)[:60]), By: "an"})
	}
	return o
}

func visitsAsk(lang string) paper.Ask {
	a := papertest.Ask()
	a.From, a.To, a.Lex = "2026-11-23", "2026-11-23", assets.Words(lang)
	return a
}

func TestTheRegisterOfADayIsWholeOnPaper(t *testing.T) {
	for _, lang := range assets.Langs() {
		o := fullRegister(1, 40)
		a := visitsAsk(lang)
		d := papertest.Make(t, visit.Papers(o), "visits", a)
		papertest.Whole(t, d)
		text := papertest.Squeeze(d.Text())
		if strings.Contains(d.Text(), "⟦") {
			t.Error(lang, "a word is missing:", d.Text()[strings.Index(d.Text(), "⟦"):][:60])
		}
		for _, v := range o.visits {
			for _, must := range []string{data.ShortNumber(v.Number), v.Name, v.Firm, v.Host, v.Plate, v.Intent, v.Agent, data.MaskPhone(v.Phone)} {
				if !strings.Contains(text, papertest.Squeeze(paper.Printed(must))) {
					t.Errorf("%s: %s lacks %q", lang, v.Number, must)
				}
			}
			if v.Phone != "" && strings.Contains(text, v.Phone) {
				t.Error(lang, "a whole phone is printed:", v.Phone)
			}
		}
		if !strings.Contains(text, papertest.Squeeze(paper.Printed(papertest.Remark))[:300]) {
			t.Error(lang, "a long remark is not whole")
		}
		papertest.Save(t, d, "visits-"+lang)
	}
}

func TestARangeIsGroupedByDay(t *testing.T) {
	a := visitsAsk("zh")
	a.To = "2026-11-25"
	d := papertest.Make(t, visit.Papers(fullRegister(3, 9)), "visits", a)
	papertest.Whole(t, d)
	for _, must := range []string{"2026年11月23日　9组", "2026年11月25日　9组", "来访27组", "谢绝登记", "共3人次"} {
		if !strings.Contains(papertest.Squeeze(d.Text()), papertest.Squeeze(must)) {
			t.Errorf("%s is not there", must)
		}
	}
	empty := papertest.Make(t, visit.Papers(visitsOffice{}), "visits", visitsAsk("zh"))
	papertest.Whole(t, empty)
}

func TestTheStickerHoldsWhoCameToSeeWhom(t *testing.T) {
	cal := data.Settings{}.Defaults().Calendar
	for name, v := range map[string]data.Visit{
		"plain":  {ID: "v", Number: "L-20261123-004", Name: "欧阳䶮", Title: "mr", Firm: "青禾样例设计院", Host: "常示例", Arrived: cal.At("2026-11-23", 650)},
		"rare":   {ID: "v", Number: "L-20261123-005", Name: "𬬻小满", Title: "ms", Host: "𠮷引宾", Arrived: cal.At("2026-11-23", 650)},
		"nobody": {ID: "v", Number: "L-20261123-006", Pending: true, Arrived: cal.At("2026-11-23", 650)},
		"long": {ID: "v", Number: "L-20261123-1007", Name: "Bartholomew Featherstonehaugh-Cholmondeley 3", Firm: strings.Repeat("青禾样例", 10), Host: strings.Repeat("常", 40),
			Arrived: cal.At("2026-11-23", 650)},
	} {
		for _, lang := range assets.Langs() {
			a := visitsAsk(lang)
			a.ID = "v"
			d := papertest.Make(t, visit.Papers(visitsOffice{visits: []data.VisitView{{Visit: v, Phone: "13800005678"}}}), "sticker", a)
			papertest.Whole(t, d)
			if p := d.Pages[0]; len(d.Pages) != 1 || p.W != 60 || p.H != 40 {
				t.Fatalf("%v × %v, %d pages", p.W, p.H, len(d.Pages))
			}
			if s := papertest.Squeeze(d.Text()); strings.Contains(s, "5678") || !strings.Contains(s, data.ShortNumber(v.Number)) || name != "long" && !strings.Contains(s, v.Name) {
				t.Error(name, s)
			}
			papertest.Save(t, d, "sticker-"+name+"-"+lang)
		}
	}
	r, _ := paper.Find(visit.Papers(visitsOffice{}), "sticker")
	if _, err := r.Make(context.Background(), visitsAsk("zh")); data.CodeOf(err) != data.NotFound {
		t.Fatal(err)
	}
}
