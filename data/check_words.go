package data

import "strings"

// columnsSaid is how many columns a difference names.
const columnsSaid = 3

// Words says a difference in the office's words.
func (d Difference) Words(say Say) string {
	key := "check.found." + d.What
	switch d.What {
	case FoundChain, FoundSides, FoundCut, FoundOther:
		return say(key, d.Line)
	case FoundChanged:
		return say(key, d.of(say), d.Record, d.columns(say))
	case FoundExtra, FoundMissing:
		return say(key, d.of(say), d.Record)
	}
	return say(key, d.Record)
}

func (d Difference) of(say Say) string {
	return sayOr(say, "check.table."+d.Table, "check.table.other")
}

// columns names what differs. When a row was written is said only where nothing else
// differs.
func (d Difference) columns(say Say) string {
	var list []string
	seen := map[string]bool{}
	for _, c := range d.Columns {
		word := sayOr(say, "check.column."+c, "check.column.other")
		if seen[word] || c == "seq" && len(d.Columns) > 1 {
			continue
		}
		seen[word] = true
		list = append(list, word)
	}
	said := ""
	for i, word := range list[:min(columnsSaid, len(list))] {
		if i == 0 {
			said = word
			continue
		}
		said = say("check.columns.and", said, word)
	}
	if len(list) > columnsSaid {
		return say("check.columns.more", said, len(list))
	}
	return said
}

// sayOr says a word, or another one where nobody wrote the first.
func sayOr(say Say, key, other string) string {
	if word := say(key); !strings.HasPrefix(word, "⟦") {
		return word
	}
	return say(other)
}

// Words says how far a check has come.
func (s CheckStep) Words(say Say) string {
	phase := say("check.phase." + s.Phase)
	if s.Total <= 0 {
		return phase
	}
	return say("check.step", phase, int(min(99, s.Done*100/s.Total)))
}

// Words says what a check found, a line each; none where the book is sound.
func (r CheckReport) Words(say Say) []string {
	if r.Sound() {
		return nil
	}
	lines := []string{say("check.found", len(r.Found)+r.More)}
	for _, d := range r.Found {
		lines = append(lines, d.Words(say))
	}
	if r.More > 0 {
		lines = append(lines, say("check.more", r.More))
	}
	return lines
}

// Matter is what a check has found, for a supervisor.
func (r CheckReport) Matter() Matter {
	return Matter{
		Register: "check", Ref: Ref{Register: "check"}, For: For{Role: Supervisor}, Since: r.At, Tone: ToneLate,
		Todo: &Todo{
			Lead: Wording("check.title"), Title: Wording("check.todo", len(r.Found)+r.More), Sub: Beside(r.At),
			Badge: Wording("check.todoBadge"), To: SettingsAt{Section: "check"},
		},
	}
}
