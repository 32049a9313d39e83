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
		v, _ = verifiers.LoadOrStore(pin, PINCost.VerifierFrom(pin, []byte("of the tests "+pin)))
	}
	return v.(string)
}

// SignerOf signs with the PIN that somebody has from the first, nil for who has none.
func SignerOf(who data.ID) data.Signer {
	if pin := PINs[who]; pin != "" {
		return Signer(who, pin)
	}
	return nil
}

var signers sync.Map // by person and PIN

// Signer signs in somebody's name with the key that a PIN gives.
func Signer(who data.ID, pin string) data.Signer {
	name := string(who) + " " + pin
	s, ok := signers.Load(name)
	if !ok {
		key, _ := data.Unlock(Verifier(pin), pin)
		s, _ = signers.LoadOrStore(name, data.NewSigner(who, key))
	}
	return s.(data.Signer)
}

// Strokes is a drawn signature, another for each n.
func Strokes(n int) string {
	line := make([]data.Point, 12)
	for i := range line {
		line[i] = data.Point{X: int16(100 + 60*i), Y: int16(200 + (i*n*37)%150)}
	}
	return data.Strokes{line}.Encode()
}
