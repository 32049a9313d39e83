package paper

import (
	"context"

	"golang.org/x/sys/windows"
)

// Print hands a PDF to whatever program prints PDFs on this machine, else
// opens it in the viewer. It says which way it went.
func Print(_ context.Context, pdfPath, title string) (How, error) {
	if shell("print", pdfPath) == nil {
		return ToSystem, nil
	}
	// Many viewers announce no "print".
	if err := shell("open", pdfPath); err != nil {
		return "", err
	}
	return ToViewer, nil
}

func shell(verb, path string) error {
	v, err := windows.UTF16PtrFromString(verb)
	if err != nil {
		return err
	}
	p, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, v, p, nil, nil, windows.SW_SHOWNORMAL)
}
