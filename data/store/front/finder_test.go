package front

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestKeysHoldEverySuffixInEveryReading(t *testing.T) {
	for _, c := range []struct {
		name, phone string
		typed       []string
	}{
		{"王建国", "13800005678", []string{"王", "建国", "国", "wangjianguo", "wangji", "jianguo", "guo", "wjg", "jg", ">138", "<8765"}},
		{"欧阳䶮", "", []string{"欧阳䶮", "䶮", "ouyangyan", "yan", "oyy"}},
		{"𬬻小满", "", []string{"𬬻", "小满", "luxiaoman", "lxm"}},
		{"𠮷田", "", []string{"𠮷田", "田", "tian"}},
		{"单雄", "", []string{"shanxiong", "danxiong", "sx", "dx"}},
		{"仇英", "", []string{"qiuying", "chouying"}},
		{"曾乐", "", []string{"zengle", "zengyue", "cengle", "zl"}},
		{"解珍", "", []string{"xiezhen", "jiezhen"}},
		{"区志", "", []string{"ouzhi", "quzhi", "oz"}},
		{"查良", "", []string{"zhaliang", "chaliang", "zl", "cl"}},
		{"盖聂", "", []string{"genie", "gainie"}},
		{"朴树", "", []string{"piaoshu", "pushu", "ps"}},
		{"任平", "", []string{"renping"}},
		{"华成", "", []string{"huacheng"}},
		{"翟青", "", []string{"zhaiqing", "diqing"}},
		{"乐平", "", []string{"yueping", "leping"}},
		{"尉迟恭", "", []string{"yuchigong", "ycg", "尉迟"}},
		{"长孙晴", "", []string{"zhangsunqing", "zsq"}},
		{"万俟雅", "", []string{"moqiya", "mqy"}},
		{"吕绿", "", []string{"lvlv", "ll"}},
		{"Anna Müller", "+491711234567", []string{"annamvller", "mvller", "am", ">4917", "<7654321"}},
		{"ＬＩ 四", "", []string{"li四", "lisi", "ls"}},
		{"阿卜杜·热西提", "", []string{"热西提", "rexiti", "abudu"}},
	} {
		keys := finderKeys(c.name, c.phone)
		for _, typed := range c.typed {
			if !slices.ContainsFunc(keys, func(k string) bool { return strings.HasPrefix(k, typed) }) {
				t.Errorf("%s %s: nothing begins with %s in %v", c.name, c.phone, typed, keys)
			}
		}
	}
}

func TestKeysAreFewAndShortWhateverTheName(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var name strings.Builder
		for range r.IntN(60) {
			name.WriteRune([]rune{rune(r.IntN(0x3000)), rune(0x4e00 + r.IntN(0x5200)), rune(0x20000 + r.IntN(0xA000)), '长', '乐', ' ', 'A', '😀'}[r.IntN(8)])
		}
		keys := finderKeys(name.String(), "13812345678")
		if len(keys) > 2+keyTokens*(1+2*(1+moreSounds)) {
			t.Fatalf("%d keys of %q", len(keys), name.String())
		}
		for _, k := range keys {
			if k == "" || !utf8.ValidString(k) || utf8.RuneCountInString(k) > keyLength {
				t.Fatalf("key %q of %q", k, name.String())
			}
		}
		if !slices.IsSorted(keys) {
			t.Fatal("keys are not in order")
		}
	}
}

func TestAfterIsTheEndOfAPrefix(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	some := func() string {
		var b strings.Builder
		for range r.IntN(4) {
			b.WriteRune([]rune{'a', 'b', '王', '\uD7FF', '\uE000', '𠮷', utf8.MaxRune}[r.IntN(7)])
		}
		return b.String()
	}
	for range 100_000 {
		p, s := some(), some()
		end := after(p)
		if in := s >= p && (s < end || end == ""); p != "" && in != strings.HasPrefix(s, p) && strings.Trim(p, string(utf8.MaxRune)) != "" {
			t.Fatalf("%q in the range of %q to %q: %v", s, p, end, in)
		}
	}
}
