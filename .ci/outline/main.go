// Outline turns line icons into filled ones of the same look: each stroke becomes the shape it covers.
// Fyne colours only fills and drops lines, polylines and round corners of rectangles when it does so, and it
// does not scale a stroke with the picture; a filled path is drawn right everywhere.
//
//	outline in.svg out.svg [in.svg out.svg …]
package main

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"regexp"
	"strings"

	"github.com/fyne-io/oksvg"
)

// The reader of SVG has gaps that are filled before it reads: arcs with flags written close, several arcs
// after one letter, corners with one radius, and lines shorter than its precision, which draw dots.

// arc matches one set of an arc's arguments.
var arc = regexp.MustCompile(strings.NewReplacer("N", `(-?(?:\d*\.\d+|\d+))`, "F", `([01])`, "_", `[ ,]*`).Replace("N_N_N_F_F_N_N"))

// arcs matches a whole arc command.
var arcs = regexp.MustCompile(`[aA][-\d., ]+`)

// corner matches the radius of a rectangle's corners where the other one is left out.
var corner = regexp.MustCompile(`rx="([\d.]+)"(?: ry="[\d.]+")?`)

// dot matches the nearly empty line a dot is drawn with.
var dot = regexp.MustCompile(`([hHvV])0?\.01\b`)

func main() {
	for i := 1; i+1 < len(os.Args); i += 2 {
		if err := convert(os.Args[i], os.Args[i+1]); err != nil {
			fmt.Fprintln(os.Stderr, os.Args[i]+":", err)
			os.Exit(1)
		}
	}
}

func convert(from, to string) error {
	source, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	source = arcs.ReplaceAllFunc(source, func(a []byte) []byte {
		return arc.ReplaceAll(a[1:], []byte(string(a[:1])+"$1 $2 $3 $4 $5 $6 $7 "))
	})
	source = corner.ReplaceAll(source, []byte(`rx="$1" ry="$1"`))
	source = bytes.ReplaceAll(dot.ReplaceAll(source, []byte("${1}.1")), []byte("currentColor"), []byte("#000000"))
	if bytes.Contains(source, []byte("transform=")) || bytes.Contains(source, []byte("dasharray")) {
		return fmt.Errorf("transforms and dashes are not known here")
	}
	icon, err := oksvg.ReadIconStream(bytes.NewReader(source), oksvg.StrictErrorMode)
	if err != nil {
		return err
	}
	var out strings.Builder
	out.WriteString("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"24\" height=\"24\" viewBox=\"0 0 24 24\">\n")
	for _, p := range icon.SVGPaths {
		lines := &flattened{}
		p.Path.AddTo(lines)
		for _, line := range lines.all {
			fmt.Fprintf(&out, "  <path fill=\"#000000\" d=\"%s\"/>\n", line.outline(p.LineWidth/2))
		}
	}
	out.WriteString("</svg>\n")
	return os.WriteFile(to, []byte(out.String()), 0o644)
}

// write adds a contour to a path, with two decimals.
func write(d *strings.Builder, contour []point) {
	number := func(v float64) string { return strings.TrimSuffix(fmt.Sprint(math.Round(v*100)/100), ".0") }
	for i, p := range contour {
		command := "L"
		if i == 0 {
			command = "M"
		}
		d.WriteString(command + number(p.x) + " " + number(p.y))
	}
	d.WriteString("Z")
}
