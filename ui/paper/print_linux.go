package paper

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"time"
)

// printPatience is how long CUPS may take: it waits for servers that are off.
const printPatience = 10 * time.Second

// Print sends a PDF to the default printer with CUPS, or to the only one there
// is; without either it opens the viewer. It says which way it went.
func Print(ctx context.Context, pdfPath, title string) (How, error) {
	if printByCUPS(ctx, pdfPath, title) {
		return ToPrinter, nil
	}
	if err := start("xdg-open", pdfPath); err != nil {
		return "", err
	}
	return ToViewer, nil
}

func printByCUPS(ctx context.Context, pdfPath, title string) bool {
	ctx, cancel := context.WithTimeout(ctx, printPatience)
	defer cancel()
	lp, err := exec.LookPath("lp")
	if err != nil {
		return false
	}
	printer := destination(ctx)
	return printer != "" && exec.CommandContext(ctx, lp, "-d", printer, "-t", title, pdfPath).Run() == nil
}

// destination is the printer to use: the default one, else the only one. Where
// there are several and none is the default, somebody has to choose.
func destination(ctx context.Context) string {
	if _, name, ok := strings.Cut(lpstat(ctx, "-d"), "destination: "); ok {
		return strings.TrimSpace(name)
	}
	if all := strings.Fields(lpstat(ctx, "-e")); len(all) == 1 {
		return all[0]
	}
	return ""
}

func lpstat(ctx context.Context, what string) string {
	cmd := exec.CommandContext(ctx, "lpstat", what)
	cmd.Env = append(os.Environ(), "LC_ALL=C") // its answers are translated
	out, err := cmd.Output()
	if err != nil {
		return ""
	}
	return string(out)
}
