package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Ground is a plain area in a colour of the theme, with an outline and round
// corners if wanted: what a bare rectangle can't be, because it would keep its
// colour when the theme changes.
type Ground struct {
	widget.BaseWidget
	fill, line fyne.ThemeColorName
	radius     fyne.ThemeSizeName
	thick      float32
	rect       *canvas.Rectangle
}

// NewGround makes an area without outline.
func NewGround(fill fyne.ThemeColorName) *Ground {
	g := &Ground{fill: fill, rect: frame(0)}
	g.ExtendBaseWidget(g)
	return g
}

// SetLine gives it an outline; "" takes it away.
func (g *Ground) SetLine(line fyne.ThemeColorName, thick float32) *Ground {
	g.line, g.thick = line, thick
	g.Refresh()
	return g
}

// SetRadius gives it round corners.
func (g *Ground) SetRadius(r fyne.ThemeSizeName) *Ground {
	g.radius = r
	g.Refresh()
	return g
}

// SetFill changes its colour.
func (g *Ground) SetFill(fill fyne.ThemeColorName) {
	if g.fill != fill {
		g.fill = fill
		g.Refresh()
	}
}

// CreateRenderer links the widget to its drawing.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	d := &drawing{objects: []fyne.CanvasObject{g.rect}, min: func() fyne.Size { return fyne.NewSize(0, 0) }}
	d.layout = func(size fyne.Size) { place(g.rect, 0, 0, size.Width, size.Height) }
	d.refresh = func() {
		g.rect.FillColor, g.rect.StrokeWidth = Color(g.fill), 0
		if g.line != "" {
			g.rect.StrokeColor, g.rect.StrokeWidth = Color(g.line), g.thick
		}
		g.rect.CornerRadius = 0
		if g.radius != "" {
			g.rect.CornerRadius = Size(g.radius)
		}
		g.rect.Refresh()
	}
	d.refresh()
	return d
}

// NewRule makes a hairline across, to part what stands above from what stands below.
func NewRule() fyne.CanvasObject {
	return MinSize(NewGround(ColorRule), 0, Size(SizeHairline))
}
