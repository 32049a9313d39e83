package records

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"yingbin/data"
)

// documents is the folder for documents of whoever is at the machine.
func documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return os.TempDir()
	}
	if runtime.GOOS == "linux" {
		if dir := userDir(home); dir != "" {
			return dir
		}
	}
	return filepath.Join(home, "Documents")
}

// userDir reads where the desktop keeps documents; its name is in the person's
// language.
func userDir(home string) string {
	config := os.Getenv("XDG_CONFIG_HOME")
	if !filepath.IsAbs(config) {
		config = filepath.Join(home, ".config")
	}
	f, err := os.Open(filepath.Join(config, "user-dirs.dirs"))
	if err != nil {
		return ""
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		value, ok := strings.CutPrefix(strings.TrimSpace(lines.Text()), "XDG_DOCUMENTS_DIR=")
		if !ok {
			continue
		}
		dir := strings.ReplaceAll(strings.Trim(value, `"`), "$HOME", home)
		if filepath.IsAbs(dir) {
			return dir
		}
	}
	return ""
}

// freePath gives a path for a new file with an ending in a folder of the program's own; an
// older file of the same name is left alone.
func freePath(base, folder, name, ending string) (string, error) {
	dir := filepath.Join(base, folder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", data.Fault(data.Storage, "paper.cannotWrite").Because(err)
	}
	path := filepath.Join(dir, name+ending)
	for n := 2; ; n++ {
		if _, err := os.Lstat(path); os.IsNotExist(err) {
			return path, nil
		} else if n > 999 || err != nil {
			return "", data.Fault(data.Storage, "paper.cannotWrite").Because(err)
		}
		path = filepath.Join(dir, fmt.Sprintf("%s (%d)%s", name, n, ending))
	}
}
