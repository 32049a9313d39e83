package paper

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"yingbin/assets"
)

// face is one font asked for advances and outlines. It may be asked by many
// goroutines: answers are kept in tables that need no lock, because a long
// register asks for the same few thousand characters half a million times.
type face struct {
	font *sfnt.Font
	em   float64

	mu  sync.Mutex
	buf sfnt.Buffer

	near [0x10000]atomic.Int32 // 0 not asked, -1 missing, else advance+1
	far  sync.Map              // the same for characters above U+FFFF
}

func newFace(f *sfnt.Font) *face {
	return &face{font: f, em: float64(f.UnitsPerEm())}
}

// units is the advance in font units; false where the font lacks the rune.
func (f *face) units(r rune) (int32, bool) {
	if r < 0 || r > unicode.MaxRune {
		return 0, false
	}
	if r < 0x10000 {
		v := f.near[r].Load()
		if v == 0 {
			v = f.ask(r)
			f.near[r].Store(v)
		}
		return v - 1, v > 0
	}
	got, ok := f.far.Load(r)
	if !ok {
		got = f.ask(r)
		f.far.Store(r, got)
	}
	v := got.(int32)
	return v - 1, v > 0
}

func (f *face) ask(r rune) int32 {
	f.mu.Lock()
	defer f.mu.Unlock()
	g, err := f.font.GlyphIndex(&f.buf, r)
	if err != nil || g == 0 {
		return -1
	}
	a, err := f.font.GlyphAdvance(&f.buf, g, fixed.I(int(f.em)), font.HintingNone)
	if err != nil {
		return -1
	}
	return int32(a.Round()) + 1
}

// outline is the rune's shape in font units, y growing downwards.
func (f *face) outline(r rune) (sfnt.Segments, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	g, err := f.font.GlyphIndex(&f.buf, r)
	if err != nil || g == 0 {
		return nil, false
	}
	segs, err := f.font.LoadGlyph(&f.buf, g, fixed.I(int(f.em)), nil)
	if err != nil {
		return nil, false
	}
	return append(sfnt.Segments(nil), segs...), true
}

func parse(ttf []byte) *face {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		// The fonts are built into the program; a test parses them.
		return nil
	}
	return newFace(f)
}

var (
	regular = sync.OnceValue(func() *face { return parse(assets.FontRegular) })
	bolder  = sync.OnceValue(func() *face { return parse(assets.FontBold) })
)

func own(bold bool) *face {
	if bold {
		return bolder()
	}
	return regular()
}

// source is the face a rune is drawn from: the house's font of that weight,
// else its other weight, else a font of the system; nil where nobody has it.
func source(r rune, bold bool) *face {
	if f := own(bold); has(f, r) {
		return f
	}
	if f := own(!bold); has(f, r) {
		return f
	}
	for _, f := range spare() {
		if has(f, r) {
			return f
		}
	}
	return nil
}

func has(f *face, r rune) bool {
	if f == nil {
		return false
	}
	_, ok := f.units(r)
	return ok
}

// advance is how far the rune moves the pen, in ems.
func advance(r rune, bold bool) float64 {
	f := own(bold)
	if f != nil {
		if u, ok := f.units(r); ok {
			return float64(u) / f.em
		}
	}
	if f = source(r, bold); f == nil {
		return 0
	}
	u, _ := f.units(r)
	return float64(u) / f.em
}

// Width is how far a line of text reaches, in millimetres, at a size in
// points. The numbers come from the font itself and serve PDF and screen.
func Width(s string, size float64, bold bool) float64 {
	var w float64
	for _, r := range s {
		w += advance(r, bold)
	}
	return w * size * MMPerPoint
}

// Printed is the text as it stands on paper: a character that no font has
// becomes its code in brackets, 〔U+1F600〕, invisible ones go, every kind of
// blank becomes a plain space. Nothing that can be seen is ever left out.
func Printed(s string) string {
	plain := true
	for _, r := range s {
		if !isPlain(r) {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	last := rune(0)
	for _, r := range s {
		switch {
		case r == '\n' && last == '\r':
			// the second half of one line break
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f' || r == '\u0085':
			b.WriteByte('\n')
		case r == '\t':
			b.WriteByte(' ')
		case invisible(r):
		case source(r, false) != nil:
			b.WriteRune(r)
		case unicode.Is(unicode.Zs, r):
			b.WriteByte(' ')
		default:
			fmt.Fprintf(&b, "〔U+%04X〕", r)
		}
		last = r
	}
	return b.String()
}

// isPlain says that a rune prints as it is: in the house's font and not one of
// those that are looked at more closely.
func isPlain(r rune) bool {
	if r == '\n' {
		return true
	}
	if r < ' ' || r == 0x7f || r == 0x85 || invisible(r) {
		return false
	}
	return has(regular(), r)
}

// invisible are the characters that only steer others: joiners, direction
// marks, variation selectors.
func invisible(r rune) bool {
	if r < 0xAD {
		return false
	}
	if r >= 0x3000 && r < 0xFE00 {
		return false
	}
	return r >= 0xFE00 && r <= 0xFE0F || r >= 0xE0100 && r <= 0xE01EF || unicode.Is(unicode.Cf, r)
}
