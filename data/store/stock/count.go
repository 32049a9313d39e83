package stock

import (
	"context"
	"slices"

	"yingbin/data"
	"yingbin/data/store"
)

// takeCount writes a count down and books what differs. The one who counted saw
// what should be there: when that has changed since, nothing is booked, since
// the reasons they gave were for other differences.
func takeCount(tx *store.Tx, c *data.TakeCount) error {
	should, err := readOnHand(tx.Ctx(), tx, c.What)
	if err != nil {
		return err
	}
	if err := agrees(c, should); err != nil {
		return err
	}
	if err := newsIn(tx, c); err != nil {
		return err
	}
	count := data.Count{ID: c.Count, Day: tx.Day(), Kind: c.What, At: tx.At(), By: c.Staff}
	if count.Number, err = tx.Number("P", tx.Day()); err != nil {
		return err
	}
	if err := tx.Insert("stock_count", count); err != nil {
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
		if err := tx.Insert("count_line", line); err != nil {
			return err
		}
		if line.Diff() == 0 {
			continue
		}
		m := data.Movement{ID: line.ID, Item: l.Item, Qty: line.Diff(), Kind: l.Why, Ref: c.Count, At: tx.At(), By: c.Staff}
		if err := tx.Insert("movement", m); err != nil {
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
func newsIn(tx *store.Tx, c *data.TakeCount) error {
	for _, l := range c.Lines {
		if l.Total() != l.Expected {
			return nil
		}
	}
	last, err := store.One[rowSeq](tx.Ctx(), tx, `SELECT seq, day, at, by FROM stock_count WHERE kind = ? ORDER BY seq DESC LIMIT 1`, c.What)
	if data.CodeOf(err) == data.NotFound || err == nil && last.Day != tx.Day() {
		return nil
	}
	if err != nil {
		return err
	}
	moved, err := store.Value[int64](tx.Ctx(), tx, `SELECT 1 FROM stock_item i JOIN movement m ON m.item = i.id WHERE i.kind = ? AND m.seq > ? LIMIT 1`, c.What, last.Seq)
	if err != nil || moved != 0 {
		return err
	}
	who, err := store.Get[data.Staff](tx, "staff", string(last.By))
	if err != nil {
		return err
	}
	return data.Fault(data.Conflict, "stock.countedToday", tx.Shown(last.At), who.Name)
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
		(SELECT count(*) FROM count_line l WHERE l.count = c.id AND l.counted <> l.expected) AS differ,
		(SELECT coalesce(sum(abs(l.counted - l.expected)), 0) FROM count_line l WHERE l.count = c.id AND l.why = 'unexplained') AS unexplained
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
