package day

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/ui"
	"yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
)

// TestEveryRecordMakesItsPaper: of a house full of life and of one that has just
// been opened, in both languages, for a day, a month and one thing.
func TestEveryRecordMakesItsPaper(t *testing.T) {
	for name, dir := range map[string]string{"sample": sampleDir(t), "empty": emptyDir(t)} {
		book, err := registers.OpenReader(t.Context(), dir, store.Options{Clock: (&clock{at: sampleNow}).now})
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		things := one(t, book)
		for _, lang := range assets.Langs() {
			for _, r := range ui.Papers(book) {
				for from, to := range spans(r.Span) {
					a := ask(t, book, lang)
					a.From, a.To, a.ID = from, to, things[r.Name]
					if from != to {
						a.ID = ""
					}
					doc, err := r.Make(t.Context(), a)
					switch {
					case name == "empty" && r.Span == paper.Pick && data.CodeOf(err) == data.NotFound:
						continue // there is none yet
					case err != nil:
						t.Errorf("%s %s %s %s–%s: %v", name, r.Name, lang, from, to, err)
						continue
					}
					checkDocument(t, strings.Join([]string{name, r.Name, lang, string(from)}, " "), doc)
					if doc.IsList() != r.List {
						t.Errorf("%s says of itself that it is a list: %v", r.Name, r.List)
					}
					if r.List && lang == "zh" {
						papertest.CheckFiles(t, doc)
					}
				}
			}
		}
	}
}

// spans gives the days that a record is asked for.
func spans(s paper.Span) map[data.Day]data.Day {
	switch s {
	case paper.Range:
		return map[data.Day]data.Day{"2026-11-23": "2026-11-23", "2026-11-01": "2026-11-30", "2030-01-01": "2030-01-02"}
	case paper.Pick:
		return map[data.Day]data.Day{"2026-11-23": "2026-11-23"}
	}
	return map[data.Day]data.Day{"2026-11-22": "2026-11-22", "2026-11-24": "2026-11-24", "2030-01-01": "2030-01-01"}
}

func ask(t *testing.T, book *registers.Book, lang string) paper.Ask {
	t.Helper()
	settings, err := book.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	head, err := book.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return paper.Ask{Lex: assets.Words(lang), Settings: settings, Now: data.TimeOf(sampleNow), Staff: "常示例",
		Head: paper.ProofOf(head)}
}

// one gives the id of a thing for each record that is about one thing.
func one(t *testing.T, book *registers.Book) map[string]string {
	t.Helper()
	things := map[string]string{}
	visits, err := book.Visits(context.Background(), data.VisitFilter{From: "2026-09-01", To: "2026-11-23"})
	if err != nil {
		t.Fatal(err)
	}
	if i := slices.IndexFunc(visits, func(v data.VisitView) bool { return v.Purpose == "business" }); i >= 0 {
		things["sticker"] = string(visits[i].ID)
	}
	handovers, err := book.Handovers(context.Background(), "2026-11-01", "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	if len(handovers) > 0 {
		things["handover"] = string(handovers[0].ID)
	}
	return things
}

// checkDocument looks for what nobody may find on paper.
func checkDocument(t *testing.T, what string, doc *paper.Document) {
	t.Helper()
	words := 0
	for _, page := range doc.Pages {
		for _, m := range page.Marks {
			text, ok := m.(paper.Text)
			if !ok {
				continue
			}
			words++
			if strings.ContainsAny(text.S, "⟦⟧\uFFFD") || strings.Contains(text.S, "%!") {
				t.Errorf("%s: %q", what, text.S)
			}
			if text.X < 0 || text.X > page.W || text.Baseline < 0 || text.Baseline > page.H {
				t.Errorf("%s: %q stands off the page at %v, %v", what, text.S, text.X, text.Baseline)
			}
		}
	}
	if words < 4 || strings.HasPrefix(doc.Title, "⟦") {
		t.Errorf("%s, called %q, has %d words", what, doc.Title, words)
	}
	var out bytes.Buffer
	if err := doc.WritePDF(&out); err != nil || out.Len() < 1000 {
		t.Errorf("%s: %d bytes, %v", what, out.Len(), err)
	}
}
