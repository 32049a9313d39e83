package ui

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"

	"yingbin/data"
)

// The log lies in the office folder. One older file is kept.
const (
	logFolder = "log"
	logFile   = "yingbin.log"
	crashFile = "crash.txt"
	logMost   = 1 << 20
)

// OpenLog begins the log in the office folder, and has the program's last words
// written there should it crash. Without a place to write it logs nothing.
func OpenLog(dir string) (*slog.Logger, io.WriteCloser) {
	folder := filepath.Join(dir, logFolder)
	path := filepath.Join(folder, logFile)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return slog.New(slog.DiscardHandler), nowhere{}
	}
	if info, err := os.Stat(path); err == nil && info.Size() > logMost {
		_ = os.Rename(path, path+".old")
	}
	keepCrash(filepath.Join(folder, crashFile))
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return slog.New(slog.DiscardHandler), nowhere{}
	}
	return slog.New(slog.NewTextHandler(f, nil)), logWriter{f}
}

// logWriter is the log's file. Closing it lets go of the crash file as well, so
// that the folder can be removed.
type logWriter struct{ *os.File }

// Close ends the log.
func (l logWriter) Close() error {
	_ = debug.SetCrashOutput(nil, debug.CrashOptions{})
	return l.File.Close()
}

// keepCrash puts the last crash aside and makes room for the next.
func keepCrash(path string) {
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		_ = os.Rename(path, path+".old")
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return
	}
	_ = debug.SetCrashOutput(f, debug.CrashOptions{}) // it keeps a handle of its own
	f.Close()
}

// note writes an error to the log.
func (w *Window) note(err error) { w.set.Log.Error("fault", "cause", Scrub(err)) }

// causeMost bounds what one line of the log says.
const causeMost = 2000

// Scrub tells an error without what people typed: an error of ours is its code,
// key and field, never its arguments, which may be a name or a phone.
func Scrub(err error) string {
	if err == nil {
		return ""
	}
	e, ours := errors.AsType[*data.Error](err)
	if !ours {
		s := err.Error()
		return s[:min(len(s), causeMost)]
	}
	s := fmt.Sprintf("%s %s", e.Code, e.Key)
	if e.Field != "" {
		s += " (" + e.Field + ")"
	}
	if e.Cause != nil {
		s += ": " + Scrub(e.Cause)
	}
	return s
}

// nowhere takes the log of a folder that can't be written.
type nowhere struct{}

func (nowhere) Write(p []byte) (int, error) { return len(p), nil }
func (nowhere) Close() error                { return nil }
