package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// VBox puts things one under another, each as wide as the box.
func VBox(objs ...fyne.CanvasObject) *fyne.Container {
	return following(&column{gap: SizeGap}, objs...)
}

// VBoxGap is VBox with another gap between; "" is none.
func VBoxGap(gap fyne.ThemeSizeName, objs ...fyne.CanvasObject) *fyne.Container {
	return following(&column{gap: gap}, objs...)
}

// HBox puts things side by side, each as wide as it likes; words give way when
// there is too little room.
func HBox(objs ...fyne.CanvasObject) *fyne.Container {
	return following(&line{gap: SizeGap}, objs...)
}

// HBoxGap is HBox with another gap between; "" is none.
func HBoxGap(gap fyne.ThemeSizeName, objs ...fyne.CanvasObject) *fyne.Container {
	return following(&line{gap: gap}, objs...)
}

// Space is a gap that grows: it pushes what follows it to the far end of a VBox
// or an HBox.
func Space() fyne.CanvasObject { return layout.NewSpacer() }

// Columns puts things side by side with widths in the given proportions; weight
// 0 is "as wide as it likes".
func Columns(weights []float32, objs ...fyne.CanvasObject) *fyne.Container {
	return following(&columns{weights: weights, gap: SizePad}, objs...)
}

// Row is a line with something at its left, something at its right and the rest
// for the centre. Any of them may be nil.
func Row(left, center, right fyne.CanvasObject) *fyne.Container {
	r := &row{left: left, center: center, right: right}
	return following(r, present(left, center, right)...)
}

// Padded leaves the house's margin around something.
func Padded(o fyne.CanvasObject) *fyne.Container { return PaddedBy(SizePad, o) }

// PaddedBy leaves a margin of a named size around something.
func PaddedBy(size fyne.ThemeSizeName, o fyne.CanvasObject) *fyne.Container {
	return container.New(&padded{size: size}, o)
}

// Fill puts things over one another, each as large as the whole.
func Fill(objs ...fyne.CanvasObject) *fyne.Container { return container.New(&stack{}, objs...) }

// Center puts something in the middle at the size it likes.
func Center(o fyne.CanvasObject) *fyne.Container { return following(&middle{}, o) }

// Pin holds things to the four edges and gives the centre what is left. Any of
// them may be nil.
func Pin(top, bottom, left, right, center fyne.CanvasObject) *fyne.Container {
	p := &pin{top: top, bottom: bottom, left: left, right: right, center: center, gap: SizePad}
	return following(p, present(top, bottom, left, right, center)...)
}

// Flow puts things side by side and begins a new line when one is full.
func Flow(objs ...fyne.CanvasObject) *fyne.Container {
	return following(&flow{gap: SizeGap}, objs...)
}

// Grid puts things into equal columns, row by row.
func Grid(cols int, objs ...fyne.CanvasObject) *fyne.Container {
	return following(&grid{cols: max(1, cols), gap: SizeGap}, objs...)
}

// MinSize makes something ask for at least this much room.
func MinSize(o fyne.CanvasObject, w, h float32) *fyne.Container {
	return container.New(&atLeast{fyne.NewSize(w, h)}, o)
}

// Loose lets something be squeezed below the size it asks for: the frame puts
// screens into it so that a long word can't widen the window.
func Loose(o fyne.CanvasObject) *fyne.Container { return container.New(&loose{}, o) }

func present(objs ...fyne.CanvasObject) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	for _, o := range objs {
		if o != nil {
			all = append(all, o)
		}
	}
	return all
}

func gapOf(name fyne.ThemeSizeName) float32 {
	if name == "" {
		return 0
	}
	return Size(name)
}

func shown(o fyne.CanvasObject) bool { return o != nil && o.Visible() }

func springy(o fyne.CanvasObject) bool {
	s, ok := o.(layout.SpacerObject)
	return ok && (s.ExpandVertical() || s.ExpandHorizontal())
}

type column struct{ gap fyne.ThemeSizeName }

func (l *column) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	gap := gapOf(l.gap)
	heights := make([]float32, len(objs))
	used, springs, n := float32(0), 0, 0
	for i, o := range objs {
		if !shown(o) {
			continue
		}
		n++
		if springy(o) {
			springs++
			continue
		}
		heights[i] = settle(o, size.Width)
		used += heights[i]
	}
	used += gap * float32(max(0, n-1))
	y := float32(0)
	for i, o := range objs {
		if !shown(o) {
			continue
		}
		if springy(o) {
			heights[i] = max(0, (size.Height-used)/float32(springs))
			o.Resize(fyne.NewSize(size.Width, heights[i]))
		}
		o.Move(fyne.NewPos(0, y))
		y += heights[i] + gap
	}
}

func (l *column) MinSize(objs []fyne.CanvasObject) fyne.Size {
	gap := gapOf(l.gap)
	var w, h float32
	n := 0
	for _, o := range objs {
		if !shown(o) {
			continue
		}
		n++
		m := o.MinSize()
		w, h = max(w, m.Width), h+m.Height
	}
	return fyne.NewSize(w, h+gap*float32(max(0, n-1)))
}

