package paper

import (
	"bytes"
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"yingbin/assets"
)

// Picture shows a page on the screen, as wide as asked. It is made of the same
// marks at the same places as the PDF. Paper is white and print is black in
// every theme.
func (d *Document) Picture(page int, width float32) fyne.CanvasObject {
	if page < 0 || page >= len(d.Pages) || width <= 0 {
		return container.New(still{})
	}
	p := &d.Pages[page]
	k := &canvasInk{scale: float64(width) / p.W}
	size := fyne.NewSize(width, float32(p.H*k.scale))
	sheet := canvas.NewRectangle(color.White)
	sheet.StrokeColor = color.Gray{Y: 0xC4}
	sheet.StrokeWidth = 1
	sheet.Resize(size)
	k.add(sheet)
	for _, m := range p.Marks {
		switch m := m.(type) {
		case Text:
			k.text(m)
		case Rule:
			k.rule(m)
		case Box:
			k.box(m)
		case Strokes:
			k.shape(m.Area(), 1, func(p pen, x, y, s float64) { m.outline(p, x, y, s) })
		case Matrix:
			k.matrix(m)
		}
	}
	return container.New(still{size}, k.all...)
}

// still leaves everything where it was put.
type still struct{ size fyne.Size }

// Layout moves nothing.
func (still) Layout([]fyne.CanvasObject, fyne.Size) {}

// MinSize is the page's size.
func (s still) MinSize([]fyne.CanvasObject) fyne.Size { return s.size }

type canvasInk struct {
	scale float64 // pixels a millimetre
	all   []fyne.CanvasObject
}

func (k *canvasInk) add(o fyne.CanvasObject) { k.all = append(k.all, o) }

func (k *canvasInk) pos(x, y float64) fyne.Position {
	return fyne.NewPos(float32(x*k.scale), float32(y*k.scale))
}

func (k *canvasInk) size(w, h float64) fyne.Size {
	return fyne.NewSize(float32(w*k.scale), float32(h*k.scale))
}

func (k *canvasInk) rule(r Rule) {
	l := canvas.NewLine(color.Gray{Y: uint8(r.Gray)})
	l.StrokeWidth = float32(max(r.Thick*k.scale, 0.6))
	l.Position1, l.Position2 = k.pos(r.X1, r.Y1), k.pos(r.X2, r.Y2)
	k.add(l)
}

func (k *canvasInk) box(b Box) {
	r := canvas.NewRectangle(color.Transparent)
	if b.Filled {
		r.FillColor = color.Gray{Y: uint8(b.Fill)}
	}
	x, y, w, h := b.X, b.Y, b.W, b.H
	if b.Line > 0 {
		// The screen draws an outline inside the edge, a printer astride it.
		r.StrokeColor = color.Gray{Y: uint8(b.Gray)}
		r.StrokeWidth = float32(max(b.Line*k.scale, 1))
		x, y, w, h = x-b.Line/2, y-b.Line/2, w+b.Line, h+b.Line
	}
	r.Move(k.pos(x, y))
	r.Resize(k.size(w, h))
	k.add(r)
}

func (k *canvasInk) text(t Text) {
	if t.S == "" {
		return
	}
	for _, r := range t.runs(t.Spread != 0) {
		if r.hand == drawnHand && r.from != own(t.Bold) {
			k.drawn(t, r)
			continue
		}
		bold := t.Bold && r.hand != thinHand
		c := canvas.NewText(r.s, color.Gray{Y: uint8(t.Gray)})
		c.TextSize = float32(t.Size * MMPerPoint * k.scale)
		c.TextStyle.Bold = bold
		c.FontSource = screenFont(bold)
		size, base := fyne.CurrentApp().Driver().RenderedTextSize(r.s, c.TextSize, c.TextStyle, c.FontSource)
		at := k.pos(t.X+r.x, t.Baseline)
		c.Move(fyne.NewPos(at.X, at.Y-base))
		c.Resize(size)
		k.add(c)
	}
	if t.Strike {
		k.rule(t.strikeLine())
	}
}

// drawn shows a character from a font of the system, the very shape that goes
// into the PDF.
func (k *canvasInk) drawn(t Text, r run) {
	segs, ok := r.from.outline([]rune(r.s)[0])
	if !ok {
		return
	}
	em := t.Size * MMPerPoint
	area := Area{t.X + r.x - em*0.1, t.Baseline - em*1.1, r.w + em*0.2, em * 1.5}
	k.shape(area, float64(255-t.Gray)/255, func(p pen, x, y, s float64) {
		trace(segs, (t.X+r.x-x)*s, (t.Baseline-y)*s, em/r.from.em*s, p)
	})
}

var (
	screenRegular = fyne.NewStaticResource("paper-regular.ttf", assets.FontRegular)
	screenBold    = fyne.NewStaticResource("paper-bold.ttf", assets.FontBold)
)

// screenFont is the font to ask the toolkit for. A theme that has the house's
// font is left to it, because the toolkit reads a font given apart a second
// time and keeps tens of megabytes of it.
func screenFont(bold bool) fyne.Resource {
	mine := screenRegular
	if bold {
		mine = screenBold
	}
	theme := fyne.CurrentApp().Settings().Theme()
	if theme != nil {
		if r := theme.Font(fyne.TextStyle{Bold: bold}); r != nil && same(r.Content(), mine.Content()) {
			return nil
		}
	}
	return mine
}

var compared sync.Map // whole fonts are compared once

func same(a, b []byte) bool {
	if len(a) != len(b) || len(a) == 0 {
		return false
	}
	if &a[0] == &b[0] {
		return true
	}
	key := [2]*byte{&a[0], &b[0]}
	if v, ok := compared.Load(key); ok {
		return v.(bool)
	}
	eq := bytes.Equal(a, b)
	compared.Store(key, eq)
	return eq
}
