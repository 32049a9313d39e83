package paper

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"yingbin/data"
)

// keysSource is what the 钥匙·对讲机·借用登记 reads.
type keysSource interface {
	Staff(ctx context.Context) ([]data.Staff, error)
	Items(ctx context.Context) ([]data.Item, error)
	Lendings(ctx context.Context, f data.LendingFilter) ([]data.Lending, error)
}

var _ = announce(Record{Name: "keys", Title: "loan.paper.title", Order: 40, Span: Range, Make: record(
	func(ctx context.Context, o keysSource, a Ask) (*Document, error) {
		k := keysPaper{ask: a, set: a.Settings.Defaults(), names: map[data.ID]string{}, items: map[data.ID]data.Item{}}
		if k.ask.To == "" {
			k.ask.To = a.From
		}
		if err := k.read(ctx, o); err != nil {
			return nil, err
		}
		return k.lay(), nil
	})})

// keysPaper is the lendings of a period on their way to paper.
type keysPaper struct {
	ask      Ask
	set      data.Settings
	from, to data.Time
	names    map[data.ID]string
	items    map[data.ID]data.Item
	lendings []data.Lending
}

func (k *keysPaper) read(ctx context.Context, o keysSource) error {
	staff, err := o.Staff(ctx)
	if err != nil {
		return err
	}
	for _, s := range staff {
		k.names[s.ID] = s.Name
	}
	items, err := o.Items(ctx)
	if err != nil {
		return err
	}
	for _, i := range items {
		k.items[i.ID] = i
	}
	k.from, _ = k.set.Calendar.Bounds(k.ask.From)
	_, k.to = k.set.Calendar.Bounds(k.ask.To)
	k.lendings, err = o.Lendings(ctx, data.LendingFilter{From: k.from, To: k.to})
	return err
}

func (k *keysPaper) say(key string, args ...any) string { return k.ask.Lex.Say(key, args...) }

// when gives a moment: the clock alone where the paper is of one day and the
// moment of that day.
func (k *keysPaper) when(t data.Time) string {
	if k.ask.From == k.ask.To && k.set.Calendar.Day(t) == k.ask.From {
		return k.set.Calendar.Clock(t)
	}
	return k.set.Calendar.Local(t).Format("01-02 15:04")
}

// lay groups the lendings: those still out from before the period first, then
// by kind.
func (k *keysPaper) lay() *Document {
	groups := map[string][]data.Lending{}
	for _, l := range k.lendings {
		group := string(k.items[l.Item].Kind)
		if l.OutAt < k.from {
			group = "before"
		}
		groups[group] = append(groups[group], l)
	}
	set := k.ask.Setup("loan.paper.title")
	set.Name = "keys-" + string(k.ask.From)
	set.Landscape, set.Facts = true, k.facts()
	s := NewSheet(set)
	t := s.Table(Column{Head: k.say("loan.paper.number"), Width: 25}, Column{Head: k.say("loan.paper.item"), Width: 37},
		Column{Head: k.say("loan.paper.qty"), Width: 12, Align: Right}, Column{Head: k.say("loan.paper.who"), Width: 39},
		Column{Head: k.say("loan.paper.purpose"), Width: 27}, Column{Head: k.say("loan.paper.out"), Width: 36},
		Column{Head: k.say("loan.paper.due"), Width: 28, Align: Centre}, Column{Head: k.say("loan.paper.back"), Width: 36},
		Column{Head: k.say("loan.paper.condition"), Width: 42})
	section := func(title string, list []data.Lending) {
		if len(list) == 0 {
			return
		}
		t.Section(k.say("loan.paper.section", title, len(list)))
		for _, l := range list {
			t.Row(k.row(l)...)
		}
	}
	section(k.say("loan.paper.before"), groups["before"])
	for _, kind := range data.ItemKinds {
		section(k.say("loan.kind."+string(kind)), groups[string(kind)])
	}
	s.Signatures(SignBox{Role: k.say("loan.paper.keeper")}, SignBox{Role: k.say("common.supervisor")})
	return s.Finish()
}

// facts counts the period: what went out and came back, what is out and late
// at its end or now, whichever is earlier.
func (k *keysPaper) facts() []string {
	end := min(k.ask.Now, k.to)
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
	facts := []string{k.say("loan.paper.facts", lent), k.say("loan.paper.factBack", back), k.say("loan.paper.factOut", out), k.say("loan.paper.factLate", late)}
	if given > 0 {
		facts = append(facts, k.say("loan.paper.factGiven", given))
	}
	return facts
}

func (k *keysPaper) row(l data.Lending) []Cell {
	item := k.items[l.Item]
	late := l.Late(min(k.ask.Now, k.to))
	due, back := "", ""
	switch {
	case !item.Returns():
		back = k.say("loan.paper.given")
	case l.Out() && late > 0:
		due, back = k.when(l.Due), k.say("loan.paper.openLate", Length(k.say, late))
	case l.Out():
		due, back = k.when(l.Due), k.say("loan.paper.open")
	default:
		due, back = k.when(l.Due), k.when(l.TakenAt)+" "+k.names[l.TakenBy]
		if l.ReturnedBy != "" {
			back += "\n" + k.say("loan.paper.by", l.ReturnedBy)
		}
		if late := l.Late(0); late > 0 {
			back += "\n" + k.say("loan.paper.late", Length(k.say, late))
		}
	}
	return []Cell{{S: data.ShortNumber(l.Number)}, {S: item.Label()}, {S: strconv.Itoa(l.Qty)}, {S: k.who(l)}, {S: l.Purpose},
		{S: k.when(l.OutAt) + " " + k.names[l.OutBy]}, {S: due}, {S: back, Bold: late > 0}, {S: k.condition(item, l)}}
}

// who names the borrower; a phone is masked as on all paper that lies about.
func (k *keysPaper) who(l data.Lending) string {
	lines := []string{GuestName(k.say, l.Name, l.Title), l.Firm, data.MaskPhone(l.Phone)}
	if l.Staff != "" {
		lines = []string{k.names[l.Staff]}
	}
	return strings.Join(slices.DeleteFunc(lines, func(s string) bool { return s == "" }), "\n")
}

// condition says how a thing came back, only what is amiss of it.
func (k *keysPaper) condition(item data.Item, l data.Lending) string {
	if l.Out() || !item.Returns() {
		return ""
	}
	words := []string{k.say("loan.condition." + l.Condition)}
	if item.Kind == data.Radio {
		if l.Battery != "" {
			words = append(words, k.say("loan.battery."+l.Battery))
		}
		if !l.Earpiece {
			words = append(words, k.say("loan.earpiece.lacks"))
		}
		if !l.Charger {
			words = append(words, k.say("loan.charger.lacks"))
		}
	}
	text := strings.Join(words, " ")
	if l.Remark != "" {
		text += "\n" + l.Remark
	}
	return text
}
