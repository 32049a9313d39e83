package booking

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// ExpectedOffice is what the list of expected guests asks of the office.
type ExpectedOffice interface {
	Bookings(ctx context.Context, f data.BookingFilter) ([]data.Booking, error)
	Courts(ctx context.Context) ([]data.Court, error)
	LastDrinks(ctx context.Context, visitor data.ID) ([]data.LineView, error)
}

// Expected is 今日预约: who comes when, to where, and what they like to drink.
func Expected(o ExpectedOffice) screen.Builder {
	return screen.New("expected", "expected.rail", "calendar", func(sh screen.Shell) *expected { return newExpected(o, sh) })
}

// expected is 今日预约: who comes when, to where, how many, and what they like to
// drink. Phones are not the bar's business.
type expected struct {
	office ExpectedOffice
	sh     screen.Shell
	latest screen.Latest // of loading
	rows   []expectedRow
	days   *kit.Chips
	sum    *kit.Text
	list   *kit.List
	all    fyne.CanvasObject
}

// expectedRow is one booking with what the guest drank lately.
type expectedRow struct {
	data.Booking
	court string
	last  []string
}

func newExpected(o ExpectedOffice, sh screen.Shell) *expected {
	s := &expected{office: o, sh: sh, list: kit.NewList(), sum: kit.NewText("", kit.Label)}
	s.list.Answers(&s.latest)
	s.days = kit.NewChips("", []kit.Choice{{Code: "0", Label: sh.Say("common.today")}, {Code: "1", Label: sh.Say("common.tomorrow")}})
	s.days.Select("0")
	s.days.OnChanged = s.load
	s.list.SetEmpty(sh.Say("expected.none"), "", nil)
	s.list.OnTap = func(id string) {
		for _, r := range s.rows {
			if string(r.ID) == id && r.Status.Live() && s.days.Selected() == "0" {
				sh.Go(screen.To(&data.PlaceOrder{Place: r.Court}))
			}
		}
	}
	card := kit.NewCard(sh.Say("expected.title"), s.sum, s.list)
	s.all = kit.Pin(s.days, nil, nil, nil, kit.Loose(card))
	s.load()
	return s
}

// Content gives what is shown.
func (s *expected) Content() fyne.CanvasObject { return s.all }

// Closed has nothing to end.
func (s *expected) Closed() {}

// Changed reads the list again when it concerns it.
func (s *expected) Changed(c data.Change) {
	if c.Touches("booking", "court", "orders", "visit") {
		s.load()
	}
}

// Tick says anew how soon they come; a new day has other guests.
func (s *expected) Tick() { s.load() }

func (s *expected) load() {
	day := s.sh.Settings().Calendar.Day(s.sh.Now())
	if s.days.Selected() == "1" {
		day = day.Plus(1)
	}
	var rows []expectedRow
	s.latest.Load(s.sh, day, func(ctx context.Context) (err error) {
		rows, err = readExpected(ctx, s.office, day)
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.show(rows)
	})
}

func readExpected(ctx context.Context, o ExpectedOffice, day data.Day) ([]expectedRow, error) {
	courts, err := o.Courts(ctx)
	if err != nil {
		return nil, err
	}
	names := map[data.ID]string{}
	for _, c := range courts {
		names[c.ID] = c.Name
	}
	list, err := o.Bookings(ctx, data.BookingFilter{From: day, To: day})
	if err != nil {
		return nil, err
	}
	var rows []expectedRow
	liked := map[data.ID][]string{}
	for _, b := range list {
		if b.Status == data.Cancelled {
			continue
		}
		if _, known := liked[b.Visitor]; !known {
			last, err := o.LastDrinks(ctx, b.Visitor)
			if err != nil {
				return nil, err
			}
			liked[b.Visitor] = []string{}
			for _, l := range last[:min(2, len(last))] {
				liked[b.Visitor] = append(liked[b.Visitor], l.Name)
			}
		}
		rows = append(rows, expectedRow{b, names[b.Court], liked[b.Visitor]})
	}
	return rows, nil
}

// show lists the bookings, those that are over last seen and struck through.
func (s *expected) show(rows []expectedRow) {
	s.rows = rows
	n, people := 0, 0
	var items []kit.Item
	for _, r := range rows {
		if r.Status.Live() {
			n, people = n+1, people+r.People
		}
		items = append(items, s.item(r))
	}
	s.list.SetItems(screen.MarkItems(s.sh, items))
	s.sum.SetText(s.sh.Say("expected.sum", n, people))
}

func (s *expected) item(r expectedRow) kit.Item {
	say, cal, now := s.sh.Say, s.sh.Settings().Calendar, s.sh.Now()
	guest := data.GuestName(say, r.Name, r.Title)
	it := kit.Item{ID: string(r.ID), Lead: say("expected.time", cal.Clock(r.Starts), cal.Clock(r.Ends)),
		Title: strings.Join([]string{r.court, guest, say("expected.people", r.People)}, " · "), Badge: say("expected.status." + string(r.Status))}
	var wishes []string
	if r.Needs.Drinks != "" {
		wishes = append(wishes, say("expected.wish", r.Needs.Drinks))
	}
	if len(r.last) > 0 {
		wishes = append(wishes, say("expected.last", strings.Join(r.last, "、")))
	}
	if it.Sub = strings.Join(wishes, " · "); it.Sub == "" {
		it.Sub = say("expected.noWish")
	}
	switch {
	case r.Status == data.Playing || r.Status == data.Arrived:
		it.Tone = kit.ToneGood
	case r.Status == data.Booked && r.Starts > now && r.Starts.Sub(now) <= time.Hour:
		it.Badge, it.Tone = say("expected.soon", int((r.Starts.Sub(now)+time.Minute-1)/time.Minute)), kit.ToneSoon
	case r.Status == data.Tentative:
		it.Tone = kit.ToneSoon
	case !r.Status.Live():
		it.Strike = true
	}
	return it
}
