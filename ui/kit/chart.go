package kit

import (
	"image"
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Bars is a small chart: filled bars for what is counted, dashed ones to compare
// it with, the current one in full colour.
type Bars struct {
	widget.BaseWidget
	labels        []string
	solid, dashed []float64
	current       int
	bars          []*canvas.Rectangle
	words         []*Text
	outline       *canvas.Raster
	d             *drawing
}

// NewBars makes a chart; current −1 marks none.
func NewBars(labels []string, solid, dashed []float64, current int) *Bars {
	b := &Bars{}
	b.outline = canvas.NewRaster(b.draw)
	b.d = &drawing{layout: b.place, min: func() fyne.Size { return fyne.NewSize(160, 96) }, refresh: b.paint}
	b.ExtendBaseWidget(b)
	b.Set(labels, solid, dashed, current)
	return b
}

// Set shows other figures.
func (b *Bars) Set(labels []string, solid, dashed []float64, current int) {
	if b.current == current && slices.Equal(labels, b.labels) && slices.Equal(solid, b.solid) && slices.Equal(dashed, b.dashed) && b.labels != nil {
		return
	}
	b.labels, b.solid, b.dashed, b.current = slices.Clone(labels), slices.Clone(solid), slices.Clone(dashed), current
	for len(b.bars) < len(labels) {
		b.bars = append(b.bars, frame(4))
		b.words = append(b.words, NewText("", Small.Aligned(fyne.TextAlignCenter)))
	}
	b.d.objects = b.d.objects[:0]
	for i := range labels {
		b.words[i].SetText(labels[i])
		b.d.objects = append(b.d.objects, b.bars[i], b.words[i])
	}
	b.d.objects = append(b.d.objects, b.outline)
	b.place(b.Size())
	b.paint()
}

// CreateRenderer links the widget to its drawing.
func (b *Bars) CreateRenderer() fyne.WidgetRenderer {
	b.paint()
	return b.d
}

func (b *Bars) most() float64 {
	most := 1.0
	for _, v := range slices.Concat(b.solid, b.dashed) {
		most = max(most, v)
	}
	return most
}

// span gives the left edge and width of the i-th bar on a ground w wide.
func (b *Bars) span(i int, w float32) (x, wide float32) {
	cell := w / float32(max(1, len(b.labels)))
	wide = max(4, min(cell*0.74, 72))
	return float32(i)*cell + (cell-wide)/2, wide
}

func (b *Bars) place(size fyne.Size) {
	if size.Width <= 0 || len(b.labels) == 0 {
		return
	}
	low := Small.lineHeight() + 4
	room := max(0, size.Height-low)
	cell := size.Width / float32(len(b.labels))
	widest := float32(1)
	for _, w := range b.labels {
		widest = max(widest, Small.width(w)+4)
	}
	every := max(1, int(ceil(widest/cell)))
	for i := range b.labels {
		x, w := b.span(i, size.Width)
		h := float32(0)
		if i < len(b.solid) {
			h = room * float32(b.solid[i]/b.most())
		}
		place(b.bars[i], x, room-h, w, h)
		b.bars[i].Hidden = h < 1
		b.words[i].Hidden = i%every != 0
		place(b.words[i], float32(i)*cell-(cell*float32(every-1))/2, room+4, cell*float32(every), low-4)
	}
	place(b.outline, 0, 0, size.Width, room)
}

func (b *Bars) paint() {
	for i := range b.labels {
		c := ColorJadeMid
		if i == b.current {
			c = ColorJade
		}
		b.bars[i].FillColor = Color(c)
		b.bars[i].Refresh()
		st := Small.Aligned(fyne.TextAlignCenter)
		if i == b.current {
			st = st.In(ColorJade).Heavy()
		}
		b.words[i].SetStyle(st)
	}
	b.outline.Refresh()
}

func (b *Bars) draw(w, h int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	scale := scaleOf(w, b.outline.Size().Width)
	for i, v := range b.dashed {
		if i >= len(b.labels) || v <= 0 {
			continue
		}
		x, wide := b.span(i, b.outline.Size().Width)
		top := float64(h)*(1-v/b.most()) + 1*scale
		c := color.NRGBAModel.Convert(Color(ColorDash)).(color.NRGBA)
		x0, x1, y1 := (float64(x)+0.5)*scale, (float64(x+wide)-0.5)*scale, float64(h)
		dashes(img, c, x0, top, x1, top, 0.7*scale, 0.7*scale)
		dashes(img, c, x0, top, x0, y1, 0.7*scale, 0.7*scale)
		dashes(img, c, x1, top, x1, y1, 0.7*scale, 0.7*scale)
	}
	return img
}

// Ring is a circle that fills towards a due day, with a word in its middle.
type Ring struct {
	widget.BaseWidget
	share float64
	tone  Tone
	base  *canvas.Arc
	arc   *canvas.Arc
	words *Text
}

// NewRing makes a ring filled from 0 to 1.
func NewRing(share float64, tone Tone, words string) *Ring {
	r := &Ring{share: share, tone: tone, words: NewText(words, Style{Size: SizeLabel, Bold: true, Color: tone.Ink(), Align: fyne.TextAlignCenter})}
	r.base = canvas.NewArc(0, 360, 0.84, Color(ColorRule))
	r.arc = canvas.NewArc(0, 0, 0.84, Color(ColorJade))
	r.ExtendBaseWidget(r)
	return r
}

// Set shows another share.
func (r *Ring) Set(share float64, tone Tone, words string) {
	r.share, r.tone = share, tone
	r.words.set(words, Style{Size: SizeLabel, Bold: true, Color: tone.Ink(), Align: fyne.TextAlignCenter})
	r.Refresh()
}

// CreateRenderer links the widget to its drawing.
func (r *Ring) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{r.base, r.arc, r.words}}
	d.min = func() fyne.Size { return fyne.NewSquareSize(64) }
	d.layout = func(size fyne.Size) {
		s := min(size.Width, size.Height)
		x, y := (size.Width-s)/2, (size.Height-s)/2
		place(r.base, x, y, s, s)
		place(r.arc, x, y, s, s)
		place(r.words, x+6, y, s-12, s)
	}
	d.refresh = func() {
		r.base.FillColor, r.arc.FillColor = Color(ColorRule), Color(r.tone.Line())
		r.arc.EndAngle = float32(360 * max(0, min(1, r.share)))
		r.arc.Hidden = r.share <= 0
		r.base.Refresh()
		r.arc.Refresh()
	}
	d.refresh()
	return d
}
