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
)

// FontRegular is Noto Sans SC Regular: all of GBK, of 通用规范汉字表 and of CJK Extension A, with the
// rarer hanzi of names that only the Japanese family draws.
//
//go:embed fonts/NotoSansSC-Regular.ttf
var FontRegular []byte

// FontBold is Noto Sans SC Bold with a smaller set, for headings and figures: GB 2312,
// 通用规范汉字表 and the common traditional characters.
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

// Icon returns the SVG of the line icon with this name, nil if there is none. All are 24 by 24,
// stroked in black so that the toolkit can replace the colour.
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
