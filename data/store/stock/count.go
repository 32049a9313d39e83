package stock

import (
	"context"
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/data/store"
)

// takeCount writes a count down and books what differs, each item by what its maker
// saw. A movement after the count changes nothing in it. Where something had moved
// before, which they could not know, the reasons they gave were for another
// difference: their numbers are kept and the item is asked for again. A count that
// comes in after a later one of the same item books nothing.
func takeCount(tx *store.Tx, c *data.TakeCount) error {
	should, err := readOnHandAt(tx, c.What, tx.At())
	if err != nil {
		return err
	}
	if err := whole(tx, c, should); err != nil {
		return err
	}
	if same, err := sameAgain(tx, c); err != nil || same {
		return err
	}
	if err := overtake(tx, c); err != nil {
		return err
	}
	count := data.Count{ID: c.Count, Day: tx.Day(), Kind: c.What, At: tx.At(), By: c.Staff}
	if count.Number, err = tx.Number("P", tx.Day()); err != nil {
		return err
	}
	if err := tx.Insert("stock_count", count); err != nil {
		return err
	}
	left := slices.Clone(c.Lines)
	var again []string
	for i, s := range should {
		at := slices.IndexFunc(left, func(l data.Counted) bool { return l.Item == s.Item.ID })
		l := data.Counted{Line: tx.IDOf("line", string(s.Item.ID)), Item: s.Item.ID}
		switch {
		case at >= 0:
			l = left[at]
			left = slices.Delete(left, at, at+1)
		case s.Qty == 0: // nothing was there that could be counted
			continue
		}
		line := s.counted(c.Count, i, l)
		if at < 0 {
			line.Held = "again"
		}
		if line.Held == "again" {
			again = append(again, s.Item.Label())
		}
		if err := putCounted(tx, line, true); err != nil {
			return err
		}
	}
	if err := keepOthers(tx, c.Count, len(should), left); err != nil {
		return err
	}
	if len(again) > 0 {
		tx.Warn("stock.again", len(again), strings.Join(again, "、"))
	}
	return nil
}

// whole refuses a count that lacks an item, or has one too many. Of one that comes in
// late these may be items that were added or put away meanwhile.
func whole(tx *store.Tx, c *data.TakeCount, should []asOf) error {
	if tx.CameLate() {
		return nil
	}
	var f data.Faults
	asked := map[data.ID]bool{}
	for _, s := range should {
		asked[s.Item.ID] = true
		if !slices.ContainsFunc(c.Lines, func(l data.Counted) bool { return l.Item == s.Item.ID }) {
			f = append(f, data.Fault(data.Stale, "stock.notCounted", s.Item.Name).At(string(s.Item.ID)))
		}
	}
	for _, l := range c.Lines {
		if !asked[l.Item] {
			f = append(f, data.Fault(data.Stale, "stock.notHere").At(string(l.Item)))
		}
	}
	return f.Err()
}

// overtake ends what earlier counts had left to be counted again: this one does.
func overtake(tx *store.Tx, c *data.TakeCount) error {
	open, err := store.All[data.CountLine](tx.Ctx(), tx, `SELECT l.* FROM count_line l JOIN stock_count c ON c.id = l.count WHERE l.held = 'again' AND c.at <= ? ORDER BY l.id`, int64(tx.At()))
	if err != nil {
		return err
	}
	for _, l := range open {
		if slices.ContainsFunc(c.Lines, func(n data.Counted) bool { return n.Item == l.Item }) {
			l.Held = "later"
			if err := tx.Put("count_line", l); err != nil {
				return err
			}
		}
	}
	return nil
}

// keepOthers keeps the numbers of items that are counted no more; nothing is booked.
func keepOthers(tx *store.Tx, count data.ID, sort int, lines []data.Counted) error {
	for i, l := range lines {
		item, err := store.Get[data.StockItem](tx, "stock_item", string(l.Item))
		if err != nil {
			return data.AsError(err).At(string(l.Item))
		}
		qty, err := held(tx, l.Item)
		if err != nil {
			return err
		}
		line := asOf{StockLine: data.StockLine{Item: item, Qty: qty}, now: qty}.counted(count, sort+i, l)
		line.Held = "gone"
		if err := putCounted(tx, line, true); err != nil {
			return err
		}
	}
	return nil
}

// asOf is how an item stood at a moment, with how many there are now, and whether
// somebody has counted it after that moment.
type asOf struct {
	data.StockLine
	now   int
	later bool
}

