package checklist

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
	"yingbin/data/store/steps"
)

// Checklists lists the checklists in their order, retired ones too.
func (b ChecklistReader) Checklists(ctx context.Context) ([]data.Checklist, error) {
	return readLists(ctx, b.book)
}

// CheckDay reads how the lists stand on a business day, the lots of cups that began
// on it or are still on their way, and everybody's name.
func (b ChecklistReader) CheckDay(ctx context.Context, day data.Day) (data.CheckDay, error) {
	set, err := b.book.Settings(ctx)
	if err != nil {
		return data.CheckDay{}, err
	}
	d, err := readDay(ctx, b.book, set.Calendar, day)
	if err != nil {
		return d, err
	}
	d.Names, err = steps.Names(ctx, b.book)
	return d, err
}

func readLists(ctx context.Context, q store.Querier) ([]data.Checklist, error) {
	return store.All[data.Checklist](ctx, q, `SELECT * FROM checklist ORDER BY sort, id`)
}

func readDay(ctx context.Context, q store.Querier, c data.Calendar, day data.Day) (data.CheckDay, error) {
	d := data.CheckDay{Day: day}
	all, err := readLists(ctx, q)
	if err != nil {
		return d, err
	}
	runs, err := lists.Between(ctx, q, day, day)
	if err != nil {
		return d, err
	}
	d.Lists = data.ChecklistDays(all, runs, c, day)
	d.Lots, err = readLots(ctx, q, day)
	return d, err
}
