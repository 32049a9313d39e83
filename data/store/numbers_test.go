package store

import (
	"context"
	"testing"
	"time"

	"yingbin/data"
)

func TestARecordIsFoundByItsNumber(t *testing.T) {
	ctx := context.Background()
	b := freshBook(t)
	first := b.guestOf("欧阳䶮", "13912348765")
	b.do(first)
	number := b.visit(first.Visit).Number
	b.pass(365 * 24 * time.Hour)
	again := b.guestOf("高", "13912348766")
	b.do(again)
	for typed, want := range map[string]data.ID{
		number: first.Visit, b.visit(again.Visit).Number: again.Visit, data.ShortNumber(number): again.Visit, // of this year
		"L-0101-001": "L-0101-001", string(first.Visit): first.Visit, "": "", "Q-1123-001": "Q-1123-001",
	} {
		if id, err := b.Numbered(ctx, typed); id != want || err != nil {
			t.Errorf("%s is %s, not %s (%v)", typed, id, want, err)
		}
	}
}
