//go:build !linux && !windows

package paper

import "context"

// Print opens a PDF in the viewer: these systems print from there.
func Print(_ context.Context, pdfPath, title string) (How, error) {
	if err := start("open", pdfPath); err != nil {
		return "", err
	}
	return ToViewer, nil
}
