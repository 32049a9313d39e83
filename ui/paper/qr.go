package paper

import "github.com/boombuler/barcode/qr"

// QR makes the code that says the text, as a square at the given place. False
// if the text is longer than a code can hold.
func QR(text string, x, y, side float64) (Matrix, bool) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return Matrix{}, false
	}
	b := code.Bounds()
	m := Matrix{X: x, Y: y, Side: side, Dots: b.Dx(), Dark: make([]bool, b.Dx()*b.Dy()), Holds: text}
	for j := 0; j < b.Dy(); j++ {
		for i := 0; i < b.Dx(); i++ {
			r, _, _, _ := code.At(b.Min.X+i, b.Min.Y+j).RGBA()
			m.Dark[j*m.Dots+i] = r < 0x8000
		}
	}
	return m, true
}
