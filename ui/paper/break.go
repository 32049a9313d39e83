package paper

import (
	"strings"
	"unicode"
)

// The characters that Chinese typesetting keeps away from the ends of a line
// (禁则): closing marks never begin one, opening marks never end one.
const (
	neverFirst = "。，、；：！？…—～·）》」』】〉〕］｝〗〙”’‰℃°％.,;:!?)]}%»›々〃ヽヾーぁぃぅぇぉっゃゅょァィゥェォッャュョ／"
	neverLast  = "（《「『【〈〔［｛〖〘“‘([{«‹￥¥＄$£€"
)

// Lines breaks text into lines no wider than width millimetres, at a size in
// points. Chinese breaks between any two characters that 禁则 lets part; words
// and numbers stay whole unless one alone is longer than the line; line breaks
// in the text are kept. Blanks at a break vanish, nothing else ever does.
func Lines(s string, width, size float64, bold bool) []string {
	return linesOf(Printed(s), width, size, bold)
}

// linesOf is Lines for text that has been through Printed.
func linesOf(s string, width, size float64, bold bool) []string {
	ems := width/(size*MMPerPoint) + 1e-9
	if fits(s, ems, bold) {
		return []string{s}
	}
	var all []string
	for _, part := range strings.Split(s, "\n") {
		all = breakLine(all, part, ems, bold)
	}
	return all
}

// fits says whether the text is a single line that needs no breaking.
func fits(s string, ems float64, bold bool) bool {
	var w float64
	for _, r := range s {
		if r == '\n' {
			return false
		}
		if w += advance(r, bold); w > ems {
			return false
		}
	}
	return true
}

// breakLine appends the lines of a text without line breaks.
func breakLine(all []string, part string, ems float64, bold bool) []string {
	rs := []rune(part)
	start, chance := 0, 0 // where the line begins, the last place it may end
	var w float64         // of the line so far
	for i := 0; i < len(rs); i++ {
		if i > start && mayPart(rs, start, i) {
			chance = i
		}
		a := advance(rs[i], bold)
		// Blanks may hang over the edge: they vanish if the line ends here.
		if w+a > ems && i > start && !blank(rs[i]) {
			end := chance
			if end <= start {
				end = force(rs, start, i)
			}
			all = append(all, string(trim(rs[start:end])))
			// What was read past the break is read again for the next line.
			start, chance, w = end, end, 0
			i = end - 1
			continue
		}
		w += a
	}
	// Blanks alone, left over behind a break, make no line of their own.
	if rest := trim(rs[start:]); len(rest) > 0 || start == 0 {
		all = append(all, string(rest))
	}
	return all
}

// force is where a line ends that offers no place to: before the character
// that no longer fits, or some way earlier, so that neither a letter is parted
// from its accents nor a mark sent to the wrong end.
func force(rs []rune, start, i int) int {
	for end := i; end > start; end-- {
		if !clings(rs[end]) && !strings.ContainsRune(neverFirst, rs[end]) && !strings.ContainsRune(neverLast, rs[end-1]) {
			return end
		}
	}
	for end := i; end > start; end-- {
		if !clings(rs[end]) {
			return end
		}
	}
	return i
}

func trim(rs []rune) []rune {
	for len(rs) > 0 && blank(rs[len(rs)-1]) {
		rs = rs[:len(rs)-1]
	}
	return rs
}

// mayPart says whether a line that begins at start may end before rs[i].
func mayPart(rs []rune, start, i int) bool {
	a, b := rs[i-1], rs[i]
	if blank(b) || clings(b) || strings.ContainsRune(neverFirst, b) {
		return false
	}
	if blank(a) {
		for j := i - 1; j >= start; j-- {
			if !blank(rs[j]) {
				return !strings.ContainsRune(neverLast, rs[j])
			}
		}
		return false // nothing but blanks so far: an indent
	}
	if strings.ContainsRune(neverLast, a) {
		return false
	}
	return wide(a) || wide(b)
}

// blank is white space that may vanish at a break.
func blank(r rune) bool { return r == ' ' || r == '\u3000' }

// clings is a mark that belongs to the letter before it.
func clings(r rune) bool {
	return r >= 0x300 && unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc)
}

// wide are the characters of Chinese and Japanese text, between which a line
// may break anywhere.
func wide(r rune) bool {
	switch {
	case r < 0x2000:
		return false
	case r == '…' || r == '—' || r == '“' || r == '”' || r == '‘' || r == '’':
		return false
	case r >= 0x2E80 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3, r >= 0xF900 && r <= 0xFAFF,
		r >= 0xFE30 && r <= 0xFE4F, r >= 0xFF00 && r <= 0xFFEF, r >= 0x20000 && r <= 0x3FFFF:
		return true
	}
	return false
}
