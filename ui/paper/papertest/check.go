// Package papertest checks papers: what must hold for every record, and what comes
// out of the files. It knows no register.
package papertest

import (
	"os/exec"
	"strings"
	"testing"
	"unicode"

	"yingbin/ui/paper"
)

// Check says what must hold for every record: everything inside the
// margins, nothing on top of anything else, pages numbered, and all the text
// that went in comes out of the PDF.
func Check(t testing.TB, d *paper.Document) {
	t.Helper()
	CheckMarks(t, d)
	want := Squeeze(d.Text())
	got := Squeeze(PDFText(t, File(t, d)))
	if got != want {
		i := 0
		for i < len(got) && i < len(want) && got[i] == want[i] {
			i++
		}
		from := max(0, i-60)
		t.Errorf("the PDF says something else at byte %d:\n got …%s\nwant …%s", i, Clip(got[from:], 200), Clip(want[from:], 200))
	}
}

// CheckMarks looks at the layout alone.
func CheckMarks(t testing.TB, d *paper.Document) {
	t.Helper()
	if len(d.Pages) == 0 {
		t.Fatal("no pages")
	}
	const slack = 0.02
	for n := range d.Pages {
		p := &d.Pages[n]
		var solid []paper.Mark // what may not lie on each other
		for _, m := range p.Marks {
			if m.Area().W > 0 && !m.Area().Within(p.Margin, slack) {
				t.Errorf("page %d: %+v leaves the margin", n+1, m)
			}
			switch m := m.(type) {
			case paper.Box:
			case paper.Text:
				if strings.TrimSpace(m.S) != "" {
					solid = append(solid, m)
				}
			default:
				solid = append(solid, m)
			}
		}
		for i, a := range solid {
			for _, b := range solid[i+1:] {
				_, ra := a.(paper.Rule)
				_, rb := b.(paper.Rule)
				if ra && rb {
					continue // lines meet
				}
				if a.Area().Overlaps(b.Area(), slack) {
					t.Errorf("page %d: %+v lies on %+v", n+1, a, b)
				}
			}
		}
	}
}

// PDFText is what a reader finds in the PDF, in the order it was written.
func PDFText(t testing.TB, path string) string {
	t.Helper()
	out, err := exec.Command("pdftotext", "-raw", "-enc", "UTF-8", path, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext of poppler-utils is needed: %v", err)
	}
	return string(out)
}

// Squeeze leaves white space out: where it goes is up to the reader.
func Squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// Clip keeps the beginning of a text.
func Clip(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}
