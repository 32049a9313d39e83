package today

import (
	"context"
	"slices"
	"time"

	"yingbin/data"
)

// Office is what Today asks of the office: six questions, which the package
// comment names.
type Office interface {
	Visits(ctx context.Context, f data.VisitFilter) ([]data.VisitView, error)
	Bookings(ctx context.Context, f data.BookingFilter) ([]data.Booking, error)
	Figures(ctx context.Context, now data.Time, day data.Day) (data.Counts, error)
	Matters(ctx context.Context, now data.Time, v data.Viewer) ([]data.Matter, error)
	Floor(ctx context.Context) (data.FloorPlan, error)
	Names(ctx context.Context) (data.Names, error)
}

// todayFacts is all that Today shows, as the book has it at one moment.
type todayFacts struct {
	now      data.Time
	day      data.Day
	settings data.Settings

	visits   []data.VisitView // in the house
	bookings []data.Booking   // of the day, cancelled ones left out
	counts   data.Counts      // of the day
	then     data.Counts      // of the day a week ago
	matters  []data.Matter
	unseen   map[data.ID]int // visit → minutes since anybody looked at its table, where that is too long
	names    data.Names
}

// readToday asks the office for everything Today shows to somebody.
func readToday(ctx context.Context, o Office, now data.Time, s data.Settings, who data.Viewer) (f todayFacts, err error) {
	f = todayFacts{now: now, day: s.Calendar.Day(now), settings: s}
	ask := func(read func() error) {
		if err == nil {
			err = read()
		}
	}
	ask(func() error { f.visits, err = o.Visits(ctx, data.VisitFilter{OpenOnly: true}); return err })
	ask(func() error {
		f.bookings, err = o.Bookings(ctx, data.BookingFilter{From: f.day, To: f.day})
		f.bookings = slices.DeleteFunc(f.bookings, func(b data.Booking) bool { return b.Status == data.Cancelled })
		return err
	})
	ask(func() error { f.counts, err = o.Figures(ctx, now, f.day); return err })
	ask(func() error { f.then, err = o.Figures(ctx, now, f.day.Plus(-7)); return err })
	ask(func() error { f.matters, err = o.Matters(ctx, now, who); return err })
	ask(func() error {
		floor, err := o.Floor(ctx)
		f.unseen = unseenVisits(floor, s, now)
		return err
	})
	ask(func() error { f.names, err = o.Names(ctx); return err })
	return f, err
}

// expected reports whether the guests of a booking can still come.
func (f *todayFacts) expected(b data.Booking) bool {
	return b.Status == data.Booked && b.Ends > f.now
}

// hours gives the groups by hour, today and a week ago, for the hours the
// office is open; who came outside them counts in the first or the last.
// Current is the place of the running hour, −1 outside them.
func (f *todayFacts) hours() (hours []int, today, then []float64, current int) {
	from, to := int(f.settings.Opens)/60, (int(f.settings.Closes)-1)/60
	for h := from; h <= to; h++ {
		hours = append(hours, h)
	}
	today, then = make([]float64, len(hours)), make([]float64, len(hours))
	place := func(h int) int { return max(from, min(h, to)) - from }
	for h, n := range f.counts[data.FigureGroups].Hours {
		today[place(h)] += float64(n)
	}
	for h, n := range f.then[data.FigureGroups].Hours {
		then[place(h)] += float64(n)
	}
	current = int(f.settings.Calendar.MinutesOf(f.now))/60 - from
	if current < 0 || current >= len(hours) {
		current = -1
	}
	return hours, today, then, current
}

// since is how long ago a moment is, in whole minutes, never less than none.
func (f *todayFacts) since(t data.Time) int { return max(0, int(f.now.Sub(t)/time.Minute)) }

// ahead is how long it is until a moment, in whole minutes, rounded up.
func (f *todayFacts) ahead(t data.Time) int {
	return max(0, int((t.Sub(f.now)+time.Minute-1)/time.Minute))
}

func (f *todayFacts) clock(t data.Time) string { return f.settings.Calendar.Clock(t) }
