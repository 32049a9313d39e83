package today

import (
	"context"
	"time"

	"yingbin/data"
)

// Office is what Today asks of the office.
type Office interface {
	Visits(ctx context.Context, f data.VisitFilter) ([]data.VisitView, error)
	VisitHours(ctx context.Context, day data.Day) (map[int]int, error)
	Bookings(ctx context.Context, f data.BookingFilter) ([]data.Booking, error)
	Tellings(ctx context.Context) ([]data.Telling, error)
	Ledgers(ctx context.Context, day data.Day) ([]data.Ledger, error)
	Items(ctx context.Context) ([]data.Item, error)
	Lendings(ctx context.Context, f data.LendingFilter) ([]data.Lending, error)
	Absences(ctx context.Context, day data.Day) ([]data.Absence, error)
	Facilities(ctx context.Context) (map[data.ID]data.Facility, error)
	OpenHandover(ctx context.Context) (*data.HandoverView, error)
	HandoverNotes(ctx context.Context, waiting bool) ([]data.HandoverNote, error)
	OrdersReady(ctx context.Context, by data.ID) ([]data.OrderView, error)
	EnquiriesList(ctx context.Context, f data.EnquiryFilter) ([]data.Enquiry, error)
	CheckDay(ctx context.Context, day data.Day) (data.CheckDay, error)
	Appliances(ctx context.Context) ([]data.ApplianceView, error)
	OpenRepairs(ctx context.Context) ([]data.RepairView, error)
	Floor(ctx context.Context) (data.FloorPlan, error)
	Staff(ctx context.Context) ([]data.Staff, error)
	Venues(ctx context.Context) ([]data.Venue, error)
	Courts(ctx context.Context) ([]data.Court, error)
	Areas(ctx context.Context) ([]data.Area, error)
	Tables(ctx context.Context) ([]data.Table, error)
}

// ledgerTime is when tomorrow's ledgers want to be printed.
const ledgerTime data.Minutes = 17*60 + 30

// todayFacts is all that Today shows, as the book has it at one moment.
type todayFacts struct {
	now      data.Time
	day      data.Day
	settings data.Settings

	visits     []data.VisitView // of the day, and those of before that are still open
	then       map[int]int      // groups by hour a week ago
	bookings   []data.Booking   // of the day, cancelled ones left out
	tomorrow   []data.Booking   // that stand
	tellings   []data.Telling
	ledgers    []data.Ledger // tomorrow's
	items      map[data.ID]data.Item
	out        []data.Lending
	absences   []data.Absence
	states     map[data.ID]data.Facility
	sealed     *data.HandoverView  // waits to be accepted
	notes      []data.HandoverNote // wait for the next handover
	ready      []data.OrderView    // drinks that whoever looks ordered, made and not brought yet
	asked      []data.Enquiry      // that wait for an answer
	checks     data.CheckDay
	appliances []data.ApplianceView
	repairs    []data.RepairView // not checked yet
	unseen     map[data.ID]int   // visit → minutes since anybody looked at its table, where that is too long

	staff  map[data.ID]data.Staff
	venues map[data.ID]data.Venue
	courts map[data.ID]data.Court
	areas  map[data.ID]data.Area
	tables map[data.ID]data.Table
}

// readToday asks the office for everything Today shows.
func readToday(ctx context.Context, o Office, now data.Time, s data.Settings) (f todayFacts, err error) {
	f = todayFacts{now: now, day: s.Calendar.Day(now), settings: s}
	ask := func(read func() error) {
		if err == nil {
			err = read()
		}
	}
	ask(func() error {
		var open []data.VisitView
		if open, err = o.Visits(ctx, data.VisitFilter{OpenOnly: true}); err != nil {
			return err
		}
		for _, v := range open {
			if v.Day < f.day {
				f.visits = append(f.visits, v)
			}
		}
		today, err := o.Visits(ctx, data.VisitFilter{From: f.day, To: f.day})
		f.visits = append(f.visits, today...)
		return err
	})
	ask(func() error { f.then, err = o.VisitHours(ctx, f.day.Plus(-7)); return err })
	ask(func() error {
		both, err := o.Bookings(ctx, data.BookingFilter{From: f.day, To: f.day.Plus(1)})
		for _, b := range both {
			switch {
			case b.Status == data.Cancelled:
			case b.Day == f.day:
				f.bookings = append(f.bookings, b)
			case b.Status.Live():
				f.tomorrow = append(f.tomorrow, b)
			}
		}
		return err
	})
	ask(func() error { f.tellings, err = o.Tellings(ctx); return err })
	ask(func() error { f.ledgers, err = o.Ledgers(ctx, f.day.Plus(1)); return err })
	ask(func() error { f.out, err = o.Lendings(ctx, data.LendingFilter{OutOnly: true}); return err })
	ask(func() error { f.absences, err = o.Absences(ctx, f.day); return err })
	ask(func() error { f.states, err = o.Facilities(ctx); return err })
	ask(func() error { f.sealed, err = o.OpenHandover(ctx); return err })
	ask(func() error { f.notes, err = o.HandoverNotes(ctx, true); return err })
	ask(func() error { f.asked, err = o.EnquiriesList(ctx, data.EnquiryFilter{Open: true}); return err })
	ask(func() error { f.checks, err = o.CheckDay(ctx, f.day); return err })
	ask(func() error { f.appliances, err = o.Appliances(ctx); return err })
	ask(func() error { f.repairs, err = o.OpenRepairs(ctx); return err })
	ask(func() error {
		floor, err := o.Floor(ctx)
		f.unseen = unseenVisits(floor, s, now)
		return err
	})
	ask(func() error {
		items, err := o.Items(ctx)
		f.items = indexBy(items, func(i data.Item) data.ID { return i.ID })
		return err
	})
	ask(func() error { return f.readPlaces(ctx, o) })
	return f, err
}

func (f *todayFacts) readPlaces(ctx context.Context, o Office) error {
	staff, err := o.Staff(ctx)
	if err != nil {
		return err
	}
	venues, err := o.Venues(ctx)
	if err != nil {
		return err
	}
	courts, err := o.Courts(ctx)
	if err != nil {
		return err
	}
	areas, err := o.Areas(ctx)
	if err != nil {
		return err
	}
	tables, err := o.Tables(ctx)
	f.staff = indexBy(staff, func(s data.Staff) data.ID { return s.ID })
	f.venues = indexBy(venues, func(v data.Venue) data.ID { return v.ID })
	f.courts = indexBy(courts, func(c data.Court) data.ID { return c.ID })
	f.areas = indexBy(areas, func(a data.Area) data.ID { return a.ID })
	f.tables = indexBy(tables, func(t data.Table) data.ID { return t.ID })
	return err
}

func indexBy[T any](list []T, id func(T) data.ID) map[data.ID]T {
	m := make(map[data.ID]T, len(list))
	for _, x := range list {
		m[id(x)] = x
	}
	return m
}

// figures are the three numbers at the top: guests in the house, guests who
// came today, bookings of today that are still to come.
func (f *todayFacts) figures() (inside, came, expected int) {
	for _, v := range f.visits {
		if v.Open() {
			inside += v.People()
		}
		if v.Day == f.day {
			came += v.People()
		}
	}
	for _, b := range f.bookings {
		if f.expected(b) {
			expected++
		}
	}
	return inside, came, expected
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
	for _, v := range f.visits {
		if v.Day == f.day {
			today[place(f.settings.Calendar.Local(v.Arrived).Hour())]++
		}
	}
	for h, n := range f.then {
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
