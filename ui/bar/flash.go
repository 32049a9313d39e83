package bar

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"yingbin/ui/kit"
)

// flash is a light over the whole screen that comes once and fades, for eyes
// that are on the cups.
type flash struct {
	rect *canvas.Rectangle
	anim *fyne.Animation
	n    int // how often it was asked for
}

const flashTime = 1200 * time.Millisecond

func newFlash() *flash {
	f := &flash{rect: canvas.NewRectangle(color.Transparent)}
	f.rect.Hide()
	return f
}

// once lights up and fades.
func (f *flash) once() {
	f.n++
	if f.anim != nil {
		f.anim.Stop()
	}
	r, g, b, _ := kit.Color(kit.ColorJade).RGBA()
	f.anim = fyne.NewAnimation(flashTime, func(done float32) {
		f.rect.Hidden = done >= 1
		f.rect.FillColor = color.NRGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(120 * (1 - done))}
		f.rect.Refresh()
	})
	f.anim.Start()
}
