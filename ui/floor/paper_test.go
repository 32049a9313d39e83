package floor_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/floor"
	"yingbin/ui/paper/papertest"
)

// floorDays is the rounds of some days, as their paper asks for it.
type floorDays map[data.Day]data.Patrol

func (floorDays) Staff(context.Context) ([]data.Staff, error) {
	return []data.Staff{{ID: "xia", Name: "夏托盘"}, {ID: "ji", Name: "𠮷引宾"}, {ID: "xun", Name: "𬬻小满"}}, nil
}

func (o floorDays) Rounds(_ context.Context, d data.Day) (data.Patrol, error) { return o[d], nil }

func (o floorDays) Sightings(_ context.Context, d data.Day) (list []data.SightingView, err error) {
	for _, r := range o[d].Rounds {
		list = append(list, r.Found...)
	}
	return list, nil
}

// walkedDay is a day with every kind of round; more repeats it.
func walkedDay(more int) data.Patrol {
	var p data.Patrol
	for i := range 1 + more {
		at := papertest.At(545 + 20*i%600)
		walk := func(by data.ID, due, end time.Duration, state string, found ...data.SightingView) {
			r := data.RoundDue{State: state, Found: found, Late: max(0, end-due)}
			r.ID, r.Number, r.By, r.Tables = data.ID(fmt.Sprint(i, state)), "R-20261123-001", by, 8
			r.Started, r.Finished, r.Due = at.Add(end-90*time.Second), at.Add(end), at.Add(due)
			if state == "missed" {
				r.Round = data.Round{}
			}
			p.Rounds = append(p.Rounds, r)
		}
		see := func(table, what, note string, done data.Time) data.SightingView {
			v := data.SightingView{TableName: table, ByName: "夏托盘", DoneName: "𬬻小满"}
			v.What, v.Note, v.At, v.DoneAt = what, note, at, done
			return v
		}
		walk("xia", 0, time.Minute, "punctual", see("A3", "ashtray", "", at.Add(time.Minute)), see("VIP1", "disorder", string([]rune(papertest.Remark)[:40]), 0))
		walk("ji", 6*time.Minute, 10*time.Minute, "late")
		walk("", 15*time.Minute, 0, "missed")
		walk("xun", 20*time.Minute, 20*time.Minute, "extra", see("书2", "breakage", "欧阳䶮碰倒", at.Add(time.Minute)))
	}
	return p
}

func TestRoundsArePrinted(t *testing.T) {
	for _, lang := range assets.Langs() {
		for what, o := range map[string]floorDays{"empty": {}, "day": {"2026-11-23": walkedDay(0)}, "long": {"2026-11-23": walkedDay(30)}} {
			for _, to := range []data.Day{"2026-11-23", "2026-11-29"} {
				t.Run(fmt.Sprint(lang, what, to), func(t *testing.T) {
					a := papertest.AskDay(lang)
					a.To = to
					d := papertest.Make(t, floor.Papers(o), "patrol", a)
					papertest.Whole(t, d)
					papertest.Save(t, d, fmt.Sprintf("patrol-%s-%s-%s", what, lang, to))
				})
			}
		}
	}
}

func TestTheRecordTellsPunctualLateAndMissed(t *testing.T) {
	text := papertest.Squeeze(papertest.Make(t, floor.Papers(floorDays{"2026-11-23": walkedDay(0)}), "patrol", papertest.AskDay("zh")).Text())
	for _, want := range []string{"应巡3轮", "准时1", "迟1", "漏1", "准时率33%", "异常3项", "迟4分", "漏巡", "加巡", "09:05A3：换烟缸·𬬻小满09:06办", "未办", "欧阳䶮碰倒", "𠮷引宾"} {
		if !strings.Contains(text, papertest.Squeeze(want)) {
			t.Errorf("the paper lacks %q: %s", want, text)
		}
	}
}
