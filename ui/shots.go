package ui

import (
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/kit/still"
	"yingbin/ui/screen"
)

// ShotsSetup is what pictures are drawn of.
type ShotsSetup struct {
	Dir      string
	Office   Office
	Stations []Station // nil for the program's own
	Clock    func() time.Time
	Pages    []Pages
}

// Pages is a document of which pictures are drawn too, in each language.
type Pages struct {
	Name  string
	Draw  func(page int, width float32) fyne.CanvasObject
	Count int
}

// shotSizes are the windows that pictures show.
var shotSizes = []fyne.Size{fyne.NewSize(1366, 768), fyne.NewSize(1024, 768)}

// pageWide is how wide a page of paper is drawn.
const pageWide = 800

// Shots draws every screen of every station, in both languages, light and dark,
// in two sizes, and the pages of records, into PNG files. It needs no display
// and gives the number of pictures.
//
// It works on a goroutine of its own, because the toolkit's driver without a
// display takes the main one for a mistake.
func Shots(ctx context.Context, s ShotsSetup) (n int, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		n, err = s.draw(ctx)
	}()
	<-done
	return n, err
}

func (s ShotsSetup) draw(ctx context.Context) (n int, err error) {
	if err := os.MkdirAll(s.Dir, 0o700); err != nil {
		return 0, data.Fault(data.Storage, "error.file").Because(err)
	}
	if s.Stations == nil {
		s.Stations = Stations(s.Office)
	}
	test.NewApp()
	for _, lang := range assets.Langs() {
		for _, dark := range []bool{false, true} {
			for _, size := range shotSizes {
				for _, station := range s.stations() {
					more, err := s.station(ctx, station, lang, dark, size)
					if n += more; err != nil {
						return n, err
					}
				}
			}
		}
	}
	for _, p := range s.Pages {
		for page := range p.Count {
			if err := s.page(p, page); err != nil {
				return n, err
			}
			n++
		}
	}
	return n, nil
}

// stations lists the stations that have screens.
func (s ShotsSetup) stations() []string {
	var all []string
	for _, st := range s.Stations {
		all = append(all, st.Name)
	}
	return all
}

// station draws the sign-on of a station and each screen of its rail, as
// somebody of the station sees it; what only a supervisor sees is drawn as one.
func (s ShotsSetup) station(ctx context.Context, station, lang string, dark bool, size fyne.Size) (n int, err error) {
	win := test.NewWindow(nil)
	defer win.Close()
	device := NewDevice(lang)
	device.Dark = dark
	bridge := screen.NewTestBridge()
	w := Open(Setup{Window: win, Office: s.Office, Station: station, Stations: s.Stations, Device: device, Clock: s.Clock, Bridge: bridge,
		Later: func(time.Duration, func()) func() { return func() {} }, Post: func(func()) {}})
	defer w.Close()
	win.Resize(size)
	bridge.Settle()
	shade := map[bool]string{false: "light", true: "dark"}[dark]
	take := func(name string) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		bridge.Settle()
		still.Relayout(win.Content())
		n++
		file := fmt.Sprintf("%s-%s-%s-%s-%.0fx%.0f.png", station, name, lang, shade, size.Width, size.Height)
		return savePNG(filepath.Join(s.Dir, file), win.Canvas().Capture())
	}
	if err := take("signon"); err != nil {
		return n, err
	}
	drawn := map[string]bool{}
	for _, role := range []data.Role{data.Role(station), data.Supervisor} {
		who := slices.IndexFunc(w.staff, func(p data.Staff) bool { return p.Role == role && !p.Gone && p.Verifier != "" })
		if who < 0 {
			continue
		}
		w.enter(w.staff[who])
		bridge.Settle()
		for _, r := range w.entries(true) {
			if drawn[r.Name] {
				continue
			}
			drawn[r.Name] = true
			w.goTo(r.Name)
			bridge.Settle()
			if err := take(r.Name); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

func (s ShotsSetup) page(p Pages, page int) error {
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(false))
	o := p.Draw(page, pageWide)
	win := test.NewWindow(o)
	defer win.Close()
	win.SetPadded(false)
	win.Resize(o.MinSize())
	return savePNG(filepath.Join(s.Dir, fmt.Sprintf("paper-%s-%d.png", p.Name, page+1)), win.Canvas().Capture())
}

func savePNG(path string, img image.Image) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return data.Fault(data.Storage, "error.file").Because(err)
	}
	err = (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(f, img)
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		return data.Fault(data.Storage, "error.file").Because(err)
	}
	return nil
}
