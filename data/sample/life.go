package sample

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"runtime/debug"
	"slices"
	"strconv"
	"time"

	"yingbin/data"
)

// Office is what the sample is written into.
type Office interface {
	DoAll(ctx context.Context, commands iter.Seq[data.Command]) ([]data.Result, error)
	Notices(ctx context.Context, f data.NoticeFilter) ([]data.Notice, error)
	HandoverItems(ctx context.Context, handover data.ID) ([]data.HandoverItem, error)
}

// Parts are what the sample is made of.
type Parts struct {
	Catalogue []byte // catalogue.json
	People    []byte // people.json
	// Lists gives the list of a register by its name, nil when there is none; a
	// register without its list has no part in the life.
	Lists func(name string) []byte
	Now   data.Time // the life ends here
	Days  int       // how many days of the past are told, 60 when 0
	Whole bool      // every day is told in every detail, not the latest ones only
}

// Device is the device at which the sample's life was written.
const Device data.ID = "desk"

// Fill writes the office and its life until p.Now into an empty book whose
// clock is clock; it leaves the clock at p.Now.
func Fill(ctx context.Context, o Office, clock *Clock, p Parts) error {
	l, err := newLife(p)
	if err != nil {
		return err
	}
	if p.Lists != nil {
		if l.lists, err = Lists(p.Lists); err != nil {
			return err
		}
		for _, r := range registers {
			list := p.Lists(r.list)
			if r.plan == nil || list == nil {
				continue
			}
			day, err := r.plan(l, list)
			if err != nil {
				return err
			}
			l.days = append(l.days, day)
		}
	}
	l.open()
	l.live()
	if l.fault != nil {
		return l.fault
	}
	defer debug.SetGCPercent(debug.SetGCPercent(800)) // thousands of commands leave much behind, all at once
	return l.tell(ctx, o, clock)
}

// act is one command and the moment it is given. One that can only be made when
// all before it is in the book has make.
type act struct {
	at   data.Time
	n    int // the order it was planned in, for acts of one moment
	cmd  data.Command
	make func(ctx context.Context, o Office) (data.Command, error)
}

// life plans what happens, day by day, and then tells it in order.
type life struct {
	chance
	now      data.Time
	today    data.Day
	first    data.Day
	whole    bool
	settings data.Settings
	calendar data.Calendar
	cat      catalogue
	staff    people
	courts   []court
	acts     []act
	lists    []data.Command     // of the registers that have one
	days     []func(d data.Day) // their part of a day

	guests   guests
	held     map[string]map[data.Slot]bool // unit → half hours that are or were taken
	seats    spans                         // tables
	stock    stock
	came     []*visit // on the day that is being planned
	bookings []*booking
	serials  map[data.Day]int // vouchers used of a day
	sick     []fault
	fault    error // of the lists it is made from
}

type court struct {
	data.Court
	venue data.Venue
}

func newLife(p Parts) (*life, error) {
	cat, err := readCatalogue(p.Catalogue)
	if err != nil {
		return nil, err
	}
	staff, err := readPeople(p.People)
	if err != nil {
		return nil, err
	}
	if p.Days == 0 {
		p.Days = 60
	}
	l := &life{
		now: p.Now, whole: p.Whole, settings: cat.settings(), cat: cat, staff: staff,
		held: map[string]map[data.Slot]bool{}, seats: spans{}, serials: map[data.Day]int{},
	}
	l.calendar = l.settings.Calendar
	l.today = l.calendar.Day(p.Now)
	l.first = l.today.Plus(-p.Days)
	l.chance = newChance(string(l.today))
	l.guests.chance, l.guests.names = l.chance, staff.Guests
	venues := map[data.ID]data.Venue{}
	for _, c := range cat.places() {
		switch c := c.(type) {
		case *data.PutVenue:
			venues[c.Venue.ID] = c.Venue
		case *data.PutCourt:
			l.courts = append(l.courts, court{c.Court, venues[c.Court.Venue]})
		}
	}
	l.stock = newStock(cat)
	return l, nil
}

// do plans a command. Its id follows from the order of planning, which the date
// decides.
func (l *life) do(at data.Time, staff data.ID, cmd data.Command) data.ID {
	h := cmd.Meta()
	if h.ID == "" {
		h.ID = l.id("act")
	}
	h.At, h.Staff, h.Device = at, staff, Device
	l.acts = append(l.acts, act{at: at, n: len(l.acts), cmd: cmd})
	return h.ID
}

