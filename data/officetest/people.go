package officetest

import (
	"sync"

	"yingbin/data"
)

// The people of the small office, and the device at its reception.
const (
	Chang = data.ID("staff-chang") // supervisor
	An    = data.ID("staff-an")    // reception
	Bai   = data.ID("staff-bai")   // reception
	Ding  = data.ID("staff-ding")  // usher
	Gu    = data.ID("staff-gu")    // bar
	Jiang = data.ID("staff-jiang") // venue
	GuYi  = data.ID("staff-guyi")  // consultant
	Ji    = data.ID("staff-ji")    // usher, with a rare name

	Desk = data.ID("device-desk")
)

// Those who come with the menu, the bar and the machines.
const (
	Xia  = data.ID("staff-xia")  // floor
	Xun  = data.ID("staff-xun")  // bar, with a rare name
	Tang = data.ID("staff-tang") // engineering
)

// PINs are those of the people who have one.
var PINs = map[data.ID]string{Chang: "2580", An: "1470", Bai: "3690", Ding: "4826", Gu: "9173", Jiang: "5039"}

// PINCost is that of the tests' PINs: they don't wait.
var PINCost = data.PINCost{Memory: 8, Passes: 1}

var verifiers sync.Map // by PIN

// Verifier keeps a PIN at the tests' cost, the same one each time.
func Verifier(pin string) string {
	v, ok := verifiers.Load(pin)
	if !ok {
		v, _ = verifiers.LoadOrStore(pin, PINCost.Verifier(pin))
	}
	return v.(string)
}

// Strokes is a drawn signature, another for each n.
func Strokes(n int) string {
	line := make([]data.Point, 12)
	for i := range line {
		line[i] = data.Point{X: int16(100 + 60*i), Y: int16(200 + (i*n*37)%150)}
	}
	return data.Strokes{line}.Encode()
}
