package kit

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
)

func luminance(c color.Color) float64 {
	r, g, b, _ := c.RGBA()
	part := func(v uint32) float64 {
		f := float64(v) / 0xffff
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Every pair of words and ground that a widget can make reaches 4.5:1.
func TestWordsCanBeReadOnEveryGround(t *testing.T) {
	type pair struct{ text, ground fyne.ThemeColorName }
	var pairs []pair
	add := func(ground fyne.ThemeColorName, texts ...fyne.ThemeColorName) {
		for _, text := range texts {
			pairs = append(pairs, pair{text, ground})
		}
	}
	add(ColorSurface, ColorInk, ColorQuiet, ColorJade, ColorBrass, ColorGood, ColorSoon, ColorLate)
	add(ColorPaper, ColorInk, ColorQuiet, ColorJade, ColorLate, ColorBrassInk, ColorGoodInk, ColorSoonInk)
	add(ColorJade, ColorOnJade)
	add(ColorLate, ColorOnLate)
	add(ColorToast, ColorOnToast, ColorToastAct)
	for tone := TonePlain; tone <= ToneLate; tone++ {
		add(tone.Soft(), tone.Ink(), ColorInk, ColorQuiet)
		add(ColorSurface, tone.Ink())
		add(ColorPaper, tone.Ink())
	}
	for _, dark := range []bool{false, true} {
		th := NewTheme(dark)
		for _, p := range pairs {
			if c := contrast(th.Color(p.text, 0), th.Color(p.ground, 0)); c < 4.5 {
				t.Errorf("dark %v: %s on %s reaches %.2f", dark, p.text, p.ground, c)
			}
		}
	}
}

func TestRolesHaveTheHouseColours(t *testing.T) {
	want := map[fyne.ThemeColorName][2]string{
		ColorPaper: {"F7F5F0", "161A19"}, ColorSurface: {"FFFFFF", "1F2523"}, ColorJade: {"0F6B5C", "5CC4AE"},
		ColorBrass: {"96691F", "E0B15E"}, ColorGood: {"2E7D32", "81C784"}, ColorSoon: {"B45309", "FFB74D"},
		ColorLate: {"B3261E", "F28B82"}, ColorInk: {"1F2421", "ECEFED"}, ColorQuiet: {"5B635F", "A9B1AD"},
	}
	for name, both := range want {
		for i, dark := range []bool{false, true} {
			r, g, b, _ := NewTheme(dark).Color(name, 0).RGBA()
			if got := fmt.Sprintf("%02X%02X%02X", r>>8, g>>8, b>>8); got != both[i] {
				t.Errorf("%s dark %v is %s, want %s", name, dark, got, both[i])
			}
		}
	}
}

func TestBothThemesNameTheSameColours(t *testing.T) {
	for name := range light {
		if _, ok := dark[name]; !ok {
			t.Errorf("dark has no %s", name)
		}
	}
	if len(light) != len(dark) {
		t.Errorf("light names %d colours, dark %d", len(light), len(dark))
	}
	for fynes, ours := range borrowed {
		if _, ok := light[ours]; !ok {
			t.Errorf("%s stands for %s, which is no colour", ours, fynes)
		}
	}
}

func TestEveryStyleGetsAFontWithHanzi(t *testing.T) {
	th := NewTheme(false)
	for _, style := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Monospace: true}, {Bold: true, Italic: true}} {
		if f := th.Font(style); f != regular && f != bold {
			t.Errorf("%+v gets %s", style, f.Name())
		}
	}
}
