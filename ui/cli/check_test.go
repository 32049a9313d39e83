package cli

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
)

func TestWhatACheckFoundIsSaidInBothLanguages(t *testing.T) {
	r := data.CheckReport{Whole: true, More: 4, Found: []data.Difference{
		{What: data.FoundChanged, Table: "breakage", Record: "B-20261123-001", Columns: []string{"due", "state", "cause", "share", "seq"}},
		{What: data.FoundMissing, Table: "occupancy", Record: "990000 floor-a"}, {What: data.FoundExtra, Table: "nix", Record: "x"},
		{What: data.FoundChain, Line: 1204}, {What: data.FoundSides, Line: 7}, {What: data.FoundCut, Line: 99}, {What: data.FoundOther, Line: 8},
		{What: data.FoundDamage}, {What: data.FoundSearch}, {What: data.FoundObject, Record: "later"},
	}}
	_, err := Checked(r, nil)
	if err == nil {
		t.Fatal("a book with faults is called sound")
	}
	for _, want := range []string{"14 处不符", "报损“B-20261123-001”", "应还或应付、状态、原因等 4 项", "第 1204 笔", "另有 4 处", "14 differences", "court time taken", "other record"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not said: %s", want, err)
		}
	}
	if strings.Contains(err.Error(), "⟦") || strings.Contains(err.Error(), "{") {
		t.Error(err)
	}
	if n := Exit(err, nil); n != 1 {
		t.Error("exit code", n)
	}
	if said, err := Checked(data.CheckReport{Head: data.Mark{Seq: 12}}, nil); err != nil || !strings.Contains(said, "12") {
		t.Error(said, err)
	}
	if _, err := Checked(r, fmt.Errorf("reading: %w", context.Canceled)); Exit(err, nil) != 1 || data.AsError(err).Key != "check.stopped" {
		t.Error(err)
	}
}

func TestACheckTellsHowFarItHasCome(t *testing.T) {
	var out bytes.Buffer
	tell := Checking(&out)
	for _, s := range []data.CheckStep{{Phase: data.CheckCopying}, {Phase: data.CheckWalking, Done: 1, Total: 1000}, {Phase: data.CheckWalking, Done: 2, Total: 1000}, {Phase: data.CheckWalking, Done: 600, Total: 1000}, {Phase: data.CheckComparing, Done: 4, Total: 50}} {
		tell(s)
	}
	if n := strings.Count(out.String(), "\n"); n != 4 || !strings.Contains(out.String(), "60%") || strings.Contains(out.String(), "⟦") {
		t.Error(out.String())
	}
}

// TestEveryTableHasItsWord that a difference in it is told with.
func TestEveryTableHasItsWord(t *testing.T) {
	book, _ := openBook(t)
	for _, l := range book.Layout() {
		for _, lang := range assets.Langs() {
			if key := "check.table." + l.Name; l.Lines && !assets.Words(lang).Has(key) {
				t.Errorf("%s: %s is missing", lang, key)
			}
		}
	}
}