// counted is the line of a count. What is not booked then, if anything moved that its
// maker did not see, is held.
func (s asOf) counted(count data.ID, sort int, l data.Counted) data.CountLine {
	line := data.CountLine{
		ID: l.Line, Count: count, Item: l.Item, Sort: sort, Expected: s.Qty, Cupboard: l.Cupboard, Washing: l.Washing, Tables: l.Tables,
		Counted: l.Total(), Broken: s.Broken, Why: l.Why, Word: l.Word, UseBy: l.UseBy, Same: l.Same, Seen: l.Expected, MovedSince: s.now - s.Qty,
	}
	if !s.Item.Dated || line.Counted == 0 {
		line.UseBy = ""
	}
	switch {
	case s.later:
		line.Held = "later"
	case line.Diff() != 0 && (l.Expected != s.Qty || s.now+line.Diff() < 0):
		line.Held = "again"
	case line.Diff() == 0: // what moved explains it
		line.Why = ""
	}
	return line
}

// putCounted writes a line, and books what differs unless it is held.
func putCounted(tx *store.Tx, line data.CountLine, fresh bool) error {
	write := tx.Put
	if fresh {
		write = tx.Insert
	}
	if err := write("count_line", line); err != nil {
		return err
	}
	if line.Held != "" || line.Diff() == 0 {
		return nil
	}
	return tx.Insert("movement", data.Movement{ID: line.ID, Item: line.Item, Qty: line.Diff(), Kind: line.Why, Ref: line.Count, At: tx.At(), By: tx.Staff().ID})
}

// readOnHandAt reads how the items of a kind stood at a moment.
func readOnHandAt(tx *store.Tx, kind string, at data.Time) ([]asOf, error) {
	now, err := readOnHand(tx.Ctx(), tx, kind)
	if err != nil {
		return nil, err
	}
	since, err := store.All[data.Movement](tx.Ctx(), tx, `SELECT * FROM movement WHERE at > ?`, int64(at))
	if err != nil {
		return nil, err
	}
	lines := make([]asOf, len(now))
	for i, l := range now {
		lines[i] = asOf{l, l.Qty, l.Counted > at}
		if !tx.CameLate() { // who counts now has seen it all; clocks differ a little
			continue
		}
		for _, m := range since {
			if m.Item == l.Item.ID {
				lines[i].Qty -= m.Qty
				if m.Broke() {
					lines[i].Broken += m.Qty
				}
			}
		}
	}
	return lines, nil
}

// recountLine books an item that a count had left open.
func recountLine(tx *store.Tx, c *data.RecountLine) error {
	old, err := store.Get[data.CountLine](tx, "count_line", string(c.Line))
	switch {
	case err != nil:
		return data.AsError(err).At(string(c.Item))
	case old.Item != c.Item:
		return data.Fault(data.Invalid, "error.invalid").At(string(c.Item))
	case old.Held != "again":
		return data.Fault(data.Stale, "stock.recounted").At(string(c.Item))
	}
	item, err := stockItem(tx, c.Item)
	if err != nil {
		return data.AsError(err).At(string(c.Item))
	}
	should, err := readOnHandAt(tx, item.Kind, tx.At())
	if err != nil {
		return err
	}
	s := should[slices.IndexFunc(should, func(l asOf) bool { return l.Item.ID == c.Item })]
	line := s.counted(old.Count, old.Sort, c.Counted)
	switch line.Held {
	case "later":
		return data.Fault(data.Stale, "stock.recounted").At(string(c.Item))
	case "again":
		return data.Fault(data.Stale, "stock.moved", item.Name, s.Qty, c.Expected).At(string(c.Item))
	}
	line.AgainAt, line.AgainBy = tx.At(), c.Staff
	return putCounted(tx, line, false)
}

