package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Letters is a small keyboard on the screen: the characters given, and keys that
// clear and take back. It has no words of its own; what is typed goes to whoever
// listens.
type Letters struct {
	widget.BaseWidget
	cols int
	keys []*key
	d    *drawing

	// OnRune is told of a character, OnBack and OnClear of the keys at the end.
	OnRune          func(rune)
	OnBack, OnClear func()
}

// NewLetters makes a keyboard of these characters in so many columns.
func NewLetters(letters string, cols int) *Letters {
	l := &Letters{cols: cols}
	size := fyne.NewSquareSize(Size(SizeTouch))
	add := func(label, icon string, act func()) {
		k := newKey(label, icon, size, act)
		k.style = Section.Aligned(fyne.TextAlignCenter)
		k.of = l
		l.keys = append(l.keys, k)
	}
	for _, r := range letters {
		add(string(r), "", func() {
			if l.OnRune != nil {
				l.OnRune(r)
			}
		})
	}
	add("", "x", func() {
		if l.OnClear != nil {
			l.OnClear()
		}
	})
	add("", "backspace", func() {
		if l.OnBack != nil {
			l.OnBack()
		}
	})
	l.d = &drawing{layout: l.place, min: l.size}
	for _, k := range l.keys {
		l.d.objects = append(l.d.objects, k)
	}
	l.d.refresh = func() { l.place(l.Size()) }
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer links the widget to its drawing.
func (l *Letters) CreateRenderer() fyne.WidgetRenderer { return l.d }

// rows is how many rows of letters there are; the two keys at the end share the
// last one with them where there is room.
func (l *Letters) rows() int {
	letters := len(l.keys) - 2
	rows := (letters + l.cols - 1) / l.cols
	if rows*l.cols-letters < 2 {
		rows++
	}
	return rows
}

func (l *Letters) size() fyne.Size {
	gap, t := Size(SizeGap), Size(SizeTouch)
	n, m := float32(l.cols), float32(l.rows())
	return fyne.NewSize(n*t+(n-1)*gap, m*t+(m-1)*gap)
}

func (l *Letters) place(size fyne.Size) {
	gap, t := Size(SizeGap), Size(SizeTouch)
	n := float32(l.cols)
	w := (size.Width - (n-1)*gap) / n
	letters, last := len(l.keys)-2, float32(l.rows()-1)
	for i, k := range l.keys[:letters] {
		place(k, float32(i%l.cols)*(w+gap), float32(i/l.cols)*(t+gap), w, t)
	}
	free := l.cols - letters%l.cols // in the last row
	if free < 2 || letters%l.cols == 0 {
		free = l.cols
	}
	each := (float32(free)*(w+gap)-gap)/2 - gap/2
	for i, k := range l.keys[letters:] {
		place(k, size.Width-float32(2-i)*each-float32(1-i)*gap, last*(t+gap), each, t)
	}
}

// Held lists what is inside.
func (l *Letters) Held() []fyne.CanvasObject { return l.d.objects }
