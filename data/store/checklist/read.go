package checklist

import (
	"context"
	"strconv"

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

// handOverCleaning hands over the lists that are late or lack something, and the
// lots of cups on their way.
func handOverCleaning(ctx context.Context, q store.Querier, h store.Moment) ([]data.HandoverItem, error) {
	day, err := readDay(ctx, q, h.Settings.Calendar, h.Day)
	if err != nil {
		return nil, err
	}
	var items []data.HandoverItem
	add := func(ref data.ID, i data.HandoverItem) {
		i.Ref, i.Section, i.Sort = ref, "cleaning", len(items)
		items = append(items, i)
	}
	for _, d := range day.Lists {
		if i, open := lists.Matter(h, d.Name, d.StepDay); open && !d.Retired {
			add(d.ID, i)
		}
	}
	for _, b := range day.OnTheWay() {
		add(b.ID, data.HandoverItem{Who: b.By, Key: "checklist.hand.cups", Amiss: b.Day < h.Day,
			Args: []string{b.Name, strconv.Itoa(b.Qty), b.Step, h.Clock(b.At), b.Next()}})
	}
	return items, nil
}
