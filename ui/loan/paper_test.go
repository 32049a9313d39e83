package loan_test

import (
	"context"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/loan"
	"yingbin/ui/paper/papertest"
)

// deskOffice is what was lent, as the register asks for it.
type deskOffice struct {
	items    []data.Item
	lendings []data.Lending
}

func (deskOffice) Staff(context.Context) ([]data.Staff, error) {
	return []data.Staff{{ID: "an", Name: "安小样", Post: "接待"}, {ID: "bai", Name: "白小范"}, {ID: "ji", Name: "𠮷引宾", Post: "引领"}, {ID: "gu", Name: "顾一样", Post: "置业顾问"}}, nil
}
func (o deskOffice) Items(context.Context) ([]data.Item, error) { return o.items, nil }
func (o deskOffice) Lendings(context.Context, data.LendingFilter) ([]data.Lending, error) {
	return o.lendings, nil
}

// deskDay is a full day with rare names and long words; more repeats its lines.
func deskDay(more int) deskOffice {
	o := deskOffice{
		items: []data.Item{{ID: "k02", Kind: data.Key, Number: "K02", Name: "样板间B", Qty: 1}, {ID: "r1", Kind: data.Radio, Number: "1", Name: "前台", Qty: 1},
			{ID: "umb", Kind: data.Loan, Name: "雨伞", Qty: 20}, {ID: "socks", Kind: data.Gift, Name: "一次性袜子", Qty: 200}},
		lendings: []data.Lending{
			{ID: "l0", Number: "U-20261121-003", Item: "umb", Qty: 1, Name: "钱", Title: "mr", Phone: "13812345678", OutBy: "an", OutAt: papertest.At(600) - 2*86_400_000, Due: papertest.At(720) - 2*86_400_000},
			{ID: "l1", Number: "U-20261123-001", Item: "k02", Qty: 1, Staff: "gu", Purpose: "带看样板间", OutBy: "an", OutAt: papertest.At(552), Due: papertest.At(600), TakenBy: "bai", TakenAt: papertest.At(652), Condition: "ok"},
			{ID: "l2", Number: "U-20261123-002", Item: "r1", Qty: 1, Staff: "ji", OutBy: "an", OutAt: papertest.At(520), Due: papertest.At(1080), TakenBy: "bai", TakenAt: papertest.At(1080), Condition: "worn", Battery: "low", Earpiece: true, Remark: papertest.Remark},
			{ID: "l3", Number: "U-20261123-003", Item: "umb", Qty: 2, Name: "欧阳䶮", Title: "ms", Firm: "青禾广告公司", OutBy: "an", OutAt: papertest.At(900), Due: papertest.At(1020)},
			{ID: "l4", Number: "U-20261123-004", Item: "socks", Qty: 3, Name: "赵", Title: "ms", OutBy: "an", OutAt: papertest.At(660), TakenAt: papertest.At(660)},
		},
	}
	for range more {
		o.lendings = append(o.lendings, o.lendings[:5]...)
	}
	return o
}

func TestLendingsArePrinted(t *testing.T) {
	for _, lang := range assets.Langs() {
		for what, o := range map[string]deskOffice{"empty": {}, "day": deskDay(0), "long": deskDay(30)} {
			t.Run(lang+"/"+what, func(t *testing.T) {
				papertest.Whole(t, papertest.Make(t, loan.Papers(o), "keys", papertest.AskDay(lang)))
			})
		}
	}
}

func TestTheKeysPaperSaysWhereEverythingIs(t *testing.T) {
	text := papertest.Squeeze(papertest.Make(t, loan.Papers(deskDay(0)), "keys", papertest.AskDay("zh")).Text())
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
