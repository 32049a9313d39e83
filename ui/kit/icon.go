package kit

import (
	"bytes"
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"yingbin/assets"
)

// Icon is one of the house's line icons in a colour of the theme.
type Icon struct {
	widget.BaseWidget
	name  string
	color fyne.ThemeColorName
	size  fyne.ThemeSizeName
	image *canvas.Image
}

// NewIcon draws the icon of that name; an unknown name leaves its room empty.
func NewIcon(name string, color fyne.ThemeColorName, size fyne.ThemeSizeName) *Icon {
	i := &Icon{name: name, color: color, size: size, image: &canvas.Image{FillMode: canvas.ImageFillContain}}
	i.ExtendBaseWidget(i)
	return i
}

// SetName shows another icon.
func (i *Icon) SetName(name string) { i.set(name, i.color) }

// SetColor shows it in another colour.
func (i *Icon) SetColor(c fyne.ThemeColorName) { i.set(i.name, c) }

func (i *Icon) set(name string, c fyne.ThemeColorName) {
	if i.name == name && i.color == c {
		return
	}
	i.name, i.color = name, c
	i.Refresh()
}

// CreateRenderer links the widget to its drawing.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	i.paint()
	return &drawing{
		objects: []fyne.CanvasObject{i.image},
		layout: func(size fyne.Size) {
			s := min(Size(i.size), min(size.Width, size.Height))
			place(i.image, (size.Width-s)/2, (size.Height-s)/2, s, s)
		},
		min: func() fyne.Size { return fyne.NewSquareSize(Size(i.size)) },
		refresh: func() {
			i.paint()
			i.image.Refresh()
		},
	}
}

func (i *Icon) paint() { i.image.Resource = coloured(i.name, Color(i.color)) }

var tinted = map[string]fyne.Resource{}

// coloured gives an icon in a colour. The icons are stroked in black, which is
// replaced; each pair is made once, because the toolkit caches by name.
func coloured(name string, c color.Color) fyne.Resource {
	r, g, b, _ := c.RGBA()
	hex := fmt.Sprintf("#%02x%02x%02x", r>>8, g>>8, b>>8)
	key := name + hex
	if res, ok := tinted[key]; ok {
		return res
	}
	svg := assets.Icon(name)
	if svg == nil {
		return nil
	}
	res := fyne.NewStaticResource(key+".svg", bytes.ReplaceAll(svg, []byte("#000000"), []byte(hex)))
	tinted[key] = res
	return res
}
