package kit

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Flash is a light over the whole screen that comes once and fades, for eyes
// that are on the work.
type Flash struct {
	rect *canvas.Rectangle
	anim *fyne.Animation
	n    int
}

const flashTime = 1200 * time.Millisecond

// NewFlash makes a light that is out.
func NewFlash() *Flash {
	f := &Flash{rect: canvas.NewRectangle(color.Transparent)}
	f.rect.Hide()
	return f
}

// Light is what lies over the screen.
func (f *Flash) Light() fyne.CanvasObject { return f.rect }

// Times is how often it was lit.
func (f *Flash) Times() int { return f.n }

// Once lights up and fades.
func (f *Flash) Once() {
	f.n++
	if f.anim != nil {
		f.anim.Stop()
	}
	r, g, b, _ := Color(ColorJade).RGBA()
	f.anim = fyne.NewAnimation(flashTime, func(done float32) {
		f.rect.Hidden = done >= 1
		f.rect.FillColor = color.NRGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(120 * (1 - done))}
		f.rect.Refresh()
	})
	f.anim.Start()
}
