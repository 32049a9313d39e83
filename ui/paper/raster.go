package paper

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// Image draws the page at a size in pixels, white where nothing is.
func (p *Page) Image(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	if w <= 0 || h <= 0 || p.W <= 0 {
		return img
	}
	k := &rasterInk{img: img, scale: float64(w) / p.W, z: vector.NewRasterizer(1, 1)}
	for _, m := range p.Marks {
		switch m := m.(type) {
		case Text:
			k.text(m)
		case Rule:
			k.rule(m)
		case Box:
			k.box(m)
		case Strokes:
			k.shape(m.Area(), Black, m.outline)
		case Matrix:
			k.shape(m.Area(), Black, m.outline)
		}
	}
	return img
}

// rasterInk draws marks into a picture.
type rasterInk struct {
	img   *image.RGBA
	scale float64 // pixels a millimetre
	z     *vector.Rasterizer
}

// paint fills whole pixels.
func (k *rasterInk) paint(x1, y1, x2, y2 int, g Gray) {
	draw.Draw(k.img, image.Rect(x1, y1, x2, y2), image.NewUniform(color.Gray{Y: uint8(g)}), image.Point{}, draw.Src)
}

// thick is a line's thickness in pixels, never less than one.
func (k *rasterInk) thick(mm float64) int { return max(1, int(math.Round(mm*k.scale))) }

// rule draws upright and level lines on whole pixels, so that they stay crisp.
func (k *rasterInk) rule(r Rule) {
	t := k.thick(r.Thick)
	near := func(v float64) int { return int(math.Round(v*k.scale - float64(t)/2)) }
	switch {
	case r.Y1 == r.Y2:
		a := r.Area()
		k.paint(int(math.Round(a.X*k.scale)), near(r.Y1), int(math.Round(a.Right()*k.scale)), near(r.Y1)+t, r.Gray)
	case r.X1 == r.X2:
		a := r.Area()
		k.paint(near(r.X1), int(math.Round(a.Y*k.scale)), near(r.X1)+t, int(math.Round(a.Bottom()*k.scale)), r.Gray)
	default:
		a := r.Area()
		a = Area{a.X - r.Thick, a.Y - r.Thick, a.W + 2*r.Thick, a.H + 2*r.Thick}
		k.shape(a, r.Gray, func(p pen, x, y, s float64) {
			bar(p, (r.X1-x)*s, (r.Y1-y)*s, (r.X2-x)*s, (r.Y2-y)*s, r.Thick/2*s)
		})
	}
}

func (k *rasterInk) box(b Box) {
	near := func(v float64) int { return int(math.Round(v * k.scale)) }
	x1, y1, x2, y2 := near(b.X), near(b.Y), near(b.X+b.W), near(b.Y+b.H)
	if b.Filled {
		k.paint(x1, y1, x2, y2, b.Fill)
	}
	if b.Line > 0 {
		for _, r := range []Rule{
			{X1: b.X, Y1: b.Y, X2: b.X + b.W, Y2: b.Y}, {X1: b.X, Y1: b.Y + b.H, X2: b.X + b.W, Y2: b.Y + b.H},
			{X1: b.X, Y1: b.Y, X2: b.X, Y2: b.Y + b.H}, {X1: b.X + b.W, Y1: b.Y, X2: b.X + b.W, Y2: b.Y + b.H},
		} {
			r.Thick, r.Gray = b.Line, b.Gray
			k.rule(r)
		}
	}
}

