package data

import (
	"testing"
	"time"
)

func TestHowLateAThingIs(t *testing.T) {
	due := dutyAt("11:00")
	for name, c := range map[string]struct {
		taken Time
		now   Time
		late  time.Duration
	}{
		"还早":    {0, dutyAt("10:00"), 0},
		"正好":    {0, due, 0},
		"逾期":    {0, dutyAt("11:52"), 52 * time.Minute},
		"按时还":   {dutyAt("10:59"), dutyAt("20:00"), 0},
		"晚还一小时": {dutyAt("12:00"), dutyAt("20:00"), time.Hour},
	} {
		if got := (Lending{Due: due, TakenAt: c.taken}).Late(c.now); got != c.late {
			t.Errorf("%s: late %v, not %v", name, got, c.late)
		}
	}
	if (Lending{}).Late(dutyAt("20:00")) != 0 {
		t.Error("what has no time can't be late")
	}
}

func TestWhatARadioComesBackWith(t *testing.T) {
	whole := Lending{Condition: "ok", Battery: "low", Earpiece: true, Charger: true}
	if !whole.Sound(Radio) || !whole.Sound(Key) {
		t.Error("a radio with all its parts is sound")
	}
	for _, change := range []func(*Lending){
		func(l *Lending) { l.Earpiece = false }, func(l *Lending) { l.Charger = false },
		func(l *Lending) { l.Battery = "none" }, func(l *Lending) { l.Condition = "missing" },
	} {
		l := whole
		change(&l)
		if l.Sound(Radio) {
			t.Errorf("%+v is no sound radio", l)
		}
	}
	if !(Lending{Condition: "ok"}).Sound(Key) || (Lending{Condition: "damaged"}).Sound(Key) {
		t.Error("a key has no battery, but it can break")
	}
}

func TestLeftAndLabel(t *testing.T) {
	shoes := Item{ID: "shoe-42", Kind: Loan, Name: "球鞋", Size: "42码", Qty: 2}
	lendings := []Lending{{Item: "shoe-42", Qty: 1}, {Item: "shoe-42", Qty: 1, TakenAt: 5}, {Item: "shoe-43", Qty: 2}}
	if n := shoes.Left(lendings); n != 1 {
		t.Errorf("%d pairs left", n)
	}
	if shoes.Label() != "球鞋 42码" || (Item{Number: "K01", Name: "样板间A"}).Label() != "K01 样板间A" {
		t.Error(shoes.Label())
	}
}

func TestLoanCommandsSayWhatIsMissing(t *testing.T) {
	id := NewID()
	for key, c := range map[string]Command{
		"loan.needWhom":  &Lend{Lending: id, Item: "k01", Qty: 1},
		"error.range":    &Lend{Lending: id, Item: "k01", Name: "王"},
		"error.phone":    &Lend{Lending: id, Item: "k01", Qty: 1, Name: "王", Phone: "1380000"},
		"loan.sayWhat":   &Return{Lending: id, Condition: "damaged"},
		"error.invalid":  &Return{Lending: id, Condition: "ok", Battery: "半"},
		"loan.single":    &PutItem{Item: Item{ID: "k01", Kind: Key, Name: "样板间A", Qty: 2}},
		"error.required": &ExtendLoan{Lending: id},
	} {
		if !hasFault(c.Validate(), key) {
			t.Errorf("%T says %v, not %s", c, c.Validate(), key)
		}
	}
	for _, c := range []Command{
		&Lend{Lending: id, Item: "k01", Qty: 1, Firm: "某广告公司"}, &Lend{Lending: id, Item: "k01", Qty: 2, Name: "欧阳䶮", Title: "ms", Phone: "13800138000"},
		&Return{Lending: id, Condition: "missing", Remark: "𠮷先生说掉在车里"},
	} {
		if err := c.Validate(); err != nil {
			t.Errorf("%T: %v", c, err)
		}
	}
}
