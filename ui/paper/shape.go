package paper

import (
	"math"

	"golang.org/x/image/font/sfnt"
)

// spot is a place on the page in millimetres.
type spot struct{ x, y float64 }

// lines fits the drawn signature into its rectangle without bending it: no
// larger than it was drawn on a field 60 mm wide, standing on the middle.
func (s Strokes) lines() [][]spot {
	x1, y1 := math.Inf(1), math.Inf(1)
	x2, y2 := math.Inf(-1), math.Inf(-1)
	for _, line := range s.Drawn {
		for _, p := range line {
			x1, x2 = min(x1, float64(p.X)), max(x2, float64(p.X))
			y1, y2 = min(y1, float64(p.Y)), max(y2, float64(p.Y))
		}
	}
	if x1 > x2 || s.W <= 0 || s.H <= 0 {
		return nil
	}
	w, h := s.W-s.Thick, s.H-s.Thick
	scale := min(60.0/1000, w/max(x2-x1, 1), h/max(y2-y1, 1))
	ox := s.X + s.W/2 - (x1+x2)/2*scale
	oy := s.Y + s.H/2 - (y1+y2)/2*scale
	all := make([][]spot, 0, len(s.Drawn))
	for _, line := range s.Drawn {
		spots := make([]spot, 0, len(line))
		for _, p := range line {
			spots = append(spots, spot{ox + float64(p.X)*scale, oy + float64(p.Y)*scale})
		}
		if len(spots) > 0 {
			all = append(all, spots)
		}
	}
	return all
}

// pen draws a shape in whatever units its owner has.
type pen interface {
	moveTo(x, y float64)
	lineTo(x, y float64)
	cubeTo(x1, y1, x2, y2, x, y float64)
	close()
}

// trace draws an outline at a place: one font unit is scale long, the origin
// stands on the baseline, y grows downwards.
func trace(segs sfnt.Segments, x, y, scale float64, p pen) {
	at := func(i int, s sfnt.Segment) (float64, float64) {
		return x + float64(s.Args[i].X)/64*scale, y + float64(s.Args[i].Y)/64*scale
	}
	var cx, cy float64
	open := false
	for _, s := range segs {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if open {
				p.close()
			}
			cx, cy = at(0, s)
			p.moveTo(cx, cy)
			open = true
		case sfnt.SegmentOpLineTo:
			cx, cy = at(0, s)
			p.lineTo(cx, cy)
		case sfnt.SegmentOpQuadTo:
			qx, qy := at(0, s)
			ex, ey := at(1, s)
			p.cubeTo(cx+2*(qx-cx)/3, cy+2*(qy-cy)/3, ex+2*(qx-ex)/3, ey+2*(qy-ey)/3, ex, ey)
			cx, cy = ex, ey
		case sfnt.SegmentOpCubeTo:
			ax, ay := at(0, s)
			bx, by := at(1, s)
			cx, cy = at(2, s)
			p.cubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	if open {
		p.close()
	}
}
