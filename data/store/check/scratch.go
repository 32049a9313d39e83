package check

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"

	"yingbin/data"
)

// scratchPrefix begins the name of a folder in which a check works.
const scratchPrefix = ".check-"

// scratch is the folder in which one check works, inside the office's: it holds a
// copy of the book, for nobody else to read.
type scratch struct {
	dir  string
	lock *flock.Flock // held while the check lives: what a killed one left is free
}

func newScratch(office string) (*scratch, error) {
	Sweep(office)
	dir, err := os.MkdirTemp(office, scratchPrefix+"*")
	if err != nil {
		return nil, noRoom(err)
	}
	s := &scratch{dir, flock.New(filepath.Join(dir, "lock"), flock.SetPermissions(0o600))}
	if ok, err := s.lock.TryLock(); err != nil || !ok {
		os.RemoveAll(dir)
		return nil, noRoom(errors.Join(err, fmt.Errorf("%s is taken", dir)))
	}
	return s, nil
}

func (s *scratch) sub(name string) (string, error) {
	dir := filepath.Join(s.dir, name)
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", noRoom(err)
	}
	return dir, nil
}

func (s *scratch) remove() {
	_ = s.lock.Unlock()
	os.RemoveAll(s.dir)
}

// Sweep removes what killed checks left in an office's folder; those that run are
// left alone.
func Sweep(office string) {
	entries, _ := os.ReadDir(office)
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), scratchPrefix) {
			continue
		}
		dir := filepath.Join(office, e.Name())
		lock := flock.New(filepath.Join(dir, "lock"))
		if ok, err := lock.TryLock(); ok || err != nil && errors.Is(err, os.ErrNotExist) {
			_ = lock.Unlock()
			os.RemoveAll(dir)
		}
	}
}

func noRoom(err error) error { return data.Fault(data.Storage, "check.noRoom").Because(err) }
