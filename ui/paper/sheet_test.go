package paper_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	. "yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
)

func TestSampleRecord(t *testing.T) {
	for _, n := range []int{0, 1, 27, 80} {
		t.Run(fmt.Sprint(n), func(t *testing.T) { papertest.Check(t, makeSample(t, sampleRows(n))) })
	}
}

func TestEveryPart(t *testing.T) { papertest.Check(t, handover()) }

func TestEmptyTableSaysSo(t *testing.T) {
	if d := makeSample(t, nil); !strings.Contains(d.Text(), "本期无记录") || len(d.Pages) != 1 {
		t.Errorf("an empty register is %d pages and says\n%s", len(d.Pages), d.Text())
	}
}

func TestHeadsAreRepeatedAndPagesNumbered(t *testing.T) {
	d := makeSample(t, sampleRows(100))
	if len(d.Pages) < 3 {
		t.Fatalf("only %d pages", len(d.Pages))
	}
	for i := range d.Pages {
		on := papertest.On(d.Pages[i])
		want := []string{fmt.Sprintf("第 %d 页／共 %d 页", i+1, len(d.Pages)), "打印 2026-11-30 17:55 安小样 · 账册第 20417 笔 · 校验码 7F3A 91C2 0E5D"}
		if i < len(d.Pages)-1 {
			want = append(want, "姓名", "来访目的")
		}
		for _, w := range want {
			if !slices.Contains(on, w) {
				t.Errorf("page %d does not say %q", i+1, w)
			}
		}
	}
}

func TestAppendNumbersTheWhole(t *testing.T) {
	d := Join(makeSample(t, sampleRows(40)), nil, makeSample(t, sampleRows(3)), makeSample(t, sampleRows(3)))
	if len(d.Pages) != 4 || d.Title == "" || d.Name != "sample" || d.Created.IsZero() {
		t.Fatalf("%d pages, %q, %q, %v", len(d.Pages), d.Title, d.Name, d.Created)
	}
	for i := range d.Pages {
		if want := fmt.Sprintf("第 %d 页／共 4 页", i+1); !slices.Contains(papertest.On(d.Pages[i]), want) {
			t.Errorf("page %d does not say %q", i+1, want)
		}
	}
	papertest.Check(t, d)
}

func TestLandscapeAndLabels(t *testing.T) {
	set := papertest.Ask().Setup("paper.empty")
	set.Landscape, set.Dense = true, true
	s := NewSheet(set)
	s.Table(Column{Head: "甲", Width: 1}, Column{Head: "乙", Width: 3}).Line("一", papertest.Remark).Line("二")
	d := s.Finish()
	if p := d.Pages[0]; p.W != 297 || p.H != 210 {
		t.Errorf("landscape is %v × %v", p.W, p.H)
	}
	papertest.Check(t, d)

	label := NewSheet(Setup{Width: 60, Height: 40, Margin: 3, Bare: true, Lex: papertest.Ask().Lex})
	label.Heading("咖啡机 DQ-03").Para("吧台 · 每半月清洁").Para("欧阳䶮、𬬻小满")
	d = label.Finish()
	if len(d.Pages) != 1 || d.Pages[0].W != 60 {
		t.Fatalf("a label is %d pages", len(d.Pages))
	}
	if q, ok := QR("DQ-03", 42, 22, 15); ok {
		d.Pages[0].Marks = append(d.Pages[0].Marks, q)
	}
	papertest.Check(t, d)
}

// TestTallRowIsSplitBetweenLines: a remark longer than a page goes on.
func TestTallRowIsSplitBetweenLines(t *testing.T) {
	set := papertest.Ask().Setup("paper.empty")
	s := NewSheet(set)
	s.Table(Column{Head: "备注", Width: 1}, Column{Head: "细目", Width: 1}).
		Line("前一行", "").Line(strings.Repeat(papertest.Remark, 20), strings.Repeat(papertest.Remark, 3)).Line("后一行", "")
	d := s.Finish()
	if len(d.Pages) < 3 {
		t.Errorf("only %d pages", len(d.Pages))
	}
	papertest.Check(t, d)
	if got := papertest.Squeeze(d.Text()); strings.Count(got, "第8次到访") != 23 {
		t.Errorf("the remark is there %d times", strings.Count(got, "第8次到访"))
	}
}

// TestSignaturesStayWhole: wherever the table before them ends, the boxes and
// what is in them stand on one page.
func TestSignaturesStayWhole(t *testing.T) {
	for n := 15; n < 35; n++ {
		s := NewSheet(papertest.Ask().Setup("paper.empty"))
		tab := s.Table(Column{Head: "序", Width: 1})
		for i := range n {
			tab.Line(fmt.Sprint(i))
		}
		s.Signatures(SignBox{Role: "交班人", Name: "阿不都热依木·买买提·吐尔逊江·阿卜杜拉", Strokes: papertest.Scribble(), At: "2026-11-23 18:02"},
			SignBox{Role: "接班人"}, SignBox{Role: "主管"}, SignBox{Role: "监交"}, SignBox{Role: "归档", Strokes: papertest.Scribble()})
		d := s.Finish()
		papertest.CheckMarks(t, d)
		for i := range d.Pages {
			p := &d.Pages[i]
			boxes, dates := 0, 0
			for _, m := range p.Marks {
				switch m := m.(type) {
				case Box:
					if m.Line > 0 {
						boxes++
					}
				case Text:
					if m.S == "年　月　日" || m.S == "2026-11-23 18:02" {
						dates++
					}
				}
			}
			if boxes != dates {
				t.Errorf("%d rows: page %d has %d boxes and %d dates", n, i+1, boxes, dates)
			}
		}
	}
}

