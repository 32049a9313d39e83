package stock

import (
	"context"
	"strings"

	"yingbin/data"
	"yingbin/ui/paper"
)

// PaperOffice is what the 盘点表 reads.
type PaperOffice interface {
	paper.Staffed
	StockItems(ctx context.Context) ([]data.StockItem, error)
	Counts(ctx context.Context, f data.CountFilter) ([]data.Count, error)
	CountLines(ctx context.Context, count data.ID) ([]data.CountLine, error)
}

// Papers are the register's records. A nil office will do to list them.
func Papers(o PaperOffice) []paper.Record {
	return []paper.Record{{Name: "count", Title: "stock.paper.title", Span: paper.Range, List: true,
		Lay: func(ctx context.Context, a paper.Ask) (*paper.Document, error) {
			c := countPaper{Ask: a, items: map[data.ID]data.StockItem{}, lines: map[data.ID][]data.CountLine{}}
			if err := c.read(ctx, o); err != nil {
				return nil, err
			}
			return c.lay(), nil
		}}}
}

// countPaper is counts on their way to paper.
type countPaper struct {
	paper.Ask
	names  map[data.ID]string
	items  map[data.ID]data.StockItem
	counts []data.Count
	lines  map[data.ID][]data.CountLine
}

func (c *countPaper) read(ctx context.Context, o PaperOffice) (err error) {
	if c.names, err = paper.Names(ctx, o); err != nil {
		return err
	}
	items, err := o.StockItems(ctx)
	if err != nil {
		return err
	}
	for _, i := range items {
		c.items[i.ID] = i
	}
	f := data.CountFilter{From: c.From, To: c.To}
	if c.ID != "" {
		f = data.CountFilter{ID: data.ID(c.ID)}
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

func (c *countPaper) lay() *paper.Document {
	if c.ID != "" && len(c.counts) == 1 {
		c.From, c.To = c.counts[0].Day, c.counts[0].Day
	}
	set := c.Setup("stock.paper.title")
	set.Name, set.Facts = "count-"+string(c.From), c.facts()
	s := paper.NewSheet(set)
	if len(c.counts) == 0 {
		s.Add(paper.List[data.CountLine]{Columns: c.columns(true)})
	}
	for _, k := range c.counts {
		s.Add(paper.List[data.CountLine]{Title: c.Say("stock.paper.heading", k.Kind, data.ShortNumber(k.Number)),
			Note: strings.TrimSuffix(c.Say("stock.paper.note", c.Settings.Calendar.Stamp(k.At), c.names[k.By])+" · "+c.Amended(k.Amended, c.names), " · "), Columns: c.columns(k.Kind == "utensil"), Rows: c.lines[k.ID]})
	}
	keeper := paper.SignBox{Role: c.Say("stock.paper.keeper")}
	if len(c.counts) == 1 {
		keeper.Name = c.names[c.counts[0].By]
	}
	return s.Signatures(keeper, paper.SignBox{Role: c.Say("common.supervisor")}).Finish()
}

func (c *countPaper) facts() []string {
	same, differ, broken, unexplained := 0, 0, 0, 0
	for _, k := range c.counts {
		same, differ, unexplained = same+k.Lines-k.Differ, differ+k.Differ, unexplained+k.Unexplained
		for _, l := range c.lines[k.ID] {
			broken += l.Broken
		}
	}
	return []string{c.Say("stock.paper.facts", len(c.counts)), c.Say("stock.paper.factSame", same), c.Say("stock.paper.factDiffer", differ),
		c.Say("stock.paper.factBroken", broken), c.Say("stock.paper.factUnexplained", unexplained)}
}

// columns are those of one count. Utensils are counted by where they stand, the
// rest by how long it keeps.
func (c *countPaper) columns(places bool) []paper.Col[data.CountLine] {
	type row = data.CountLine
	cols := []paper.Col[row]{
		{Head: "stock.paper.item", Width: 38, Text: func(l row) string { return c.items[l.Item].Label() }},
		{Head: "stock.paper.unit", Width: 12, Align: paper.Centre, Text: func(l row) string { return c.items[l.Item].Unit }},
		{Head: "stock.paper.expected", Width: 15, Align: paper.Right, Number: func(l row) int { return l.Expected }},
	}
	if places {
		cols = append(cols, []paper.Col[row]{
			{Head: "stock.paper.cupboard", Width: 15, Align: paper.Right, Some: func(l row) int { return l.Cupboard }},
			{Head: "stock.paper.washing", Width: 15, Align: paper.Right, Some: func(l row) int { return l.Washing }},
			{Head: "stock.paper.tables", Width: 15, Align: paper.Right, Some: func(l row) int { return l.Tables }},
		}...)
	}
	cols = append(cols, []paper.Col[row]{
		{Head: "stock.paper.counted", Width: 15, Align: paper.Right, Number: func(l row) int { return l.Counted }},
		{Head: "stock.paper.diff", Width: 15, Align: paper.Right, Value: func(l row) paper.Value { return paper.Signed(l.Diff()).Bold(l.Diff() != 0) }},
		{Head: "stock.paper.broken", Width: 18, Align: paper.Right, Some: func(l row) int { return l.Broken }},
	}...)
	if !places {
		cols = append(cols, paper.Col[row]{Head: "stock.paper.useBy", Width: 26, Align: paper.Centre, Value: func(l row) paper.Value { return paper.On(l.UseBy) }})
	}
	return append(cols, paper.Col[row]{Head: "stock.paper.why", Width: 44, Value: func(l row) paper.Value {
		return paper.Words(c.why(l)).Bold(l.Why == "unexplained" || l.Held == "again")
	}})
}

// why says why a line differs, or why it was not booked.
func (c *countPaper) why(l data.CountLine) string {
	said := c.reason(l)
	switch {
	case l.Held != "":
		said = paper.Under(c.Say("stock.paper.held."+l.Held), said)
	case l.AgainAt > 0:
		said = paper.Under(c.Say("stock.paper.recounted", c.Settings.Calendar.Stamp(l.AgainAt), c.names[l.AgainBy]), said)
	}
	return said
}

func (c *countPaper) reason(l data.CountLine) string {
	switch {
	case l.Why != "":
		return strings.TrimSpace(c.Say("stock.why."+l.Why) + " " + l.Word)
	case l.Same && l.Word == "":
		return c.Say("stock.paper.taken")
	}
	return l.Word
}
