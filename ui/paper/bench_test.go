package paper_test

import (
	"testing"

	"yingbin/ui/paper/papertest"
)

// BenchmarkRegister3000 lays out and writes a month's register: the office
// waits for it, so it must stay well under a fifth of a second.
func BenchmarkRegister3000(b *testing.B) {
	rows := sampleRows(3000)
	b.ReportAllocs()
	for b.Loop() {
		papertest.PDF(b, makeSample(b, rows))
	}
}

// BenchmarkPicture draws a full page for the screen.
func BenchmarkPicture(b *testing.B) {
	p := makeSample(b, sampleRows(60)).Pages[0]
	b.ReportAllocs()
	for b.Loop() {
		p.Image(794, 1123)
	}
}

// BenchmarkOneSheet writes a single page, as the desk does all day.
func BenchmarkOneSheet(b *testing.B) {
	d := makeSample(b, sampleRows(20))
	b.ReportAllocs()
	for b.Loop() {
		papertest.PDF(b, d)
	}
}
