// Appicon draws the program's icon: 迎 in warm white on a jade square with round corners.
// It is run from the top of the repository and writes assets/icon.png.
package main

import (
	"image"
	"image/color"
	"image/png"
	"log"
	"math"
	"os"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

const (
	size   = 512
	margin = 12
	radius = 108
)

func main() {
	bytes, err := os.ReadFile("assets/fonts/NotoSansSC-Bold.ttf")
	check(err)
	bold, err := opentype.Parse(bytes)
	check(err)
	face, err := opentype.NewFace(bold, &opentype.FaceOptions{Size: 330, DPI: 72})
	check(err)

	picture := image.NewNRGBA(image.Rect(0, 0, size, size))
	ground(picture, color.NRGBA{0x0F, 0x6B, 0x5C, 0xFF})

	bounds, _ := font.BoundString(face, "迎")
	middle := fixed.I(size / 2)
	pen := font.Drawer{
		Dst:  picture,
		Src:  image.NewUniform(color.NRGBA{0xF7, 0xF5, 0xF0, 0xFF}),
		Face: face,
		Dot: fixed.Point26_6{
			X: middle - (bounds.Min.X+bounds.Max.X)/2,
			Y: middle - (bounds.Min.Y+bounds.Max.Y)/2,
		},
	}
	pen.DrawString("迎")

	out, err := os.Create("assets/icon.png")
	check(err)
	check(png.Encode(out, picture))
	check(out.Close())
}

// ground fills the square with round corners, its edge softened over one pixel.
func ground(picture *image.NRGBA, c color.NRGBA) {
	const straight = size/2 - margin - radius
	for y := range size {
		for x := range size {
			dx := math.Max(math.Abs(float64(x)+0.5-size/2)-straight, 0)
			dy := math.Max(math.Abs(float64(y)+0.5-size/2)-straight, 0)
			cover := math.Min(math.Max(radius-math.Hypot(dx, dy)+0.5, 0), 1)
			if cover > 0 {
				c.A = uint8(cover*255 + 0.5)
				picture.SetNRGBA(x, y, c)
			}
		}
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
