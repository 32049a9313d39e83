package data

import (
	"slices"
	"time"
)

// Stay is a span in which somebody sat at some table; To is 0 while they do.
type Stay struct{ From, To Time }

// RoundDue is a round that was due and what became of it.
type RoundDue struct {
	Round      // blank for one that nobody walked
	Due   Time // when it had to be finished; 0 when none was due
	Late  time.Duration
	State string // punctual, late, missed, extra (none was due)
	Found []SightingView
}

// Patrol is the rounds of a business day against those that were due.
type Patrol struct {
	Rounds []RoundDue // in the order of time
	Next   Time       // when the next one is due; 0 while nobody sits or the house is closed
}

// Count tells how many rounds came to a state.
func (p Patrol) Count(state string) int {
	n := 0
	for _, r := range p.Rounds {
		if r.State == state {
			n++
		}
	}
	return n
}

// Rate is the share of the rounds due that were punctual, in per cent; due tells
// how many there were.
func (p Patrol) Rate() (percent, due int) {
	due = p.Count("punctual") + p.Count("late") + p.Count("missed")
	if due == 0 {
		return 0, 0
	}
	return (p.Count("punctual")*100 + due/2) / due, due
}

// PatrolOf sets the rounds of a day against those due. The first is due
// RoundEvery after somebody sat down in an empty house, each next one RoundEvery
// after the last was finished; outside opening hours and with nobody seated none
// is. One that comes so late that the next was due as well leaves that one
// missed.
func PatrolOf(rounds []Round, stays []Stay, opens, closes, now Time) Patrol {
	done := slices.DeleteFunc(slices.Clone(rounds), func(r Round) bool { return r.Finished == 0 })
	slices.SortStableFunc(done, func(a, b Round) int { return compareTime(a.Finished, b.Finished) })
	var p Patrol
	i := 0
	extra := func(until Time) {
		for ; i < len(done) && done[i].Finished < until; i++ {
			p.Rounds = append(p.Rounds, RoundDue{Round: done[i], State: "extra"})
		}
	}
	for _, busy := range merge(stays, opens, min(closes, now)) {
		extra(busy.From)
		due := busy.From.Add(RoundEvery)
		missed := func() {
			p.Rounds = append(p.Rounds, RoundDue{Due: due, State: "missed"})
			due = due.Add(RoundEvery)
		}
		for ; i < len(done) && done[i].Finished <= busy.To; i++ {
			for done[i].Finished >= due.Add(RoundEvery) {
				missed()
			}
			r := RoundDue{Round: done[i], Due: due, Late: max(0, done[i].Finished.Sub(due)), State: "punctual"}
			if r.Late > RoundGrace {
				r.State = "late"
			}
			p.Rounds = append(p.Rounds, r)
			due = done[i].Finished.Add(RoundEvery)
		}
		for due.Add(RoundEvery) <= busy.To {
			missed()
		}
		if busy.To == now && now < closes && slices.ContainsFunc(stays, func(s Stay) bool { return s.To == 0 }) {
			p.Next = due
		}
	}
	extra(now + 1)
	return p
}

// merge gives the spans in which anybody sat, in order, cut to from and to.
func merge(stays []Stay, from, to Time) []Stay {
	var cut []Stay
	for _, s := range stays {
		if s.To == 0 {
			s.To = to
		}
		if s.From, s.To = max(s.From, from), min(s.To, to); s.From <= s.To {
			cut = append(cut, s)
		}
	}
	slices.SortFunc(cut, func(a, b Stay) int { return compareTime(a.From, b.From) })
	var all []Stay
	for _, s := range cut {
		if n := len(all); n > 0 && s.From <= all[n-1].To {
			all[n-1].To = max(all[n-1].To, s.To)
			continue
		}
		all = append(all, s)
	}
	return all
}

func compareTime(a, b Time) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// SeenTone tells how long nobody has looked at a table: 0 in good time, 1 soon
// too long, 2 too long.
func (s Settings) SeenTone(unseen time.Duration) int {
	switch {
	case unseen >= time.Duration(s.SeenLate)*time.Minute:
		return 2
	case unseen >= time.Duration(s.SeenSoon)*time.Minute:
		return 1
	}
	return 0
}
