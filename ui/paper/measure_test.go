package paper

import (
	"math"
	"strings"
	"sync"
	"testing"

	"yingbin/assets"
)

func TestWidth(t *testing.T) {
	em := 10 * MMPerPoint
	if w := Width("迎宾䶮𬬻𠮷", 10, false); math.Abs(w-5*em) > 1e-9 {
		t.Errorf("five hanzi are %.4f mm wide, want %.4f", w, 5*em)
	}
	if Width("0123", 10, false) != 4*Width("0", 10, false) {
		t.Error("digits differ in width: columns of numbers would not line up")
	}
	if w := Width("迎", 10, true); math.Abs(w-em) > 1e-9 {
		t.Errorf("a bold hanzi is %.4f mm wide, want %.4f", w, em)
	}
}

func TestPrinted(t *testing.T) {
	for in, want := range map[string]string{
		"王先生 13800138000":    "王先生 13800138000",
		"欧阳䶮𬬻𠮷":              "欧阳䶮𬬻𠮷",
		"a\tb\r\nc\rd":       "a b\nc\nd",
		"葛\U000E0100城":       "葛城",       // a variation selector is not seen
		"甲\u200b乙\ufeff":     "甲乙",       // nor are blanks without width
		"a\u00a0b\u2003c":    "a b c",    // blanks of every width
		"\x07":               "〔U+0007〕", // the bell has no shape
		"\U0010FFFD":         "〔U+10FFFD〕",
		string([]byte{0xff}): Printed("\uFFFD"),
	} {
		got := Printed(in)
		if in == "a\u00a0b\u2003c" { // a font may have them
			got = strings.Join(strings.Fields(got), "")
			want = "abc"
		}
		if got != want {
			t.Errorf("%q prints as %q, want %q", in, got, want)
		}
	}
	if p := Printed(Printed("\U0010FFFD甲")); p != "〔U+10FFFD〕甲" {
		t.Errorf("printing twice changes the text: %q", p)
	}
}

func TestMeasureTogether(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for r := rune(0x4e00); r < 0x5200; r++ {
				if advance(r, i%2 == 0) != 1 {
					t.Errorf("%c is not an em wide", r)
					return
				}
			}
			Width("😀𬬻𠮷", 10, i%2 == 1)
		})
	}
	wg.Wait()
}

func TestCutKeepsShapes(t *testing.T) {
	used := []rune("迎宾ABC012，。é〓䶮")
	for _, bold := range []bool{false, true} {
		whole := own(bold)
		ttf := small(bold, map[bool][]byte{false: assets.FontRegular, true: assets.FontBold}[bold], append([]rune(nil), used...))
		if len(ttf) > 60_000 {
			t.Errorf("the cut font has %d bytes", len(ttf))
		}
		part := parse(ttf)
		if part == nil {
			t.Fatal("the cut font does not parse")
		}
		for _, r := range used {
			if !has(whole, r) {
				continue
			}
			a, _ := whole.outline(r)
			b, ok := part.outline(r)
			ua, _ := whole.units(r)
			ub, _ := part.units(r)
			if !ok || len(a) != len(b) || ua != ub {
				t.Fatalf("%c lost its shape", r)
			}
			for i := range a {
				if a[i] != b[i] {
					t.Fatalf("%c has another shape", r)
				}
			}
		}
		if has(part, '龙') {
			t.Error("the cut font has more than was asked for")
		}
	}
	if _, ok := own(false).cut([]byte("no font at all"), used); ok {
		t.Error("cut nonsense")
	}
}
