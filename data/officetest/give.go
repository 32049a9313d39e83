package officetest

import (
	"context"
	"errors"
	"iter"
	"slices"
	"testing"

	"yingbin/data"
)

// Doer does commands.
type Doer interface {
	Do(context.Context, data.Command) (data.Receipt, error)
}

// Book does commands, many in one transaction too, and knows its newest line.
type Book interface {
	Doer
	DoAll(context.Context, iter.Seq[data.Command]) ([]data.Result, error)
	Head(context.Context) (data.Mark, error)
}

// Must gives a command that must be done.
func Must(t testing.TB, b Doer, c data.Command) data.Receipt {
	t.Helper()
	r, err := b.Do(context.Background(), c)
	if err != nil {
		t.Fatalf("%T: %v", c, err)
	}
	return r
}

// MustAll gives commands at once that must all be done.
func MustAll(t testing.TB, b Book, list []data.Command) {
	t.Helper()
	if len(list) > 0 {
		if _, opens := list[0].(*data.OpenOffice); opens { // what is signed names the office
			Must(t, b, list[0])
			list = list[1:]
		}
	}
	results, err := b.DoAll(context.Background(), slices.Values(list))
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range results {
		if r.Err != nil {
			t.Fatalf("%T: %v", list[i], r.Err)
		}
	}
}

// Refuse gives a command that must be refused with this word key, leaving the
// book as it was.
func Refuse(t testing.TB, b Book, c data.Command, key string) *data.Error {
	t.Helper()
	before, err := b.Head(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.Do(context.Background(), c)
	e, ok := errors.AsType[*data.Error](err)
	if !ok {
		t.Fatalf("%T is done, not refused with %s: %v", c, key, err)
	}
	if e.Key != key {
		t.Fatalf("%T is refused with %v, not %s", c, e, key)
	}
	if after, _ := b.Head(context.Background()); after != before {
		t.Fatalf("%T was refused and left a line", c)
	}
	return e
}
