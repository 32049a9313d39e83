package stock

import (
	"strings"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
)

// countView is what the 盘点 screen shows of one kind, read in one go; how it is
// shown is worked out here, without a window.
type countView struct {
	kind  string
	lines []data.StockLine
	last  *data.Count // the newest of the kind, nil before the first
	staff map[data.ID]string
}

// countEntry is what somebody has counted of an item, kept until the count is
// submitted.
type countEntry struct {
	cup, washing, tables int
	expected             int // what the screen showed when it was counted
	same                 bool
	why, word            string
	useBy                data.Day
}

func (e *countEntry) total() int { return e.cup + e.washing + e.tables }

// The states of an item while it is being counted.
const (
	countOpen    = "open" // nobody has looked yet
	countSame    = "same"
	countWhy     = "why"     // differs, and nobody has said why
	countDiffers = "differs" // differs for a reason
)

// countState says how far an item is; e is nil before it was counted.
func countState(l data.StockLine, e *countEntry) string {
	switch {
	case e == nil:
		return countOpen
	case e.total() == l.Qty:
		return countSame
	case !data.ReasonFits(e.why, e.total()-l.Qty) || e.why == "other" && e.word == "":
		return countWhy
	}
	return countDiffers
}

// follow fits what was counted to what the book says now. Numbers somebody
// counted stay; what was only taken as unchanged is open again when it has
// changed; a reason goes when it no longer fits. It reports whether the entry is
// still one.
func (e *countEntry) follow(l data.StockLine) bool {
	if e.same && e.total() != l.Qty {
		return false
	}
	e.expected = l.Qty
	if !data.ReasonFits(e.why, e.total()-l.Qty) {
		e.why, e.word = "", ""
	}
	return true
}

// untouched is the entry of an item that is as it should be.
func untouched(l data.StockLine) *countEntry {
	return &countEntry{cup: l.Qty, expected: l.Qty, same: true, useBy: l.UseBy}
}

// countBadge gives the words and the tone of an item's state.
func countBadge(say paper.Say, l data.StockLine, e *countEntry) (string, kit.Tone) {
	words := func(diff int) string {
		if diff < 0 {
			return say("stock.state.less", -diff)
		}
		return say("stock.state.more", diff)
	}
	switch countState(l, e) {
	case countSame:
		return say("stock.state.same"), kit.ToneGood
	case countWhy:
		return say("stock.state.why", words(e.total()-l.Qty)), kit.ToneLate
	case countDiffers:
		return words(e.total() - l.Qty), kit.ToneSoon
	}
	return say("stock.state.open"), kit.TonePlain
}

// countHow says how the number that should be came about, in one line: what is
// not there is left out.
func countHow(say paper.Say, l data.StockLine) string {
	parts := []string{say("stock.should", l.Qty)}
	if l.Counted > 0 && (l.Broken != 0 || l.In != 0 || l.Out != 0) {
		parts = append(parts, say("stock.last", l.Last))
	}
	if l.Broken > 0 {
		parts = append(parts, say("stock.minusBroken", l.Broken))
	} else if l.Broken < 0 {
		parts = append(parts, say("stock.plusBroken", -l.Broken))
	}
	if l.Counted > 0 && l.In > 0 {
		parts = append(parts, say("stock.plusIn", l.In))
	}
	if l.Counted > 0 && l.Out > 0 {
		parts = append(parts, say("stock.minusOut", l.Out))
	}
	return strings.Join(parts, " · ")
}

// useByWords says until when something keeps, and the tone of it.
func useByWords(say paper.Say, today data.Day, l data.StockLine) (string, kit.Tone) {
	switch {
	case !l.Item.Dated || l.UseBy == "" || l.Qty == 0:
		return "", kit.TonePlain
	case l.Expired(today):
		return say("stock.isExpired"), kit.ToneLate
	case l.ExpiresSoon(today, soonExpires):
		return say("stock.useByShort", shortDate(say, l.UseBy)), kit.ToneSoon
	}
	return say("stock.useByShort", shortDate(say, l.UseBy)), kit.TonePlain
}

// soonExpires is how many days ahead a use-by date takes the colour of what is
// due soon.
const soonExpires = 3

func shortDate(say paper.Say, d data.Day) string {
	t := d.Date()
	return say("stock.useByDay", int(t.Month()), t.Day())
}

// reasonChoices are the reasons that go with a difference.
func reasonChoices(say paper.Say, diff int) []kit.Choice {
	var list []kit.Choice
	for _, why := range data.CountReasons {
		if data.ReasonFits(why, diff) {
			list = append(list, kit.Choice{Code: why, Label: say("stock.why." + why)})
		}
	}
	return list
}

// countTally counts how many items are done and how many wait for a look or for
// a reason.
func countTally(lines []data.StockLine, entry func(data.ID) *countEntry) (done, open, why int) {
	for _, l := range lines {
		switch countState(l, entry(l.Item.ID)) {
		case countOpen:
			open++
		case countWhy:
			why++
			done++
		default:
			done++
		}
	}
	return done, open, why
}

// countCommand is the count of all items, whether the rules let it through or
// not.
func countCommand(kind string, lines []data.StockLine, entry func(data.ID) *countEntry) *data.TakeCount {
	c := &data.TakeCount{Count: data.NewID(), What: kind}
	for _, l := range lines {
		e := entry(l.Item.ID)
		if e == nil {
			continue
		}
		useBy := e.useBy
		if !l.Item.Dated {
			useBy = ""
		}
		c.Lines = append(c.Lines, data.Counted{Line: data.NewID(), Item: l.Item.ID, Cupboard: e.cup, Washing: e.washing, Tables: e.tables,
			Expected: l.Qty, Why: e.why, Word: e.word, UseBy: useBy, Same: e.same})
	}
	return c
}
