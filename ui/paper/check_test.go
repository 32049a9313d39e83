package paper

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// checkPaper says what must hold for every record: everything inside the
// margins, nothing on top of anything else, pages numbered, and all the text
// that went in comes out of the PDF.
func checkPaper(t *testing.T, d *Document) {
	t.Helper()
	checkMarks(t, d)
	want := squeeze(d.Text())
	got := squeeze(pdfText(t, pdfFile(t, d)))
	if got != want {
		i := 0
		for i < len(got) && i < len(want) && got[i] == want[i] {
			i++
		}
		from := max(0, i-60)
		t.Errorf("the PDF says something else at byte %d:\n got …%s\nwant …%s", i, clip(got[from:], 200), clip(want[from:], 200))
	}
}

// checkMarks looks at the layout alone.
func checkMarks(t *testing.T, d *Document) {
	t.Helper()
	if len(d.Pages) == 0 {
		t.Fatal("no pages")
	}
	const slack = 0.02
	for n := range d.Pages {
		p := &d.Pages[n]
		var solid []Mark // what may not lie on each other
		for _, m := range p.Marks {
			if m.Area().W > 0 && !m.Area().Within(p.Margin, slack) {
				t.Errorf("page %d: %+v leaves the margin", n+1, m)
			}
			switch m := m.(type) {
			case Box:
			case Text:
				if strings.TrimSpace(m.S) != "" {
					solid = append(solid, m)
				}
			default:
				solid = append(solid, m)
			}
		}
		for i, a := range solid {
			for _, b := range solid[i+1:] {
				_, ra := a.(Rule)
				_, rb := b.(Rule)
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

// pdfText is what a reader finds in the PDF, in the order it was written.
func pdfText(t *testing.T, path string) string {
	t.Helper()
	out, err := exec.Command("pdftotext", "-raw", "-enc", "UTF-8", path, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext of poppler-utils is needed: %v", err)
	}
	return string(out)
}

// squeeze leaves white space out: where it goes is up to the reader.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func clip(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}

// grayMap is a picture of a page as a printer would see it.
type grayMap struct {
	w, h int
	pix  []byte
}

// printed draws a page of a PDF with poppler, so many dots to the inch.
func printedPages(t *testing.T, path string, dpi string) []grayMap {
	t.Helper()
	base := filepath.Join(t.TempDir(), "p")
	if out, err := exec.Command("pdftoppm", "-gray", "-r", dpi, path, base).CombinedOutput(); err != nil {
		t.Fatalf("pdftoppm of poppler-utils is needed: %v %s", err, out)
	}
	files, err := filepath.Glob(base + "-*.pgm")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages drawn: %v", err)
	}
	var all []grayMap
	for _, f := range files {
		all = append(all, readPGM(t, f))
	}
	return all
}

// ink is how dark an area is: 0 for empty, 1 for black all over.
func (g grayMap) ink(a Area, scale float64) float64 {
	x1, y1 := max(0, int(a.X*scale)), max(0, int(a.Y*scale))
	x2, y2 := min(g.w, int(a.Right()*scale+1)), min(g.h, int(a.Bottom()*scale+1))
	sum, n := 0, 0
	for y := y1; y < y2; y++ {
		for x := x1; x < x2; x++ {
			sum += 255 - int(g.pix[y*g.w+x])
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(sum) / float64(n) / 255
}
