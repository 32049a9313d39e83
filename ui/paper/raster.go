package paper

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"fyne.io/fyne/v2/canvas"
	"golang.org/x/image/vector"
)

// shape puts a filled shape on the canvas. fill draws it with a pen that works
// in pixels: x and y are the area's corner in millimetres, s pixels a
// millimetre at whatever sharpness the screen asks for.
func (k *canvasInk) shape(a Area, strength float64, fill func(p pen, x, y, s float64)) {
	ink := color.Alpha{A: uint8(strength * 255)}
	r := canvas.NewRaster(func(w, h int) image.Image {
		img := image.NewNRGBA(image.Rect(0, 0, max(w, 1), max(h, 1)))
		if w <= 0 || h <= 0 || a.W <= 0 {
			return img
		}
		z := vector.NewRasterizer(w, h)
		fill(rasterPen{z}, a.X, a.Y, float64(w)/a.W)
		mask := image.NewAlpha(img.Bounds())
		z.Draw(mask, mask.Bounds(), image.NewUniform(ink), image.Point{})
		draw.DrawMask(img, img.Bounds(), image.Black, image.Point{}, mask, image.Point{}, draw.Over)
		return img
	})
	r.Move(k.pos(a.X, a.Y))
	r.Resize(k.size(a.W, a.H))
	k.add(r)
}

func (k *canvasInk) matrix(m Matrix) {
	k.shape(m.Area(), 1, func(p pen, _, _, s float64) {
		dot := m.Side / float64(m.Dots) * s
		m.runs(func(col, row, n int) {
			x, y := float64(col)*dot, float64(row)*dot
			p.moveTo(x, y)
			p.lineTo(x+float64(n)*dot, y)
			p.lineTo(x+float64(n)*dot, y+dot)
			p.lineTo(x, y+dot)
			p.close()
		})
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
			if i == 0 {
				continue
			}
			px, py := (line[i-1].x-x)*scale, (line[i-1].y-y)*scale
			long := math.Hypot(cx-px, cy-py)
			if long == 0 {
				continue
			}
			nx, ny := (cy-py)/long*r, -(cx-px)/long*r
			p.moveTo(px+nx, py+ny)
			p.lineTo(cx+nx, cy+ny)
			p.lineTo(cx-nx, cy-ny)
			p.lineTo(px-nx, py-ny)
			p.close()
		}
	}
}

type rasterPen struct{ z *vector.Rasterizer }

func (r rasterPen) moveTo(x, y float64) { r.z.MoveTo(float32(x), float32(y)) }
func (r rasterPen) lineTo(x, y float64) { r.z.LineTo(float32(x), float32(y)) }
func (r rasterPen) cubeTo(x1, y1, x2, y2, x, y float64) {
	r.z.CubeTo(float32(x1), float32(y1), float32(x2), float32(y2), float32(x), float32(y))
}
func (r rasterPen) close() { r.z.ClosePath() }
