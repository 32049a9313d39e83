// Package assets holds what the program shows but does not compute: fonts, icons, words in both
// languages and the sample office. It is a leaf: it imports nothing of ours and must not know
// what a screen, a register or a book is.
package assets

import (
	"embed"
	"io/fs"
	"path"
	"sort"
	"strings"
	"sync"

	"golang.org/x/image/font/sfnt"
)

// FontRegular is Noto Sans SC Regular: all of GBK, of 通用规范汉字表 and of CJK Extension A, with the
// hanzi found in names that only the Japanese family draws.
//
//go:embed fonts/NotoSansSC-Regular.ttf
var FontRegular []byte

// FontBold is Noto Sans SC Bold. It leaves out the part of CJK Extension A that stands neither in
// GBK nor in 通用规范汉字表, to save memory; Draws tells where Regular has to serve instead.
//
//go:embed fonts/NotoSansSC-Bold.ttf
var FontBold []byte

// AppIcon is the program's icon, a PNG of 512 pixels.
//
//go:embed icon.png
var AppIcon []byte

//go:embed fonts/OFL.txt icons/LICENSE.txt
var licences embed.FS

//go:embed icons/*.svg
var icons embed.FS

//go:embed words/*/*.json
var words embed.FS

//go:embed office
var office embed.FS

// Icon returns the SVG of the line icon with this name, nil if there is none. All are 24 by 24, of
// filled shapes in black: the toolkit replaces the colour of fills, never that of strokes.
func Icon(name string) []byte {
	b, err := icons.ReadFile("icons/" + name + ".svg")
	if err != nil {
		return nil
	}
	return b
}

// Icons returns the names of all icons, sorted.
func Icons() []string { return names(icons, "icons", ".svg") }

// Office returns a file of the sample office by its name without ".json", nil if there is none.
func Office(name string) []byte {
	b, err := office.ReadFile("office/" + name + ".json")
	if err != nil {
		return nil
	}
	return b
}

// Offices returns the names of the sample office's files, sorted.
func Offices() []string { return names(office, "office", ".json") }

// Licences returns the licence texts of what others made, by name, for the page that shows them.
func Licences() map[string]string {
	texts := map[string]string{}
	for name, file := range map[string]string{"Noto Sans SC": "fonts/OFL.txt", "Lucide": "icons/LICENSE.txt"} {
		if b, err := licences.ReadFile(file); err == nil {
			texts[name] = string(b)
		}
	}
	return texts
}

var (
	regular = sync.OnceValue(func() *sfnt.Font { return parsed(FontRegular) })
	bold    = sync.OnceValue(func() *sfnt.Font { return parsed(FontBold) })
)

// parsed reads a font that lies in the program: that it cannot be read is a fault of the program.
func parsed(b []byte) *sfnt.Font {
	f, err := sfnt.Parse(b)
	if err != nil {
		panic(err)
	}
	return f
}

// Draws reports whether the font of this weight draws every character of the text. Without a
// glyph, a screen would show a character of some other font and a page an empty box.
func Draws(text string, heavy bool) bool {
	font := regular()
	if heavy {
		font = bold()
	}
	var buffer sfnt.Buffer
	for _, r := range text {
		if glyph, err := font.GlyphIndex(&buffer, r); err != nil || glyph == 0 {
			return false
		}
	}
	return true
}

// names lists the files of a folder that end so, without the ending.
func names(files fs.FS, dir, ending string) []string {
	entries, err := fs.ReadDir(files, dir)
	if err != nil {
		return nil
	}
	var found []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(path.Base(e.Name()), ending); ok {
			found = append(found, name)
		}
	}
	sort.Strings(found)
	return found
}
