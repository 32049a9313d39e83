package kittest

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"yingbin/ui/kit"
)

// CheckLayout looks at an object as laid out in a window of a size and tells
// what a person would complain about: words cut off, outside the window or over
// other words, and things to tap that are too small for a finger at a station of
// the theme in force.
func CheckLayout(root fyne.CanvasObject, w, h float32) []string {
	return CheckLayoutFor(root, w, h, kit.Size(kit.SizeTouch))
}

// CheckLayoutFor is CheckLayout with the least side of a thing to tap given in
// pixels, for whoever does not take the theme's word for it.
func CheckLayoutFor(root fyne.CanvasObject, w, h, least float32) []string {
	root.Resize(fyne.NewSize(w, h))
	Relayout(root)
	var faults []string
	say := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	screen := rect{0, 0, w, h}
	var lines []spot
	walk(root, func(s spot) bool {
		b, seen := s.box(), s.clip.meet(screen)
		if b.meet(seen).empty() && s.scrolls {
			return true // scrolled out of view
		}
		switch o := s.obj.(type) {
		case *kit.Text:
			if o.Cut() && !o.MayCut() && o.Text() != "" {
				say("cut off: %q", o.Text())
			}
		case *canvas.Text:
			if o.Text == "" {
				return false
			}
			if b.x0 < seen.x0-1 || b.x1 > seen.x1+1 || !s.scrolls && (b.y0 < seen.y0-1 || b.y1 > seen.y1+1) {
				if !inEntry(s) {
					say("out of bounds: %q at %.0f,%.0f to %.0f,%.0f", o.Text, b.x0, b.y0, b.x1, b.y1)
				}
			}
			if !inEntry(s) {
				lines = append(lines, s)
			}
		}
		if _, ok := s.obj.(fyne.Tappable); ok {
			if size := s.obj.Size(); size.Width < least-0.5 || size.Height < least-0.5 {
				say("too small to tap: %T %q is %.0f×%.0f", s.obj, Texts(s.obj), size.Width, size.Height)
			}
			if b.x0 < -1 || b.x1 > w+1 || !s.scrolls && (b.y0 < -1 || b.y1 > h+1) {
				say("out of reach: %T %q at %.0f,%.0f to %.0f,%.0f", s.obj, Texts(s.obj), b.x0, b.y0, b.x1, b.y1)
			}
		}
		return true
	})
	for i, a := range lines {
		for _, b := range lines[:i] {
			if over(a, b, screen) {
				say("over one another: %q and %q", b.obj.(*canvas.Text).Text, a.obj.(*canvas.Text).Text)
			}
		}
	}
	return faults
}

// inEntry reports whether words are being edited: those scroll by themselves.
func inEntry(s spot) bool {
	for _, p := range s.parents {
		if _, ok := p.(fyne.Tabbable); ok {
			return true
		}
	}
	return false
}

// over reports whether two lines of words cover one another, their empty space
// above and below left out.
func over(a, b spot, screen rect) bool {
	ink := func(s spot) rect {
		r := s.box()
		t := s.obj.(*canvas.Text)
		m := t.MinSize()
		h := (r.y1 - r.y0)
		r.y0, r.y1 = r.y0+h*0.22, r.y1-h*0.22
		r.x1 = min(r.x1, r.x0+m.Width)
		return r.meet(s.clip).meet(screen)
	}
	m := ink(a).meet(ink(b))
	return m.x1-m.x0 > 1.5 && m.y1-m.y0 > 1.5
}
