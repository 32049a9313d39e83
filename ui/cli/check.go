package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"yingbin/assets"
	"yingbin/data"
)

// Checking tells in a terminal how far a check has come: a line a phase, and one each
// quarter of it.
func Checking(out io.Writer) func(data.CheckStep) {
	phase, quarter := "", int64(-1)
	return func(s data.CheckStep) {
		q := int64(0)
		if s.Total > 0 {
			q = s.Done * 4 / s.Total
		}
		if s.Phase == phase && q <= quarter {
			return
		}
		phase, quarter = s.Phase, q
		fmt.Fprintln(out, s.Words(assets.Words("zh").Say)+" / "+s.Words(assets.Words("en").Say))
	}
}

// Checked says what a check of the book found; what is not sound is an error.
func Checked(r data.CheckReport, err error) (string, error) {
	switch {
	case errors.Is(err, context.Canceled):
		return "", data.Fault(data.Stale, "check.stopped")
	case err != nil:
		return "", err
	case r.Sound():
		return Both("shell.cli.sound", r.Head.Seq, r.Head.Short()), nil
	}
	return "", unsound(r)
}

// unsound is a book that does not hold.
type unsound data.CheckReport

// Error says what was found, in both languages.
func (u unsound) Error() string {
	var lines []string
	for _, lang := range assets.Langs() {
		lines = append(lines, data.CheckReport(u).Words(assets.Words(lang).Say)...)
	}
	return strings.Join(lines, "\n")
}
