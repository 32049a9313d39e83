package papertest

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yingbin/ui/paper"
)

// Workbook writes the document as an Excel workbook and reads it back.
func Workbook(t testing.TB, d *paper.Document) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := d.WriteXLSX(&b); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// Fields writes the document as CSV and reads it back, with its bytes.
func Fields(t testing.TB, d *paper.Document) (lines [][]string, raw []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := d.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
	r.FieldsPerRecord = -1
	lines, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines, b.Bytes()
}

// Body gives the rows of a worksheet below its line of heads, and that line.
func Body(t testing.TB, f *excelize.File, tab string) (heads []string, rows [][]string) {
	t.Helper()
	panes, err := f.GetPanes(tab)
	if err != nil || !panes.Freeze || panes.YSplit < 1 {
		t.Fatalf("%s: the heads are not frozen: %+v, %v", tab, panes, err)
	}
	all, err := f.GetRows(tab)
	if err != nil || len(all) < panes.YSplit {
		t.Fatalf("%s: %d rows, %v", tab, len(all), err)
	}
	return all[panes.YSplit-1], all[panes.YSplit:]
}

// CheckFiles says what must hold for the files of every list: both hold the same
// rows, no cell is a formula, and nobody's words stand in them that are not on
// the paper.
func CheckFiles(t testing.TB, d *paper.Document) {
	t.Helper()
	f := Workbook(t, d)
	lines, raw := Fields(t, d)
	if !bytes.HasPrefix(raw, []byte("\ufeff")) || bytes.Count(raw, []byte("\n")) != bytes.Count(raw, []byte("\r\n")) {
		t.Error("the CSV is not as Excel reads it")
	}
	on := Squeeze(d.Text())
	rows := 0
	for _, tab := range f.GetSheetList() {
		heads, body := Body(t, f, tab)
		rows += 1 + len(body)
		for i, row := range body {
			for j, cell := range row {
				name, _ := excelize.CoordinatesToCellName(j+1, i+1+panesOf(t, f, tab))
				if formula, err := f.GetCellFormula(tab, name); formula != "" || err != nil {
					t.Errorf("%s %s is a formula: %s, %v", tab, name, formula, err)
				}
				if kind, _ := f.GetCellType(tab, name); kind != excelize.CellTypeInlineString {
					continue
				}
				for part := range strings.Lines(cell) {
					if !onPaper(on, part) {
						t.Errorf("%s, %s: %q is not on the paper", tab, heads[min(j, len(heads)-1)], part)
					}
				}
			}
		}
	}
	if tabs := len(f.GetSheetList()); tabs > 1 {
		rows += 2*tabs - 1 // a title each, empty lines between
		rows -= tabs - 1   // which readers pass over
	}
	if len(lines) != rows {
		t.Errorf("the CSV has %d lines, the workbook %d rows", len(lines), rows)
	}
}

// onPaper looks for how a text begins and ends: between, a page may turn.
func onPaper(on, text string) bool {
	const piece = 12
	rs := []rune(Squeeze(paper.Printed(text)))
	n := min(piece, len(rs))
	return strings.Contains(on, string(rs[:n])) && strings.Contains(on, string(rs[len(rs)-n:]))
}

func panesOf(t testing.TB, f *excelize.File, tab string) int {
	t.Helper()
	panes, err := f.GetPanes(tab)
	if err != nil {
		t.Fatal(err)
	}
	return panes.YSplit
}