// TestBandsAndHeadingsDoNotStandAlone: what names the rows below it stands
// with the first of them.
func TestBandsAndHeadingsDoNotStandAlone(t *testing.T) {
	for n := 15; n < 40; n++ {
		s := NewSheet(papertest.Ask().Setup("paper.empty"))
		tab := s.Table(Column{Head: "序", Width: 1})
		for i := range n {
			tab.Line(fmt.Sprint(i))
		}
		tab.Section("一、钥匙").Line("样板间")
		s.Heading("维修记录", "共一单")
		s.Table(Column{Head: "单号", Width: 1}).Line("W-1")
		d := s.Finish()
		papertest.CheckMarks(t, d)
		for i := range d.Pages {
			on := papertest.On(d.Pages[i])
			if slices.Contains(on, "一、钥匙") != slices.Contains(on, "样板间") {
				t.Errorf("%d rows: the band stands alone", n)
			}
			if slices.Contains(on, "维修记录") != slices.Contains(on, "W-1") {
				t.Errorf("%d rows: the heading stands alone", n)
			}
		}
	}
}

// TestNothingIsLost puts all sorts of text into all sorts of tables.
func TestNothingIsLost(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	stock := []rune("的一是不了，。、；：！？（）《》“”　 abcXYZ0123456789.,-/%¥\n䶮𬬻𠮷é😀\U0010FFFD")
	text := func() string {
		rs := make([]rune, r.IntN(r.IntN(400)+1))
		for i := range rs {
			rs[i] = stock[r.IntN(len(stock))]
		}
		return string(rs)
	}
	for range 40 {
		var in strings.Builder
		say := func() string { s := text(); in.WriteString(Printed(s)); return s }
		s := NewSheet(Setup{Bare: true, Width: 80 + r.Float64()*200, Height: 60 + r.Float64()*200, Lex: papertest.Ask().Lex})
		for range 1 + r.IntN(3) {
			switch r.IntN(4) {
			case 0:
				s.Para(say())
			case 1:
				s.Heading(say(), say())
			case 2:
				s.Facts(say(), say(), say())
			}
			cols := make([]Column, 1+r.IntN(6))
			for i := range cols {
				cols[i] = Column{Width: 0.5 + r.Float64()*3, Align: Align(r.IntN(3))}
			}
			tab := s.Table(cols...)
			for range 1 + r.IntN(8) {
				switch r.IntN(5) {
				case 0:
					tab.Section(say())
				case 1:
					tab.Wide(say(), 20)
				case 2:
					tab.Total(Cell{S: say(), Span: 2}, Cell{S: say()})
				default:
					var cells []Cell
					for range r.IntN(len(cols) + 3) { // more than there are columns, too
						cells = append(cells, Cell{S: say(), Bold: r.IntN(2) == 0, Span: r.IntN(3)})
					}
					tab.Row(cells...)
				}
			}
		}
		d := s.Finish()
		got, want := []rune(papertest.Squeeze(d.Text())), []rune(papertest.Squeeze(in.String()))
		slices.Sort(got)
		slices.Sort(want)
		if string(got) != string(want) {
			t.Errorf("%d characters went in, %d are on paper", len(want), len(got))
		}
		papertest.CheckMarks(t, d)
	}
}

// TestOddSheets: whatever is asked for, it ends and loses nothing.
func TestOddSheets(t *testing.T) {
	lex := papertest.Ask().Lex
	for name, build := range map[string]func(s *Sheet){
		"nothing":     func(s *Sheet) {},
		"no columns":  func(s *Sheet) { s.Table().Line("甲") },
		"no widths":   func(s *Sheet) { s.Table(Column{}, Column{}).Line("甲", "乙", "丙") },
		"many":        func(s *Sheet) { s.Table(make([]Column, 40)...).Line("甲", "乙") },
		"tall head":   func(s *Sheet) { s.Table(Column{Head: strings.Repeat(papertest.Remark, 9)}).Line("甲").Line("乙") },
		"tall band":   func(s *Sheet) { s.Table(Column{}).Section(strings.Repeat(papertest.Remark, 12)).Line("甲") },
		"tall least":  func(s *Sheet) { s.Table(Column{}).Wide("甲", 900).Line("乙") },
		"bands only":  func(s *Sheet) { s.Table(Column{}).Section("一").Section("二") },
		"no signs":    func(s *Sheet) { s.Signatures() },
		"empty texts": func(s *Sheet) { s.Para("").Heading("").Facts().Facts("").Table(Column{Head: " "}).Line("") },
	} {
		t.Run(name, func(t *testing.T) {
			for _, set := range []Setup{{Lex: lex, Bare: true, Width: 60, Height: 40, Margin: 3}, {Title: "表", Lex: lex}, papertest.Ask().Setup("paper.empty")} {
				s := NewSheet(set)
				build(s)
				d := s.Finish()
				if n := len(d.Pages); n == 0 || n > 150 {
					t.Errorf("%d pages", n)
				}
				if name != "many" { // forty columns have no room for a character
					papertest.CheckMarks(t, d)
				}
				papertest.PDF(t, d)
			}
		})
	}
}
