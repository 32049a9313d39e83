package paper

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"os"
	"testing"
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
