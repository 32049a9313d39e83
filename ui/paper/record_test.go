package paper

import (
	"context"
	"regexp"
	"testing"

	"yingbin/assets"
	"yingbin/data"
)

func TestRecordsAreWhole(t *testing.T) {
	seen := map[string]bool{}
	last := -1 << 30
	for _, r := range Records() {
		if seen[r.Name] || !regexp.MustCompile(`^[a-z][a-z-]*$`).MatchString(r.Name) {
			t.Errorf("a second or badly named record %q", r.Name)
		}
		seen[r.Name] = true
		if r.Make == nil || r.Order < last {
			t.Errorf("%s can't be made or is out of order", r.Name)
		}
		last = r.Order
		for _, lang := range assets.Langs() {
			if !assets.Words(lang).Has(r.Title) {
				t.Errorf("%s: no title %q in %s", r.Name, r.Title, lang)
			}
		}
		if found, ok := Find(r.Name); !ok || found.Order != r.Order {
			t.Errorf("%s is not found", r.Name)
		}
	}
	if _, ok := Find("no such record"); ok {
		t.Error("found what is not there")
	}
}

func TestRecordSaysWhatTheOfficeLacks(t *testing.T) {
	_, err := sampleRecord.Make(context.Background(), struct{}{}, sampleAsk())
	if data.CodeOf(err) != data.Storage {
		t.Errorf("an office without rows gives %v", err)
	}
}

func TestPeriod(t *testing.T) {
	a := sampleAsk()
	for _, c := range []struct {
		from, to data.Day
		lang     string
		want     string
	}{
		{"2026-11-01", "2026-11-30", "zh", "2026年11月1日 — 11月30日"},
		{"2026-12-28", "2027-01-03", "zh", "2026年12月28日 — 2027年1月3日"},
		{"2026-11-01", "2026-11-01", "zh", "2026年11月1日"},
		{"2026-11-01", "", "zh", "2026年11月1日"},
		{"", "", "zh", ""},
		{"2026-11-01", "2026-11-30", "en", "1 Nov 2026 to 30 Nov"},
		{"2026-12-28", "2027-01-03", "en", "28 Dec 2026 to 3 Jan 2027"},
	} {
		a.From, a.To, a.Lex = c.from, c.to, assets.Words(c.lang)
		if got := a.Period(); got != c.want {
			t.Errorf("%s to %s in %s is %q, want %q", c.from, c.to, c.lang, got, c.want)
		}
	}
}

func TestCode(t *testing.T) {
	for in, want := range map[string]string{"2b8e44d1a09cffff": "2B8E 44D1 A09C", "": "", "abcde": "ABCD E"} {
		if got := Code(in); got != want {
			t.Errorf("%q is shown as %q, want %q", in, got, want)
		}
	}
}
