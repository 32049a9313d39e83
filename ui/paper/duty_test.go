package paper

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
)

// deskOffice is a day at the desk, as the duty record and the register of keys
// ask for it.
type deskOffice struct {
	items    []data.Item
	lendings []data.Lending
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
func (o deskOffice) Items(context.Context) ([]data.Item, error) { return o.items, nil }
func (o deskOffice) Lendings(context.Context, data.LendingFilter) ([]data.Lending, error) {
	return o.lendings, nil
}

func deskAt(m int) data.Time {
	return data.Settings{}.Defaults().Calendar.At("2026-11-23", data.Minutes(m))
}

func deskAsk(lang string) Ask {
	a := sampleAsk()
	a.From, a.To, a.Now, a.Lex = "2026-11-23", "2026-11-23", deskAt(21*60), assets.Words(lang)
	return a
}

// deskDay is a full day with rare names and long words; more repeats its lines.
func deskDay(more int) deskOffice {
	o := deskOffice{
		items: []data.Item{{ID: "k02", Kind: data.Key, Number: "K02", Name: "样板间B", Qty: 1}, {ID: "r1", Kind: data.Radio, Number: "1", Name: "前台", Qty: 1},
			{ID: "umb", Kind: data.Loan, Name: "雨伞", Qty: 20}, {ID: "socks", Kind: data.Gift, Name: "一次性袜子", Qty: 200}},
		posts: []data.Post{{ID: "p1", Staff: "an", Post: "desk", Since: deskAt(510), Until: deskAt(1085)}, {ID: "p2", Staff: "bai", Post: "desk", Since: deskAt(750)}, {ID: "p3", Staff: "ji", Post: "usher", Since: deskAt(510), Until: deskAt(1080)}},
		absences: []data.Absence{{ID: "a1", Staff: "an", Kind: "break", Since: deskAt(780), Until: deskAt(797), StandIn: "bai"},
			{ID: "a2", Staff: "ji", Kind: "away", Since: deskAt(790), Until: deskAt(830), StandIn: "gu", Told: true, Note: "送文件到签约室"}},
		lendings: []data.Lending{
			{ID: "l0", Number: "U-20261121-003", Item: "umb", Qty: 1, Name: "钱", Title: "mr", Phone: "13812345678", OutBy: "an", OutAt: deskAt(600) - 2*86_400_000, Due: deskAt(720) - 2*86_400_000},
			{ID: "l1", Number: "U-20261123-001", Item: "k02", Qty: 1, Staff: "gu", Purpose: "带看样板间", OutBy: "an", OutAt: deskAt(552), Due: deskAt(600), TakenBy: "bai", TakenAt: deskAt(652), Condition: "ok"},
			{ID: "l2", Number: "U-20261123-002", Item: "r1", Qty: 1, Staff: "ji", OutBy: "an", OutAt: deskAt(520), Due: deskAt(1080), TakenBy: "bai", TakenAt: deskAt(1080), Condition: "worn", Battery: "low", Earpiece: true, Remark: longRemark},
			{ID: "l3", Number: "U-20261123-003", Item: "umb", Qty: 2, Name: "欧阳䶮", Title: "ms", Firm: "青禾广告公司", OutBy: "an", OutAt: deskAt(900), Due: deskAt(1020)},
			{ID: "l4", Number: "U-20261123-004", Item: "socks", Qty: 3, Name: "赵", Title: "ms", OutBy: "an", OutAt: deskAt(660), TakenAt: deskAt(660)},
		},
	}
	for i := range 1 + more {
		at := deskAt(540 + i*7%600)
		o.entries = append(o.entries,
			data.DutyEntry{ID: data.ID(fmt.Sprint("v", i)), At: at, Kind: "farewell", Staff: "an", Source: "visit", Key: "duty.line.left", Args: []any{data.Named{Name: "欧阳䶮", Title: "ms"}, 3, "seen-off"}},
			data.DutyEntry{ID: data.ID(fmt.Sprint("b", i)), At: at, Kind: "notice", Staff: "an", Source: "booking", Key: "duty.line.bookedTold", Args: []any{"羽毛球1", 11, 23, "10:00", "11:00", data.Named{Name: "马", Title: "mr"}, 1, "江羽样", "09:07"}},
			data.DutyEntry{ID: data.ID(fmt.Sprint("c", i)), At: at, Kind: "call", Staff: "bai", Text: "冯女士 问样板间B 开放时间，" + longRemark, Result: "已回电"},
			data.DutyEntry{ID: data.ID(fmt.Sprint("x", i)), At: at, Kind: "abnormal", Staff: "ji", Text: "南门玻璃松动，已围挡", Told: i%2 == 0, ToldAt: at + 300_000})
	}
	return o
}

func makeDesk(t testing.TB, name string, o deskOffice, a Ask) *Document {
	t.Helper()
	r, ok := Find(name)
	if !ok {
		t.Fatalf("no record %s", name)
	}
	d, err := r.Make(context.Background(), o, a)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDutyAndKeysArePrinted(t *testing.T) {
	for _, lang := range assets.Langs() {
		for _, name := range []string{"duty", "keys"} {
			for what, o := range map[string]deskOffice{"empty": {}, "day": deskDay(0), "long": deskDay(30)} {
				t.Run(lang+"/"+name+"/"+what, func(t *testing.T) {
					d := makeDesk(t, name, o, deskAsk(lang))
					if strings.Contains(d.Text(), "⟦") {
						t.Errorf("a word is missing: %s", d.Text())
					}
					checkPaper(t, d)
				})
			}
		}
	}
}

func TestTheDutyPaperShowsWhatWantsAnEye(t *testing.T) {
	text := squeeze(makeDesk(t, "duty", deskDay(1), deskAsk("zh")).Text())
	for _, want := range []string{"天气：雨", "超过15分与𠮷引宾重叠", "已告知主管", "未下岗", "欧阳䶮女士，3人，送客", "江羽样知会09:07", "主管09:05已知", "主管未知", "前台安小样", "引领𠮷引宾"} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper lacks %q", want)
		}
	}
}

func TestTheKeysPaperSaysWhereEverythingIs(t *testing.T) {
	text := squeeze(makeDesk(t, "keys", deskDay(0), deskAsk("zh")).Text())
	for _, want := range []string{"借出3笔", "已还2笔", "未还2笔", "逾期2笔", "发放3件", "期前未还（1笔）", "138****5678", "未还，已超2天", "晚52分", "青禾广告公司", "磨损电量低缺座充", "U-1123-001"} {
		if !strings.Contains(text, want) {
			t.Errorf("the paper lacks %q", want)
		}
	}
	for _, secret := range []string{"13812345678"} {
		if strings.Contains(text, secret) {
			t.Errorf("the paper shows %s", secret)
		}
	}
}
