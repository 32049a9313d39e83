package data

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPhonesAreReadAsPeopleTypeThem(t *testing.T) {
	for typed, want := range map[string]string{
		"13800138000": "13800138000", "138 0013 8000": "13800138000", "138-0013-8000": "13800138000", "１３８００１３８０００": "13800138000",
		"+86 138 0013 8000": "13800138000", "008613800138000": "13800138000", "（010）62345678": "01062345678", "010-62345678": "01062345678",
		"+86 10 62345678": "01062345678", "0571 87654321": "057187654321", "0912-2345678": "09122345678",
		"+1 (415) 555-2671": "+14155552671", "＋852 2345 6789": "+85223456789", "0044 20 7946 0958": "+442079460958",
		"": "", "  ": "",
	} {
		if got, ok := Phone(typed); !ok || got != want {
			t.Errorf("%q is %q (%v), not %q", typed, got, ok, want)
		}
	}
	for _, typed := range []string{"1380013800", "138001380000", "12800138000", "23800138000", "62345678", "0101234567", "+0123456789", "138001380a0", "电话", "+", "++8613800138000", "138+00138000", "110", "+86 138"} {
		if got, ok := Phone(typed); ok {
			t.Errorf("%q is taken for %q", typed, got)
		}
	}
}

func TestPhonesAndNamesAreMasked(t *testing.T) {
	for number, want := range map[string]string{"13812345678": "138****5678", "01062345678": "010****5678", "+85223456789": "+852****6789", "+1234567": "+1**4567", "": "", "123": "***"} {
		if got := MaskPhone(number); got != want {
			t.Errorf("%s is shown as %s", number, got)
		}
	}
	for name, want := range map[string]string{"汪小满": "汪**", "𠮷引宾": "𠮷**", "汪": "汪", "": ""} {
		if got := MaskName(name); got != want {
			t.Errorf("%s is shown as %s", name, got)
		}
	}
}

func FuzzPhone(f *testing.F) {
	for _, s := range []string{"138 0013 8000", "+86 10 62345678", "00 44 20 7946 0958", "0571-87654321", "＋1—415", "\u00a0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		number, ok := Phone(typed)
		if !ok {
			if number != "" {
				t.Fatalf("%q is refused and gives %q", typed, number)
			}
			return
		}
		if again, ok := Phone(number); !ok || again != number {
			t.Fatalf("%q gives %q, which gives %q", typed, number, again)
		}
		if len(number) > 16 || strings.Trim(number, "+0123456789") != "" {
			t.Fatalf("%q gives %q", typed, number)
		}
		if masked := MaskPhone(number); number != "" && (len(masked) != len(number) || !strings.Contains(masked, "**")) {
			t.Fatalf("%q is shown as %q", number, masked)
		}
	})
}

func TestWhatWasTypedIsTidied(t *testing.T) {
	for typed, want := range map[string]string{
		" 王\t小明\n": "王 小明", "a\u3000b": "a b", "王\u200b明": "王明", "\ufeff王": "王", "a\u202eb": "ab", "王\x00\x1f明": "王明", "\xff王": "王",
		"👨‍👩‍👧": "👨‍👩‍👧", "𠮷䶮𬬻": "𠮷䶮𬬻", "é": "é", "\u00ad": "",
	} {
		if got := Tidy(typed); got != want {
			t.Errorf("%q becomes %q, not %q", typed, got, want)
		}
	}
	if got := TidyLines(" 一 \r\n\r\n二\u2028三\n "); got != "一\n\n二\n三" {
		t.Errorf("%q", got)
	}
	var f Faults
	checkName(&f, "name", "\u200d", true, 10)
	checkName(&f, "long", "一二三四", false, 3)
	checkName(&f, "spaced", "王 ", false, 9)
	checkName(&f, "rare", "𠮷䶮𬬻", true, 3)
	if len(f) != 3 || f[0].Key != "error.required" || f[1].Key != "error.tooLong" || f[2].Key != "error.control" {
		t.Error(f)
	}
}

func FuzzTidy(f *testing.F) {
	for _, s := range []string{" 王\t小明\n", "a\u3000\u200bb", "\xff\xfe", "👨‍👩‍👧", "\u0085\u00a0", "一\r\n二\u2029三", "\ufffd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, tidy := range []func(string) string{Tidy, TidyLines} {
			once := tidy(typed)
			if tidy(once) != once {
				t.Fatalf("%q becomes %q, then %q", typed, once, tidy(once))
			}
			if !utf8.ValidString(once) || strings.ContainsAny(once, "\x00\r\t\u2028\u202e") {
				t.Fatalf("%q becomes %q", typed, once)
			}
		}
		if strings.Contains(Tidy(typed), "\n") {
			t.Fatal("a line break is left in one line")
		}
	})
}

func TestShortNumbers(t *testing.T) {
	for n, want := range map[string]string{"L-20261123-004": "L-1123-004", "QH-20261123-017": "QH-1123-017", "": "", "J": "J", "J-2026-1": "J-2026-1"} {
		if got := ShortNumber(n); got != want {
			t.Errorf("%q is shown as %q", n, got)
		}
	}
}
