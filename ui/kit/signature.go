package kit

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"yingbin/data"
)

// Signature is a field to sign in with a finger or the mouse.
type Signature struct {
	widget.BaseWidget
	strokes  data.Strokes
	readonly bool
	drawing  bool
	ground   *canvas.Rectangle
	ink      *canvas.Raster
	hint     *Text
	dashes   *canvas.Raster
	d        *drawing

	// OnChanged is called after each stroke and after Clear.
	OnChanged func()
}

// NewSignature makes an empty field.
func NewSignature() *Signature {
	s := &Signature{ground: frame(Size(SizeRadius)), hint: NewText("", Label.Aligned(fyne.TextAlignCenter))}
	s.ink = canvas.NewRaster(s.draw)
	s.dashes = canvas.NewRaster(func(w, h int) image.Image {
		return dashedBox(w, h, scaleOf(w, s.Size().Width), Color(ColorJade))
	})
	s.d = &drawing{objects: []fyne.CanvasObject{s.ground, s.dashes, s.hint, s.ink}, layout: s.place}
	s.d.min = func() fyne.Size { return fyne.NewSize(240, 120) }
	s.d.refresh = s.paint
	s.ExtendBaseWidget(s)
	return s
}

// SetHint says what to do while nothing is drawn.
func (s *Signature) SetHint(words string) *Signature {
	s.hint.SetText(words)
	return s
}

// Strokes gives what was drawn.
func (s *Signature) Strokes() data.Strokes { return s.strokes }

// Empty reports whether there is no signature yet.
func (s *Signature) Empty() bool { return s.strokes.Empty() }

// Clear wipes the field.
func (s *Signature) Clear() {
	s.strokes, s.drawing = nil, false
	s.paint()
	s.tell()
}

// SetStrokes shows a signature; readonly takes no more strokes.
func (s *Signature) SetStrokes(strokes data.Strokes, readonly bool) {
	s.strokes, s.readonly, s.drawing = strokes, readonly, false
	s.paint()
}

func (s *Signature) tell() {
	if s.OnChanged != nil {
		s.OnChanged()
	}
}

// point gives a place in thousandths of the field's width, held to the field.
func (s *Signature) point(p fyne.Position) data.Point {
	size := s.Size()
	if size.Width <= 0 {
		return data.Point{}
	}
	at := func(v, most float32) int16 {
		return int16(math.Round(float64(max(0, min(v, most)) * 1000 / size.Width)))
	}
	return data.Point{X: at(p.X, size.Width), Y: at(p.Y, size.Height)}
}

// finest is how near, in thousandths of the width, a point may follow another:
// finer than anybody can see, and few enough points for the record.
const finest = 4

func (s *Signature) add(p data.Point) {
	line := &s.strokes[len(s.strokes)-1]
	last := (*line)[len(*line)-1]
	if dx, dy := float64(p.X-last.X), float64(p.Y-last.Y); math.Hypot(dx, dy) < finest {
		return
	}
	*line = append(*line, p)
	s.ink.Refresh()
}

// MouseDown begins a stroke.
func (s *Signature) MouseDown(ev *desktop.MouseEvent) {
	pressed = nil
	if s.readonly {
		return
	}
	s.begin(ev.Position)
}

func (s *Signature) begin(p fyne.Position) {
	s.drawing = true
	s.strokes = append(s.strokes, []data.Point{s.point(p)})
	s.paint()
}

// Dragged goes on with it.
func (s *Signature) Dragged(ev *fyne.DragEvent) {
	if s.readonly {
		return
	}
	if !s.drawing {
		s.begin(ev.Position.Subtract(fyne.NewPos(ev.Dragged.DX, ev.Dragged.DY)))
	}
	s.add(s.point(ev.Position))
}

// MouseUp ends it.
func (s *Signature) MouseUp(*desktop.MouseEvent) { s.DragEnd() }

// DragEnd ends it.
func (s *Signature) DragEnd() {
	if s.drawing {
		s.drawing = false
		s.paint()
		s.tell()
	}
}

// Cursor shows a cross where somebody can sign.
func (s *Signature) Cursor() desktop.Cursor {
	if s.readonly {
		return desktop.DefaultCursor
	}
	return desktop.CrosshairCursor
}

// CreateRenderer links the widget to its drawing.
func (s *Signature) CreateRenderer() fyne.WidgetRenderer {
	s.paint()
	return s.d
}

