package today

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Screen is the desk at a glance.
func Screen(o Office) screen.Builder {
	return screen.New("today", "today.route", "home", func(sh screen.Shell) *today { return newToday(o, sh) })
}

// station is where Today stands.
const station = "reception"

// today is the desk at a glance: how many are here, who comes next, who is
// where, and what is to do.
type today struct {
	office Office
	sh     screen.Shell

	facts   todayFacts
	matters map[string]data.Matter // by row
	loading bool                   // a read is under way
	stale   bool                   // something changed meanwhile
	shown   bool                   // there is something to show
	leaving map[data.ID]bool       // being seen off at this moment

	inside, came, expected *kit.Text
	hours                  *kit.Bars
	chart                  *kit.Card
	arrivals, guests, todo *kit.List
	next, here, open       *kit.Card
	content                fyne.CanvasObject
}

func newToday(o Office, sh screen.Shell) *today {
	t := &today{office: o, sh: sh, leaving: map[data.ID]bool{}}
	t.build()
	t.load()
	return t
}

func (t *today) build() {
	say := t.sh.Say
	t.inside = kit.NewText("", kit.Display.In(kit.ColorJade).Aligned(fyne.TextAlignCenter))
	t.came = kit.NewText("", kit.Display.Aligned(fyne.TextAlignCenter))
	t.expected = kit.NewText("", kit.Display.In(kit.ColorBrass).Aligned(fyne.TextAlignCenter))
	figures := kit.NewCard("", nil, kit.Columns([]float32{1, 1, 1},
		t.figure(t.inside, "today.inside"), t.figure(t.came, "today.came"), t.figure(t.expected, "today.expected")))

	t.hours = kit.NewBars(nil, nil, nil, -1)
	t.chart = kit.NewCard(say("today.hours"), nil, t.hours)

	t.arrivals, t.guests, t.todo = kit.NewList(), kit.NewList(), kit.NewList()
	t.arrivals.OnTap = func(id string) { t.sh.Go(screen.To(data.BookingRef(data.ID(id)))) }
	t.guests.OnTap = func(id string) { t.sh.Go(screen.To(data.VisitRef(data.ID(id)))) }
	t.guests.OnAction = func(id, _ string) { t.seeOff(data.ID(id)) }
	t.todo.OnTap = func(id string) {
		if m, ok := t.matters[id]; ok {
			t.sh.Go(screen.ToMatter(m))
		}
	}
	t.next = kit.NewCard(say("today.arrivals"), nil, t.arrivals)
	t.here = kit.NewCard(say("today.guests"), nil, t.guests)
	t.open = kit.NewCard(say("today.todo"), nil, t.todo)

	var lists fyne.CanvasObject
	top := []float32{380, 832}
	if t.sh.Compact() {
		top = []float32{1, 1.4}
		lists = kit.Columns([]float32{1, 1.08}, kit.Rows(nil, t.next, t.open), t.here)
	} else {
		lists = kit.Columns([]float32{379, 455, 360}, t.next, t.here, t.open)
	}
	t.content = kit.Pin(kit.MinSize(kit.Columns(top, figures, t.chart), 0, 164), nil, nil, nil, lists)
}

// figure is a number that is read across the counter, and what it counts.
func (t *today) figure(number *kit.Text, key string) fyne.CanvasObject {
	return kit.VBoxGap("", kit.Space(), number, kit.NewText(t.sh.Say(key), kit.Label.Aligned(fyne.TextAlignCenter)), kit.Space())
}

// Content gives the screen.
func (t *today) Content() fyne.CanvasObject { return t.content }

// Closed says that the screen is gone.
func (t *today) Closed() {}

// Changed reads everything again; what it shows comes from every register.
func (t *today) Changed(data.Change) { t.load() }

// Tick reads again when the minute turns: everything here ages.
func (t *today) Tick() { t.load() }

// load reads in the background, one read at a time: what changes meanwhile is
// read once more afterwards.
func (t *today) load() {
	if t.loading {
		t.stale = true
		return
	}
	t.loading, t.stale = true, false
	now, settings := t.sh.Now(), t.sh.Settings()
	who := data.Viewer{Person: t.sh.Me().ID, Role: t.sh.Me().Role, Station: station}
	var facts todayFacts
	t.sh.Load(func(ctx context.Context) (err error) {
		facts, err = readToday(ctx, t.office, now, settings, who)
		return err
	}, func(err error) {
		t.loading = false
		if err != nil {
			t.sh.Toast(t.sh.Fault(err), "")
			return
		}
		t.facts = facts
		t.show()
		if t.stale {
			t.load()
		}
	})
}

// show puts the facts on the screen.
func (t *today) show() {
	r := &todayRows{&t.facts, t.sh}
	inside, came, expected := r.counts.N(data.FigureInside), r.counts.N(data.FigurePeople), r.counts.N(data.FigureExpected)
	t.inside.SetText(strconv.Itoa(inside))
	t.came.SetText(strconv.Itoa(came))
	t.expected.SetText(strconv.Itoa(expected))

	hours, now, then, current := r.hours()
	labels := make([]string, len(hours))
	for i, h := range hours {
		labels[i] = t.sh.Say("today.hour", h)
	}
	t.hours.Set(labels, now, then, current)
	t.chart.SetCorner(t.sh.Say("today.legend", sum(now), kit.Weekday(t.sh, r.day), sum(then)))

	t.arrivals.SetItems(screen.MarkItems(t.sh, r.arrivals()))
	t.next.SetCorner(t.unless(expected, "today.toCome", expected))
	rows, places := r.inside()
	t.guests.SetItems(screen.MarkItems(t.sh, rows))
	t.here.SetCorner(t.unless(inside, "today.where", inside, places))

	todo, matters := r.todo()
	t.matters = matters
	t.todo.SetItems(todo)
	t.open.SetCorner(t.unless(len(todo), "today.byTime"))
	if !t.shown {
		t.shown = true
		t.arrivals.SetEmpty(t.sh.Say("today.noArrivals"), t.sh.Say("today.book"), func() { t.sh.Go(screen.To(data.BookingFilter{})) })
		t.guests.SetEmpty(t.sh.Say("today.noGuests"), t.sh.Say("today.checkIn"), func() { t.sh.Go(screen.To(&data.CheckIn{})) })
		t.todo.SetEmpty(t.sh.Say("today.noTodo"), "", nil)
	}
}

// unless says nothing of none.
func (t *today) unless(n int, key string, args ...any) string {
	if n == 0 {
		return ""
	}
	return t.sh.Say(key, args...)
}

func sum(counts []float64) int {
	n := 0.0
	for _, c := range counts {
		n += c
	}
	return int(n)
}

// seeOff ends a visit: 送客. It can be taken back for as long as the toast is
// there.
func (t *today) seeOff(id data.ID) {
	i := slices.IndexFunc(t.facts.visits, func(v data.VisitView) bool { return v.ID == id && v.Open() })
	if i < 0 || t.leaving[id] {
		return
	}
	t.leaving[id] = true
	r := &todayRows{&t.facts, t.sh}
	who := r.party(t.facts.visits[i].Visit)
	t.sh.Do(&data.CheckOut{Visits: []data.ID{id}, How: "seen-off"}, func(rec data.Receipt, err error) {
		delete(t.leaving, id)
		if err != nil {
			t.sh.Toast(t.sh.Fault(err), "")
			t.load()
			return
		}
		t.sh.Toast(screen.WithWarnings(t.sh.Say, t.sh.Say("today.seenOff", who), rec), rec.ID)
	})
}
