package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Veil lies over what is about to become something else: from the act on until the
// answer is shown nothing under it takes a tap, so that no finger meant for the old
// lands on the new.
type Veil struct {
	widget.BaseWidget
	content fyne.CanvasObject
	face    *lid
	pill    *canvas.Rectangle
	word    *Text
	down    bool
	d       *drawing
}

// NewVeil makes one that is lifted.
func NewVeil(content fyne.CanvasObject) *Veil {
	v := &Veil{content: content, face: newLid(ColorPress, colorNone), pill: frame(Size(SizeRadius)), word: NewText("", BodyBold.In(ColorOnToast).Aligned(fyne.TextAlignCenter))}
	v.d = &drawing{layout: v.place, min: func() fyne.Size { return v.content.MinSize() }, refresh: v.deal}
	v.ExtendBaseWidget(v)
	return v
}

// Drop says what is being done and keeps taps away.
func (v *Veil) Drop(word string) {
	v.down = true
	v.word.SetText(word)
	v.Refresh()
}

// Lift lets taps through again, after a moment in which nobody can have read what
// has come.
func (v *Veil) Lift() {
	if v.down {
		v.down = false
		noteMove(v.content)
		v.Refresh()
	}
}

// Down reports whether it keeps taps away.
func (v *Veil) Down() bool { return v.down }

// Held lists what is inside that can be reached.
func (v *Veil) Held() []fyne.CanvasObject {
	if v.down {
		return nil
	}
	return present(v.content)
}

// CreateRenderer links the widget to its drawing.
func (v *Veil) CreateRenderer() fyne.WidgetRenderer {
	v.deal()
	return v.d
}

func (v *Veil) deal() {
	v.d.objects = []fyne.CanvasObject{v.content}
	if v.down {
		v.pill.FillColor = Color(ColorToast)
		v.d.objects = append(v.d.objects, v.face, v.pill, v.word)
	}
	v.place(v.Size())
	canvas.Refresh(v)
}

func (v *Veil) place(size fyne.Size) {
	place(v.content, 0, 0, size.Width, size.Height)
	place(v.face, 0, 0, size.Width, size.Height)
	pad, h := Size(SizePad), Size(SizeTouch)
	w := v.word.MinSize().Width + 2*pad
	place(v.pill, (size.Width-w)/2, (size.Height-h)/2, w, h)
	place(v.word, (size.Width-w)/2, (size.Height-h)/2, w, h)
}
