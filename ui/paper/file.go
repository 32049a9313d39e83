package paper

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"yingbin/data"
)

// How says which way a paper went, as a word key.
type How = string

// The ways to a printer.
const (
	ToPrinter How = "paper.sent.printer" // queued at a printer
	ToSystem  How = "paper.sent.system"  // handed to the system's own printing
	ToViewer  How = "paper.sent.viewer"  // opened for somebody to print from there
)

// Form is what a document can be in a file, by the file's ending.
type Form string

// The forms of files.
const (
	PDF  Form = ".pdf"
	XLSX Form = ".xlsx"
	CSV  Form = ".csv"
)

// Forms lists them.
var Forms = []Form{PDF, XLSX, CSV}

// FormOf gives the form that a path asks for by its ending: PDF where it has
// none, false for an ending that nothing can be made of.
func FormOf(path string) (Form, bool) {
	end := Form(strings.ToLower(filepath.Ext(path)))
	return cmp.Or(end, PDF), end == "" || slices.Contains(Forms, end)
}

// errNoList is of a document that has no rows to give.
var errNoList = data.Fault(data.Invalid, "paper.noList")

// Write writes the document in a form. XLSX and CSV are of lists only: an
// invalid fault for any other document. Other errors are those of out.
func (d *Document) Write(out io.Writer, form Form) error {
	switch form {
	case XLSX:
		return d.WriteXLSX(out)
	case CSV:
		return d.WriteCSV(out)
	}
	return d.WritePDF(out)
}

// WriteFile writes the document to a path, in the form of its ending: whole or
// not at all, and on the disk when it returns. Its errors are storage faults,
// and an invalid one for a form that the document can't have.
func (d *Document) WriteFile(path string) (err error) {
	form, ok := FormOf(path)
	if !ok || form != PDF && !d.IsList() {
		return errNoList
	}
	dir := filepath.Dir(path)
	if err = os.MkdirAll(dir, 0o700); err != nil {
		return trouble(err)
	}
	tmp, err := os.CreateTemp(dir, ".paper-*.tmp")
	if err != nil {
		return trouble(err)
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if err = d.Write(tmp, form); err != nil {
		return trouble(err)
	}
	if err = tmp.Sync(); err != nil {
		return trouble(err)
	}
	if err = tmp.Close(); err != nil {
		return trouble(err)
	}
	if err = os.Rename(tmp.Name(), path); err != nil {
		return trouble(err)
	}
	return nil
}

func trouble(err error) error {
	return data.Fault(data.Storage, "paper.cannotWrite").Because(err)
}

// scratch is where files lie that are brought to the printer.
var scratch atomic.Pointer[string]

// Scratch names the folder for files that are brought to the printer and empties it:
// they hold names and must not stay. A viewer may show one while the program runs; empty
// takes them away when it ends. Nobody else may use the folder meanwhile.
func Scratch(dir string) (empty func()) {
	scratch.Store(&dir)
	empty = func() { _ = os.RemoveAll(dir) } // what a viewer holds goes another time
	empty()
	return empty
}

// scratchFolder is the folder that Scratch named; a program that named none gets one
// of its own.
func scratchFolder() (string, error) {
	if dir := scratch.Load(); dir != nil {
		return *dir, os.MkdirAll(*dir, 0o700)
	}
	dir, err := os.MkdirTemp("", "yingbin-print-*")
	if err == nil {
		scratch.CompareAndSwap(nil, &dir)
	}
	return dir, err
}

// Print writes the document into a folder of this person's own and brings it
// to the printer. It says which way it went.
func (d *Document) Print(ctx context.Context, now time.Time) (How, error) {
	dir, err := scratchFolder()
	if err != nil {
		return "", trouble(err)
	}
	name := fmt.Sprintf("%s-%s.pdf", d.FileName(), now.UTC().Format("150405.000"))
	path := filepath.Join(dir, name)
	if err := d.WriteFile(path); err != nil {
		return "", err
	}
	how, err := Print(ctx, path, d.Title)
	if err != nil {
		return "", data.Fault(data.Storage, "paper.cannotPrint", path).Because(err)
	}
	if how == ToPrinter { // whose queue has a copy of its own
		os.Remove(path)
	}
	return how, nil
}

// FileName is the document's name made safe for every system's files, without
// an ending.
func (d *Document) FileName() string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, Printed(d.Name))
	name = strings.Trim(name, " .")
	if rs := []rune(name); len(rs) > 60 {
		name = string(rs[:60])
	}
	if name == "" {
		return "paper"
	}
	return name
}
