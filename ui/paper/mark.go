// Package paper lays the office's records out on pages and brings the pages
// to a printer, a PDF file and the screen.
//
// A record is laid out once, into pages of marks placed in millimetres. The
// same marks are then drawn twice: by gofpdf and on a Fyne canvas. So what the
// preview shows is what the printer prints, the number of pages is known
// before the first is drawn, and a test can say that every character that went
// in is on a page, that nothing overlaps and that nothing leaves the margin.
//
// The package knows the shapes of records and of paper. It must not know where
// a record's rows are kept: each record declares the small source it reads.
// It must not know about screens other than by giving them a picture.
package paper

import "yingbin/data"

// Gray is how light a mark is: 0 is black and 255 is white. Records are
// printed on black-and-white printers, so there is no other colour.
type Gray uint8

// The greys of the house's paper.
const (
	Black Gray = 0    // text and lines
	Quiet Gray = 0x55 // the foot
	Band  Gray = 0xF5 // a section's band
	Head  Gray = 0xEE // a table's head
	White Gray = 0xFF
)

// MMPerPoint is the size of a typographic point in millimetres.
const MMPerPoint = 25.4 / 72

// Area is a rectangle on a page, in millimetres from the page's top left.
type Area struct{ X, Y, W, H float64 }

// Right is the area's right edge.
func (a Area) Right() float64 { return a.X + a.W }

// Bottom is the area's lower edge.
func (a Area) Bottom() float64 { return a.Y + a.H }

// Overlaps says whether two areas share more than the given slack.
func (a Area) Overlaps(b Area, slack float64) bool {
	return a.X+slack < b.Right() && b.X+slack < a.Right() && a.Y+slack < b.Bottom() && b.Y+slack < a.Bottom()
}

// Within says whether the area lies inside another, give or take the slack.
func (a Area) Within(b Area, slack float64) bool {
	return a.X >= b.X-slack && a.Y >= b.Y-slack && a.Right() <= b.Right()+slack && a.Bottom() <= b.Bottom()+slack
}

// Mark is one thing drawn on a page.
type Mark interface {
	// Area is the rectangle the mark covers.
	Area() Area
}

// Text is one line of characters, never broken further.
type Text struct {
	X, Baseline float64 // where the line begins
	Size        float64 // in points
	Bold        bool
	Gray        Gray
	Spread      float64 // extra millimetres after every character, for titles
	Strike      bool    // struck through: voided
	S           string
}

// The part of the em square that Chinese characters fill above and below
// their baseline. It is the same in every Noto and Source Han font.
const (
	emAbove = 0.88
	emBelow = 0.12
)

// Area is the text's em boxes, side by side.
func (t Text) Area() Area {
	em := t.Size * MMPerPoint
	return Area{t.X, t.Baseline - em*emAbove, t.Width(), em * (emAbove + emBelow)}
}

// Width is how far the text reaches, in millimetres.
func (t Text) Width() float64 {
	s := Printed(t.S)
	w := Width(s, t.Size, t.Bold)
	if t.Spread != 0 {
		if n := len([]rune(s)); n > 1 {
			w += t.Spread * float64(n-1)
		}
	}
	return w
}

// Rule is a straight line.
type Rule struct {
	X1, Y1, X2, Y2 float64
	Thick          float64
	Gray           Gray
}

// Area is the rectangle the line covers, its thickness included.
func (r Rule) Area() Area {
	x1, x2 := min(r.X1, r.X2), max(r.X1, r.X2)
	y1, y2 := min(r.Y1, r.Y2), max(r.Y1, r.Y2)
	if x1 == x2 {
		x1, x2 = x1-r.Thick/2, x2+r.Thick/2
	}
	if y1 == y2 {
		y1, y2 = y1-r.Thick/2, y2+r.Thick/2
	}
	return Area{x1, y1, x2 - x1, y2 - y1}
}

// Box is a rectangle, filled or outlined or both.
type Box struct {
	X, Y, W, H float64
	Filled     bool
	Fill       Gray
	Line       float64 // thickness of the outline; 0 draws none
	Gray       Gray    // of the outline
}

// Area is the rectangle.
func (b Box) Area() Area { return Area{b.X, b.Y, b.W, b.H} }

// Strokes is a signature as it was drawn by hand, fitted into a rectangle.
type Strokes struct {
	X, Y, W, H float64
	Thick      float64
	Drawn      data.Strokes
}

// Area is the rectangle the signature is fitted into.
func (s Strokes) Area() Area { return Area{s.X, s.Y, s.W, s.H} }

// Matrix is a square of black and white dots: a QR code.
type Matrix struct {
	X, Y, Side float64
	Dots       int    // dots on a side
	Dark       []bool // Dots*Dots, row by row
	Holds      string // what it says when it is read
}

// Area is the square.
func (m Matrix) Area() Area { return Area{m.X, m.Y, m.Side, m.Side} }
