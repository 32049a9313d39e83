package office

import (
	"os"
	"path/filepath"
	"time"

	"yingbin/data/store"
)

// settled is how long a sample's folder is left alone though nobody has it open: it may
// just be filled.
const settled = 10 * time.Minute

// SweepSamples removes sample offices, among the machine's temporary files, that a
// killed program left behind: folders called so that nobody has open.
func SweepSamples(pattern string) {
	list, _ := filepath.Glob(filepath.Join(os.TempDir(), pattern))
	for _, dir := range list {
		info, err := os.Stat(dir)
		if err == nil && info.IsDir() && time.Since(info.ModTime()) > settled && store.Abandoned(dir) {
			os.RemoveAll(dir)
		}
	}
}
