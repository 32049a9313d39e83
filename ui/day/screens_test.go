package day

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/ui"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen/screentest"
)

// windows are the sizes of window that a station must do with.
func windows(station string) []fyne.Size {
	if stationOf(station).Touch {
		return []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(1024, 768)}
	}
	return []fyne.Size{fyne.NewSize(1366, 768), fyne.NewSize(1024, 768)}
}

// TestEveryScreenBuildsOnTheBook: the book answers what each screen asks for.
func TestEveryScreenBuildsOnTheBook(t *testing.T) {
	book, err := registers.OpenReader(t.Context(), sampleDir(t), store.Options{Clock: (&clock{at: sampleNow}).now})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, st := range ui.Stations(book) {
		for _, e := range st.Entries {
			sh := screentest.NewShell(t)
			s := e.Build(sh)
			kittest.Show(t, s.Content(), 1220, 700)
			sh.Settle()
			s.Changed(data.Change{})
			sh.Settle()
			s.Closed()
		}
	}
}

// leastTarget is how large a thing to tap is at the least: the bar is worked with
// wet fingers.
func leastTarget(station string) float32 {
	if station == "bar" {
		return 56
	}
	return 48
}

// TestEveryScreenIsWellSet looks at every screen of every station in both
// languages and both lights, in two sizes of window, in a house full of life and
// in one that was opened a minute ago.
func TestEveryScreenIsWellSet(t *testing.T) {
	for _, house := range []struct {
		name string
		dir  string
		who  map[string]data.ID
	}{
		{"sample", sampleDir(t), map[string]data.ID{"reception": "staff-an", "bar": "staff-gu", "venue": "staff-jiang"}},
		{"empty", emptyDir(t), nil},
	} {
		for _, station := range ui.StationNames() {
			who, pin := house.who[station], "1024"
			if who == "" {
				who, pin = "staff-chang", "2580"
			}
			for _, size := range windows(station) {
				for _, lang := range assets.Langs() {
					for _, dark := range []bool{false, true} {
						name := fmt.Sprintf("%s %s %s %v %.0f", house.name, station, lang, dark, size.Width)
						t.Run(name, func(t *testing.T) {
							h := open(t, setup{at: sampleNow, dir: house.dir, lang: lang, dark: dark, station: station, size: size,
								start: data.SignOn{Head: data.Head{Staff: who}, PIN: pin}})
							h.everyScreen(station, lang, who, size)
						})
					}
				}
			}
		}
	}
}

// railOf lists what stands in a station's rail for somebody, in order.
func (h *house) railOf(station string, who data.ID) (rail []ui.Entry) {
	h.t.Helper()
	staff, err := h.book.Staff(h.t.Context())
	if err != nil {
		h.t.Fatal(err)
	}
	role := data.Supervisor
	for _, p := range staff {
		if p.ID == who {
			role = p.Role
		}
	}
	for _, st := range ui.Stations(h.book) {
		for _, e := range st.Entries {
			if st.Name == station && !e.Hidden && e.Allows(role) {
				rail = append(rail, e)
			}
		}
	}
	return rail
}

// everyScreen goes down the rail and looks.
func (h *house) everyScreen(station, lang string, who data.ID, size fyne.Size) {
	h.t.Helper()
	before := ""
	for i, r := range h.railOf(station, who) {
		if i < 10 {
			h.Key(fyne.KeyName(fmt.Sprintf("F%d", i+1)))
		} else { // F11 and F12 are the window's own
			h.Tap(assets.Words(lang).Say(r.Title))
		}
		h.look(r.Name, size, leastTarget(station))
		now := strings.Join(h.Texts(), " ")
		if now == before {
			h.t.Errorf("the %d. of the rail does not lead to %s", i+1, r.Name)
		}
		before = now
		if r.Name != "settings" && r.Name != "records" {
			continue
		}
		for _, part := range kittest.Lists(h.Root())[0].Items() {
			h.TapIn(kittest.Lists(h.Root())[0], part.Title)
			h.look(r.Name+"/"+part.Title, size, leastTarget(station))
		}
	}
}

// look says what is wrong with what is in the window.
func (h *house) look(name string, size fyne.Size, least float32) {
	h.t.Helper()
	for _, fault := range kittest.CheckLayoutFor(h.win.Content(), size.Width, size.Height, least) {
		h.t.Errorf("%s: %s", name, fault)
	}
	texts := h.Texts()
	if len(texts) < 15 {
		h.t.Errorf("%s says only %q", name, texts)
	}
	for _, text := range texts {
		if strings.Contains(text, "⟦") {
			h.t.Errorf("%s: no words for %s", name, text)
		}
	}
}