func (s *Signature) place(size fyne.Size) {
	for _, o := range s.d.objects {
		place(o, 0, 0, size.Width, size.Height)
	}
}

func (s *Signature) paint() {
	s.ground.FillColor, s.ground.CornerRadius = Color(ColorSurface), Size(SizeRadius)
	s.ground.StrokeColor, s.ground.StrokeWidth = Color(ColorRule), Size(SizeHairline)
	s.dashes.Hidden = s.readonly
	if !s.readonly {
		s.ground.StrokeWidth = 0
	}
	s.hint.Hidden = len(s.strokes) > 0 || s.readonly
	s.ground.Refresh()
	s.dashes.Refresh()
	s.ink.Refresh()
	s.hint.Refresh()
}

// scaleOf gives how many pixels one unit is.
func scaleOf(pixels int, units float32) float64 {
	if units <= 0 {
		return 1
	}
	return float64(pixels) / float64(units)
}

func (s *Signature) draw(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	scale := float64(w) / 1000
	r := max(1.1, 1.6*scaleOf(w, s.Size().Width))
	c := color.NRGBAModel.Convert(Color(ColorInk)).(color.NRGBA)
	for _, line := range s.strokes {
		for i, p := range line {
			q := line[max(0, i-1)]
			stroke(img, c, float64(q.X)*scale, float64(q.Y)*scale, float64(p.X)*scale, float64(p.Y)*scale, r)
		}
	}
	return img
}

// stroke draws a line with round ends: each pixel as dark as it is near.
func stroke(img *image.NRGBA, c color.NRGBA, x0, y0, x1, y1, r float64) {
	b := img.Bounds().Intersect(image.Rect(
		int(min(x0, x1)-r-1), int(min(y0, y1)-r-1), int(max(x0, x1)+r+2), int(max(y0, y1)+r+2)))
	dx, dy := x1-x0, y1-y0
	long := dx*dx + dy*dy
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			px, py := float64(x)+0.5-x0, float64(y)+0.5-y0
			t := 0.0
			if long > 0 {
				t = max(0, min(1, (px*dx+py*dy)/long))
			}
			near := r + 0.5 - math.Hypot(px-t*dx, py-t*dy)
			if near <= 0 {
				continue
			}
			a := uint8(255 * min(1, near))
			if i := img.PixOffset(x, y); img.Pix[i+3] < a {
				img.Pix[i], img.Pix[i+1], img.Pix[i+2], img.Pix[i+3] = c.R, c.G, c.B, a
			}
		}
	}
}

// dashedBox draws a dashed outline with round corners, which the toolkit has not.
func dashedBox(w, h int, scale float64, col color.Color) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	c := color.NRGBAModel.Convert(col).(color.NRGBA)
	r, half := 12*scale, 0.8*scale
	x0, y0, x1, y1 := half+0.5, half+0.5, float64(w)-half-0.5, float64(h)-half-0.5
	dashes(img, c, x0+r, y0, x1-r, y0, half, scale)
	dashes(img, c, x0+r, y1, x1-r, y1, half, scale)
	dashes(img, c, x0, y0+r, x0, y1-r, half, scale)
	dashes(img, c, x1, y0+r, x1, y1-r, half, scale)
	corner := func(cx, cy, from float64) {
		for i := range 6 {
			a, b := from+float64(i)*math.Pi/12, from+float64(i+1)*math.Pi/12
			if i%3 != 1 {
				stroke(img, c, cx+r*math.Cos(a), cy+r*math.Sin(a), cx+r*math.Cos(b), cy+r*math.Sin(b), half)
			}
		}
	}
	corner(x1-r, y1-r, 0)
	corner(x0+r, y1-r, math.Pi/2)
	corner(x0+r, y0+r, math.Pi)
	corner(x1-r, y0+r, 3*math.Pi/2)
	return img
}

// dashes draws a straight dashed line.
func dashes(img *image.NRGBA, c color.NRGBA, x0, y0, x1, y1, half, scale float64) {
	long := math.Hypot(x1-x0, y1-y0)
	if long <= 0 {
		return
	}
	ux, uy := (x1-x0)/long, (y1-y0)/long
	on, off := 5*scale, 4*scale
	for at := 0.0; at < long; at += on + off {
		end := min(long, at+on)
		stroke(img, c, x0+ux*at, y0+uy*at, x0+ux*end, y0+uy*end, half)
	}
}
