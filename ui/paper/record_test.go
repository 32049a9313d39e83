package paper_test

import (
	"context"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	. "yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
)

func TestARecordIsFoundAndFilledIn(t *testing.T) {
	var got Ask
	all := []Record{{Name: "day", Span: Day, Lay: func(_ context.Context, a Ask) (*Document, error) { got = a; return nil, nil }}}
	r, ok := Find(all, "day")
	if _, none := Find(all, "no such record"); !ok || none || r.ByID() {
		t.Error("the record is not found, or another one is")
	}
	if _, err := r.Make(t.Context(), Ask{From: "2026-11-23", To: "2026-11-30"}); err != nil || got.To != "2026-11-23" || got.Settings.Calendar.Zone == nil {
		t.Errorf("%v: it is asked for %s to %s", err, got.From, got.To)
	}
}

func TestPeriod(t *testing.T) {
	a := papertest.Ask()
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
