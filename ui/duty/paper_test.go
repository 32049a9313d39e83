package duty_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/duty"
	"yingbin/ui/paper/papertest"
)

// deskOffice is a day at the desk, as the duty record asks for it.
type deskOffice struct {
	posts    []data.Post
	absences []data.Absence
	entries  []data.DutyEntry
}

func (deskOffice) Staff(context.Context) ([]data.Staff, error) {
	return []data.Staff{{ID: "an", Name: "安小样", Post: "接待"}, {ID: "bai", Name: "白小范"}, {ID: "ji", Name: "𠮷引宾", Post: "引领"}, {ID: "gu", Name: "顾一样", Post: "置业顾问"}}, nil
}
func (deskOffice) DutyDay(_ context.Context, d data.Day) (data.DutyDay, error) {
	return data.DutyDay{Day: d, Weather: "rain"}, nil
}
func (o deskOffice) Posts(context.Context, data.Day) ([]data.Post, error) { return o.posts, nil }
func (o deskOffice) Absences(context.Context, data.Day) ([]data.Absence, error) {
	return o.absences, nil
}
func (o deskOffice) DutyEntries(context.Context, data.Day) ([]data.DutyEntry, error) {
	return o.entries, nil
}

// deskDay is a full day with rare names and long words; more repeats its lines.
func deskDay(more int) deskOffice {
	o := deskOffice{
		posts: []data.Post{{ID: "p1", Staff: "an", Post: "desk", Since: papertest.At(510), Until: papertest.At(1085)}, {ID: "p2", Staff: "bai", Post: "desk", Since: papertest.At(750)}, {ID: "p3", Staff: "ji", Post: "usher", Since: papertest.At(510), Until: papertest.At(1080)}},
		absences: []data.Absence{{ID: "a1", Staff: "an", Kind: "break", Since: papertest.At(780), Until: papertest.At(797), StandIn: "bai"},
			{ID: "a2", Staff: "ji", Kind: "away", Since: papertest.At(790), Until: papertest.At(830), StandIn: "gu", Told: true, Note: "送文件到签约室"}},
	}
	for i := range 1 + more {
		at := papertest.At(540 + i*7%600)
		o.entries = append(o.entries,
			data.DutyEntry{ID: data.ID(fmt.Sprint("v", i)), At: at, Kind: "farewell", Staff: "an", Source: "visit", Key: "visit.line.left", Args: []any{data.Named{Name: "欧阳䶮", Title: "ms"}, 3, "seen-off"}},
			data.DutyEntry{ID: data.ID(fmt.Sprint("b", i)), At: at, Kind: "notice", Staff: "an", Source: "booking", Key: "booking.line.bookedTold", Args: []any{"羽毛球1", 11, 23, "10:00", "11:00", data.Named{Name: "马", Title: "mr"}, 1, "江羽样", "09:07"}},
			data.DutyEntry{ID: data.ID(fmt.Sprint("c", i)), At: at, Kind: "call", Staff: "bai", Text: "冯女士 问样板间B 开放时间，" + papertest.Remark, Result: "已回电"},
			data.DutyEntry{ID: data.ID(fmt.Sprint("x", i)), At: at, Kind: "abnormal", Staff: "ji", Text: "南门玻璃松动，已围挡", Told: i%2 == 0, ToldAt: at + 300_000})
	}
	return o
}

func TestTheDutyRecordIsPrinted(t *testing.T) {
	for _, lang := range assets.Langs() {
		for what, o := range map[string]deskOffice{"empty": {}, "day": deskDay(0), "long": deskDay(30)} {
			t.Run(lang+"/"+what, func(t *testing.T) {
				papertest.Whole(t, papertest.Make(t, duty.Papers(o), "duty", papertest.AskDay(lang)))
			})
		}
	}
}

func TestTheDutyPaperShowsWhatWantsAnEye(t *testing.T) {
	text := papertest.Squeeze(papertest.Make(t, duty.Papers(deskDay(1)), "duty", papertest.AskDay("zh")).Text())
	for _, want := range []string{"天气：雨", "超过15分与𠮷引宾重叠", "已告知主管", "未下岗", "欧阳䶮女士，3人，送客", "江羽样知会09:07", "主管09:05已知", "主管未知", "前台安小样", "引领𠮷引宾"} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper lacks %q", want)
		}
	}
}
