package store

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// ours are the files and folders of an office, and how they begin. Whatever else lies
// in its folder is left as it is.
var (
	ourFiles   = []string{FileName, OutboxFile, anchorFile, "device.json", "device.pem", "link.json", "hub.json", "running", lockFile, "fetched.db"}
	ourFolders = []string{"backup", asideFolder, "log", "hub-tmp", "print", stagedNew, stagedRestore, stagedAside}
)

// protect takes away from others what older versions, or a copy made by hand, let them
// read: SQLite gives its own files beside the book's the same mode. Windows keeps what
// a folder inherits, which is this user's alone in the usual place.
func (b *Book) protect() {
	if runtime.GOOS == "windows" {
		return
	}
	entries, err := os.ReadDir(b.dir)
	if err != nil {
		return
	}
	all := true
	for _, e := range entries {
		switch path := filepath.Join(b.dir, e.Name()); {
		case e.Type().IsRegular() && slices.ContainsFunc(ourFiles, func(f string) bool { return strings.HasPrefix(e.Name(), f) }):
			private(path, e)
		case e.IsDir() && slices.Contains(ourFolders, e.Name()):
			private(path, e)
			within, _ := os.ReadDir(path)
			for _, f := range within {
				if f.Type().IsRegular() {
					private(filepath.Join(path, f.Name()), f)
				}
			}
		case !strings.HasPrefix(e.Name(), "."):
			all = false
		}
	}
	if all { // a folder that holds other things too is somebody's to decide about
		if info, err := os.Stat(b.dir); err == nil && info.Mode().Perm()&0o077 != 0 {
			_ = os.Chmod(b.dir, 0o700)
		}
	}
}

// private lets only this user read a file or enter a folder. Who may not change it
// could not write to the book either, which is told a moment later.
func private(path string, e fs.DirEntry) {
	if info, err := e.Info(); err == nil && info.Mode().Perm()&0o077 != 0 {
		_ = os.Chmod(path, info.Mode().Perm()&0o700)
	}
}
