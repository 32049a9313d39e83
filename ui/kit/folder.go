package kit

import (
	"net/url"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
)

// OpenFolder shows where a file lies. Where there is nothing to show it with,
// the path on the screen has to do.
func OpenFolder(path string) {
	dir := filepath.ToSlash(filepath.Dir(path))
	if !strings.HasPrefix(dir, "/") {
		dir = "/" + dir
	}
	_ = fyne.CurrentApp().OpenURL(&url.URL{Scheme: "file", Path: dir})
}
