package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Rows puts things one under another with heights in the given proportions, as
// Columns does with widths; weight 0 is "as high as it likes".
func Rows(weights []float32, objs ...fyne.CanvasObject) *fyne.Container {
	return container.New(&rows{weights: weights}, objs...)
}

type rows struct{ weights []float32 }

func (l *rows) weight(i int) float32 {
	if i < len(l.weights) {
		return l.weights[i]
	}
	return 1
}

func (l *rows) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	gap := Size(SizePad)
	room, total, n := size.Height, float32(0), 0
	for i, o := range objs {
		if !shown(o) {
			continue
		}
		n++
		if w := l.weight(i); w > 0 {
			total += w
		} else {
			room -= o.MinSize().Height
		}
	}
	room = max(0, room-gap*float32(max(0, n-1)))
	y := float32(0)
	for i, o := range objs {
		if !shown(o) {
			continue
		}
		h := o.MinSize().Height
		if w := l.weight(i); w > 0 {
			h = room * w / total
		}
		place(o, 0, y, size.Width, h)
		y += h + gap
	}
}

func (l *rows) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return (&column{gap: SizePad}).MinSize(objs)
}
