package data

import (
	"fmt"
	"strconv"
	"strings"
)

// Fen is a sum of money in fen. It is kept and sent as a whole number.
type Fen int64

// MostFen is the greatest sum that a command may name: a billion yuan.
const MostFen Fen = 100_000_000_000

// checkFen notes a fault with this key unless a sum can be: not less than
// nothing, and no more than MostFen.
func checkFen(f *Faults, field string, sum Fen, key string) {
	f.Check(sum >= 0 && sum <= MostFen, field, key)
}

// Yuan shows a sum: 1,234.50.
func Yuan(fen Fen) string {
	sign := ""
	if fen < 0 {
		sign, fen = "-", -fen
	}
	whole := strconv.FormatInt(int64(fen/100), 10)
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return fmt.Sprintf("%s%s.%02d", sign, whole, fen%100)
}

// ParseFen reads a sum as people type it: 500, 12.5, ¥1,200.00元. "" is nothing. ok
// is false for anything else, a fraction of a fen, or more than MostFen.
func ParseFen(typed string) (fen Fen, ok bool) {
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
	if whole == "" || len(whole) > 10 || len(part) > 2 || dot && part == "" || strings.Trim(whole+part, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	return Fen(n), err == nil && Fen(n) <= MostFen
}
