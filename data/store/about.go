package store

import (
	"context"

	"yingbin/data"
)

// This file says of a command what it is about: guest, place, drinks, sum. Whoever
// shows one that could not be done shows this.

// Describer says of a command what it is about, in what stands side by side.
type Describer func(n *Naming, c data.Command) []any

// Describes adapts a describer of one command type.
func Describes[T any](f func(n *Naming, c *T) []any) Describer {
	return func(n *Naming, c data.Command) []any { return f(n, any(c).(*T)) }
}

// Naming looks names up as a book has them. What is not there has none.
type Naming struct {
	ctx context.Context
	q   Querier
	err error
}

// Name gives the name in a row of a table that has one.
func (n *Naming) Name(table string, id data.ID) string { return n.text(table, "name", id) }

// Number gives a record's number as people say it.
func (n *Naming) Number(table string, id data.ID) string {
	return data.ShortNumber(n.text(table, "number", id))
}

func (n *Naming) text(table, column string, id data.ID) string {
	if id == "" || n.err != nil {
		return ""
	}
	var name string
	name, n.err = Value[string](n.ctx, n.q, `SELECT "`+column+`" FROM "`+table+`" WHERE id = ?`, string(id))
	return name
}

// Row reads a row; of one that is not there it is blank.
func Row[T any](n *Naming, table string, id data.ID) T {
	var row T
	if id == "" || n.err != nil {
		return row
	}
	row, err := One[T](n.ctx, n.q, `SELECT * FROM "`+table+`" WHERE id = ?`, string(id))
	if data.CodeOf(err) != data.NotFound {
		n.err = err
	}
	return row
}

// About says what a command is about, as this book knows the names. It is blank for
// one that speaks of nothing, and of a kind that nobody knows.
func (b *Book) About(ctx context.Context, c data.Command) (data.Word, error) {
	return b.about(ctx, b, c)
}

func (b *Book) about(ctx context.Context, q Querier, c data.Command) (data.Word, error) {
	if c == nil {
		return data.Word{}, nil
	}
	kind, ok := b.kindOf(c)
	f := b.describe[kind.Name]
	if !ok || f == nil {
		return data.Word{}, nil
	}
	n := &Naming{ctx: ctx, q: q}
	parts := f(n, c)
	return data.Beside(parts...), n.err
}

// Sum says a sum of money, nothing where there is none.
func Sum(fen data.Fen) any {
	if fen == 0 {
		return ""
	}
	return data.Wording("late.sum", data.Yuan(fen))
}
