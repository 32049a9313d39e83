package kit

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What must not begin a line and what must not end one (禁则).
const (
	neverFirst = "、。，．：；？！）］｝〉》」』】〕〗’”…—～·％‰℃°,.:;?!)]}>%々ー/／"
	neverLast  = "（［｛〈《「『【〔〖‘“([{<￥¥$＄#＃"
)

// Wrap breaks words into lines no wider than width as measured: hanzi anywhere
// but against 禁则, Latin words and numbers only when one alone is too wide.
// Line breaks in the text stay.
func Wrap(text string, width float32, measure func(string) float32) []string {
	var lines []string
	for _, para := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		lines = append(lines, wrapLine(para, width, measure)...)
	}
	return lines
}

func wrapLine(text string, width float32, measure func(string) float32) []string {
	if text == "" {
		return []string{""}
	}
	if measure(text) <= width {
		return []string{text}
	}
	var lines []string
	line := ""
	for _, unit := range units(text) {
		if line == "" && len(lines) > 0 {
			unit = strings.TrimLeft(unit, " ")
		}
		if measure(strings.TrimRight(line+unit, " ")) <= width {
			line += unit
			continue
		}
		if line != "" {
			lines = append(lines, strings.TrimRight(line, " "))
			unit = strings.TrimLeft(unit, " ")
		}
		for measure(strings.TrimRight(unit, " ")) > width { // one unit alone is too wide
			n := fit(unit, width, measure)
			lines = append(lines, unit[:n])
			unit = unit[n:]
		}
		line = unit
	}
	if strings.TrimRight(line, " ") != "" || len(lines) == 0 {
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

// units cuts text into what must stay on one line: a hanzi with the marks that
// cling to it, or a Latin word or number with the spaces after it.
func units(text string) []string {
	var all []string
	start := 0
	runes := []rune(text)
	pos := 0
	for i, r := range runes {
		size := utf8.RuneLen(r)
		if i > 0 && breakable(runes[i-1], r) {
			all = append(all, text[start:pos])
			start = pos
		}
		pos += max(size, 1)
	}
	return append(all, text[start:])
}

func breakable(before, after rune) bool {
	if after == ' ' || strings.ContainsRune(neverFirst, after) || strings.ContainsRune(neverLast, before) {
		return false
	}
	if unicode.Is(unicode.Mn, after) || after == 0x200d || after >= 0xfe00 && after <= 0xfe0f { // marks and joined emoji
		return false
	}
	if before == 0x200d {
		return false
	}
	return before == ' ' || wide(before) || wide(after)
}

// wide reports whether a line may be broken beside this rune as beside a hanzi.
func wide(r rune) bool {
	return r >= 0x2e80 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7af || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xfe30 && r <= 0xfe4f || r >= 0xff00 && r <= 0xffef || r >= 0x1f000
}

// fit gives how many bytes of s fit the width, at least one rune.
func fit(s string, width float32, measure func(string) float32) int {
	var ends []int
	for i := range s {
		if i > 0 {
			ends = append(ends, i)
		}
	}
	ends = append(ends, len(s))
	n := sort.Search(len(ends), func(i int) bool { return measure(s[:ends[i]]) > width })
	return ends[max(0, n-1)]
}

// shorten cuts s so that it fits the width with … at its end.
func shorten(s string, width float32, measure func(string) float32) string {
	if measure(s) <= width {
		return s
	}
	var ends []int
	for i := range s {
		ends = append(ends, i)
	}
	n := sort.Search(len(ends), func(i int) bool { return measure(s[:ends[i]]+"…") > width })
	if n == 0 {
		return ""
	}
	return strings.TrimRight(s[:ends[n-1]], " ，、·") + "…"
}
