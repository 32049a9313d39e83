package kit

import (
	"image/color"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"yingbin/assets"
)

// The colours of the house by role. The Ink ones are for words on the Soft
// ground of the same tone, where the plain role would be too pale to read.
const (
	ColorPaper    fyne.ThemeColorName = "paper"
	ColorSurface  fyne.ThemeColorName = "surface"
	ColorJade     fyne.ThemeColorName = "jade"
	ColorOnJade   fyne.ThemeColorName = "onJade"
	ColorBrass    fyne.ThemeColorName = "brass"
	ColorGood     fyne.ThemeColorName = "good"
	ColorSoon     fyne.ThemeColorName = "soon"
	ColorLate     fyne.ThemeColorName = "late"
	ColorOnLate   fyne.ThemeColorName = "onLate"
	ColorInk      fyne.ThemeColorName = "ink"
	ColorQuiet    fyne.ThemeColorName = "quiet"
	ColorRule     fyne.ThemeColorName = "rule"
	ColorEdge     fyne.ThemeColorName = "edge" // the outline of what can be tapped
	ColorToast    fyne.ThemeColorName = "toast"
	ColorOnToast  fyne.ThemeColorName = "onToast"
	ColorToastAct fyne.ThemeColorName = "toastAct"
	ColorShade    fyne.ThemeColorName = "shade" // over a screen behind a sheet
	ColorHover    fyne.ThemeColorName = "hoverShade"
	ColorPress    fyne.ThemeColorName = "pressShade"
	ColorDash     fyne.ThemeColorName = "dash" // bars to compare with

	ColorBrassInk fyne.ThemeColorName = "brassInk"
	ColorGoodInk  fyne.ThemeColorName = "goodInk"
	ColorSoonInk  fyne.ThemeColorName = "soonInk"

	ColorJadeMid fyne.ThemeColorName = "jadeMid" // what is past, in a chart
	// colorNone keeps Fyne's entry from drawing a ground and a frame: Field draws its own.
	colorNone fyne.ThemeColorName = "none"

	ColorJadeSoft  fyne.ThemeColorName = "jadeSoft"
	ColorBrassSoft fyne.ThemeColorName = "brassSoft"
	ColorGoodSoft  fyne.ThemeColorName = "goodSoft"
	ColorSoonSoft  fyne.ThemeColorName = "soonSoft"
	ColorLateSoft  fyne.ThemeColorName = "lateSoft"
	ColorPlainSoft fyne.ThemeColorName = "plainSoft"
)

// The sizes of the house.
const (
	SizeBody     fyne.ThemeSizeName = "body"
	SizeLabel    fyne.ThemeSizeName = "label"
	SizeSection  fyne.ThemeSizeName = "section"
	SizeFigure   fyne.ThemeSizeName = "figure"
	SizeTitle    fyne.ThemeSizeName = "title"
	SizeSmall    fyne.ThemeSizeName = "small"
	SizeDisplay  fyne.ThemeSizeName = "display" // figures read across a room
	SizeButton   fyne.ThemeSizeName = "button"
	SizeTouch    fyne.ThemeSizeName = "touch"
	SizeTouchBar fyne.ThemeSizeName = "touchBar"
	SizeGap      fyne.ThemeSizeName = "gap"
	SizePad      fyne.ThemeSizeName = "pad"
	SizeRadius   fyne.ThemeSizeName = "radius"
	SizeIcon     fyne.ThemeSizeName = "icon"
	SizeSheet    fyne.ThemeSizeName = "sheet" // width of a sheet at the right
	SizeRail     fyne.ThemeSizeName = "rail"
	SizeHairline fyne.ThemeSizeName = "hairline"
	SizeFocus    fyne.ThemeSizeName = "focus"
)

func rgb(v uint32) color.Color {
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 0xff}
}

func rgba(v uint32, a uint8) color.Color {
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), a}
}

