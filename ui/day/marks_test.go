package day

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/store/check"
	"yingbin/ui"
	"yingbin/ui/cli"
	"yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
)

// foot is how a page says its mark, in either language.
var foot = regexp.MustCompile(`(?:账册第|Book line) ?(\d+)(?: 笔)? · (?:校验码|Check code) ((?:[0-9A-F]{4} ?){3})`)

// TestEveryPrintedMarkVerifies: what any record of any station carries in its foot
// and in its code, read back from the PDF, is taken by check -mark on a sound book.
func TestEveryPrintedMarkVerifies(t *testing.T) {
	book, err := registers.OpenReader(t.Context(), sampleDir(t), store.Options{Clock: (&clock{at: sampleNow}).now})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	said, things := map[string]string{}, one(t, book)
	for _, lang := range assets.Langs() {
		for _, r := range ui.Papers(book) {
			a := ask(t, book, lang)
			a.From, a.To = "2026-11-22", "2026-11-23"
			if r.Span == paper.Pick {
				a.ID = things[r.Name]
			}
			doc, err := r.Make(t.Context(), a)
			if err != nil {
				t.Fatal(r.Name, err)
			}
			marks := printed(t, doc)
			for _, m := range marks {
				said[m] = r.Name
			}
			if label := r.Span == paper.Pick; (len(marks) < 2*len(doc.Pages)) != label { // a label has no room for one
				t.Errorf("%s has %d marks on %d pages", r.Name, len(marks), len(doc.Pages))
			}
		}
	}
	if len(said) < 3 {
		t.Fatal("only", said)
	}
	var marks []data.Mark
	for text, record := range said {
		o, err := cli.Read([]string{"check", "-mark", text}, nil)
		if err != nil && !strings.Contains(err.Error(), "reception") { // no stations here
			t.Fatal(record, err)
		}
		m, err := o.Printed()
		if err != nil {
			t.Fatal(record, text, err)
		}
		marks = append(marks, *m)
	}
	if r, err := check.Whole(t.Context(), book.Book, check.Options{Known: registers.All(), Marks: marks}); err != nil || !r.Sound() {
		t.Errorf("a sound book's papers are called altered: %+v, %v", r.Words(assets.Words("zh").Say), err)
	}
}

// printed reads the marks of every page back: from the text of the PDF, and from the
// code to be scanned.
func printed(t *testing.T, doc *paper.Document) (marks []string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "p.pdf")
	if err := os.WriteFile(path, papertest.PDF(t, doc), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, m := range foot.FindAllStringSubmatch(papertest.PDFText(t, path), -1) {
		marks = append(marks, m[1]+":"+strings.TrimSpace(m[2]))
	}
	for _, page := range doc.Pages {
		i := slices.IndexFunc(page.Marks, func(m paper.Mark) bool { _, is := m.(paper.Matrix); return is })
		if i >= 0 {
			marks = append(marks, page.Marks[i].(paper.Matrix).Holds)
		}
	}
	return marks
}
