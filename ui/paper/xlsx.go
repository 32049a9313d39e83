package paper

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// WriteXLSX writes the document's lists as an Excel workbook, a worksheet each:
// what stands at the paper's head, a frozen line of heads, and the rows, with
// numbers, sums and days that Excel can reckon with. Rows are streamed: the
// workbook is never whole in memory. Words are always written as words, so that
// nothing anybody typed becomes a formula. A document without lists gives an
// error.
func (d *Document) WriteXLSX(out io.Writer) (err error) {
	if !d.IsList() {
		return errNoList
	}
	f := excelize.NewFile()
	defer func() { err = cmp.Or(err, f.Close()) }()
	b := &workbook{file: f, styles: map[styleKey]int{}, tabs: map[string]bool{}}
	stamp := d.Created.UTC().Format("2006-01-02T15:04:05Z")
	err = f.SetDocProps(&excelize.DocProperties{Title: d.Title, Creator: d.origins[0].set.Office, Created: stamp, Modified: stamp})
	if err != nil {
		return err
	}
	for _, s := range d.origins {
		for _, g := range s.grids {
			if err := b.add(s.set, g); err != nil {
				return err
			}
		}
	}
	return f.Write(out)
}

// workbook is an Excel file under way.
type workbook struct {
	file   *excelize.File
	styles map[styleKey]int
	tabs   map[string]bool // names taken, in lower case
}

// add writes a list into a worksheet of its own.
func (b *workbook) add(set Setup, g grid) error {
	tab := b.tab(cmp.Or(g.title, set.Title))
	if err := b.begin(tab); err != nil {
		return err
	}
	s := &worksheet{workbook: b, tab: tab}
	for _, step := range []func(Setup, grid) error{s.open, s.title, s.heads, s.rows} {
		if err := step(set, g); err != nil {
			return err
		}
	}
	return s.stream.Flush()
}

// begin makes the worksheet; a new workbook comes with one, which is renamed.
func (b *workbook) begin(tab string) error {
	if len(b.tabs) == 1 {
		return b.file.SetSheetName(b.file.GetSheetName(0), tab)
	}
	_, err := b.file.NewSheet(tab)
	return err
}

const tabLength = 31 // UTF-16 units in a worksheet's name

// tab makes a name that Excel takes for a worksheet, and that no other one has.
func (b *workbook) tab(title string) string {
	name := strings.Trim(strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, title), " '")
	name = cmp.Or(shortened(name, tabLength), "1")
	own := name
	for n := 2; b.tabs[strings.ToLower(own)]; n++ {
		end := fmt.Sprintf(" (%d)", n)
		own = shortened(name, tabLength-len(end)) + end
	}
	b.tabs[strings.ToLower(own)] = true
	return own
}

func shortened(s string, units int) string {
	n := 0
	for i, r := range s {
		if n += utf16.RuneLen(r); n > units {
			return strings.TrimRight(s[:i], " '")
		}
	}
	return s
}

// worksheet is one list on its way into a workbook.
type worksheet struct {
	*workbook
	tab    string
	stream *excelize.StreamWriter
	row    int // the last one written
}

// Widths in Excel's measure, the digits of the standard font.
const (
	digitsPerMM = 0.5
	leastWide   = 6.0
	momentWide  = 17.0
)

// open sets the page up and begins to write.
func (s *worksheet) open(set Setup, g grid) (err error) {
	if err = s.page(set); err != nil {
		return err
	}
	if s.stream, err = s.file.NewStreamWriter(s.tab); err != nil {
		return err
	}
	for i, c := range g.cols {
		if err := s.stream.SetColWidth(i+1, i+1, c.wide()); err != nil {
			return err
		}
	}
	head := titleRows(set) + 1
	return s.stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: head, TopLeftCell: fmt.Sprintf("A%d", head+1), ActivePane: "bottomLeft"})
}

// page is how the worksheet is printed: A4 as the paper lies, as wide as the
// page, the line of heads on each.
func (s *worksheet) page(set Setup) error {
	a4, one, many, lies, fit := 9, 1, 0, "portrait", true
	if set.Landscape {
		lies = "landscape"
	}
	if err := s.file.SetPageLayout(s.tab, &excelize.PageLayoutOptions{Size: &a4, Orientation: &lies, FitToWidth: &one, FitToHeight: &many}); err != nil {
		return err
	}
	if err := s.file.SetSheetProps(s.tab, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	foot := "&L" + strings.ReplaceAll(set.proof(), "&", "&&") + "&R&P/&N"
	if err := s.file.SetHeaderFooter(s.tab, &excelize.HeaderFooterOptions{OddFooter: foot}); err != nil {
		return err
	}
	head := titleRows(set) + 1
	return s.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: s.tab,
		RefersTo: fmt.Sprintf("'%s'!$%d:$%d", strings.ReplaceAll(s.tab, "'", "''"), head, head)})
}

// wide is a column's width: what it has on paper, and what its head needs.
func (c gridCol) wide() float64 {
	need := leastWide
	for _, r := range c.head {
		if r > 0xFF {
			need++
		}
		need++
	}
	if c.width == 0 {
		return max(need, momentWide)
	}
	return max(need-leastWide+2, c.width*digitsPerMM, leastWide)
}

// topLines are what stands above the heads, as on paper.
func (set Setup) topLines() []string {
	var all []string
	for _, line := range []string{set.Title, set.under(), strings.Join(set.Facts, "　"), set.proof()} {
		if line != "" {
			all = append(all, line)
		}
	}
	return all
}

func titleRows(set Setup) int { return len(set.topLines()) }

func (s *worksheet) title(set Setup, _ grid) error {
	for i, line := range set.topLines() {
		style, err := s.style(styleKey{title: i == 0, plain: true})
		if err != nil {
			return err
		}
		if err := s.write([]any{excelize.Cell{StyleID: style, Value: line}}); err != nil {
			return err
		}
	}
	return nil
}

func (s *worksheet) heads(_ Setup, g grid) error {
	style, err := s.style(styleKey{head: true})
	if err != nil {
		return err
	}
	cells := make([]any, len(g.cols))
	for i, c := range g.cols {
		cells[i] = excelize.Cell{StyleID: style, Value: c.head}
	}
	return s.write(cells)
}

func (s *worksheet) rows(_ Setup, g grid) error {
	cells := make([]any, len(g.cols))
	put := func(values []Value, total bool) error {
		for i, c := range g.cols {
			var v Value
			if i < len(values) {
				v = values[i]
			}
			style, err := s.style(styleKey{form: v.form, align: c.align, bold: v.bold || total})
			if err != nil {
				return err
			}
			cells[i] = excelize.Cell{StyleID: style, Value: v.excel()}
		}
		return s.write(cells)
	}
	for values := range g.rows {
		if err := put(values, false); err != nil {
			return err
		}
	}
	if g.total == nil {
		return nil
	}
	return put(g.total, true)
}

func (s *worksheet) write(cells []any) error {
	s.row++
	return s.stream.SetRow(fmt.Sprintf("A%d", s.row), cells)
}

// excel is the value as a cell holds it.
func (v Value) excel() any {
	switch v.form {
	case formNumber:
		return v.n
	case formMoney:
		return float64(v.n) / 100
	case formPercent:
		return float64(v.n) / 10_000
	case formDay, formMoment:
		return v.at
	}
	if v.text == "" {
		return nil // an empty cell, not one that holds nothing
	}
	return v.text
}
