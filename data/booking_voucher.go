package data

import (
	"fmt"
	"regexp"
	"strings"
)

// Voucher is one 预约券, unique by its full number such as QH-20261123-017.
type Voucher struct {
	Number  string
	Day     Day
	Issued  bool // by the office; an unknown one that was let through is not
	Booking ID   // the booking that holds or has used it, "" while it is free
}

// SaidVoucher is a voucher as a caller says it: the last digits, perhaps the
// date, perhaps the letters.
type SaidVoucher struct {
	Prefix string
	Date   string // MMDD or YYYYMMDD, "" when only the last digits were said
	Tail   string // three digits
}

var saidVoucher = regexp.MustCompile(`^(?:([A-Z][A-Z0-9_.-]{0,7}?)-?)?(?:(\d{8}|\d{4})-?)?(\d{1,3})$`)

// SayVoucher reads what was said or typed: 17, 017, 1123-017, QH-1123-017 or
// QH-20261123-017, in any width and case.
func SayVoucher(typed string) (SaidVoucher, bool) {
	s := strings.ToUpper(strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～': // the wide forms of ASCII
			return r - '！' + '!'
		case r == '—' || r == '–' || r == '−':
			return '-'
		case r == ' ' || r == '　':
			return -1
		}
		return r
	}, typed))
	m := saidVoucher.FindStringSubmatch(s)
	if m == nil || m[1] != "" && m[2] == "" || m[2] != "" && len(m[3]) != 3 {
		return SaidVoucher{}, false
	}
	said := SaidVoucher{m[1], m[2], strings.Repeat("0", 3-len(m[3])) + m[3]}
	if len(said.Date) == 8 && !said.Day(Day("2026-01-01")).Valid() {
		return SaidVoucher{}, false
	}
	if len(said.Date) == 4 && !Day("2028-"+said.Date[:2]+"-"+said.Date[2:]).Valid() { // a leap year
		return SaidVoucher{}, false
	}
	return said, true
}

// Day is the day the voucher is for, seen from the day of its booking: a date
// without its year is the nearest such date.
func (s SaidVoucher) Day(booking Day) Day {
	switch len(s.Date) {
	case 8:
		return Day(s.Date[:4] + "-" + s.Date[4:6] + "-" + s.Date[6:])
	case 4:
		best, least := booking, 1<<30
		for y := booking.Date().Year() - 1; y <= booking.Date().Year()+1; y++ {
			d := Day(fmt.Sprintf("%04d-%s-%s", y, s.Date[:2], s.Date[2:]))
			if n := abs(d.DaysUntil(booking)); d.Valid() && n < least { // 29 February is not in every year
				best, least = d, n
			}
		}
		return best
	}
	return booking
}

// Number is the full number, with the office's letters when none were said.
func (s SaidVoucher) Number(prefix string, booking Day) string {
	if s.Prefix != "" && !strings.EqualFold(s.Prefix, prefix) {
		prefix = s.Prefix
	}
	return VoucherNumber(prefix, s.Day(booking), s.Tail)
}

// VoucherNumber puts a full number together: QH-20261123-017.
func VoucherNumber(prefix string, day Day, tail string) string {
	return prefix + "-" + day.Date().Format("20060102") + "-" + tail
}

// VoucherTail gives the last three digits of a full number.
func VoucherTail(number string) string { return number[max(0, len(number)-3):] }

func abs(n int) int { return max(n, -n) }
