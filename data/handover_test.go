package data

import (
	"slices"
	"testing"
	"time"
)

func TestSectionsStandInTheirOrder(t *testing.T) {
	items := []HandoverItem{{Section: "remarks"}, {Section: "upcoming", Sort: 2}, {Section: "upcoming", Sort: 1}, {Section: "money"}, {Section: "newer"}, {Section: "keys"}, {Section: "instructions"}}
	SortHandover(items)
	var got []string
	for i, it := range items {
		got = append(got, it.Section)
		if it.Sort != i {
			t.Error(it)
		}
	}
	if want := []string{"instructions", "keys", "upcoming", "upcoming", "newer", "money", "remarks"}; !slices.Equal(got, want) {
		t.Error(got)
	}
}

func TestTheShiftThatEnds(t *testing.T) {
	s := Settings{}.Defaults()
	for clock, want := range map[string]string{"2026-11-23 17:50": "early", "2026-11-23 19:30": "early", "2026-11-23 20:00": "late", "2026-11-23 22:10": "late", "2026-11-24 01:30": "late", "2026-11-23 08:31": "early"} {
		at, err := time.ParseInLocation("2006-01-02 15:04", clock, s.Calendar.Zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.EndingShift(TimeOf(at)); got.Code != want {
			t.Errorf("at %s the %s shift ends", clock, got.Code)
		}
	}
	if s.NextShift("early") != "late" || s.NextShift("late") != "early" || s.NextShift("none") != "" {
		t.Error(s.NextShift("early"), s.NextShift("late"))
	}
}

func TestMoneyIsReadAndShown(t *testing.T) {
	for typed, want := range map[string]Fen{"500": 50_000, "12.5": 1_250, "0.09": 9, "¥1,200.00": 120_000, "１２．５０元": 1_250, "": 0, " ": 0, "1000000": 100_000_000, "007": 700, "1,000,000,000": MostFen} {
		if got, ok := ParseFen(typed); !ok || got != want {
			t.Errorf("%q is %d (%v)", typed, got, ok)
		}
	}
	for _, typed := range []string{"-1", "1.234", "1.", ".5", "1.2.3", "五百", "1000000000.01", "9999999999", "12345678901", "1e3", "¥", "+5"} {
		if got, ok := ParseFen(typed); ok {
			t.Errorf("%q is taken for %d", typed, got)
		}
	}
	for fen, want := range map[Fen]string{0: "0.00", 9: "0.09", 50_000: "500.00", 123_456_789: "1,234,567.89", -1_234: "-12.34", 100_000: "1,000.00", MostFen: "1,000,000,000.00"} {
		if got := Yuan(fen); got != want {
			t.Errorf("%d is shown as %s", fen, got)
		}
	}
}

func TestWhatChangedSinceTheSeal(t *testing.T) {
	item := func(id, section, ref, key string, args ...string) HandoverItem {
		return HandoverItem{ID: ID(id), Section: section, Ref: ID(ref), Key: key, Args: args}
	}
	sealed := []HandoverItem{item("1", "keys", "k1", "in", "K01"), item("2", "keys", "k2", "out", "K02"), item("3", "house", "v1", "inside", "18:00"), item("4", "facilities", "facilities", "rest", "5")}
	live := []HandoverItem{item("", "keys", "k1", "in", "K01"), item("", "keys", "k2", "in", "K02"), item("", "house", "v2", "inside", "18:05"), item("", "facilities", "facilities", "rest", "4")}
	var got []string
	for _, d := range HandoverDrifts(sealed, live) {
		got = append(got, d.What+" "+string(d.Item.Ref))
	}
	if want := []string{"changed k2", "new v2", "gone v1"}; !slices.Equal(got, want) {
		t.Error(got)
	}
	if ok, off, open := Tally([]HandoverItem{{Mark: "ok"}, {Mark: "off"}, {}, {Mark: "ok"}}); ok != 2 || off != 1 || open != 1 {
		t.Error(ok, off, open)
	}
}

func TestSigningIsChecked(t *testing.T) {
	line := make([]Point, 12)
	for i := range line {
		line[i] = Point{int16(i * 10), int16(i * i)}
	}
	signed := Strokes{line}.Encode()
	dot := Strokes{line[:3]}.Encode()
	good := AcceptHandover{Handover: "h", Marks: []HandoverMark{{Item: "i", Mark: "off", Word: "少一把"}}, Strokes: signed, Witness: "w", WitnessStrokes: signed}
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string]func(c *AcceptHandover){
		"handover.sayWhat":       func(c *AcceptHandover) { c.Marks[0].Word = "" },
		"handover.needSignature": func(c *AcceptHandover) { c.Strokes = dot },
		"error.invalid":          func(c *AcceptHandover) { c.Marks[0].Mark = "maybe" },
		"error.required":         func(c *AcceptHandover) { c.Witness = "" },
	} {
		c := good
		c.Marks = slices.Clone(good.Marks)
		change(&c)
		if e := AsError(c.Validate()); e == nil || e.Key != what {
			t.Errorf("%v is not %s", e, what)
		}
	}
	for _, c := range []AcceptHandover{{Handover: "h"}, {Handover: "h", Marks: good.Marks, Witness: "w"}, {Handover: "h", Strokes: signed, Witness: "w"}} {
		if e := AsError(c.Validate()); e == nil || e.Key != "handover.needSignature" {
			t.Errorf("%+v gives %v", c, e)
		}
	}
	seal := SealHandover{Handover: "h", Shift: "early", Strokes: signed, Petty: 50_000}
	if err := seal.Validate(); err != nil {
		t.Error(err)
	}
	seal.Petty = -1
	if CodeOf(seal.Validate()) != Invalid {
		t.Error("negative money is taken")
	}
}
