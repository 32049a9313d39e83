package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// key is a bare key of a stepper, a keypad or a month: a word or an icon on a
// pill or a rounded square. The widget it belongs to has the keyboard.
type key struct {
	hit
	ground, over *canvas.Rectangle
	label        *Text
	icon         *Icon
	round        bool
	size         fyne.Size
	fill, line   fyne.ThemeColorName
	thick        float32
	style        Style
	d            *drawing
}

func newKey(label, icon string, size fyne.Size, act func()) *key {
	k := &key{ground: frame(0), over: frame(0), size: size, fill: ColorSurface, line: ColorEdge, style: Body.Aligned(fyne.TextAlignCenter)}
	k.label = NewText(label, k.style)
	k.act, k.draw = act, k.paint
	k.d = &drawing{objects: []fyne.CanvasObject{k.ground, k.over, k.label}, layout: k.place, min: func() fyne.Size { return k.size }}
	k.d.refresh = func() { k.paint(); k.place(k.Size()) }
	if icon != "" {
		k.icon = NewIcon(icon, ColorInk, SizeSection)
		k.d.objects = append(k.d.objects, k.icon)
	}
	k.ExtendBaseWidget(k)
	return k
}

// MouseDown begins a press.
func (k *key) MouseDown(ev *desktop.MouseEvent) { k.press(k, ev) }

// CreateRenderer links the widget to its drawing.
func (k *key) CreateRenderer() fyne.WidgetRenderer {
	k.paint()
	return k.d
}

func (k *key) place(size fyne.Size) {
	r := Size(SizeRadius)
	if k.round {
		r = size.Height / 2
	}
	k.ground.CornerRadius, k.over.CornerRadius = r, r
	place(k.ground, 0, 0, size.Width, size.Height)
	place(k.over, 0, 0, size.Width, size.Height)
	place(k.label, 0, -0.5, size.Width, size.Height)
	if k.icon != nil {
		s := Size(SizeSection)
		place(k.icon, (size.Width-s)/2, (size.Height-s)/2, s, s)
	}
}

func (k *key) paint() {
	k.ground.FillColor, k.ground.StrokeColor, k.ground.StrokeWidth = color.Transparent, color.Transparent, 0
	if k.fill != "" {
		k.ground.FillColor = Color(k.fill)
	}
	if k.line != "" {
		k.ground.StrokeColor, k.ground.StrokeWidth = Color(k.line), max(Size(SizeHairline), k.thick)
	}
	k.shade(k.over)
	st := k.style
	if k.off {
		st = st.In(ColorQuiet)
		if k.line != "" && k.fill != "" {
			k.ground.FillColor = Color(ColorPlainSoft)
		}
	}
	k.label.SetStyle(st)
	if k.icon != nil {
		k.icon.SetColor(st.Color)
	}
	k.ground.Refresh()
	k.over.Refresh()
}

func (k *key) disable(off bool) {
	if k.off != off {
		k.off = off
		k.paint()
	}
}

// focusRing draws the ring around a widget that has the keyboard as a whole.
func focusRing(r *canvas.Rectangle, on bool) {
	r.Hidden, r.FillColor = !on, color.Transparent
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = Color(ColorJade), Size(SizeFocus), Size(SizeRadius)
	r.Refresh()
}
