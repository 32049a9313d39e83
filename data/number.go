package data

import (
	"fmt"
	"strings"
)

// ShortNumber shows a 单号 without its year: L-20261123-004 is L-1123-004. One that
// is not given yet (see Unsure) ends in the question mark.
func ShortNumber(number string) string {
	if before, _, waits := strings.Cut(number, "?"); waits {
		number = before + "?"
	}
	prefix, rest, ok := strings.Cut(number, "-")
	if !ok || len(rest) < 9 || rest[8] != '-' {
		return number
	}
	return prefix + "-" + rest[4:]
}

// UnsureNumber stands for a number that the hub has yet to give, unique on the
// device, among ten thousand too: L-20261124-?5d0c77a1b2e30.
func UnsureNumber(prefix string, day Day, command ID, n int) string {
	tail := string(command)
	tail = tail[max(0, len(tail)-12):]
	return fmt.Sprintf("%s-%s-?%s%d", prefix, strings.ReplaceAll(string(day), "-", ""), tail, n)
}

// Unsure reports whether a number only stands for one that is to come.
func Unsure(number string) bool { return strings.Contains(number, "-?") }
