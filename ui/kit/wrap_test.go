package kit

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// measured counts a hanzi as 2 and anything else as 1.
func measured(s string) float32 {
	w := 0
	for _, r := range s {
		if wide(r) || r == '，' || r == '“' || r == '”' {
			w++
		}
		w++
	}
	return float32(w)
}

func TestWrap(t *testing.T) {
	cases := []struct {
		name, text string
		width      float32
		want       []string
	}{
		{"fits", "王先生", 6, []string{"王先生"}},
		{"empty", "", 6, []string{""}},
		{"hanzi", "欢迎光临会馆", 8, []string{"欢迎光临", "会馆"}},
		{"no comma first", "欢迎光临，请进", 8, []string{"欢迎光", "临，请进"}},
		{"no bracket last", "欢迎光（请进）", 8, []string{"欢迎光", "（请进）"}},
		{"latin stays whole", "约在 badminton 场", 10, []string{"约在", "badminton", "场"}},
		{"numbers stay whole", "电话13800001234请回", 12, []string{"电话", "13800001234", "请回"}},
		{"one word too long", "abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"own breaks stay", "一\n\n二", 10, []string{"一", "", "二"}},
		{"space before hanzi", "早班 晚班", 5, []string{"早班", "晚班"}},
	}
	for _, c := range cases {
		if got := Wrap(c.text, c.width, measured); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q gives %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

// Whatever the width, no character is lost and no line begins or ends with what it must not.
func TestWrapLosesNothing(t *testing.T) {
	text := "“王先生，上午好，欢迎光临！您预约了 11 点的羽毛球（1 号场），这边请。祝您玩得开心！”Wi-Fi 密码：yingbin-2026，如需帮助请致电 0571-88880000。"
	bare := func(s string) string { return strings.ReplaceAll(s, " ", "") }
	for width := float32(8); width < 120; width++ {
		lines := Wrap(text, width, measured)
		if got := strings.Join(lines, ""); bare(got) != bare(text) {
			t.Fatalf("width %v lost words: %q", width, lines)
		}
		for i, l := range lines {
			if measured(l) > width {
				t.Errorf("width %v: line %q is too wide", width, l)
			}
			first, _ := utf8.DecodeRuneInString(l)
			last, _ := utf8.DecodeLastRuneInString(l)
			whole := width >= 16 // units such as 0571-88880000。 fit
			if whole && i > 0 && strings.ContainsRune(neverFirst, first) {
				t.Errorf("width %v: line begins with %q: %q", width, first, lines)
			}
			if whole && i < len(lines)-1 && strings.ContainsRune(neverLast, last) {
				t.Errorf("width %v: line ends with %q: %q", width, last, lines)
			}
		}
	}
}

func TestShorten(t *testing.T) {
	if got := shorten("欢迎光临会馆", 9, measured); got != "欢迎光临…" {
		t.Errorf("got %q", got)
	}
	if got := shorten("王，先生", 6, measured); got != "王…" {
		t.Errorf("a comma before … : %q", got)
	}
	if got := shorten("王", 2, measured); got != "王" {
		t.Errorf("what fits was cut: %q", got)
	}
	if got := shorten("王先生", 0, measured); got != "" {
		t.Errorf("no room at all gives %q", got)
	}
}
