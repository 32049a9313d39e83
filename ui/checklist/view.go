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
	data.CheckDay
	cups []data.StockItem
}

// checkTones colour the states of a list.
var checkTones = map[data.StepState]kit.Tone{
	data.StepsOpen: kit.TonePlain, data.StepsPart: kit.ToneSoon, data.StepsLate: kit.ToneLate, data.StepsDone: kit.ToneGood,
}

// rows gives the day's lists with who went through them and what they lack.
func (v cleaningView) rows(say paper.Say, c data.Calendar, now data.Time) []kit.Item {
	var items []kit.Item
	for _, d := range v.Lists {
		state, last := d.State(now), d.Last()
		it := kit.Item{ID: string(d.ID), Title: d.Name, Badge: say("checklist.state." + string(state)), Tone: checkTones[state]}
		var parts []string
		if d.Due > 0 && state != data.StepsDone {
			parts = append(parts, by(say, d.By))
		}
		if last == nil {
			parts = append(parts, say("checklist.entries", len(d.Items)))
		} else {
			parts = append(parts, say("checklist.ran", v.Names[last.By], c.Clock(last.At)))
			if state != data.StepsDone {
				it.Badge = say("checklist.lacks", len(last.Missing()))
				parts = append(parts, say("checklist.missing", paper.Joined(say, last.Missing())))
			}
			if last.Note != "" {
				parts = append(parts, last.Note)
			}
		}
		it.Sub = strings.Join(parts, " · ")
		items = append(items, it)
	}
	return items
}

// by says until when a list wants to be done, "" when any time will do.
func by(say paper.Say, m data.Minutes) string {
	if m == 0 {
		return ""
	}
	return say("checklist.by", m.String())
}

// list gives a list by its id.
func (v cleaningView) list(id data.ID) (data.ChecklistDay, bool) {
	i := slices.IndexFunc(v.Lists, func(l data.ChecklistDay) bool { return l.ID == id })
	if i < 0 {
		return data.ChecklistDay{}, false
	}
	return v.Lists[i], true
}

// stored says how many cups were put away today.
func (v cleaningView) stored(say paper.Say) string {
	cups, lots := v.Stored()
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
	if c.Day(b.At) != v.Day {
		at = c.Stamp(b.At)[5:]
	}
	parts := []string{say("checklist.cups.did", b.Step, v.Names[b.By], at)}
	if b.Again > 0 {
		parts = append(parts, say("checklist.cups.againTimes", b.Again))
	}
	if b.Chipped > 0 {
		parts = append(parts, say("checklist.cups.chippedOf", b.Chipped))
	}
	return strings.Join(parts, " · ")
}
