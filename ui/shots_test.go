package ui

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/ui/kit"
)

func TestShotsDrawEveryScreenOfEveryStation(t *testing.T) {
	f := open(t, false, nil)
	dir := filepath.Join(t.TempDir(), "图")
	pages := []Pages{{Name: "visits-zh", Count: 2, Draw: func(page int, width float32) fyne.CanvasObject {
		return kit.MinSize(kit.NewText("来访登记", kit.Title), width, width)
	}}}
	n, err := Shots(t.Context(), ShotsSetup{Dir: dir, Office: f.book, Stations: testStations, Clock: f.clock, Pages: pages})
	if err != nil {
		t.Fatal(err)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*.png"))
	// In two languages, lights and sizes: the sign-on and three screens at
	// reception, the sign-on and one screen at the other station; and two pages.
	if want := 8*(4+2) + 2; n != want || len(files) != want {
		t.Fatalf("%d pictures were told of, %d lie there, not %d", n, len(files), want)
	}
	in, err := os.Open(filepath.Join(dir, "reception-one-en-dark-1024x768.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if img, err := png.Decode(in); err != nil || img.Bounds().Dx() != 1024 || img.Bounds().Dy() != 768 {
		t.Fatalf("the picture is %v, %v", img.Bounds(), err)
	}
}
