package handover

import (
	"strconv"
	"strings"

	"yingbin/data"
	"yingbin/ui/paper"
)

// Words words what a handover holds, for the screen and for the paper.
type Words struct {
	Say   paper.Say
	Names map[data.ID]string // of staff
}

// Line is one line of a handover in words. Things that are all in their
// place share a line.
type Line struct {
	Section string
	Items   []data.HandoverItem
	Title   string // the thing or the guest it is about, "" when the sentence says it
	State   string // how it is
	Note    string // who, and what they wrote
	Mark    string
	Word    string
	Amiss   bool
}

// Whole is the line's title and state in one.
func (l Line) Whole() string { return paper.Linked(" · ", l.Title, l.State) }

// grouped is from how many things in their place one line is made.
const grouped = 3

// Lines words the items in their order. apart says of which sections every
// thing is to have its own line.
func (w Words) Lines(h data.Handover, items []data.HandoverItem, apart func(section string) bool) []Line {
	var lines []Line
	group := map[[3]string]int{} // section, state and mark → where its line stands
	for _, i := range items {
		l := w.line(h, i)
		key := [3]string{l.Section, l.State, l.Mark}
		if !w.quiet(l) || apart(l.Section) {
			lines = append(lines, l)
			continue
		}
		if at, known := group[key]; known {
			lines[at].Items = append(lines[at].Items, i)
			continue
		}
		group[key] = len(lines)
		lines = append(lines, l)
	}
	return w.named(h, lines)
}

// quiet reports whether nothing but its state is to be said of a thing.
func (w Words) quiet(l Line) bool {
	return (l.Section == "keys" || l.Section == "radios") && !l.Amiss && l.Note == "" && l.Word == "" && l.Title != "" && l.Items[0].Who == ""
}

// named gives the lines of several things their titles, and puts them after
// those of their section that stand alone; small groups are taken apart again.
func (w Words) named(h data.Handover, lines []Line) []Line {
	var all, last []Line
	flush := func() { all = append(all, last...); last = nil }
	for n, l := range lines {
		if n > 0 && lines[n-1].Section != l.Section {
			flush()
		}
		switch {
		case len(l.Items) == 1:
			all = append(all, l)
		case len(l.Items) < grouped:
			for _, i := range l.Items {
				all = append(all, w.line(h, i))
			}
		default:
			var names []string
			for _, i := range l.Items {
				names = append(names, w.line(h, i).Title)
			}
			l.Title, l.Note = w.Say("handover.rest", len(l.Items)), paper.Joined(w.Say, names)
			if len(l.Items) == count(lines, l.Section) {
				l.Title = w.Say("handover.whole", len(l.Items))
			}
			last = append(last, l)
		}
	}
	flush()
	return all
}

func count(lines []Line, section string) int {
	n := 0
	for _, l := range lines {
		if l.Section == section {
			n += len(l.Items)
		}
	}
	return n
}

// line words one item.
func (w Words) line(h data.Handover, i data.HandoverItem) Line {
	l := Line{Section: i.Section, Items: []data.HandoverItem{i}, Mark: i.Mark, Word: i.Word, Amiss: i.Amiss, Title: data.GuestName(w.Say, i.Title, i.Called)}
	args := make([]any, len(i.Args))
	for n, a := range i.Args {
		args[n] = a
	}
	who := w.Names[i.Who]
	switch i.Section {
	case "instructions", "remarks":
		l.Title, l.State, l.Note = "", i.Detail, paper.Linked(" · ", w.Say(i.Key, args...), who)
		return l
	case "money":
		sum := h.Petty
		if i.Ref == "held" {
			sum, l.Note = h.HeldMoney, h.HeldReceipts
		}
		l.Title, l.State = w.Say(i.Key), w.Say("common.yuan", data.Yuan(sum))
		return l
	case "absences":
		l.Title, who = who, ""
	}
	l.State = w.Say(i.Key, args...)
	if i.Key == "" {
		l.State = i.Detail
	}
	// A sentence that begins with the thing it is about gives it as the title.
	if lead := append(i.Args, "")[0]; lead != "" && l.Title == "" {
		_, err := strconv.Atoi(lead) // a number only counts what is meant
		if rest, ok := strings.CutPrefix(l.State, lead); ok && rest != "" && err != nil {
			l.Title, l.State = lead, strings.TrimLeft(rest, "，,：: ")
		}
	} else if lead != "" && (i.Section == "keys" || i.Section == "radios" || i.Section == "loans") {
		who = l.Title // who has it, when it is no colleague
		l.Title = ""
		if rest, ok := strings.CutPrefix(l.State, lead); ok {
			l.Title, l.State = lead, strings.TrimLeft(rest, "，,：: ")
		}
	}
	l.Note = paper.Linked(" · ", who, i.Detail)
	return l
}

// ShiftName gives a shift's name; one the house made up is called by its code.
func ShiftName(say paper.Say, code string) string {
	name := say("handover.shift." + code)
	if strings.HasPrefix(name, "⟦") {
		return code
	}
	return name
}

// SectionName gives a section's name; one that nobody named is called by its
// code.
func SectionName(say paper.Say, section string) string {
	name := say("handover.section." + section)
	if strings.HasPrefix(name, "⟦") {
		return section
	}
	return name
}
