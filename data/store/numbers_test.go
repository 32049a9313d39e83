package store

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"yingbin/data"
)

func TestARecordIsFoundByItsNumber(t *testing.T) {
	ctx := context.Background()
	b := freshBook(t)
	first := b.Guest("欧阳䶮", "13912348765")
	b.must(first)
	number := b.visit(first.Visit).Number
	b.Pass(365 * 24 * time.Hour)
	again := b.Guest("高", "13912348766")
	b.must(again)
	for typed, want := range map[string]data.ID{
		number: first.Visit, b.visit(again.Visit).Number: again.Visit, data.ShortNumber(number): again.Visit, // of this year
		"L-0101-001": "L-0101-001", string(first.Visit): first.Visit, "": "", "Q-1123-001": "Q-1123-001",
	} {
		if id, err := b.Numbered(ctx, typed); id != want || err != nil {
			t.Errorf("%s is %s, not %s (%v)", typed, id, want, err)
		}
	}
}

func TestNumbersBeginWithLettersOfTheirOwn(t *testing.T) {
	b := bareBook(t)
	seen := map[string]string{}
	for _, p := range slices.Concat(engineRegisters(), TestCatalogue()) {
		for letters, table := range p.Numbers {
			if seen[letters] != "" {
				t.Errorf("%s and %s both begin with %s", table, seen[letters], letters)
			}
			seen[letters] = table
			if strings.Trim(letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || len(letters) < 1 || len(letters) > 2 {
				t.Errorf("%s begins with %q", table, letters)
			}
			if tab := b.tables[table]; tab == nil || !slices.Contains(tab.columns, "number") {
				t.Errorf("%s has no numbers", table)
			}
		}
	}
}

func TestNumbersMayBeginWithTwoLetters(t *testing.T) {
	ctx := context.Background()
	b := freshBook(t)
	b.numbers["LX"] = "item"
	number := ""
	b.writes(func(tx *Tx) (err error) {
		if number, err = tx.Number("LX", tx.Day()); err != nil {
			return err
		}
		return tx.Update("item", Cols{"number": number}, "item-racket")
	})
	if number != "LX-20261123-001" || data.ShortNumber(number) != "LX-1123-001" {
		t.Error(number)
	}
	visit := b.Guest("欧阳䶮", "13912348765")
	b.must(visit)
	for typed, want := range map[string]data.ID{number: "item-racket", "LX-1123-001": "item-racket", "L-1123-001": visit.Visit, "LX": "LX", "LXY-1123-001": "LXY-1123-001"} {
		if id, err := b.Numbered(ctx, typed); id != want || err != nil {
			t.Errorf("%s is %s, not %s (%v)", typed, id, want, err)
		}
	}
}