// voidCount takes back what a count booked, but of items that were counted again
// since: that count has put them right.
func voidCount(tx *store.Tx, c *data.VoidCount) error {
	count, err := store.Get[data.Count](tx, "stock_count", string(c.Count))
	switch {
	case err != nil:
		return store.MissingAt(err, "count")
	case count.Void:
		return data.Fault(data.Stale, "stock.isVoid", data.ShortNumber(count.Number))
	}
	lines, err := store.All[data.CountLine](tx.Ctx(), tx, `SELECT * FROM count_line WHERE count = ? ORDER BY sort, id`, string(c.Count))
	if err != nil {
		return err
	}
	now, err := readOnHand(tx.Ctx(), tx, count.Kind)
	if err != nil {
		return err
	}
	for _, l := range lines {
		i := slices.IndexFunc(now, func(s data.StockLine) bool { return s.Item.ID == l.Item })
		last := i >= 0 && now[i].Line == l.ID
		if last && l.Held == "" && l.Diff() != 0 {
			m := data.Movement{ID: tx.IDOf("back", string(l.ID)), Item: l.Item, Qty: -l.Diff(), Kind: "withdrawn", Ref: c.Count, At: tx.At(), By: c.Staff}
			if err := tx.Insert("movement", m); err != nil {
				return err
			}
		}
		if last || l.Held != "" {
			l.Held = "void"
			if err := tx.Put("count_line", l); err != nil {
				return err
			}
		}
	}
	count.Amended = tx.Amended(c.Why, true)
	return tx.Put("stock_count", count)
}

// sameAgain refuses a second count of a day that has nothing to say: nothing moved
// since the first and nothing differs. It is the same count entered twice. One that
// comes in late, of two people who counted apart, is the same as the first: nothing
// more is written down.
func sameAgain(tx *store.Tx, c *data.TakeCount) (bool, error) {
	for _, l := range c.Lines {
		if l.Total() != l.Expected {
			return false, nil
		}
	}
	last, err := store.One[rowSeq](tx.Ctx(), tx, `SELECT seq, day, at, by FROM stock_count WHERE kind = ? AND void = 0 ORDER BY seq DESC LIMIT 1`, c.What)
	if data.CodeOf(err) == data.NotFound || err == nil && last.Day != tx.Day() {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	moved, err := store.Value[int64](tx.Ctx(), tx, `SELECT 1 FROM stock_item i JOIN movement m ON m.item = i.id WHERE i.kind = ? AND m.seq > ? LIMIT 1`, c.What, last.Seq)
	if err != nil || moved != 0 {
		return false, err
	}
	open, err := store.Value[int64](tx.Ctx(), tx, `SELECT 1 FROM count_line l JOIN stock_count c ON c.id = l.count WHERE c.kind = ? AND l.held = 'again' LIMIT 1`, c.What)
	if err != nil || open != 0 {
		return false, err
	}
	who, err := store.Get[data.Staff](tx, "staff", string(last.By))
	if err != nil {
		return false, err
	}
	if tx.CameLate() {
		tx.Warn("stock.countedToday", tx.Shown(last.At), who.Name)
		return true, nil
	}
	return false, data.Fault(data.Conflict, "stock.countedToday", tx.Shown(last.At), who.Name)
}

type rowSeq struct {
	Seq int64
	Day data.Day
	At  data.Time
	By  data.ID
}

// Counts lists the counts, the oldest first, each with how many items it has and
// what differed.
func (b StockReader) Counts(ctx context.Context, f data.CountFilter) ([]data.Count, error) {
	q := store.Filter{From: `SELECT c.*, (SELECT count(*) FROM count_line l WHERE l.count = c.id) AS lines,
		(SELECT count(*) FROM count_line l WHERE l.count = c.id AND l.held = '' AND l.counted <> l.expected) AS differ,
		(SELECT coalesce(sum(abs(l.counted - l.expected)), 0) FROM count_line l WHERE l.count = c.id AND l.held = '' AND l.why = 'unexplained') AS unexplained,
		(SELECT count(*) FROM count_line l WHERE l.count = c.id AND l.held = 'again') AS again
		FROM stock_count c`}
	q.When(f.ID != "", `c.id = ?`, string(f.ID))
	q.When(f.What != "", `c.kind = ?`, f.What)
	q.When(f.From != "", `c.day >= ?`, string(f.From))
	q.When(f.To != "", `c.day <= ?`, string(f.To))
	q.When(f.Last, `c.id IN (SELECT (SELECT x.id FROM stock_count x WHERE x.kind = k.kind ORDER BY x.seq DESC LIMIT 1) FROM (SELECT DISTINCT kind FROM stock_item) AS k)`)
	return store.All[data.Count](ctx, b.book, q.Text(` ORDER BY c.at, c.seq`), q.Args...)
}

// CountLines lists what a count found, in the order of the stock.
func (b StockReader) CountLines(ctx context.Context, count data.ID) ([]data.CountLine, error) {
	return store.All[data.CountLine](ctx, b.book, `SELECT * FROM count_line WHERE count = ? ORDER BY sort, id`, string(count))
}
