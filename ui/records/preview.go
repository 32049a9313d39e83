package records

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"yingbin/ui/kit"
	"yingbin/ui/paper"
)

// preview shows one page as wide as there is room, in a view that scrolls.
type preview struct {
	widget.BaseWidget
	doc  *paper.Document
	page int
	wide float32 // the width the picture was drawn for
	body *fyne.Container
	view *kit.Scroll
	of   *paper.Picture // one for all pages: what was drawn of another would stay in memory
}

func newPreview() *preview {
	v := &preview{of: paper.NewPicture()}
	v.body = container.NewStack(kit.Center(v.of.Object()))
	v.view = kit.NewScroll(v.body)
	v.ExtendBaseWidget(v)
	return v
}

// show turns to a page; a nil document shows nothing.
func (v *preview) show(doc *paper.Document, page int) {
	if doc != v.doc || page != v.page {
		if page != v.page {
			v.view.ScrollToTop()
		}
		v.doc, v.page, v.wide = doc, page, 0
	}
	v.draw(v.Size())
}

func (v *preview) draw(size fyne.Size) {
	const bar, edge = 14, 4 // the scroll bar's room, and the page's shadow
	w := min(size.Width-bar-edge, kit.Size(kit.SizeSheet)*2)
	switch {
	case v.doc == nil:
		v.of.Show(nil, 0, 0)
	case w <= 0 || w == v.wide:
		return
	default:
		v.wide = w
		v.of.Show(v.doc, v.page, w)
	}
	v.body.Refresh()
	v.view.Refresh()
}

// CreateRenderer links the widget to its drawing.
func (v *preview) CreateRenderer() fyne.WidgetRenderer { return &previewDrawing{v} }

type previewDrawing struct{ v *preview }

func (d *previewDrawing) Layout(size fyne.Size) {
	d.v.view.Resize(size)
	d.v.draw(size)
}
func (d *previewDrawing) MinSize() fyne.Size           { return fyne.NewSize(0, 0) }
func (d *previewDrawing) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{d.v.view} }
func (d *previewDrawing) Refresh()                     { d.v.view.Refresh() }
func (d *previewDrawing) Destroy()                     {}

// Held tells the house's layout what lies inside.
func (v *preview) Held() []fyne.CanvasObject { return []fyne.CanvasObject{v.view} }
