package paper

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// byteOrderMark tells Excel that a CSV file is UTF-8.
const byteOrderMark = "\ufeff"

// WriteCSV writes the document's lists as CSV: UTF-8 with a byte order mark,
// lines ended by CR LF, below a line of heads. Of several lists each stands
// under its title, an empty line after the one before. A document without lists
// gives an error.
func (d *Document) WriteCSV(out io.Writer) error {
	if !d.IsList() {
		return errNoList
	}
	if _, err := io.WriteString(out, byteOrderMark); err != nil {
		return err
	}
	w := csv.NewWriter(out)
	w.UseCRLF = true
	grids := d.grids()
	for i, g := range grids {
		if i > 0 {
			w.Write([]string{""})
		}
		if len(grids) > 1 {
			w.Write([]string{harmless(g.title)})
		}
		if err := g.writeCSV(w); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func (g grid) writeCSV(w *csv.Writer) error {
	line := make([]string, len(g.cols))
	for i, c := range g.cols {
		line[i] = harmless(c.head)
	}
	if err := w.Write(line); err != nil {
		return err
	}
	put := func(values []Value) error {
		for i := range line {
			line[i] = ""
			if i < len(values) {
				line[i] = values[i].csv()
			}
		}
		return w.Write(line)
	}
	for values := range g.rows {
		if err := put(values); err != nil {
			return err
		}
	}
	if g.total == nil {
		return nil
	}
	return put(g.total)
}

// csv is the value as a field, plain enough for any program to read.
func (v Value) csv() string {
	switch v.form {
	case formNumber:
		return strconv.FormatInt(v.n, 10)
	case formMoney:
		return hundredths(v.n)
	case formPercent:
		return hundredths(v.n) + "%"
	case formDay:
		return v.at.Format(time.DateOnly)
	case formMoment:
		return v.at.Format("2006-01-02 15:04")
	}
	return harmless(v.text)
}

// hundredths writes a sum with its two decimals, without any grouping: a comma
// would not be read as part of a number.
func hundredths(n int64) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	rest := strconv.FormatInt(n%100, 10)
	if len(rest) == 1 {
		rest = "0" + rest
	}
	return sign + strconv.FormatInt(n/100, 10) + "." + rest
}

// harmless puts an apostrophe before words that a spreadsheet would take for a
// formula: a guest may have given any name. The spaces that some programs skip
// before they look are looked past, and the wide forms that an input method
// types count as the narrow ones.
func harmless(s string) string {
	unseen := func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || unicode.IsControl(r) }
	first, _ := utf8.DecodeRuneInString(strings.TrimLeftFunc(s, unseen))
	if strings.ContainsRune("=+-@＝＋－＠", first) || strings.IndexAny(s, "\t\r\n") == 0 {
		return "'" + s
	}
	return s
}
