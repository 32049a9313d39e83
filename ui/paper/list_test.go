package paper_test

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"yingbin/data"
	. "yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
)

// spent is a row of a list with everything that a cell can hold.
type spent struct {
	what string
	n    int
	fen  data.Fen
	rate int
	day  data.Day
	at   data.Time
}

func spending(rows ...spent) *Document {
	a := papertest.Ask()
	set := a.Setup("paper.empty")
	set.Title, set.Name, set.Facts, set.Landscape = "费用明细单", "spent", []string{"共 2 笔"}, true
	total := data.Fen(0)
	for _, r := range rows {
		total += r.fen
	}
	return NewSheet(set).Add(List[spent]{Rows: rows,
		Columns: []Col[spent]{
			{Label: "品名、数量", Width: 60, PaperOnly: true, Text: func(s spent) string { return s.what + " " + fmt.Sprint(s.n) }},
			{Label: "品名", Text: func(s spent) string { return s.what }},
			{Label: "数量", Some: func(s spent) int { return s.n }},
			{Head: "common.amount", Width: 30, Align: Right, Value: func(s spent) Value { return a.Yuan(s.fen) }},
			{Label: "占比", Width: 20, Align: Right, Value: func(s spent) Value { return Rate(s.rate) }},
			{Label: "增减", Width: 20, Value: func(s spent) Value { return Signed(s.n) }},
			{Label: "登记", Width: 20, Value: func(s spent) Value { return a.Clock(s.at).Bold(s.n < 0) }},
		},
		Group: ByDay(a, func(s spent) data.Day { return s.day }),
		Total: []Value{Words("合计"), a.Yuan(total)},
	}).Sign("common.supervisor").Finish()
}

func spentTwice() *Document {
	return spending(spent{"龙井（欧阳䶮）", 3, 123450, 250, "2026-11-23", papertest.At(555)}, spent{"退货 𬬻小满、𠮷田", -2, -1205, 10000, "2026-11-24", papertest.At(1500)})
}

func TestAListIsPaperWorkbookAndCSV(t *testing.T) {
	d := spentTwice()
	papertest.Whole(t, d)
	papertest.Says(t, d, "2026年11月23日", "龙井（欧阳䶮） 3", "¥1,234.50", "+3", "−2", "09:15", "¥-12.05")

	lines, _ := papertest.Fields(t, d)
	want := [][]string{{"日期", "品名", "数量", "金额", "占比", "增减", "登记"},
		{"2026-11-23", "龙井（欧阳䶮）", "3", "1234.50", "2.50%", "3", "2026-11-23 09:15"},
		{"2026-11-24", "退货 𬬻小满、𠮷田", "-2", "-12.05", "100.00%", "-2", "2026-11-24 01:00"},
		{"", "", "", "1222.45", "", "", ""}}
	for i := range want {
		if i >= len(lines) || !slices.Equal(lines[i], want[i]) {
			t.Fatalf("line %d of the CSV is %q, want %q", i, lines[min(i, len(lines)-1)], want[i])
		}
	}

	f := papertest.Workbook(t, d)
	if tabs := f.GetSheetList(); !slices.Equal(tabs, []string{"费用明细单"}) {
		t.Fatal(tabs)
	}
	heads, rows := papertest.Body(t, f, "费用明细单")
	if !slices.Equal(heads, want[0]) || len(rows) != 3 {
		t.Fatalf("%q, %d rows", heads, len(rows))
	}
	if !slices.Equal(rows[0], []string{"2026-11-23", "龙井（欧阳䶮）", "3", "1,234.50", "2.50%", "3", "2026-11-23 09:15"}) {
		t.Errorf("%q", rows[0])
	}
	for cell, raw := range map[string]string{"D6": "1234.5", "E6": "0.025", "A6": "46349", "C6": "3", "G7": "46350.041666666664"} {
		if got, err := f.GetCellValue("费用明细单", cell, excelize.Options{RawCellValue: true}); got != raw || err != nil {
			t.Errorf("%s is %q in the file, want %q: %v", cell, got, raw, err)
		}
	}
}

