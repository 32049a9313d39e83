package screen

import (
	"testing"

	"yingbin/data"
)

func TestTimesOfDayAreReadAsTyped(t *testing.T) {
	for typed, want := range map[string]data.Minutes{"9": 540, "09": 540, "9:30": 570, "09：30": 570, "0930": 570, "930": 570, "24:00": 1440, "00:00": 0} {
		if got, ok := ClockOf(typed); !ok || got != want {
			t.Errorf("%q is read as %d, %v", typed, got, ok)
		}
	}
	for _, typed := range []string{"", "25", "9:60", "24:01", "九点", "-1", "9:"} {
		if got, ok := ClockOf(typed); ok {
			t.Errorf("%q is read as %d", typed, got)
		}
	}
}
