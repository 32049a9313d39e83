package front

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/data/store"
)

// finding is one search under way.
type finding struct {
	ctx     context.Context
	q       store.Querier
	now     data.Time
	day     data.Day
	wanted  wanted
	voucher string // what was typed, read as a voucher of today

	found   []data.Match
	index   map[data.ID]int
	booked  map[data.ID]comer // today's next booking of a visitor
	inside  map[data.ID]bool
	byPaper map[data.ID]bool // found by their voucher
}

// comer is a booking of today that still stands.
type comer struct {
	ID      data.ID
	Visitor data.ID
	Voucher string
	Status  data.BookingStatus
	Starts  data.Time
	Ends    data.Time
}

// today reads who is expected and who is in the house: few, and they come first
// whatever the search keys give.
func (f *finding) today() error {
	f.index, f.booked, f.inside, f.byPaper = map[data.ID]int{}, map[data.ID]comer{}, map[data.ID]bool{}, map[data.ID]bool{}
	list, err := store.All[comer](f.ctx, f.q, `SELECT id, visitor, voucher, status, starts, ends FROM booking
		WHERE day = ? AND status IN ('booked', 'arrived', 'playing') ORDER BY starts, id`, string(f.day))
	if err != nil {
		return err
	}
	for _, c := range list {
		if f.voucher != "" && c.Voucher == f.voucher && !f.byPaper[c.Visitor] {
			f.byPaper[c.Visitor], f.booked[c.Visitor] = true, c
			continue
		}
		// The next one still to come, else the last one that stands.
		if b, ok := f.booked[c.Visitor]; !ok || !f.byPaper[c.Visitor] && !(b.Status == data.Booked && b.Ends > f.now) {
			f.booked[c.Visitor] = c
		}
	}
	type row struct{ Visitor data.ID }
	here, err := store.All[row](f.ctx, f.q, `SELECT visitor FROM visit WHERE left_at = 0 ORDER BY arrived DESC LIMIT 1000`)
	if err != nil {
		return err
	}
	for _, r := range here {
		f.inside[r.Visitor] = true
	}
	return f.knownToday()
}

// knownToday puts those of today who fit among the found, and those whose search
// keys are not written yet: they are read before the keys, which one may get
// meanwhile.
func (f *finding) knownToday() error {
	ids := map[data.ID]bool{}
	if f.wanted.text != "" {
		type row struct{ Visitor data.ID }
		waiting, err := store.All[row](f.ctx, f.q, `SELECT visitor FROM finder_wait`)
		if err != nil {
			return err
		}
		for _, r := range waiting {
			ids[r.Visitor] = true
		}
	}
	for id := range f.booked {
		ids[id] = true
	}
	for id := range f.inside {
		ids[id] = true
	}
	for part := range slices.Chunk(slices.Collect(maps.Keys(ids)), 500) {
		args := make([]any, len(part))
		for i, id := range part {
			args[i] = string(id)
		}
		list, err := store.All[data.Visitor](f.ctx, f.q, `SELECT * FROM visitor WHERE id IN (?`+strings.Repeat(`, ?`, len(part)-1)+`)`, args...)
		if err != nil {
			return err
		}
		for _, v := range list {
			if f.wanted.text == "" || f.byPaper[v.ID] || f.wanted.fits(v) {
				f.add(v)
			}
		}
	}
	return nil
}

// addWhere adds the visitors that a condition chooses.
func (f *finding) addWhere(condition string, args ...any) error {
	list, err := store.All[data.Visitor](f.ctx, f.q, `SELECT * FROM visitor WHERE `+condition, args...)
	for _, v := range list {
		f.add(v)
	}
	return err
}

func (f *finding) add(v data.Visitor) {
	if _, ok := f.index[v.ID]; ok || v.SameAs != "" || v.Forgotten {
		return
	}
	f.index[v.ID] = len(f.found)
	f.found = append(f.found, data.Match{Visitor: v, Inside: f.inside[v.ID]})
}

// search adds who has a key that begins with what was typed.
func (f *finding) search() error {
	for _, p := range f.wanted.prefixes() {
		if err := f.addWhere(`id IN (SELECT visitor FROM finder WHERE key >= ? AND key < ? LIMIT ?)`, p, after(p), candidates); err != nil {
			return err
		}
	}
	return nil
}

// recent adds who came last.
func (f *finding) recent(limit int) error {
	return f.addWhere(`id IN (SELECT visitor FROM visit WHERE day >= ? ORDER BY day DESC, arrived DESC LIMIT ?)`, string(f.day.Plus(-7)), limit)
}

// rank is 0 for who is expected, 1 for who is in the house, 2 for all others.
func (f *finding) rank(m data.Match) int {
	switch b, ok := f.booked[m.ID]; {
	case ok && b.Status == data.Booked && !m.Inside:
		return 0
	case m.Inside:
		return 1
	}
	return 2
}

// matches ranks what was found and reads the rest about the first ones.
func (f *finding) matches(limit int) ([]data.Match, error) {
	slices.SortStableFunc(f.found, func(a, b data.Match) int {
		ra, rb := f.rank(a), f.rank(b)
		if ra == 0 && rb == 0 {
			return cmp.Or(cmp.Compare(f.booked[a.ID].Starts, f.booked[b.ID].Starts), cmp.Compare(a.ID, b.ID))
		}
		return cmp.Or(cmp.Compare(ra, rb), cmp.Compare(b.LastSeen, a.LastSeen), cmp.Compare(a.ID, b.ID))
	})
	f.found = f.found[:min(len(f.found), max(limit, 0))]
	for i := range f.found {
		if err := f.complete(&f.found[i]); err != nil {
			return nil, err
		}
	}
	return f.found, nil
}

func (f *finding) complete(m *data.Match) error {
	last, err := store.One[data.VisitView](f.ctx, f.q, `SELECT v.*, (SELECT count(*) FROM visit e WHERE e.visitor = v.visitor) AS times FROM visit v WHERE v.visitor = ? ORDER BY v.arrived DESC, v.id DESC LIMIT 1`, string(m.ID))
	switch {
	case err == nil:
		m.Last, m.Times = &last.Visit, last.Times
	case data.CodeOf(err) != data.NotFound:
		return err
	}
	if c, ok := f.booked[m.ID]; ok {
		b, err := store.One[data.Booking](f.ctx, f.q, `SELECT * FROM booking WHERE id = ?`, string(c.ID))
		if err != nil {
			return err
		}
		m.Booking = &b
	}
	return nil
}
