package check

import (
	"context"
	"errors"
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/data/store"
)

// gap is personal values that a line tells of and that are not beside it any more.
type gap struct {
	line    int64
	subject data.ID
}

// gaps notes which personal values of a line are gone.
func gaps(line data.Line, sides []data.Side) (list []gap) {
	for _, subject := range store.Gone(line, sides) {
		list = append(list, gap{line.Seq, subject})
	}
	return list
}

// explain tells the gaps that nobody's being forgotten explains. q says who was.
func explain(ctx context.Context, b *store.Book, q store.Querier, list []gap, r *report) error {
	if len(list) == 0 {
		return nil
	}
	gone := map[data.ID]bool{}
	err := store.Each(ctx, q, `SELECT id FROM visitor WHERE forgotten = 1`, nil, func(row []any) error {
		gone[data.ID(text(row[0]))] = true
		return nil
	})
	if err != nil {
		return err
	}
	stray, err := strays(ctx, b, q)
	if err != nil {
		return err
	}
	told := int64(0)
	for _, g := range list {
		if gone[g.subject] || g.line == told {
			continue
		}
		ok, err := wentAlong(ctx, b, g, stray[g.subject])
		if err != nil {
			return err
		}
		if !ok {
			told = g.line
			r.add(data.Difference{What: data.FoundSides, Line: g.line})
		}
	}
	return nil
}

// strays are the records that were held to be a visitor's and went when another was
// forgotten, by the first one.
func strays(ctx context.Context, b *store.Book, q store.Querier) (map[data.ID][]string, error) {
	found := map[data.ID][]string{}
	for _, t := range b.Layout() {
		if !t.Lines || !slices.Contains(t.Columns, "visitor") {
			continue
		}
		err := store.Each(ctx, q, `SELECT s.visitor, s.record FROM journal_stray s JOIN "`+t.Name+`" t ON t."`+t.Key[0]+`" = s.record JOIN visitor v ON v.id = t.visitor WHERE v.forgotten = 1`, nil,
			func(row []any) error {
				id := data.ID(text(row[0]))
				found[id] = append(found[id], text(row[1]))
				return nil
			})
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

var errEnough = errors.New("enough")

// wentAlong reports whether a line wrote one of the records.
func wentAlong(ctx context.Context, b *store.Book, g gap, records []string) (ok bool, err error) {
	if len(records) == 0 {
		return false, nil
	}
	err = b.Lines(ctx, g.line-1, func(row store.JournalRow, _ data.Line, _ []data.Side) error {
		for _, id := range records {
			ok = ok || row.Seq == g.line && strings.Contains(row.Body, `"`+id+`"`)
		}
		return errEnough
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return ok, err
}
