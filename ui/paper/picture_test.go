package paper_test

import (
	"image"
	"math"
	"runtime"
	"strings"
	"testing"
	"weak"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	. "yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
)

const testDPI = "120"
const testScale = 120 / 25.4 // pixels a millimetre

// TestPreviewEqualsPrint: the page drawn for the screen and the page drawn by
// a PDF reader have the same ink in the same places.
func TestPreviewEqualsPrint(t *testing.T) {
	for name, d := range map[string]*Document{"handover": handover(), "register": makeSample(t, sampleRows(40))} {
		pages := printedPages(t, papertest.File(t, d), testDPI)
		if len(pages) != len(d.Pages) {
			t.Fatalf("%s: %d pages printed, %d laid", name, len(pages), len(d.Pages))
		}
		for i, print := range pages {
			screen := grayOf(d.Pages[i].Image(print.w, print.h))
			for _, m := range d.Pages[i].Marks {
				a := m.Area()
				// Readers round thin lines to dots, each in its own way.
				if text, ok := m.(Text); !ok && min(a.W, a.H) < 1 || ok && strings.TrimSpace(text.S) == "" {
					continue
				}
				p, s := print.ink(a, testScale), screen.ink(a, testScale)
				if p < 0.01 || math.Abs(p-s) > 0.03+0.2*p {
					t.Errorf("%s page %d: %+v has ink %.3f printed and %.3f on the screen", name, i+1, m, p, s)
				}
			}
			// Where the screen shows nothing, nothing is printed.
			const cell = 8.0
			for y := 0.0; y < d.Pages[i].H-cell; y += cell {
				for x := 0.0; x < d.Pages[i].W-cell; x += cell {
					a := Area{x, y, cell, cell}
					if p, s := print.ink(a, testScale), screen.ink(a, testScale); math.Abs(p-s) > 0.07 {
						t.Errorf("%s page %d at %v, %v mm: ink %.3f printed, %.3f on the screen", name, i+1, x, y, p, s)
					}
				}
			}
		}
	}
}

// TestRareCharactersAreInked: each rare character stands on paper in its own
// shape, not as a box, a blank or another character.
func TestRareCharactersAreInked(t *testing.T) {
	rare := []rune("䶮𬬻𠮷㐀")
	s := NewSheet(Setup{Bare: true, Width: 40, Height: 110, Margin: 5, Lex: papertest.Ask().Lex})
	for _, r := range rare {
		for _, bold := range []bool{false, true} {
			s.Table(Column{}).Row(Cell{S: string(r), Bold: bold})
		}
	}
	d := s.Finish()
	print := printedPages(t, papertest.File(t, d), "300")[0]
	const scale = 300 / 25.4
	seen := 0
	for _, m := range d.Pages[0].Marks {
		text, ok := m.(Text)
		if !ok {
			continue
		}
		seen++
		a := text.Area()
		for _, r := range rare {
			alike := likeness(t, print, a, text, r, scale)
			if mine := string(r) == text.S; mine && alike < 0.9 || !mine && alike > 0.6 {
				t.Errorf("%s (bold %v) looks %.2f like %c", text.S, text.Bold, alike, r)
			}
		}
	}
	if seen != 2*len(rare) {
		t.Errorf("%d of %d characters laid", seen, 2*len(rare))
	}
}

// likeness correlates what is printed in an area with a character's outline
// drawn there.
func likeness(t *testing.T, print grayMap, a Area, like Text, r rune, scale float64) float64 {
	t.Helper()
	like.S = string(r)
	page := Page{W: float64(print.w) / scale, H: float64(print.h) / scale, Marks: []Mark{like}}
	own := grayOf(page.Image(print.w, print.h))
	best := 0.0
	for dy := -1; dy <= 1; dy++ { // readers set letters on whole dots
		for dx := -1; dx <= 1; dx++ {
			best = max(best, correlation(print, own, a, scale, dx, dy))
		}
	}
	return best
}

func correlation(a, b grayMap, in Area, scale float64, dx, dy int) float64 {
	var n, sa, sb, saa, sbb, sab float64
	for y := int(in.Y * scale); y < int(in.Bottom()*scale); y++ {
		for x := int(in.X * scale); x < int(in.Right()*scale); x++ {
			p, q := float64(255-a.pix[y*a.w+x]), float64(255-b.pix[(y+dy)*b.w+x+dx])
			n++
			sa, sb, saa, sbb, sab = sa+p, sb+q, saa+p*p, sbb+q*q, sab+p*q
		}
	}
	va, vb := saa/n-sa/n*sa/n, sbb/n-sb/n*sb/n
	if va <= 0 || vb <= 0 {
		return 0
	}
	return (sab/n - sa/n*sb/n) / math.Sqrt(va*vb)
}

func TestPicture(t *testing.T) {
	test.NewApp()
	d := handover()
	for _, width := range []float32{300, 794, 1200} {
		p := NewPicture()
		p.Show(d, 0, width)
		o := p.Object()
		size := o.MinSize()
		if size.Width < width || size.Width > width+4 || math.Abs(float64(size.Height/size.Width)-297.0/210) > 0.01 {
			t.Errorf("a page asked for %v wide is %v", width, size)
		}
		w := test.NewWindow(o)
		g := grayOf(w.Canvas().Capture())
		w.Close()
		if ink := g.ink(Area{0, 0, float64(g.w), float64(g.h)}, 1); ink < 0.02 || ink > 0.5 {
			t.Errorf("the picture has ink %.3f", ink)
		}
	}
	for _, page := range []int{-1, 2} {
		p := NewPicture()
		p.Show(d, page, 300)
		if o := p.Object(); o.Visible() || !o.MinSize().IsZero() {
			t.Errorf("page %d has a picture", page)
		}
	}
}

// Somebody leafs through a year: nothing of a page stays once another is shown.
func TestAPageThatIsLeftGivesItsPictureBack(t *testing.T) {
	test.NewApp()
	d := handover()
	p := NewPicture()
	o := p.Object()
	sheet := o.(*fyne.Container).Objects[1].(*canvas.Raster)
	var drawn []weak.Pointer[image.RGBA]
	for turn := range 60 {
		p.Show(d, turn%len(d.Pages), float32(300+turn))
		if p.Object() != o || o.(*fyne.Container).Objects[1] != fyne.CanvasObject(sheet) {
			t.Fatal("another page is another object, of which the toolkit keeps a copy")
		}
		drawn = append(drawn, weak.Make(sheet.Generator(300+turn, (300+turn)*297/210).(*image.RGBA)))
	}
	runtime.GC()
	alive := 0
	for _, w := range drawn {
		if w.Value() != nil {
			alive++
		}
	}
	if alive > 1 {
		t.Errorf("%d of %d pictures are still in memory", alive, len(drawn))
	}
	p.Show(nil, 0, 0)
	runtime.GC()
	if drawn[len(drawn)-1].Value() != nil {
		t.Error("a preview that shows nothing keeps a picture")
	}
}
