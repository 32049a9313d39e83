package paper

import (
	"bytes"
	"context"
	"os/exec"
)

// Print sends a PDF to the default printer with CUPS where there is one, else
// opens it in the viewer. It says which way it went.
func Print(ctx context.Context, pdfPath, title string) (How, error) {
	if lp, err := exec.LookPath("lp"); err == nil && printerReady(ctx) {
		if exec.CommandContext(ctx, lp, "-t", title, "--", pdfPath).Run() == nil {
			return ToPrinter, nil
		}
	}
	if err := open(pdfPath); err != nil {
		return "", err
	}
	return ToViewer, nil
}

// printerReady says whether CUPS knows any printer.
func printerReady(ctx context.Context) bool {
	lpstat, err := exec.LookPath("lpstat")
	if err != nil {
		return false
	}
	out, err := exec.CommandContext(ctx, lpstat, "-e").Output()
	return err == nil && len(bytes.TrimSpace(out)) > 0
}

// open starts the viewer and does not wait for it: it may stay open all day.
func open(path string) error { return start("xdg-open", path) }
