package ui

import (
	"bytes"
	"errors"
	"io"
	"log"
	"os"
	"runtime"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.3/glfw"

	"yingbin/data"
)

// Display wakes the window system, before the toolkit does, so that a missing
// one can be told in words: the toolkit would panic later on. It gives the room
// the desktop leaves for a window, nothing where that can't be told. Call it on
// the main goroutine.
func Display() (room fyne.Size, err error) {
	missing := data.Fault(data.NotFound, "shell.noDisplay")
	if runtime.GOOS == "linux" && os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return room, missing
	}
	var said bytes.Buffer // the binding speaks to the log; here it is the cause of ours
	defer log.SetOutput(log.Writer())
	log.SetOutput(&said)
	defer func() {
		if p := recover(); p != nil { // how the binding says that the system did not wake
			err = missing.Because(errors.New(said.String()))
		}
	}()
	if err := glfw.Init(); err != nil {
		return room, missing.Because(err)
	}
	if m := glfw.GetPrimaryMonitor(); m != nil {
		_, _, w, h := m.GetWorkarea()
		if mode := m.GetVideoMode(); mode != nil && h < mode.Height {
			h -= titleBar
		}
		x, y := m.GetContentScale()
		if x > 0 && y > 0 {
			room = fyne.NewSize(float32(w)/x, float32(h)/y)
		}
	}
	return room, nil
}

// Locale sees to it that the C library reads and writes UTF-8: without that, X
// drops every hanzi an input method has composed. It must come before Display.
func Locale() {
	if runtime.GOOS != "linux" {
		return
	}
	utf := func(name string) bool {
		v := strings.ToUpper(os.Getenv(name))
		return strings.HasSuffix(v, "UTF-8") || strings.HasSuffix(v, "UTF8")
	}
	switch {
	case os.Getenv("LC_ALL") != "":
		if !utf("LC_ALL") {
			os.Setenv("LC_ALL", "C.UTF-8")
		}
	case os.Getenv("LC_CTYPE") != "":
		if !utf("LC_CTYPE") {
			os.Setenv("LC_CTYPE", "C.UTF-8")
		}
	case !utf("LANG"):
		os.Setenv("LC_CTYPE", "C.UTF-8")
	}
}

// Ears listens to what the toolkit writes to the standard log: it goes to the
// program's own log, and a window that could not be made is noticed there,
// since the toolkit tells of it nowhere else.
type Ears struct {
	To   io.Writer
	deaf atomic.Bool
}

// Write passes a line on.
func (e *Ears) Write(p []byte) (int, error) {
	if bytes.Contains(p, []byte("window creation error")) {
		e.deaf.Store(true)
	}
	if e.To != nil {
		_, _ = e.To.Write(p)
	}
	return len(p), nil
}

// NoWindow reports that the window could not be made, for want of OpenGL.
func (e *Ears) NoWindow() bool { return e.deaf.Load() }

// titleBar is what a desktop with panels puts above a window.
const titleBar = 40

// Size is how large the window begins: most of what the desktop leaves, within
// what the screens are made for.
func Size(room fyne.Size) fyne.Size {
	size := fyne.NewSize(1366, 768)
	if room.Width > 0 {
		size = fyne.NewSize(min(room.Width, 1600), min(room.Height, 960))
	}
	return size.Max(fyne.NewSize(1000, 700))
}
