package store

import (
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// remote says why a folder is no place for a book: SQLite's write-ahead log
// breaks on network shares and in folders that OneDrive synchronises. "" is
// fine.
func remote(dir string) string {
	full, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	if strings.HasPrefix(full, `\\`) {
		return "network path"
	}
	root, err := windows.UTF16PtrFromString(filepath.VolumeName(full) + `\`)
	if err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE {
		return "network drive"
	}
	for _, name := range []string{"OneDrive", "OneDriveCommercial", "OneDriveConsumer"} {
		if synced := os.Getenv(name); synced != "" && within(full, synced) {
			return "OneDrive folder"
		}
	}
	return ""
}

func within(path, parent string) bool {
	rel, err := filepath.Rel(parent, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, `..\`)
}
