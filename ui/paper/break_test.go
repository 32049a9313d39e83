package paper

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// remark is long, with punctuation, words and numbers.
var remark = strings.Repeat("第3次到访，客户询问“车位”与学区（Block-C座），电话13800138000；", 8)

// checkLines says what must hold for every way of breaking a text.
func checkLines(t *testing.T, s string, width float64) {
	t.Helper()
	const size = 9.5
	p := Printed(s)
	lines := Lines(s, width, size, false)
	// Walking through the text, only blanks at breaks and line breaks are
	// passed over: nothing else is lost, added or moved.
	rest := []rune(p)
	for i, l := range lines {
		for i > 0 && len(rest) > 0 && (blank(rest[0]) || rest[0] == '\n') && !startsWith(rest, l) {
			rest = rest[1:]
		}
		if !startsWith(rest, l) {
			t.Fatalf("%q at %.1f mm: line %d is %q, but the text goes on %q\n%q", s, width, i, l, string(rest), lines)
		}
		rest = rest[len([]rune(l)):]
	}
	if strings.Trim(string(rest), " \u3000\n") != "" {
		t.Fatalf("%q at %.1f mm: lost %q\n%q", s, width, string(rest), lines)
	}
	for _, l := range lines {
		if strings.Contains(l, "\n") {
			t.Fatalf("line break within %q", l)
		}
		if rs := []rune(l); Width(l, size, false) > width+1e-6 && len(rs) > 1 && !clings(rs[1]) {
			t.Fatalf("%q is wider than %.1f mm", l, width)
		}
	}
}

func startsWith(rest []rune, l string) bool {
	n := len([]rune(l))
	return n <= len(rest) && string(rest[:n]) == l
}

func TestLinesLoseNothing(t *testing.T) {
	const stock = "的一是不了人我在有他这为之大来以个中上们，。、；：！？…—（）《》“”「」 　abcXYZ0123456789.,-/%()¥￥\n䶮𬬻𠮷é"
	letters := []rune(stock)
	r := rand.New(rand.NewPCG(1, 2))
	for range 4000 {
		n := r.IntN(80)
		rs := make([]rune, n)
		for i := range rs {
			rs[i] = letters[r.IntN(len(letters))]
		}
		checkLines(t, string(rs), 3+r.Float64()*60)
	}
	for w := 3.0; w < 120; w += 3.7 {
		checkLines(t, remark, w)
	}
}

func FuzzLines(f *testing.F) {
	f.Add("第3次到访，客户询问“车位”（Block-A座）电话13800138000；", 40.0)
	f.Add("a\r\nb\tc\u200bd\U0001F600", 5.0)
	f.Add("，，，，，，，，，，，，，，，，", 6.0)
	f.Fuzz(func(t *testing.T, s string, width float64) {
		if width < 1 || width > 1000 {
			width = 20
		}
		checkLines(t, s, width)
	})
}

func TestLineEnds(t *testing.T) {
	const size = 9.5
	em := size * MMPerPoint
	for _, c := range []struct {
		s    string
		ems  float64
		want []string
	}{
		{"甲乙丙丁，戊己", 4, []string{"甲乙丙", "丁，戊己"}},                // no comma at the beginning
		{"甲乙丙（丁戊）", 4, []string{"甲乙丙", "（丁戊）"}},                // no bracket left behind
		{"甲乙丙 13800138000", 7, []string{"甲乙丙", "13800138000"}}, // numbers whole
		{"甲乙 hello world", 4, []string{"甲乙", "hello", "world"}},
		{"甲乙\n丙", 9, []string{"甲乙", "丙"}},
		{"甲\n\n乙", 9, []string{"甲", "", "乙"}},
		{"甲乙……丙", 3, []string{"甲", "乙……", "丙"}},
		{"", 9, []string{""}},
		{"　　甲乙丙丁", 4, []string{"　　甲乙", "丙丁"}}, // an indent stays
		{"费用¥180.00元", 4, []string{"费用", "¥180.00", "元"}},
	} {
		got := Lines(c.s, c.ems*em, size, false)
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%q in %.1f ems: %q, want %q", c.s, c.ems, got, c.want)
		}
	}
	// A word longer than the line is cut, since it can't be left out.
	got := Lines("AAAAAAAAAAAAAAAAAAAAAAAA", 5*em, size, false)
	if len(got) < 3 || strings.Join(got, "") != "AAAAAAAAAAAAAAAAAAAAAAAA" {
		t.Errorf("a long word became %q", got)
	}
}

// TestForbiddenEnds: where a line could end elsewhere, no closing mark begins
// one and no opening mark ends one.
func TestForbiddenEnds(t *testing.T) {
	for w := 20.0; w < 100; w += 1.3 {
		for i, l := range Lines(remark, w, 9.5, false) {
			rs := []rune(l)
			if i > 0 && strings.ContainsRune(neverFirst, rs[0]) {
				t.Errorf("%.1f mm: line begins with %q: %s", w, rs[0], l)
			}
			if strings.ContainsRune(neverLast, rs[len(rs)-1]) {
				t.Errorf("%.1f mm: line ends with %q: %s", w, rs[len(rs)-1], l)
			}
		}
	}
}
