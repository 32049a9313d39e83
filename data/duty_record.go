package data

import (
	"cmp"
	"slices"
	"time"
)

// DutyRecord gathers the lines of a day's duty record that nobody types: each
// register tells its own.
type DutyRecord struct {
	Day      Day
	Calendar Calendar
	Now      Time
	Break    time.Duration // the office's longest break
	Staff    map[ID]string // names
	Places   map[ID]string // of areas, tables and courts

	Lines []DutyEntry
}

// Bounds is the span of the day: from the first moment to the one after it.
func (t *DutyRecord) Bounds() (from, to Time) { return t.Calendar.Bounds(t.Day) }

// Add adds a line at its moment, if that is of the day. Source is the register's
// name and id the record's; key and args are its sentence.
func (t *DutyRecord) Add(source string, id ID, at Time, kind string, staff ID, key string, args ...any) {
	if t.of(at) {
		t.Lines = append(t.Lines, DutyEntry{ID: ID(key+"-") + id, Day: t.Day, At: at, Kind: kind,
			Staff: staff, Source: source, Key: key, Args: args})
	}
}

func (t *DutyRecord) of(at Time) bool {
	from, to := t.Bounds()
	return at >= from && at < to
}

// SortDuty puts lines in the order of the day; what happened in the same moment
// keeps its order.
func SortDuty(lines []DutyEntry) {
	slices.SortStableFunc(lines, func(a, b DutyEntry) int { return cmp.Compare(a.At, b.At) })
}
