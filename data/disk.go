package data

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// DiskFull reports that something could not be written because there is no room.
func DiskFull(err error) bool {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return true
	}
	// ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL
	return runtime.GOOS == "windows" && (errors.Is(err, syscall.Errno(39)) || errors.Is(err, syscall.Errno(112)))
}

// DiskFault is what is said of a file or a folder that can't be read or written:
// error.diskFull or error.readOnly; nil stays nil.
func DiskFault(err error) error {
	switch {
	case err == nil:
		return nil
	case DiskFull(err):
		return Fault(Storage, "error.diskFull").Because(err)
	}
	return Fault(Storage, "error.readOnly").Because(err)
}

// WriteWhole writes a small file whole or not at all, and returns when it is on
// the disk. Only this user may read it.
func WriteWhole(path string, body []byte) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".new-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if _, err = tmp.Write(body); err != nil {
		return err
	}
	if err = tmp.Sync(); err != nil {
		return err
	}
	if err = tmp.Close(); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}