type line struct{ gap fyne.ThemeSizeName }

func (l *line) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	gap := gapOf(l.gap)
	widths := make([]float32, len(objs))
	var used, soft float32
	springs, n := 0, 0
	for i, o := range objs {
		if !shown(o) {
			continue
		}
		n++
		if springy(o) {
			springs++
			continue
		}
		widths[i] = o.MinSize().Width
		used += widths[i]
		if gives(o) {
			soft += widths[i]
		}
	}
	used += gap * float32(max(0, n-1))
	if over := used - size.Width; over > 0 && soft > 0 {
		for i, o := range objs {
			if shown(o) && gives(o) {
				widths[i] = max(0, widths[i]-over*widths[i]/soft)
			}
		}
	}
	x := float32(0)
	for i, o := range objs {
		if !shown(o) {
			continue
		}
		if springy(o) {
			widths[i] = max(0, (size.Width-used)/float32(springs))
		}
		place(o, x, 0, widths[i], size.Height)
		x += widths[i] + gap
	}
}

// gives reports whether something may be made narrower than it asks for.
func gives(o fyne.CanvasObject) bool {
	switch o.(type) {
	case *Text, *Paragraph:
		return true
	}
	return false
}

func (l *line) MinSize(objs []fyne.CanvasObject) fyne.Size {
	gap := gapOf(l.gap)
	var w, h float32
	n := 0
	for _, o := range objs {
		if !shown(o) {
			continue
		}
		n++
		m := o.MinSize()
		w, h = w+m.Width, max(h, m.Height)
	}
	return fyne.NewSize(w+gap*float32(max(0, n-1)), h)
}

type columns struct {
	weights []float32
	gap     fyne.ThemeSizeName
}

func (l *columns) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	share(objs, l.weights, size.Width, gapOf(l.gap), func(m fyne.Size) float32 { return m.Width }, func(o fyne.CanvasObject, x, w float32) {
		place(o, x, 0, w, size.Height)
	})
}

// share deals a length to what is shown, by weights: 0 is "as much as it likes",
// and what nobody gave a weight has 1.
func share(objs []fyne.CanvasObject, weights []float32, length, gap float32, likes func(fyne.Size) float32, put func(o fyne.CanvasObject, at, length float32)) {
	weight := func(i int) float32 {
		if i < len(weights) {
			return weights[i]
		}
		return 1
	}
	total, n := float32(0), 0
	for i, o := range objs {
		if !shown(o) {
			continue
		}
		n++
		if w := weight(i); w > 0 {
			total += w
		} else {
			length -= likes(o.MinSize())
		}
	}
	length = max(0, length-gap*float32(max(0, n-1)))
	at := float32(0)
	for i, o := range objs {
		if !shown(o) {
			continue
		}
		own := likes(o.MinSize())
		if w := weight(i); w > 0 {
			own = length * w / total
		}
		put(o, at, own)
		at += own + gap
	}
}

func (l *columns) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return (&line{gap: l.gap}).MinSize(objs)
}

type row struct{ left, center, right fyne.CanvasObject }

func (l *row) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	gap := Size(SizeGap)
	from, to := float32(0), size.Width
	if shown(l.left) {
		w := min(l.left.MinSize().Width, size.Width)
		place(l.left, 0, 0, w, size.Height)
		from = w + gap
	}
	if shown(l.right) {
		w := min(l.right.MinSize().Width, max(0, to-from))
		place(l.right, to-w, 0, w, size.Height)
		to -= w + gap
	}
	if shown(l.center) {
		place(l.center, from, 0, to-from, size.Height)
	}
}

func (l *row) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return (&line{gap: SizeGap}).MinSize(objs)
}

type padded struct{ size fyne.ThemeSizeName }

func (l *padded) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	p := gapOf(l.size)
	for _, o := range objs {
		place(o, p, p, size.Width-2*p, size.Height-2*p)
	}
}

func (l *padded) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return (&stack{}).MinSize(objs).Add(fyne.NewSquareSize(2 * gapOf(l.size)))
}

type stack struct{}

func (*stack) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		place(o, 0, 0, size.Width, size.Height)
	}
}

func (*stack) MinSize(objs []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objs {
		if shown(o) {
			m = m.Max(o.MinSize())
		}
	}
	return m
}

type middle struct{}

func (*middle) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objs {
		w := min(o.MinSize().Width, size.Width)
		h := settle(o, w)
		o.Move(fyne.NewPos((size.Width-w)/2, max(0, (size.Height-h)/2)))
	}
}

func (*middle) MinSize(objs []fyne.CanvasObject) fyne.Size { return (&stack{}).MinSize(objs) }

type pin struct {
	top, bottom, left, right, center fyne.CanvasObject
	gap                              fyne.ThemeSizeName
}

