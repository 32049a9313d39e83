package data

import "testing"

func TestACodeIsReadAsPeopleTypeIt(t *testing.T) {
	const want = "0123456789ABCDEF"
	for _, typed := range []string{want, "0123 4567 89ab cdef", "o123-4567-89AB-CDEF", " Ol23 4567 89ab cdef "} {
		if got, ok := ReadCode(typed); !ok || got != want {
			t.Errorf("%q gives %q, %v", typed, got, ok)
		}
	}
	for _, typed := range []string{"", "0123", want + "0", "0123 4567 89AB CDEU", "0123 4567 89AB CDE吧"} {
		if got, ok := ReadCode(typed); ok {
			t.Errorf("%q is let through as %q", typed, got)
		}
	}
	if got := CodeLetters("码：o1-吧 zU"); got != "01Z" {
		t.Errorf("the letters are %q", got)
	}
	if got := Grouped(want); got != "0123 4567 89AB CDEF" {
		t.Errorf("grouped: %q", got)
	}
	if got := Grouped("01234"); got != "0123 4" {
		t.Errorf("grouped: %q", got)
	}
}

func TestAProvisionalNumberIsNotShownAsOne(t *testing.T) {
	for number, want := range map[string]string{"L-20261124-004": "L-1124-004", "L-20261124-?a3f2": "L-1124-?", "X": "X", "": ""} {
		if got := ShortNumber(number); got != want {
			t.Errorf("%q is shown as %q", number, got)
		}
	}
	if !Unsure("L-20261124-?a3f2") || Unsure("L-20261124-004") {
		t.Error("a provisional number is not told from one that stands")
	}
}
