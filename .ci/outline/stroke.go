package main

import (
	"math"
	"strings"

	"golang.org/x/image/math/fixed"
)

type point struct{ x, y float64 }

func (p point) add(q point) point           { return point{p.x + q.x, p.y + q.y} }
func (p point) sub(q point) point           { return point{p.x - q.x, p.y - q.y} }
func (p point) times(f float64) point       { return point{p.x * f, p.y * f} }
func (p point) to(q point, t float64) point { return p.add(q.sub(p).times(t)) }

// left is the unit vector square to the way from p to q.
func (p point) left(q point) point {
	d := q.sub(p)
	l := math.Hypot(d.x, d.y)
	return point{d.y / l, -d.x / l}
}

// line is a stroke's middle, cut into straight pieces.
type line struct {
	points []point
	closed bool
}

// flattened takes a path and keeps it as lines.
type flattened struct{ all []line }

func at(p fixed.Point26_6) point { return point{float64(p.X) / 64, float64(p.Y) / 64} }

func (f *flattened) last() *line { return &f.all[len(f.all)-1] }

func (f *flattened) reach(p point) {
	l := f.last()
	if before := l.points[len(l.points)-1]; math.Hypot(p.x-before.x, p.y-before.y) > 0.02 {
		l.points = append(l.points, p)
	}
}

func (f *flattened) Start(a fixed.Point26_6) {
	f.all = append(f.all, line{points: []point{at(a)}})
}

func (f *flattened) Line(b fixed.Point26_6) { f.reach(at(b)) }

func (f *flattened) QuadBezier(b, c fixed.Point26_6) {
	from := f.last().points[len(f.last().points)-1]
	for i := 1; i <= 8; i++ {
		t := float64(i) / 8
		f.reach(from.to(at(b), t).to(at(b).to(at(c), t), t))
	}
}

func (f *flattened) CubeBezier(b, c, d fixed.Point26_6) {
	from := f.last().points[len(f.last().points)-1]
	for i := 1; i <= 8; i++ {
		t := float64(i) / 8
		one, two, three := from.to(at(b), t), at(b).to(at(c), t), at(c).to(at(d), t)
		f.reach(one.to(two, t).to(two.to(three, t), t))
	}
}

func (f *flattened) Stop(closed bool) {
	if len(f.all) == 0 || f.last().closed {
		return
	}
	l := f.last()
	n := len(l.points)
	if gap := l.points[n-1].sub(l.points[0]); n > 2 && math.Hypot(gap.x, gap.y) < 0.05 {
		l.points, closed = l.points[:n-1], true
	}
	l.closed = closed
}

// outline is the path of everything within r of the line, with round ends and corners.
func (l line) outline(r float64) string {
	var d strings.Builder
	points := thin(l.points)
	back := make([]point, len(points))
	for i, p := range points {
		back[len(points)-1-i] = p
	}
	if l.closed {
		write(&d, side(points, r, true))
		write(&d, side(back, r, true))
		return d.String()
	}
	if len(points) == 1 {
		points = append(points, points[0].add(point{0.02, 0}))
		back = []point{points[1], points[0]}
	}
	end, start := points[len(points)-1], points[0]
	contour := side(points, r, false)
	contour = append(contour, round(end, points[len(points)-2].left(end), math.Pi, r)...)
	contour = append(contour, side(back, r, false)...)
	contour = append(contour, round(start, back[len(back)-2].left(start), math.Pi, r)...)
	write(&d, contour)
	return d.String()
}

// side runs along a line at distance r. At a corner it goes round the outside; on the inside it
// touches the corner itself, which keeps the inside of the shape whole.
func side(p []point, r float64, closed bool) []point {
	var out []point
	n := len(p)
	pieces := n - 1
	if closed {
		pieces = n
	}
	for i := range pieces {
		from, to := p[i], p[(i+1)%n]
		normal := from.left(to)
		out = append(out, from.add(normal.times(r)), to.add(normal.times(r)))
		if i == pieces-1 && !closed {
			break
		}
		next := to.left(p[(i+2)%n])
		turn := math.Atan2(normal.x*next.y-normal.y*next.x, normal.x*next.x+normal.y*next.y)
		switch {
		case turn > 0:
			out = append(out, round(to, normal, turn, r)...)
		case turn < -0.5:
			out = append(out, to)
		}
	}
	return out
}

// round is the part of a circle about c that begins at the normal and turns by the angle.
func round(c, normal point, angle, r float64) []point {
	var out []point
	from := math.Atan2(normal.y, normal.x)
	steps := int(math.Ceil(angle / 0.3))
	for i := 1; i < steps; i++ {
		a := from + angle*float64(i)/float64(steps)
		out = append(out, c.add(point{math.Cos(a), math.Sin(a)}.times(r)))
	}
	return out
}

// thin leaves out points that lie within a hundredth of a unit of the line between their neighbours
// (Douglas and Peucker).
func thin(p []point) []point {
	if len(p) < 3 {
		return p
	}
	first, last := p[0], p[len(p)-1]
	far, middle := -1.0, 0
	for i := 1; i < len(p)-1; i++ {
		if d := distance(p[i], first, last); d > far {
			far, middle = d, i
		}
	}
	if far < 0.01 {
		return []point{first, last}
	}
	left := thin(p[:middle+1])
	return append(left[:len(left)-1:len(left)-1], thin(p[middle:])...)
}

func distance(p, a, b point) float64 {
	d, q := b.sub(a), p.sub(a)
	length := math.Hypot(d.x, d.y)
	if length == 0 {
		return math.Hypot(q.x, q.y)
	}
	return math.Abs(d.x*q.y-d.y*q.x) / length
}
