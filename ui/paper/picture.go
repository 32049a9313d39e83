package paper

import (
	"image"
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// Picture shows one page after another on the screen. It is drawn from the same
// marks, the same outlines and the same measures as the PDF: the toolkit's own texts
// would not do, because it sets their letters at whole sizes only and lines would
// come out longer than on paper. Paper is white and print is black in every theme.
//
// It is one picture for all pages: the toolkit keeps what it drew of an object for a
// minute after the object is gone, and somebody who leafs through a year would fill
// the memory with pages that nobody looks at.
type Picture struct {
	all         *fyne.Container
	shade, edge *canvas.Rectangle
	sheet       *canvas.Raster
	size        still

	mu    sync.Mutex
	page  Page
	drawn image.Image // the page as last asked for; it is asked for whenever something near it changes
}

// NewPicture makes one that shows nothing.
func NewPicture() *Picture {
	p := &Picture{shade: canvas.NewRectangle(color.NRGBA{A: 0x22}), edge: canvas.NewRectangle(color.Transparent)}
	p.edge.StrokeColor, p.edge.StrokeWidth = color.Gray{Y: 0xC8}, 1
	p.shade.Move(fyne.NewPos(shadow, shadow))
	p.sheet = canvas.NewRaster(p.draw)
	p.all = container.New(&p.size, p.shade, p.sheet, p.edge)
	p.all.Hide()
	return p
}

// Object gives what is put on the screen.
func (p *Picture) Object() fyne.CanvasObject { return p.all }

// Show turns to a page of a document, as wide as asked; a page that is not there
// shows nothing and gives its memory back.
func (p *Picture) Show(d *Document, page int, width float32) {
	there := d != nil && page >= 0 && page < len(d.Pages) && width > 0
	p.mu.Lock()
	p.page, p.drawn = Page{}, nil
	if there {
		p.page = d.Pages[page]
	}
	p.mu.Unlock()
	p.all.Hidden = !there
	p.size.size = fyne.Size{}
	if there {
		size := fyne.NewSize(width, float32(float64(width)*p.page.H/p.page.W))
		for _, o := range []fyne.CanvasObject{p.shade, p.sheet, p.edge} {
			o.Resize(size)
		}
		p.size.size = size.AddWidthHeight(shadow, shadow)
	}
	p.sheet.Refresh()
	p.all.Refresh()
}

// Picture gives a picture of one page, for whoever draws it once.
func (d *Document) Picture(page int, width float32) fyne.CanvasObject {
	p := NewPicture()
	p.Show(d, page, width)
	return p.Object()
}

func (p *Picture) draw(w, h int) image.Image {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.page.W == 0 {
		return image.NewNRGBA(image.Rect(0, 0, 1, 1))
	}
	if p.drawn == nil || p.drawn.Bounds().Dx() != w || p.drawn.Bounds().Dy() != h {
		p.drawn = p.page.Image(w, h)
	}
	return p.drawn
}

// shadow is how far the page's shadow reaches beyond it, in pixels.
const shadow = 2

// still leaves everything where it was put.
type still struct{ size fyne.Size }

// Layout moves nothing.
func (still) Layout([]fyne.CanvasObject, fyne.Size) {}

// MinSize is the page's size with its shadow.
func (s still) MinSize([]fyne.CanvasObject) fyne.Size { return s.size }
