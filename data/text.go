package data

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tidy cleans what was typed into a one-line field: line breaks and tabs become
// spaces, other control and invisible formatting characters go, spaces at the
// ends go and runs of spaces become one. Everything else, emoji and rare
// characters too, stays.
func Tidy(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029' || r == '\u3000':
			return ' '
		case unicode.IsControl(r), r == utf8.RuneError, invisible(r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))), " ")
}

// invisible reports a character that only tells how others are set: two names
// that look the same must be the same. The joiners that emoji are built with
// stay.
func invisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d' && !(r >= '\U000e0020' && r <= '\U000e007f')
}

// blank reports whether nothing in s can be seen.
func blank(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Mn, r) }) < 0
}

// TidyLines cleans a field of several lines in the same way, line by line.
func TidyLines(s string) string {
	lines := strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n").Replace(s), "\n")
	for i := range lines {
		lines[i] = Tidy(lines[i])
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// NameLength and RemarkLength are the most characters a name and a remark hold.
const (
	NameLength   = 40
	RemarkLength = 500
)

func checkName(f *Faults, field, s string, required bool, most int) {
	switch n := utf8.RuneCountInString(s); {
	case required && blank(s):
		f.Add(field, "error.required")
	case n > most:
		f.Add(field, "error.tooLong", most)
	case s != Tidy(s):
		f.Add(field, "error.control")
	}
}

func checkRemark(f *Faults, field, s string) {
	switch {
	case utf8.RuneCountInString(s) > RemarkLength:
		f.Add(field, "error.tooLong", RemarkLength)
	case s != TidyLines(s):
		f.Add(field, "error.control")
	}
}

// checkWhy checks the reason for which somebody puts a record right: there is one.
func checkWhy(f *Faults, why string) {
	f.Check(!blank(why), "why", "error.needWhy")
	checkRemark(f, "why", why)
}

// MaskName hides all but the first character of a name: 王**.
func MaskName(name string) string {
	_, n := utf8.DecodeRuneInString(name)
	if n == 0 || len(name) == n {
		return name
	}
	return name[:n] + "**"
}

// Joined lists names as the language does.
func Joined(say Say, names []string) string {
	if len(names) == 0 {
		return ""
	}
	said := names[0]
	for _, name := range names[1:] {
		said = say("common.and", said, name)
	}
	return said
}
