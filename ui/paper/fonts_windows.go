package paper

import (
	"os"
	"path/filepath"
)

// spareFonts are the fonts of Windows that have rare characters, best first:
// SimSun-ExtB and ExtG hold the hanzi above U+FFFF.
func spareFonts() []string {
	root := os.Getenv("SystemRoot")
	if root == "" {
		root = `C:\Windows`
	}
	var all []string
	for _, name := range []string{"msyh.ttc", "simsunb.ttf", "SimsunExtG.ttf", "simsun.ttc", "seguisym.ttf", "seguiemj.ttf", "arialuni.ttf"} {
		all = append(all, filepath.Join(root, "Fonts", name))
	}
	return all
}
