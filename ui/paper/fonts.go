package paper

import (
	"io"
	"os"
	"sync"

	"golang.org/x/image/font/sfnt"
)

// spare are the system's own fonts, asked for the few characters that the
// house's font lacks. They are opened when the first such character comes and
// stay open: they are read in place, never loaded whole.
var spare = sync.OnceValue(func() []*face {
	var all []*face
	for _, path := range spareFonts() {
		all = append(all, openFaces(path)...)
	}
	return all
})

// openFaces opens a font file, or nothing if it is missing or no font.
func openFaces(path string) []*face {
	file, err := os.Open(path)
	if err != nil {
		return nil
	}
	return readFaces(file)
}

func readFaces(file interface {
	io.ReaderAt
	io.Closer
}) []*face {
	c, err := sfnt.ParseCollectionReaderAt(file)
	if err != nil || c.NumFonts() == 0 {
		file.Close()
		return nil
	}
	// A collection's faces differ in language, not in what they cover.
	f, err := c.Font(0)
	if err != nil || f.UnitsPerEm() <= 0 {
		file.Close()
		return nil
	}
	return []*face{newFace(f)}
}
