package paper_test

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	. "yingbin/ui/paper"
)

// readPGM reads the plain grey pictures that poppler writes.
func readPGM(t *testing.T, path string) grayMap {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var g grayMap
	var depth int
	if _, err := fmt.Fscanf(bytes.NewReader(b), "P5\n%d %d\n%d\n", &g.w, &g.h, &depth); err != nil {
		t.Fatal(err)
	}
	g.pix = b[len(b)-g.w*g.h:]
	return g
}

// grayOf is a picture in shades of grey.
func grayOf(img image.Image) grayMap {
	b := img.Bounds()
	g := grayMap{b.Dx(), b.Dy(), make([]byte, b.Dx()*b.Dy())}
	for y := range g.h {
		for x := range g.w {
			g.pix[y*g.w+x] = color.GrayModel.Convert(img.At(b.Min.X+x, b.Min.Y+y)).(color.Gray).Y
		}
	}
	return g
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