func (l *pin) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	gap := gapOf(l.gap)
	y0, y1 := float32(0), size.Height
	if shown(l.top) {
		h := settle(l.top, size.Width)
		l.top.Move(fyne.NewPos(0, 0))
		y0 = h + gap
	}
	if shown(l.bottom) {
		h := settle(l.bottom, size.Width)
		l.bottom.Move(fyne.NewPos(0, max(y0, size.Height-h)))
		y1 -= h + gap
	}
	x0, x1 := float32(0), size.Width
	if shown(l.left) {
		w := l.left.MinSize().Width
		place(l.left, 0, y0, w, y1-y0)
		x0 = w + gap
	}
	if shown(l.right) {
		w := l.right.MinSize().Width
		place(l.right, x1-w, y0, w, y1-y0)
		x1 -= w + gap
	}
	if shown(l.center) {
		place(l.center, x0, y0, x1-x0, y1-y0)
	}
}

func (l *pin) MinSize(objs []fyne.CanvasObject) fyne.Size {
	gap := gapOf(l.gap)
	i := 0
	next := func(o fyne.CanvasObject) fyne.CanvasObject { // objs are those that are there, in this order
		if o == nil {
			return nil
		}
		i++
		return objs[i-1]
	}
	top, bottom, left, right, center := next(l.top), next(l.bottom), next(l.left), next(l.right), next(l.center)
	middle := (&line{gap: l.gap}).MinSize(present(left, center, right))
	w, h, n := middle.Width, float32(0), 0
	if middle.Height > 0 || shown(center) {
		h, n = middle.Height, 1
	}
	for _, o := range []fyne.CanvasObject{top, bottom} {
		if shown(o) {
			m := o.MinSize()
			w, h, n = max(w, m.Width), h+m.Height, n+1
		}
	}
	return fyne.NewSize(w, h+gap*float32(max(0, n-1)))
}

type flow struct {
	gap  fyne.ThemeSizeName
	wide float32
}

func (l *flow) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	l.wide = size.Width
	l.run(objs, size.Width, func(o fyne.CanvasObject, x, y float32, s fyne.Size) { place(o, x, y, s.Width, s.Height) })
}

func (l *flow) run(objs []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, float32, float32, fyne.Size)) float32 {
	gap := gapOf(l.gap)
	var x, y, high float32
	for _, o := range objs {
		if !shown(o) {
			continue
		}
		m := o.MinSize()
		if width > 0 {
			m.Width = min(m.Width, width)
		}
		if x > 0 && width > 0 && x+m.Width > width+0.5 {
			x, y, high = 0, y+high+gap, 0
		}
		if put != nil {
			m.Height = settle(o, m.Width)
			put(o, x, y, m)
		}
		x, high = x+m.Width+gap, max(high, m.Height)
	}
	return y + high
}

// MinSize asks for one line's width, and the height of what the width given makes of it.
func (l *flow) MinSize(objs []fyne.CanvasObject) fyne.Size {
	one := (&line{gap: l.gap}).MinSize(objs)
	if l.wide <= 0 {
		return one
	}
	return fyne.NewSize(one.Width, l.run(objs, l.wide, nil))
}

type grid struct {
	cols int
	gap  fyne.ThemeSizeName
}

func (l *grid) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	gap := gapOf(l.gap)
	w := (size.Width - gap*float32(l.cols-1)) / float32(l.cols)
	x, y, high, n := float32(0), float32(0), float32(0), 0
	var line []fyne.CanvasObject
	flush := func() {
		for _, o := range line {
			o.Resize(fyne.NewSize(w, high))
		}
		line, high = nil, 0
	}
	for _, o := range objs {
		if !shown(o) {
			continue
		}
		if n > 0 && n%l.cols == 0 {
			x, y = 0, y+high+gap
			flush()
		}
		high = max(high, settle(o, w))
		o.Move(fyne.NewPos(x, y))
		line = append(line, o)
		x += w + gap
		n++
	}
	flush()
}

func (l *grid) MinSize(objs []fyne.CanvasObject) fyne.Size {
	gap := gapOf(l.gap)
	var w, h, high float32
	n := 0
	for _, o := range objs {
		if !shown(o) {
			continue
		}
		if n > 0 && n%l.cols == 0 {
			h, high = h+high+gap, 0
		}
		m := o.MinSize()
		w, high = max(w, m.Width), max(high, m.Height)
		n++
	}
	return fyne.NewSize(w*float32(l.cols)+gap*float32(l.cols-1), h+high)
}

type atLeast struct{ size fyne.Size }

func (l *atLeast) Layout(objs []fyne.CanvasObject, size fyne.Size) { (&stack{}).Layout(objs, size) }
func (l *atLeast) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return (&stack{}).MinSize(objs).Max(l.size)
}

type loose struct{}

func (*loose) Layout(objs []fyne.CanvasObject, size fyne.Size) { (&stack{}).Layout(objs, size) }
func (*loose) MinSize([]fyne.CanvasObject) fyne.Size           { return fyne.NewSize(0, 0) }
