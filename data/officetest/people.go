package officetest

import (
	"crypto/pbkdf2"
	"crypto/sha256"
	"encoding/base64"

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

// Verifier keeps a PIN with one round, so that tests don't wait.
func Verifier(pin string) string {
	salt := []byte("0123456789abcdef")
	key, err := pbkdf2.Key(sha256.New, pin, salt, 1, 32)
	if err != nil {
		panic(err)
	}
	enc := base64.RawStdEncoding.EncodeToString
	return "pbkdf2-sha256$1$" + enc(salt) + "$" + enc(key)
}

// Strokes is a drawn signature, another for each n.
func Strokes(n int) string {
	line := make([]data.Point, 12)
	for i := range line {
		line[i] = data.Point{X: int16(100 + 60*i), Y: int16(200 + (i*n*37)%150)}
	}
	return data.Strokes{line}.Encode()
}