func TestAWorkbookLooksAsItPrints(t *testing.T) {
	f := papertest.Workbook(t, spentTwice())
	tab := f.GetSheetList()[0]
	for cell, want := range map[string]string{"A1": "费用明细单", "A2": "青禾样例会馆 · 2026年11月1日 — 11月30日", "A3": "共 2 笔"} {
		if got, _ := f.GetCellValue(tab, cell); got != want {
			t.Errorf("%s says %q", cell, got)
		}
	}
	if got, _ := f.GetCellValue(tab, "A4"); !strings.Contains(got, "账册第 20417 笔 · 校验码 7F3A 91C2 0E5D") {
		t.Errorf("the workbook can't be held against the book: %q", got)
	}
	style := func(cell string) *excelize.Style {
		id, err := f.GetCellStyle(tab, cell)
		if err != nil {
			t.Fatal(err)
		}
		s, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if !style("A1").Font.Bold || !style("B5").Font.Bold || style("B6").Font.Bold || !style("G7").Font.Bold || !style("D8").Font.Bold {
		t.Error("bold are the title, the heads, the sums and what stands out on paper")
	}
	if style("B6").NumFmt != 49 {
		t.Error("words may become something else when somebody edits them")
	}
	layout, err := f.GetPageLayout(tab)
	if err != nil || *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 {
		t.Errorf("%+v, %v", layout, err)
	}
	if w, _ := f.GetColWidth(tab, "A"); w < 10 {
		t.Errorf("a day is shown as ###: %v", w)
	}
	names := f.GetDefinedName()
	if len(names) != 1 || names[0].RefersTo != "'费用明细单'!$5:$5" {
		t.Errorf("the heads are not repeated on each page: %+v", names)
	}
}

// TestNobodyWritesAFormula: whatever a guest calls themselves, a spreadsheet only
// shows it.
func TestNobodyWritesAFormula(t *testing.T) {
	for _, c := range []struct{ in, csv string }{
		{`=HYPERLINK("http://x","点我")`, `'=HYPERLINK("http://x","点我")`}, {"+1+1", "'+1+1"}, {"-2", "'-2"}, {"@SUM(1)", "'@SUM(1)"}, {"\t=1", "'\t=1"}, {"\r=1", "'\r=1"},
		{"＝1＋1", "'＝1＋1"}, {"＋1", "'＋1"}, {"－1", "'－1"}, {"＠A1", "'＠A1"}, {"  =1", "'  =1"}, {"\u3000=1", "'\u3000=1"}, {"\u200b=1", "'\u200b=1"}, {"\ufeff=1", "'\ufeff=1"},
		{"=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"}, {"王=1", "王=1"}, {"'=1", "'=1"}, {"欧阳䶮", "欧阳䶮"}, {"3-1502", "3-1502"}, {"a@b.cn", "a@b.cn"}, {"", ""}, {"−1", "−1"},
		{"_x003D_1", "_x003D_1"}, {"<f>1</f>&\"", "<f>1</f>&\""},
	} {
		d := spending(spent{what: c.in, day: "2026-11-23"})
		lines, raw := papertest.Fields(t, d)
		if want := strings.ReplaceAll(c.csv, "\r", ""); lines[1][1] != want {
			t.Errorf("%q is %q in the CSV", c.in, lines[1][1])
		}
		if c.in == "＝1＋1" && !bytes.Contains(raw, []byte("'＝1＋1")) {
			t.Error("a wide sign stands bare in the file")
		}
		f := papertest.Workbook(t, d)
		tab := f.GetSheetList()[0]
		got, _ := f.GetCellValue(tab, "B6")
		kind, _ := f.GetCellType(tab, "B6")
		formula, _ := f.GetCellFormula(tab, "B6")
		if got != c.in && got != strings.ReplaceAll(c.in, "\r", "\n") || formula != "" || c.in != "" && kind != excelize.CellTypeInlineString {
			t.Errorf("%q is %q in the workbook, of type %v, formula %q", c.in, got, kind, formula)
		}
	}
}

func TestSeveralListsHaveTabsOfTheirOwn(t *testing.T) {
	a := papertest.Ask()
	of := func(title string) List[int] {
		return List[int]{Title: title, Rows: []int{1, 2}, Columns: []Col[int]{{Label: "=号", Width: 1, Number: func(n int) int { return n }}}}
	}
	long := strings.Repeat("𠮷", 20)
	set := a.Setup("paper.empty")
	set.Title = "汇总"
	d := Bundle(NewSheet(set).Add(of("甲/乙[丙]")).Add(of("甲 乙 丙 ")).Add(of(long)).Finish(), NewSheet(set).Add(of(long)).Add(of("'")).Add(of("")).Finish())
	papertest.CheckMarks(t, d)
	want := []string{"甲 乙 丙", "甲 乙 丙 (2)", strings.Repeat("𠮷", 15), strings.Repeat("𠮷", 13) + " (2)", "1", "汇总"}
	if tabs := papertest.Workbook(t, d).GetSheetList(); !slices.Equal(tabs, want) {
		t.Errorf("%q", tabs)
	}
	lines, _ := papertest.Fields(t, d)
	if len(lines) != 6*4 || lines[0][0] != "甲/乙[丙]" || lines[1][0] != "'=号" {
		t.Errorf("%q", lines)
	}
}

func TestAFormHasNoRows(t *testing.T) {
	d := handover()
	for _, form := range []Form{XLSX, CSV} {
		var b bytes.Buffer
		if err := d.Write(&b, form); data.CodeOf(err) != data.Invalid || b.Len() > 0 {
			t.Errorf("%s of a form: %v, %d bytes", form, err, b.Len())
		}
		if err := d.WriteFile(filepath.Join(t.TempDir(), "交接"+string(form))); data.CodeOf(err) != data.Invalid {
			t.Errorf("%s: %v", form, err)
		}
	}
	for path, want := range map[string]Form{"a": PDF, "a.pdf": PDF, "a.XLSX": XLSX, "登记.csv": CSV} {
		if got, ok := FormOf(path); got != want || !ok {
			t.Errorf("%s is %s", path, got)
		}
	}
	if _, ok := FormOf("a.xls"); ok {
		t.Error("an old workbook can't be made")
	}
	if err := spentTwice().WriteFile(filepath.Join(t.TempDir(), "a.xls")); err == nil {
		t.Error("it was made")
	}
}

var errFull = errors.New("the disk is full")

// full is a disk that takes so many bytes.
type full int

func (f *full) Write(b []byte) (int, error) {
	if *f -= full(len(b)); *f < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestAFullDiskIsAnError(t *testing.T) {
	d := makeSample(t, sampleRows(300))
	for _, form := range Forms {
		for _, room := range []full{0, 2000} {
			if err := d.Write(&room, form); !errors.Is(err, errFull) {
				t.Errorf("%s: %v", form, err)
			}
		}
	}
}

// TestRowsAreMadeAsTheyAreWritten: what a file takes grows with its rows and
// nothing is kept of those that are written.
func TestRowsAreMadeAsTheyAreWritten(t *testing.T) {
	rows := make([]int, 3000)
	made, first := 0, 0
	list := List[int]{Rows: rows, Columns: []Col[int]{{Label: "一", Width: 1, Text: func(int) string { made++; return "欧阳䶮𬬻小满𠮷田" }}}}
	d := NewSheet(Setup{Title: "表", Lex: papertest.Ask().Lex}).Add(list).Finish()
	made = 0
	err := d.WriteCSV(writer(func([]byte) { first = cmp.Or(first, made) }))
	if err != nil || made != len(rows) || first > 500 {
		t.Fatalf("%d rows were made, %d before any was written, %v", made, first, err)
	}
	flat := func(n int) float64 {
		d := makeSample(t, sampleRows(n))
		return testing.AllocsPerRun(1, func() { d.WriteXLSX(io.Discard) }) / float64(n)
	}
	if few, many := flat(300), flat(3000); many > few*1.1 {
		t.Errorf("a row of many takes %.0f allocations, of few %.0f", many, few)
	}
}

type writer func([]byte)

func (w writer) Write(b []byte) (int, error) { w(b); return len(b), nil }

// BenchmarkWorkbook streams a register: a row of 3,000 costs what one of 300
// does.
func BenchmarkWorkbook(b *testing.B) {
	for _, n := range []int{300, 3000} {
		for _, form := range []Form{XLSX, CSV} {
			b.Run(fmt.Sprint(string(form)[1:], n), func(b *testing.B) {
				d := makeSample(b, sampleRows(n))
				b.ReportAllocs()
				for b.Loop() {
					if err := d.Write(io.Discard, form); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/row")
			})
		}
	}
}