var light = map[fyne.ThemeColorName]color.Color{
	colorNone:  color.Transparent,
	ColorPaper: rgb(0xF7F5F0), ColorSurface: rgb(0xFFFFFF),
	ColorJade: rgb(0x0F6B5C), ColorOnJade: rgb(0xFFFFFF), ColorBrass: rgb(0x96691F),
	ColorGood: rgb(0x2E7D32), ColorSoon: rgb(0xB45309), ColorLate: rgb(0xB3261E), ColorOnLate: rgb(0xFFFFFF),
	ColorInk: rgb(0x1F2421), ColorQuiet: rgb(0x5B635F),
	ColorDash: rgb(0xB9B5AB), ColorRule: rgb(0xE2DFD8), ColorEdge: rgb(0xD5D1C8),
	ColorToast: rgb(0x24302C), ColorOnToast: rgb(0xF4F6F5), ColorToastAct: rgb(0x7FD8C4),
	ColorShade: rgba(0x1F2421, 0x66), ColorHover: rgba(0x1F2421, 0x0C), ColorPress: rgba(0x1F2421, 0x1C),
	ColorBrassInk: rgb(0x80571A), ColorGoodInk: rgb(0x28702C), ColorSoonInk: rgb(0x9C4707),
	ColorJadeMid: rgb(0x9CC9BC), ColorJadeSoft: rgb(0xE3F0EB), ColorBrassSoft: rgb(0xF6EEDC), ColorGoodSoft: rgb(0xE5F1E6),
	ColorSoonSoft: rgb(0xFBEBD8), ColorLateSoft: rgb(0xFBE3E1), ColorPlainSoft: rgb(0xF0EFEA),
}

var dark = map[fyne.ThemeColorName]color.Color{
	colorNone:  color.Transparent,
	ColorPaper: rgb(0x161A19), ColorSurface: rgb(0x1F2523),
	ColorJade: rgb(0x5CC4AE), ColorOnJade: rgb(0x12211D), ColorBrass: rgb(0xE0B15E),
	ColorGood: rgb(0x81C784), ColorSoon: rgb(0xFFB74D), ColorLate: rgb(0xF28B82), ColorOnLate: rgb(0x2A1210),
	ColorInk: rgb(0xECEFED), ColorQuiet: rgb(0xA9B1AD),
	ColorDash: rgb(0x6B7671), ColorRule: rgb(0x333B38), ColorEdge: rgb(0x414B47),
	ColorToast: rgb(0xE6EBE8), ColorOnToast: rgb(0x1F2523), ColorToastAct: rgb(0x0F6B5C),
	ColorShade: rgba(0x000000, 0x99), ColorHover: rgba(0xFFFFFF, 0x0F), ColorPress: rgba(0xFFFFFF, 0x22),
	ColorBrassInk: rgb(0xE0B15E), ColorGoodInk: rgb(0x81C784), ColorSoonInk: rgb(0xFFB74D),
	ColorJadeMid: rgb(0x347263), ColorJadeSoft: rgb(0x1D3630), ColorBrassSoft: rgb(0x37301F), ColorGoodSoft: rgb(0x20351F),
	ColorSoonSoft: rgb(0x3A2C18), ColorLateSoft: rgb(0x3D2523), ColorPlainSoft: rgb(0x2A312E),
}

var sizes = map[fyne.ThemeSizeName]float32{
	SizeBody: 16, SizeLabel: 14, SizeSection: 20, SizeFigure: 32, SizeTitle: 24, SizeSmall: 13, SizeDisplay: 44, SizeButton: 18,
	SizeTouch: 48, SizeTouchBar: 56, SizeGap: 8, SizePad: 16, SizeRadius: 12, SizeIcon: 24,
	SizeSheet: 480, SizeRail: 92, SizeHairline: 1, SizeFocus: 2,
	// what Fyne's own entry asks for
	theme.SizeNameText: 16, theme.SizeNameInnerPadding: 12, theme.SizeNamePadding: 4,
	theme.SizeNameInputBorder: 2, theme.SizeNameInputRadius: 12, theme.SizeNameSelectionRadius: 3,
	theme.SizeNameCaptionText: 13, theme.SizeNameHeadingText: 24, theme.SizeNameSubHeadingText: 20,
}

// borrowed says which colour of ours stands for one that Fyne asks for.
var borrowed = map[fyne.ThemeColorName]fyne.ThemeColorName{
	theme.ColorNameBackground: ColorPaper, theme.ColorNameOverlayBackground: ColorSurface,
	theme.ColorNameMenuBackground: ColorSurface, theme.ColorNameForeground: ColorInk,
	theme.ColorNamePrimary: ColorJade, theme.ColorNameForegroundOnPrimary: ColorOnJade,
	theme.ColorNamePlaceHolder: ColorQuiet, theme.ColorNameDisabled: ColorQuiet,
	theme.ColorNameInputBackground: colorNone, theme.ColorNameInputBorder: colorNone,
	theme.ColorNameButton: ColorSurface, theme.ColorNameSeparator: ColorRule,
	theme.ColorNameError: ColorLate, theme.ColorNameSuccess: ColorGood, theme.ColorNameWarning: ColorSoon,
	theme.ColorNameHover: ColorHover, theme.ColorNamePressed: ColorPress, theme.ColorNameFocus: ColorJadeSoft,
	theme.ColorNameSelection: ColorJadeSoft, theme.ColorNameHyperlink: ColorJade,
}

