package checklist

import (
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
)

// cleaningView is what the 清洁 screen shows, read in one go.
type cleaningView struct {
	day   data.Day
	lists []data.Checklist
	runs  []data.ChecklistRun
	open  []data.CupView // lots on their way, however old
	today []data.CupView // lots that began today
	cups  []data.StockItem
	names map[data.ID]string
}

// checkTones colour the states of a list.
var checkTones = map[data.ChecklistState]kit.Tone{
	data.CheckOpen: kit.TonePlain, data.CheckPart: kit.ToneSoon, data.CheckLate: kit.ToneLate, data.CheckDone: kit.ToneGood,
}

// rows gives the day's lists with who went through them and what they lack.
func (v cleaningView) rows(say paper.Say, c data.Calendar, now data.Time) []kit.Item {
	var items []kit.Item
	for _, d := range data.ChecklistDays(v.lists, v.runs, c, v.day, now) {
		it := kit.Item{ID: string(d.ID), Title: d.Name, Badge: say("checklist.state." + string(d.State)), Tone: checkTones[d.State]}
		var parts []string
		if d.By > 0 && d.State != data.CheckDone {
			parts = append(parts, say("checklist.by", d.By.String()))
		}
		if d.Last == nil {
			parts = append(parts, say("checklist.entries", len(d.Items)))
		} else {
			parts = append(parts, say("checklist.ran", v.names[d.Last.By], c.Clock(d.Last.At)))
		}
		if d.Last != nil && d.State != data.CheckDone {
			it.Badge = say("checklist.lacks", len(d.Last.Missing()))
			parts = append(parts, say("checklist.missing", paper.Joined(say, d.Last.Missing())))
		}
		if d.Last != nil && d.Last.Note != "" {
			parts = append(parts, d.Last.Note)
		}
		it.Sub = strings.Join(parts, " · ")
		items = append(items, it)
	}
	return items
}

// list gives a list by its id.
func (v cleaningView) list(id data.ID) (data.Checklist, bool) {
	i := slices.IndexFunc(v.lists, func(l data.Checklist) bool { return l.ID == id })
	if i < 0 {
		return data.Checklist{}, false
	}
	return v.lists[i], true
}

// lacking gives what is ticked already when a list that lacks something is gone
// on with.
func (v cleaningView) ticked(id data.ID) []string {
	var last *data.ChecklistRun
	for i, r := range v.runs {
		if r.Checklist == id {
			last = &v.runs[i]
		}
	}
	if last == nil || last.Complete() {
		return nil
	}
	var ticked []string
	for _, i := range last.Ticked {
		ticked = append(ticked, last.Items[i])
	}
	return ticked
}

// stored says how many cups were put away today.
func (v cleaningView) stored(say paper.Say) string {
	cups, lots := 0, 0
	for _, b := range v.today {
		if b.Done > 0 && b.Qty > 0 {
			cups, lots = cups+b.Qty, lots+1
		}
	}
	if lots == 0 {
		return ""
	}
	return say("checklist.cups.stored", cups, lots)
}

// cupsName names a lot.
func cupsName(say paper.Say, b data.CupBatch) string {
	if b.Name == "" {
		return say("checklist.cups.mixed")
	}
	return b.Name
}

// cupsSub says what a lot has behind it.
func (v cleaningView) cupsSub(say paper.Say, c data.Calendar, b data.CupBatch) string {
	at := c.Clock(b.At)
	if c.Day(b.At) != v.day {
		at = c.Stamp(b.At)[5:]
	}
	parts := []string{say("checklist.cups.did", b.Step, v.names[b.By], at)}
	if b.Again > 0 {
		parts = append(parts, say("checklist.cups.againTimes", b.Again))
	}
	if b.Chipped > 0 {
		parts = append(parts, say("checklist.cups.chippedOf", b.Chipped))
	}
	return strings.Join(parts, " · ")
}