// later plans a command that is made when its moment has come.
func (l *life) later(at data.Time, staff data.ID, make func(ctx context.Context, o Office) (data.Command, error)) {
	id := l.id("act")
	l.acts = append(l.acts, act{at: at, n: len(l.acts), make: func(ctx context.Context, o Office) (data.Command, error) {
		cmd, err := make(ctx, o)
		if err == nil && cmd != nil {
			*cmd.Meta() = data.Head{ID: id, At: at, Staff: staff, Device: Device}
		}
		return cmd, err
	}})
}

// id names a thing of the sample. Where every day is told names are as long and as
// unlike each other as an office's.
func (l *life) id(kind string) data.ID {
	if l.whole {
		return data.IDFrom(string(l.today), kind, strconv.Itoa(len(l.acts)+1))
	}
	return data.ID(fmt.Sprintf("%s-%06d", kind, len(l.acts)+1))
}

// clock gives a time of day on a day.
func (l *life) at(d data.Day, hour, minute int) data.Time {
	return l.calendar.At(d, data.Minutes(hour*60+minute))
}

// open founds the office on the eve of its first day.
func (l *life) open() {
	at := l.at(l.first.Plus(-1), 15, 0)
	boss := l.staff.Staff[0]
	l.do(at, boss.ID, &data.OpenOffice{Settings: l.settings, Supervisor: data.NewStaff{ID: boss.ID, Name: boss.Name, Post: boss.Post, Verifier: boss.Verifier}})
	for _, c := range slices.Concat(l.cat.places(), l.cat.items(), l.lists) {
		l.do(at, boss.ID, c)
	}
	for i, p := range l.staff.Staff {
		l.do(at, boss.ID, &data.PutStaff{Person: p.ID, Name: p.Name, Post: p.Post, Role: p.Role, Sort: i + 1})
		if p.ID != boss.ID {
			l.do(at, boss.ID, &data.SetPIN{Person: p.ID, Verifier: p.Verifier})
		}
	}
}

// lately reports whether a day is near enough to be told in every detail. Rounds
// and cups make half of all lines: a sample that opens at once leaves out what
// nobody looks back to.
func (l *life) lately(d data.Day) bool { return l.whole || d.DaysUntil(l.today) <= 10 }

// live plans every day from the first to a week from today. What lies after now
// is planned like the rest and not told: the same date gives the same day at
// any hour of it.
func (l *life) live() {
	l.planFaults()
	for d := l.first.Plus(-1); d < l.today.Plus(7); d = d.Plus(1) {
		next := d.Plus(1)
		l.closeCourts(next)
		l.issueVouchers(next)
		l.bookDay(next)
		if d < l.first || d > l.today {
			continue
		}
		l.openDay(d)
		l.visitDay(d)
		l.lendDay(d)
		l.keepDay(d)
		if d == l.today {
			l.seated()
		}
		for _, day := range l.days {
			day(d)
		}
		l.closeDay(d)
	}
	l.callAhead()
	l.restless()
}

// tell gives the commands in the order of time, all that can go together in one
// transaction. A refused command is a fault of the sample.
func (l *life) tell(ctx context.Context, o Office, clock *Clock) error {
	acts := slices.DeleteFunc(l.acts, func(a act) bool { return a.at > l.now })
	slices.SortFunc(acts, func(a, b act) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.n, b.n)) })
	for len(acts) > 0 {
		n := slices.IndexFunc(acts, func(a act) bool { return a.make != nil })
		if n < 0 {
			n = len(acts)
		}
		if n == 0 {
			cmd, err := acts[0].make(ctx, o)
			if err != nil {
				return err
			}
			n = 1
			if acts[0].cmd = cmd; cmd == nil {
				acts = acts[1:]
				continue
			}
		}
		if err := give(ctx, o, clock, acts[:n]); err != nil {
			return err
		}
		acts = acts[n:]
	}
	clock.Set(l.now)
	return nil
}

func give(ctx context.Context, o Office, clock *Clock, acts []act) error {
	var last act
	results, err := o.DoAll(ctx, func(yield func(data.Command) bool) {
		for _, last = range acts {
			clock.Set(last.at)
			if !yield(last.cmd) {
				return
			}
		}
	})
	for i, r := range results {
		if err == nil && r.Err != nil {
			last, err = acts[i], r.Err
		}
	}
	if err != nil {
		return fmt.Errorf("sample: %T at %s UTC: %w: %+v", last.cmd, last.at.Std().Format(time.DateTime), err, last.cmd)
	}
	return nil
}