var (
	regular = fyne.NewStaticResource("NotoSansSC-Regular.ttf", assets.FontRegular)
	bold    = fyne.NewStaticResource("NotoSansSC-Bold.ttf", assets.FontBold)
)

// Theme is the house's look, light or dark; the system's own choice is not asked.
type Theme struct{ night, large bool }

// NewTheme gives the light theme or the dark one.
func NewTheme(dark bool) fyne.Theme { return &Theme{night: dark} }

// NewTouchTheme gives the theme where fingers alone are used: whatever is tapped
// is larger.
func NewTouchTheme(dark bool) fyne.Theme { return &Theme{night: dark, large: true} }

// Lit gives the theme in force as its light or its dark one.
func Lit(dark bool) fyne.Theme { return &Theme{night: dark, large: current().large} }

// Dark reports whether this is the dark theme.
func (t *Theme) Dark() bool { return t.night }

// Color gives a colour of ours, or Fyne's where it asks for one we don't name.
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if ours, ok := borrowed[name]; ok {
		name = ours
	}
	palette, variant := light, theme.VariantLight
	if t.night {
		palette, variant = dark, theme.VariantDark
	}
	if c, ok := palette[name]; ok {
		return c
	}
	return theme.DefaultTheme().Color(name, variant)
}

// ReadFonts begins to read the font of the theme in force, in both weights at once:
// each takes most of the time until the first frame. Nothing may be measured or drawn
// until wait returns.
func ReadFonts() (wait func()) {
	var both sync.WaitGroup
	for _, bold := range []bool{false, true} {
		both.Go(func() {
			fyne.MeasureText("迎宾", theme.DefaultTheme().Size(theme.SizeNameText), fyne.TextStyle{Bold: bold})
		})
	}
	return both.Wait
}

// Font gives one family in two weights, for every style: a style without hanzi
// would send each of them through a slow search for another font.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	if style.Symbol {
		return theme.DefaultTheme().Font(style)
	}
	if style.Bold {
		return bold
	}
	return regular
}

// Icon gives Fyne's own icons; ours are drawn by Icon.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(name) }

// Size gives a size of ours, or Fyne's where we don't name one.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	if t.large && name == SizeTouch {
		name = SizeTouchBar
	}
	if s, ok := sizes[name]; ok {
		return s
	}
	return theme.DefaultTheme().Size(name)
}

// current gives the theme in force if it is ours, else the light one.
func current() *Theme {
	if app := fyne.CurrentApp(); app != nil {
		if t, ok := app.Settings().Theme().(*Theme); ok {
			return t
		}
	}
	return &Theme{}
}

// Color gives a colour of the theme in force.
func Color(name fyne.ThemeColorName) color.Color { return current().Color(name, 0) }

// Size gives a size of the theme in force.
func Size(name fyne.ThemeSizeName) float32 { return current().Size(name) }

// Tone is what a colour says. It never says it alone: a word or an icon goes with it.
type Tone int

// The tones: nothing, the house's own, a mark, all is well, soon due, late.
const (
	TonePlain Tone = iota
	TonePrimary
	ToneAccent
	ToneGood
	ToneSoon
	ToneLate
)

// Ink names the colour for words in this tone, readable on paper, surface and
// the tone's own soft ground.
func (t Tone) Ink() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{ColorQuiet, ColorJade, ColorBrassInk, ColorGoodInk, ColorSoonInk, ColorLate}[t.safe()]
}

// Soft names the ground of badges, banners and tiles in this tone.
func (t Tone) Soft() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{ColorPlainSoft, ColorJadeSoft, ColorBrassSoft, ColorGoodSoft, ColorSoonSoft, ColorLateSoft}[t.safe()]
}

// Line names the colour of outlines, dots and stripes in this tone.
func (t Tone) Line() fyne.ThemeColorName {
	return [...]fyne.ThemeColorName{ColorEdge, ColorJade, ColorBrass, ColorGood, ColorSoon, ColorLate}[t.safe()]
}

func (t Tone) safe() Tone {
	if t < TonePlain || t > ToneLate {
		return TonePlain
	}
	return t
}
