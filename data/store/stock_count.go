package store

import (
	"context"
	"slices"

	"yingbin/data"
)

// takeCount writes a count down and books what differs. The one who counted saw
// what should be there: when that has changed since, nothing is booked, since
// the reasons they gave were for other differences.
func takeCount(tx *Tx, c *data.TakeCount) error {
	should, err := readOnHand(tx.ctx, tx, c.What)
	if err != nil {
		return err
	}
	if err := agrees(c, should); err != nil {
		return err
	}
	if err := tx.newsIn(c); err != nil {
		return err
	}
	count := data.Count{ID: c.Count, Day: tx.day(), Kind: c.What, At: tx.at, By: c.Staff}
	if count.Number, err = tx.number("P", tx.day()); err != nil {
		return err
	}
	if err := tx.insert("stock_count", count); err != nil {
		return err
	}
	for i, s := range should {
		l := c.Lines[slices.IndexFunc(c.Lines, func(l data.Counted) bool { return l.Item == s.Item.ID })]
		line := data.CountLine{
			ID: l.Line, Count: c.Count, Item: l.Item, Sort: i, Expected: s.Qty, Cupboard: l.Cupboard, Washing: l.Washing, Tables: l.Tables,
			Counted: l.Total(), Broken: s.Broken, Why: l.Why, Word: l.Word, UseBy: l.UseBy, Same: l.Same,
		}
		if !s.Item.Dated || line.Counted == 0 {
			line.UseBy = ""
		}
		if err := tx.insert("count_line", line); err != nil {
			return err
		}
		if line.Diff() == 0 {
			continue
		}
		m := data.Movement{ID: line.ID, Item: l.Item, Qty: line.Diff(), Kind: l.Why, Ref: c.Count, At: tx.at, By: c.Staff}
		if err := tx.insert("movement", m); err != nil {
			return err
		}
	}
	return nil
}

// agrees checks that the count was made against what the book says now, and
// that it is whole.
func agrees(c *data.TakeCount, should []data.StockLine) error {
	var f data.Faults
	say := func(item data.ID, key string, args ...any) {
		f = append(f, data.Fault(data.Stale, key, args...).At(string(item)))
	}
	asked := map[data.ID]bool{}
	for _, s := range should {
		asked[s.Item.ID] = true
		i := slices.IndexFunc(c.Lines, func(l data.Counted) bool { return l.Item == s.Item.ID })
		switch {
		case i < 0:
			say(s.Item.ID, "stock.notCounted", s.Item.Name)
		case c.Lines[i].Expected != s.Qty:
			say(s.Item.ID, "stock.moved", s.Item.Name, s.Qty, c.Lines[i].Expected)
		}
	}
	for _, l := range c.Lines {
		if !asked[l.Item] {
			say(l.Item, "stock.notHere")
		}
	}
	return f.Err()
}

// newsIn refuses a second count of a day that has nothing to say: nothing moved
// since the first and nothing differs. It is the same count entered twice.
func (tx *Tx) newsIn(c *data.TakeCount) error {
	for _, l := range c.Lines {
		if l.Total() != l.Expected {
			return nil
		}
	}
	last, err := one[rowSeq](tx.ctx, tx, `SELECT seq, day, at, by FROM stock_count WHERE kind = ? ORDER BY seq DESC LIMIT 1`, c.What)
	if data.CodeOf(err) == data.NotFound || err == nil && last.Day != tx.day() {
		return nil
	}
	if err != nil {
		return err
	}
	moved, err := value[int64](tx.ctx, tx, `SELECT 1 FROM movement m JOIN stock_item i ON i.id = m.item WHERE i.kind = ? AND m.seq > ? LIMIT 1`, c.What, last.Seq)
	if err != nil || moved != 0 {
		return err
	}
	who, err := get[data.Staff](tx, "staff", string(last.By))
	if err != nil {
		return err
	}
	return data.Fault(data.Conflict, "stock.countedToday", tx.shown(last.At), who.Name)
}

type rowSeq struct {
	Seq int64
	Day data.Day
	At  data.Time
	By  data.ID
}

// Counts lists the counts, the oldest first, each with how many items it has and
// what differed.
func (b *Book) Counts(ctx context.Context, f data.CountFilter) ([]data.Count, error) {
	q := filter{from: `SELECT c.*, count(l.id) AS lines, sum(CASE WHEN l.counted <> l.expected THEN 1 ELSE 0 END) AS differ,
		sum(CASE WHEN l.why = 'unexplained' THEN abs(l.counted - l.expected) ELSE 0 END) AS unexplained
		FROM stock_count c JOIN count_line l ON l.count = c.id`}
	q.when(f.ID != "", `c.id = ?`, string(f.ID))
	q.when(f.What != "", `c.kind = ?`, f.What)
	q.when(f.From != "", `c.day >= ?`, string(f.From))
	q.when(f.To != "", `c.day <= ?`, string(f.To))
	q.when(f.Last, `c.seq = (SELECT max(x.seq) FROM stock_count x WHERE x.kind = c.kind)`)
	return all[data.Count](ctx, b, q.text(` GROUP BY c.id ORDER BY c.at, c.seq`), q.args...)
}

// CountLines lists what a count found, in the order of the stock.
func (b *Book) CountLines(ctx context.Context, count data.ID) ([]data.CountLine, error) {
	return all[data.CountLine](ctx, b, `SELECT * FROM count_line WHERE count = ? ORDER BY sort, id`, string(count))
}