func (k *rasterInk) text(t Text) {
	if t.S == "" {
		return
	}
	em := t.Size * MMPerPoint
	a := t.Area()
	// Accents and Latin descenders reach out of the em boxes.
	a = Area{a.X - em*0.3, a.Y - em*0.4, a.W + em*0.6, a.H + em*0.8}
	k.shape(a, t.Gray, func(p pen, x, y, s float64) {
		at := t.X
		for _, r := range Printed(t.S) {
			if f := source(r, t.Bold); f != nil {
				if segs, ok := f.outline(r); ok {
					trace(segs, (at-x)*s, (t.Baseline-y)*s, em/f.em*s, p)
					if t.Bold && f != own(true) {
						// Thickened as the PDF does, by drawing it to both sides too.
						trace(segs, (at-x-em*thicker/2)*s, (t.Baseline-y)*s, em/f.em*s, p)
						trace(segs, (at-x+em*thicker/2)*s, (t.Baseline-y)*s, em/f.em*s, p)
					}
				}
			}
			at += advance(r, t.Bold)*em + t.Spread
		}
	})
	if t.Strike {
		k.rule(t.strikeLine())
	}
}

// shape fills a shape inside an area. fill draws it in pixels: x and y are the
// area's corner in millimetres, s pixels a millimetre.
func (k *rasterInk) shape(a Area, g Gray, fill func(p pen, x, y, s float64)) {
	x1, y1 := int(math.Floor(a.X*k.scale)), int(math.Floor(a.Y*k.scale))
	x2, y2 := int(math.Ceil(a.Right()*k.scale)), int(math.Ceil(a.Bottom()*k.scale))
	if x2 <= x1 || y2 <= y1 || x2-x1 > 1<<14 || y2-y1 > 1<<14 {
		return
	}
	k.z.Reset(x2-x1, y2-y1)
	fill(rasterPen{k.z}, float64(x1)/k.scale, float64(y1)/k.scale, k.scale)
	k.z.Draw(k.img, image.Rect(x1, y1, x2, y2), image.NewUniform(color.Gray{Y: uint8(g)}), image.Point{})
}

func (m Matrix) outline(p pen, left, top, s float64) {
	dot := m.Side / float64(m.Dots) * s
	m.runs(func(col, row, n int) {
		x, y := (m.X-left)*s+float64(col)*dot, (m.Y-top)*s+float64(row)*dot
		p.moveTo(x, y)
		p.lineTo(x+float64(n)*dot, y)
		p.lineTo(x+float64(n)*dot, y+dot)
		p.lineTo(x, y+dot)
		p.close()
	})
}

// outline draws the signature's round lines as filled shapes that all turn the
// same way, so that they add up where they cross.
func (s Strokes) outline(p pen, x, y, scale float64) {
	r := s.Thick / 2 * scale
	for _, line := range s.lines() {
		for i, at := range line {
			cx, cy := (at.x-x)*scale, (at.y-y)*scale
			const corners = 10
			for c := range corners {
				sin, cos := math.Sincos(2 * math.Pi * float64(c) / corners)
				if c == 0 {
					p.moveTo(cx+r*cos, cy+r*sin)
				} else {
					p.lineTo(cx+r*cos, cy+r*sin)
				}
			}
			p.close()
			if i > 0 {
				bar(p, (line[i-1].x-x)*scale, (line[i-1].y-y)*scale, cx, cy, r)
			}
		}
	}
}

// bar draws a line as a rectangle, r to each side of it.
func bar(p pen, x1, y1, x2, y2, r float64) {
	long := math.Hypot(x2-x1, y2-y1)
	if long == 0 {
		return
	}
	nx, ny := (y2-y1)/long*r, -(x2-x1)/long*r
	p.moveTo(x1+nx, y1+ny)
	p.lineTo(x2+nx, y2+ny)
	p.lineTo(x2-nx, y2-ny)
	p.lineTo(x1-nx, y1-ny)
	p.close()
}

type rasterPen struct{ z *vector.Rasterizer }

func (r rasterPen) moveTo(x, y float64) { r.z.MoveTo(float32(x), float32(y)) }
func (r rasterPen) lineTo(x, y float64) { r.z.LineTo(float32(x), float32(y)) }
func (r rasterPen) cubeTo(x1, y1, x2, y2, x, y float64) {
	r.z.CubeTo(float32(x1), float32(y1), float32(x2), float32(y2), float32(x), float32(y))
}
func (r rasterPen) close() { r.z.ClosePath() }
