package kit

import (
	"fyne.io/fyne/v2"
)

// Rows puts things one under another with heights in the given proportions, as
// Columns does with widths; weight 0 is "as high as it likes".
func Rows(weights []float32, objs ...fyne.CanvasObject) *fyne.Container {
	return following(&rows{weights: weights}, objs...)
}

type rows struct{ weights []float32 }

func (l *rows) Layout(objs []fyne.CanvasObject, size fyne.Size) {
	share(objs, l.weights, size.Height, Size(SizePad), func(m fyne.Size) float32 { return m.Height }, func(o fyne.CanvasObject, y, h float32) {
		place(o, 0, y, size.Width, h)
	})
}

func (l *rows) MinSize(objs []fyne.CanvasObject) fyne.Size {
	return (&column{gap: SizePad}).MinSize(objs)
}
