package screen

import (
	"strconv"
	"strings"

	"yingbin/data"
)

// ClockOf reads a time of day as people type it: 9:00, 09：30, 0930, 9.
func ClockOf(typed string) (data.Minutes, bool) {
	typed = strings.ReplaceAll(strings.ReplaceAll(typed, "：", ":"), " ", "")
	hours, minutes, colon := strings.Cut(typed, ":")
	if !colon && len(typed) > 2 {
		hours, minutes = typed[:len(typed)-2], typed[len(typed)-2:]
	} else if !colon {
		minutes = "0"
	}
	h, err1 := strconv.Atoi(hours)
	m, err2 := strconv.Atoi(minutes)
	if err1 != nil || err2 != nil || h < 0 || m < 0 || m > 59 || h*60+m > 24*60 {
		return 0, false
	}
	return data.Minutes(h*60 + m), true
}
