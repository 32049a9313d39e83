package data

import "strings"

// ShortNumber shows a 单号 without its year: L-20261123-004 is L-1123-004.
func ShortNumber(number string) string {
	prefix, rest, ok := strings.Cut(number, "-")
	if !ok || len(rest) < 9 || rest[8] != '-' {
		return number
	}
	return prefix + "-" + rest[4:]
}
