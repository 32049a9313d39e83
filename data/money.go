package data

import (
	"fmt"
	"strconv"
	"strings"
)

// Yuan shows a sum of fen: 1,234.50.
func Yuan(fen int64) string {
	sign := ""
	if fen < 0 {
		sign, fen = "-", -fen
	}
	whole := strconv.FormatInt(fen/100, 10)
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return fmt.Sprintf("%s%s.%02d", sign, whole, fen%100)
}

// Fen reads a sum as people type it: 500, 12.5, ¥1,200.00元. "" is nothing. ok is
// false for anything else, a fraction of a fen, or more than a million yuan.
func Fen(typed string) (fen int64, ok bool) {
	s := strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．':
			return '.'
		case r == ',' || r == '，' || r == ' ' || r == '\u3000':
			return -1
		}
		return r
	}, typed)
	s = strings.TrimSuffix(strings.TrimLeft(s, "¥￥"), "元")
	if s == "" {
		return 0, strings.TrimSpace(typed) == ""
	}
	whole, part, dot := strings.Cut(s, ".")
	if whole == "" || len(whole) > 7 || len(part) > 2 || dot && part == "" || strings.Trim(whole+part, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	return n, err == nil && n <= 100_000_000
}
