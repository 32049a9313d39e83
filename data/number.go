package data

import "strings"

// provisional stands in a number that the hub has yet to give: L-20261124-?a3f2.
// What follows only tells it from others on this device.
const provisional = "?"

// Provisional reports whether a number is not one yet.
func Provisional(number string) bool { return strings.Contains(number, provisional) }

// ShortNumber shows a 单号 without its year: L-20261123-004 is L-1123-004. One that
// is not given yet ends in the question mark.
func ShortNumber(number string) string {
	if before, _, waits := strings.Cut(number, provisional); waits {
		number = before + provisional
	}
	prefix, rest, ok := strings.Cut(number, "-")
	if !ok || len(rest) < 9 || rest[8] != '-' {
		return number
	}
	return prefix + "-" + rest[4:]
}
