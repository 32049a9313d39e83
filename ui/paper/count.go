package paper

import (
	"context"
	"strconv"
	"strings"

	"yingbin/data"
)

// countSource is what the 盘点表 reads.
type countSource interface {
	Staff(ctx context.Context) ([]data.Staff, error)
	StockItems(ctx context.Context) ([]data.StockItem, error)
	Counts(ctx context.Context, f data.CountFilter) ([]data.Count, error)
	CountLines(ctx context.Context, count data.ID) ([]data.CountLine, error)
}

var _ = announce(Record{Name: "count", Title: "stock.paper.title", Order: 110, Span: Range, Make: record(
	func(ctx context.Context, o countSource, a Ask) (*Document, error) {
		c := countPaper{ask: a, set: a.Settings.Defaults(), names: map[data.ID]string{}, items: map[data.ID]data.StockItem{}, lines: map[data.ID][]data.CountLine{}}
		if c.ask.To == "" {
			c.ask.To = a.From
		}
		if err := c.read(ctx, o); err != nil {
			return nil, err
		}
		return c.lay(), nil
	})})

// countPaper is counts on their way to paper.
type countPaper struct {
	ask    Ask
	set    data.Settings
	names  map[data.ID]string
	items  map[data.ID]data.StockItem
	counts []data.Count
	lines  map[data.ID][]data.CountLine
}

func (c *countPaper) read(ctx context.Context, o countSource) error {
	staff, err := o.Staff(ctx)
	if err != nil {
		return err
	}
	for _, s := range staff {
		c.names[s.ID] = s.Name
	}
	items, err := o.StockItems(ctx)
	if err != nil {
		return err
	}
	for _, i := range items {
		c.items[i.ID] = i
	}
	f := data.CountFilter{From: c.ask.From, To: c.ask.To}
	if c.ask.ID != "" {
		f = data.CountFilter{ID: data.ID(c.ask.ID)}
	}
	if c.counts, err = o.Counts(ctx, f); err != nil {
		return err
	}
	for _, k := range c.counts {
		if c.lines[k.ID], err = o.CountLines(ctx, k.ID); err != nil {
			return err
		}
	}
	return nil
}

func (c *countPaper) say(key string, args ...any) string { return c.ask.Lex.Say(key, args...) }

func (c *countPaper) lay() *Document {
	ask := c.ask
	if c.ask.ID != "" && len(c.counts) == 1 {
		ask.From, ask.To = c.counts[0].Day, c.counts[0].Day
	}
	set := ask.Setup("stock.paper.title")
	set.Name, set.Facts = "count-"+string(ask.From), c.facts()
	s := NewSheet(set)
	if len(c.counts) == 0 {
		s.Table(Column{Width: 1})
	}
	for _, k := range c.counts {
		s.Heading(c.say("stock.paper.heading", k.Kind, data.ShortNumber(k.Number)), c.say("stock.paper.note", c.set.Calendar.Stamp(k.At), c.names[k.By]))
		c.table(s, k)
	}
	keeper := SignBox{Role: c.say("stock.paper.keeper")}
	if len(c.counts) == 1 {
		keeper.Name = c.names[c.counts[0].By]
	}
	s.Signatures(keeper, SignBox{Role: c.say("common.supervisor")})
	return s.Finish()
}

func (c *countPaper) facts() []string {
	same, differ, broken, unexplained := 0, 0, 0, 0
	for _, k := range c.counts {
		same, differ, unexplained = same+k.Lines-k.Differ, differ+k.Differ, unexplained+k.Unexplained
		for _, l := range c.lines[k.ID] {
			broken += l.Broken
		}
	}
	return []string{c.say("stock.paper.facts", len(c.counts)), c.say("stock.paper.factSame", same), c.say("stock.paper.factDiffer", differ),
		c.say("stock.paper.factBroken", broken), c.say("stock.paper.factUnexplained", unexplained)}
}

// table lists one count. Utensils are counted by where they stand, the rest by
// how long it keeps.
func (c *countPaper) table(s *Sheet, k data.Count) {
	cols := []Column{{Head: c.say("stock.paper.item"), Width: 38}, {Head: c.say("stock.paper.unit"), Width: 12, Align: Centre}, {Head: c.say("stock.paper.expected"), Width: 15, Align: Right}}
	places := k.Kind == "utensil"
	if places {
		for _, key := range []string{"cupboard", "washing", "tables"} {
			cols = append(cols, Column{Head: c.say("stock.paper." + key), Width: 15, Align: Right})
		}
	}
	cols = append(cols, Column{Head: c.say("stock.paper.counted"), Width: 15, Align: Right}, Column{Head: c.say("stock.paper.diff"), Width: 15, Align: Right},
		Column{Head: c.say("stock.paper.broken"), Width: 18, Align: Right})
	if !places {
		cols = append(cols, Column{Head: c.say("stock.paper.useBy"), Width: 26, Align: Centre})
	}
	cols = append(cols, Column{Head: c.say("stock.paper.why"), Width: 44})
	t := s.Table(cols...)
	for _, l := range c.lines[k.ID] {
		item := c.items[l.Item]
		row := []Cell{{S: item.Label()}, {S: item.Unit}, {S: strconv.Itoa(l.Expected)}}
		if places {
			row = append(row, Cell{S: nought(l.Cupboard)}, Cell{S: nought(l.Washing)}, Cell{S: nought(l.Tables)})
		}
		row = append(row, Cell{S: strconv.Itoa(l.Counted)}, Cell{S: signed(l.Diff()), Bold: l.Diff() != 0}, Cell{S: nought(l.Broken)})
		if !places {
			row = append(row, Cell{S: string(l.UseBy)})
		}
		t.Row(append(row, Cell{S: c.why(l), Bold: l.Why == "unexplained"})...)
	}
}

func (c *countPaper) why(l data.CountLine) string {
	switch {
	case l.Why != "":
		return strings.TrimSpace(c.say("stock.why."+l.Why) + " " + l.Word)
	case l.Same && l.Word == "":
		return c.say("stock.paper.taken")
	}
	return l.Word
}

// nought leaves the place of a zero empty, so that what is there stands out.
func nought(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// signed shows a difference with its sign, nothing for none.
func signed(n int) string {
	switch {
	case n > 0:
		return "+" + strconv.Itoa(n)
	case n < 0:
		return "−" + strconv.Itoa(-n)
	}
	return ""
}
