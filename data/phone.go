package data

import (
	"regexp"
	"strings"
)

var (
	mobile   = regexp.MustCompile(`^1[3-9]\d{9}$`)
	landline = regexp.MustCompile(`^0(10|2\d|[3-9]\d{2})[2-9]\d{6,7}$`)
	foreign  = regexp.MustCompile(`^\+[1-9]\d{6,14}$`) // E.164
)

// Phone reads a phone number as people type it and gives it in the form it is
// kept in: a mainland mobile as 11 digits, a landline with its area code, any
// other with + and its country. ok is false for anything else; "" is "" and ok.
func Phone(typed string) (number string, ok bool) {
	s := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9', r == '+':
			return r
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '＋':
			return '+'
		case strings.ContainsRune(" -—–()（）　\u00a0.", r):
			return -1
		}
		return '?'
	}, typed)
	if s == "" {
		return "", strings.TrimSpace(typed) == ""
	}
	if rest, found := strings.CutPrefix(s, "00"); found && len(rest) > 8 {
		s = "+" + rest
	}
	if rest, found := strings.CutPrefix(s, "+86"); found {
		if mobile.MatchString(rest) {
			return rest, true
		}
		if landline.MatchString("0" + rest) {
			return "0" + rest, true
		}
		return "", false
	}
	if mobile.MatchString(s) || landline.MatchString(s) || foreign.MatchString(s) {
		return s, true
	}
	return "", false
}

// MaskPhone hides the middle of a number: 138****5678.
func MaskPhone(number string) string {
	switch n := len(number); {
	case n == 0:
		return ""
	case n >= 11:
		return number[:n-8] + "****" + number[n-4:]
	case n >= 7:
		return number[:n-6] + "**" + number[n-4:]
	}
	return strings.Repeat("*", len(number))
}

func checkPhone(f *Faults, field, s string) {
	if n, ok := Phone(s); !ok || n != s {
		f.Add(field, "error.phone")
	}
}
