package data

import (
	"slices"
	"strings"
	"testing"
)

// looked is a run of a list that everybody goes through for themselves (仪容).
type looked struct {
	StepRun
	List, Person ID
}

func (l looked) Of() (list, subject ID) { return l.List, l.Person }

func looks(person ID, at Time, ticked ...int) looked {
	return looked{StepRun{At: at, By: person, Items: []string{"头发", "指甲", "工牌左胸"}, Ticked: ticked}, "仪容", person}
}

func TestAListStandsWithEachSubjectByItself(t *testing.T) {
	runs := []looked{looks("顾", 10, 0, 2), looks("安", 11, 0, 1, 2), {StepRun{At: 12}, "吧台开", "顾"}, looks("安", 13, 1)}
	for _, c := range []struct {
		person         ID
		now            Time
		state          StepState
		at             Time
		missing, begun string
	}{
		{"顾", 20, StepsPart, 10, "指甲", "头发 工牌左胸"},
		{"顾", 21, StepsLate, 10, "指甲", "头发 工牌左胸"},
		{"安", 21, StepsDone, 11, "", "指甲"}, // what is ticked after it was complete takes nothing away
		{"夏", 20, StepsOpen, 0, "", ""},
		{"夏", 21, StepsLate, 0, "", ""},
	} {
		d := StepDayOf(runs, "仪容", c.person, 20, StepList{})
		var at Time
		var missing []string
		if last := d.Last(); last != nil {
			at, missing = last.At, last.Missing()
		}
		if s := d.State(c.now); s != c.state || at != c.at || strings.Join(missing, " ") != c.missing || strings.Join(d.Begun(), " ") != c.begun {
			t.Errorf("%s at %d: %s since %d, lacks %v, begun %v", c.person, c.now, s, at, missing, d.Begun())
		}
	}
	if s := StepDayOf(runs, "仪容", "夏", 0, StepList{}).State(9999); s != StepsOpen {
		t.Errorf("a list without a time is %s", s)
	}
}

func TestALotGoesThroughItsOrder(t *testing.T) {
	order := StepOrder{"领出", "消毒", "晾干", "归位"}
	lot := StepLot{Began: 12, Qty: 12}
	var did []string
	do := func(lost int, failed bool) {
		next := order.Next(lot)
		did = append(did, next)
		lot = order.Do(lot, StepTick{Step: next, At: lot.At + 1, Qty: lot.Qty - lost, Failed: failed})
	}
	do(0, false)
	do(2, false)
	do(0, true) // not dry: once more from 消毒
	do(0, false)
	do(0, false)
	if lot.Done != 0 || lot.Again != 1 || lot.Qty != 10 {
		t.Errorf("%+v", lot)
	}
	do(0, false)
	if want := []string{"领出", "消毒", "晾干", "消毒", "晾干", "归位"}; !slices.Equal(did, want) {
		t.Errorf("did %v, want %v", did, want)
	}
	if lot.Done != 6 || order.Next(lot) != "" {
		t.Errorf("%+v", lot)
	}
	lot = order.Do(StepLot{Began: 3, Qty: 3, Step: "领出"}, StepTick{Step: "消毒", At: 9})
	if lot.Done != 9 || order.Next(lot) != "" {
		t.Errorf("nothing is left of it, and it wants %q", order.Next(lot))
	}
}
