package paper

import (
	"image"
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Picture shows a page on the screen, as wide as asked. It is drawn from the
// same marks, the same outlines and the same measures as the PDF: the toolkit's
// own texts would not do, because it sets their letters at whole sizes only and
// lines would come out longer than on paper. Paper is white and print is black
// in every theme.
func (d *Document) Picture(page int, width float32) fyne.CanvasObject {
	if page < 0 || page >= len(d.Pages) || width <= 0 {
		return container.New(still{})
	}
	p := d.Pages[page]
	size := fyne.NewSize(width, float32(float64(width)*p.H/p.W))
	shade := canvas.NewRectangle(color.NRGBA{A: 0x22})
	shade.Move(fyne.NewPos(shadow, shadow))
	shade.Resize(size)
	sheet := canvas.NewRaster(remember(p))
	sheet.Resize(size)
	edge := canvas.NewRectangle(color.Transparent)
	edge.StrokeColor, edge.StrokeWidth = color.Gray{Y: 0xC8}, 1
	edge.Resize(size)
	return container.New(still{size.AddWidthHeight(shadow, shadow)}, shade, sheet, edge)
}

// shadow is how far the page's shadow reaches beyond it, in pixels.
const shadow = 2

// remember keeps the last picture of a page: the toolkit asks for it again
// whenever something near it changes.
func remember(p Page) func(w, h int) image.Image {
	var mu sync.Mutex
	var last image.Image
	return func(w, h int) image.Image {
		mu.Lock()
		defer mu.Unlock()
		if last == nil || last.Bounds().Dx() != w || last.Bounds().Dy() != h {
			last = p.Image(w, h)
		}
		return last
	}
}

// still leaves everything where it was put.
type still struct{ size fyne.Size }

// Layout moves nothing.
func (still) Layout([]fyne.CanvasObject, fyne.Size) {}

// MinSize is the page's size with its shadow.
func (s still) MinSize([]fyne.CanvasObject) fyne.Size { return s.size }
