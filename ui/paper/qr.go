package paper

import "rsc.io/qr"

// QR makes the code that says the text, as a square at the given place. False
// if the text is longer than a code can hold.
func QR(text string, x, y, side float64) (Matrix, bool) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return Matrix{}, false
	}
	m := Matrix{X: x, Y: y, Side: side, Dots: code.Size, Dark: make([]bool, code.Size*code.Size), Holds: text}
	for j := range code.Size {
		for i := range code.Size {
			m.Dark[j*m.Dots+i] = code.Black(i, j)
		}
	}
	return m, true
}
