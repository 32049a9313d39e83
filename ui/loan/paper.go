package loan

import (
	"context"
	"strings"

	"yingbin/data"
	"yingbin/ui/paper"
)

// PaperOffice is what the 钥匙·对讲机·借用登记 reads.
type PaperOffice interface {
	paper.Staffed
	Items(ctx context.Context) ([]data.Item, error)
	Lendings(ctx context.Context, f data.LendingFilter) ([]data.Lending, error)
}

// Papers are the register's records. A nil office will do to list them.
func Papers(o PaperOffice) []paper.Record {
	return []paper.Record{{Name: "keys", Title: "loan.paper.title", Span: paper.Range, List: true,
		Lay: func(ctx context.Context, a paper.Ask) (*paper.Document, error) {
			k := keysPaper{Ask: a, items: map[data.ID]data.Item{}}
			if err := k.read(ctx, o); err != nil {
				return nil, err
			}
			return k.lay(), nil
		}}}
}

// keysPaper is the lendings of a period on their way to paper.
type keysPaper struct {
	paper.Ask
	from, to data.Time
	names    map[data.ID]string
	items    map[data.ID]data.Item
	lendings []data.Lending
}

func (k *keysPaper) read(ctx context.Context, o PaperOffice) (err error) {
	if k.names, err = paper.Names(ctx, o); err != nil {
		return err
	}
	items, err := o.Items(ctx)
	if err != nil {
		return err
	}
	for _, i := range items {
		k.items[i.ID] = i
	}
	k.from, _ = k.Settings.Calendar.Bounds(k.From)
	_, k.to = k.Settings.Calendar.Bounds(k.To)
	k.lendings, err = o.Lendings(ctx, data.LendingFilter{From: k.from, To: k.to})
	return err
}

// when gives a moment: the clock alone where the paper is of one day and the
// moment of that day.
func (k *keysPaper) when(t data.Time) string {
	if k.From == k.To && k.Settings.Calendar.Day(t) == k.From {
		return k.Settings.Calendar.Clock(t)
	}
	return k.Settings.Calendar.Local(t).Format("01-02 15:04")
}

func (k *keysPaper) lay() *paper.Document {
	set := k.Setup("loan.paper.title")
	set.Name = "keys-" + string(k.From)
	set.Landscape, set.Facts = true, k.facts()
	return paper.NewSheet(set).Add(k.list()).Sign("loan.paper.keeper", "common.supervisor").Finish()
}

// beforeKind stands for the kind of what is still out from before the period.
const beforeKind = "before"

func (k *keysPaper) kind(l data.Lending) string {
	if l.OutAt < k.from {
		return beforeKind
	}
	return string(k.items[l.Item].Kind)
}

// list groups the lendings: those still out from before the period first, then
// by kind.
func (k *keysPaper) list() paper.Listed {
	type row = data.Lending
	of := map[string][]row{}
	for _, l := range k.lendings {
		of[k.kind(l)] = append(of[k.kind(l)], l)
	}
	rows := of[beforeKind]
	for _, kind := range data.ItemKinds {
		rows = append(rows, of[string(kind)]...)
	}
	return paper.List[row]{Rows: rows,
		Group: &paper.Group[row]{Head: "common.kind", Value: func(l row) paper.Value {
			title := k.Say("loan.paper.before")
			if l.OutAt >= k.from {
				title = k.Say("loan.kind." + k.kind(l))
			}
			return paper.Words(title).As(k.Say("loan.paper.section", title, len(of[k.kind(l)])))
		}},
		Columns: []paper.Col[row]{
			{Head: "loan.paper.number", Width: 25, Text: func(l row) string { return data.ShortNumber(l.Number) }},
			{Head: "loan.paper.item", Width: 37, Text: func(l row) string { return k.items[l.Item].Label() }},
			{Head: "loan.paper.qty", Width: 12, Align: paper.Right, Number: func(l row) int { return l.Qty }},
			{Head: "loan.paper.who", Width: 39, Text: k.who},
			{Head: "loan.paper.purpose", Width: 27, Text: func(l row) string { return l.Purpose }},
			{Head: "loan.paper.out", Width: 36, Text: func(l row) string { return k.when(l.OutAt) + " " + k.names[l.OutBy] }},
			{Head: "loan.paper.due", Width: 28, Align: paper.Centre, Value: k.due},
			{Head: "loan.paper.back", Width: 36, Value: k.back},
			{Head: "loan.paper.condition", Width: 42, Text: k.condition},
		}}
}

// facts counts the period: what went out and came back, what is out and late
// at its end or now, whichever is earlier.
func (k *keysPaper) facts() []string {
	end := min(k.Now, k.to)
	var lent, back, out, late, given int
	for _, l := range k.lendings {
		if k.items[l.Item].Kind == data.Gift {
			given += l.Qty
			continue
		}
		if l.OutAt >= k.from {
			lent++
		}
		switch {
		case !l.Out() && l.TakenAt < k.to:
			back++
		default:
			out++
			if l.Late(end) > 0 {
				late++
			}
		}
	}
	facts := []string{k.Say("loan.paper.facts", lent), k.Say("loan.paper.factBack", back), k.Say("loan.paper.factOut", out), k.Say("loan.paper.factLate", late)}
	if given > 0 {
		facts = append(facts, k.Say("loan.paper.factGiven", given))
	}
	return facts
}

func (k *keysPaper) due(l data.Lending) paper.Value {
	if !k.items[l.Item].Returns() {
		return paper.Value{}
	}
	return k.Stamp(l.Due).As(k.when(l.Due))
}

// back says when and by whom a thing was taken back, or that it is still out.
func (k *keysPaper) back(l data.Lending) paper.Value {
	late := l.Late(min(k.Now, k.to))
	said := k.when(l.TakenAt) + " " + k.names[l.TakenBy]
	switch {
	case !k.items[l.Item].Returns():
		said = k.Say("loan.paper.given")
	case l.Out() && late > 0:
		said = k.Say("loan.paper.openLate", data.Length(k.Say, late))
	case l.Out():
		said = k.Say("loan.paper.open")
	default:
		if l.ReturnedBy != "" {
			said += "\n" + k.Say("loan.paper.by", l.ReturnedBy)
		}
		if late := l.Late(0); late > 0 {
			said += "\n" + k.Say("loan.paper.late", data.Length(k.Say, late))
		}
	}
	return paper.Words(said).Bold(late > 0)
}

// who names the borrower; a phone is masked as on all paper that lies about.
func (k *keysPaper) who(l data.Lending) string {
	if l.Staff != "" {
		return k.names[l.Staff]
	}
	return paper.Linked("\n", data.GuestName(k.Say, l.Name, l.Title), l.Firm, data.MaskPhone(l.Phone))
}

// condition says how a thing came back, only what is amiss of it.
func (k *keysPaper) condition(l data.Lending) string {
	item := k.items[l.Item]
	if l.Out() || !item.Returns() {
		return ""
	}
	words := []string{k.Say("loan.condition." + l.Condition)}
	if item.Kind == data.Radio {
		if l.Battery != "" {
			words = append(words, k.Say("loan.battery."+l.Battery))
		}
		if !l.Earpiece {
			words = append(words, k.Say("loan.earpiece.lacks"))
		}
		if !l.Charger {
			words = append(words, k.Say("loan.charger.lacks"))
		}
	}
	text := strings.Join(words, " ")
	if l.Remark != "" {
		text += "\n" + l.Remark
	}
	return text
}
