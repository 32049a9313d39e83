package paper_test

import (
	"bytes"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	. "yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
)

func TestPDFIsReproducible(t *testing.T) {
	a, b := papertest.PDF(t, handover()), papertest.PDF(t, handover())
	if !bytes.Equal(a, b) {
		t.Error("the same document gives different bytes")
	}
	if len(a) > 200_000 {
		t.Errorf("two pages take %d bytes: the fonts were not cut down", len(a))
	}
}

// TestDocumentsSideBySide: many goroutines make papers at once, as the desk and
// the supervisor's export do. Run with -race.
func TestDocumentsSideBySide(t *testing.T) {
	want := papertest.PDF(t, handover())
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			d := handover()
			var b bytes.Buffer
			if err := d.WritePDF(&b); err != nil || !bytes.Equal(b.Bytes(), want) {
				t.Errorf("another paper than alone: %v", err)
			}
			d.Pages[0].Image(200, 283)
		})
	}
	wg.Wait()
}

// sayings are texts that PDF libraries stumble over.
var sayings = []string{
	"欧阳䶮", "𬬻小满", "𠮷田", "王先生 13800138000", "Ann-Marie O’Neill (VIP)", `括号(a\b)与\\反斜线`, "100%～￥9.00", "{nb}", "é à ü ñ",
	"〔U+10FFFD〕", papertest.Remark, "㐀㐁䶵", "𫖮𬀩𬭎", "①②③④ ㎡ ℃ № → ↑ √ × ÷ ≥", "“引号”‘单’「方」『双』【黑】", "a　b", "x",
}

// TestTextInIsTextOut: every saying comes back from the PDF, in both weights,
// letter-spaced and struck through.
func TestTextInIsTextOut(t *testing.T) {
	s := NewSheet(papertest.Ask().Setup("paper.empty"))
	tab := s.Table(Column{Head: "细", Width: 1}, Column{Head: "粗", Width: 1})
	for _, text := range sayings {
		tab.Row(Cell{S: text, Strike: len(text)%2 == 0}, Cell{S: text, Bold: true})
	}
	d := s.Finish()
	papertest.Check(t, d)
	out := papertest.Squeeze(papertest.PDFText(t, papertest.File(t, d)))
	for _, text := range sayings {
		if n := strings.Count(out, papertest.Squeeze(text)); n < 2 && len([]rune(text)) < 20 {
			t.Errorf("%q comes out %d times", text, n)
		}
	}
	for _, name := range []string{"欧阳䶮", "𬬻小满", "𠮷田"} {
		set := papertest.Ask().Setup("paper.empty")
		set.Title = name + "的来访"
		if out := papertest.Squeeze(papertest.PDFText(t, papertest.File(t, NewSheet(set).Finish()))); !strings.Contains(out, set.Title) {
			t.Errorf("the title %q comes out as %s", set.Title, papertest.Clip(out, 90))
		}
	}
}

// TestCharactersNobodyHas print their code, in the PDF and on the screen alike.
func TestCharactersNobodyHas(t *testing.T) {
	s := NewSheet(papertest.Ask().Setup("paper.empty"))
	s.Para("甲\U0010FFFD乙\U000F1234丙")
	d := s.Finish()
	papertest.Check(t, d)
	if !strings.Contains(d.Text(), "甲〔U+10FFFD〕乙〔U+F1234〕丙") {
		t.Errorf("printed as %s", d.Text())
	}
}

// TestEveryCorner writes characters from all over Unicode: none may stop a
// paper.
func TestEveryCorner(t *testing.T) {
	s := NewSheet(papertest.Ask().Setup("paper.empty"))
	var b strings.Builder
	for r := rune(0); r <= 0x10FFFF; r += 61 {
		b.WriteRune(r)
	}
	s.Para(b.String())
	s.Table(Column{}).Row(Cell{S: b.String()[:3000] + "\xff\xf0\xa0", Bold: true})
	d := s.Finish()
	d.Title = "𠮷田\xf0\xa0"
	papertest.CheckMarks(t, d)
	papertest.PDF(t, d)
	d.Pages[0].Image(400, 566)
}

func TestTitleOfTheFile(t *testing.T) {
	d := handover()
	d.Title = "𬬻小满（交接）"
	out, err := exec.Command("pdfinfo", papertest.File(t, d)).Output()
	if err != nil || !strings.Contains(string(out), d.Title) {
		t.Errorf("%v\n%s", err, out)
	}
}

// TestEmoji is drawn from a font of the system or prints its code, never fails.
func TestEmoji(t *testing.T) {
	s := NewSheet(papertest.Ask().Setup("paper.empty"))
	s.Para("谢谢😀👨\u200d👩\u200d👧再见")
	papertest.Check(t, s.Finish())
}

func TestMarksMadeByHand(t *testing.T) {
	// Labels and drawings may put marks that no sheet made.
	page := Page{W: 60, H: 40, Margin: Area{0, 0, 60, 40}, Marks: []Mark{
		Text{X: 3, Baseline: 10, Size: 12, S: "甲\U0010FFFD"}, Text{X: 3, Baseline: 20, Size: 12}, Strokes{X: 1, Y: 1, W: 5, H: 5},
		Rule{X1: 1, Y1: 30, X2: 50, Y2: 38, Thick: 0.3}, Box{X: 1, Y: 22, W: 5, H: 5}, Matrix{X: 1, Y: 1, Side: 3},
	}}
	d := &Document{Pages: []Page{page}, Created: testDay}
	if out := papertest.Squeeze(papertest.PDFText(t, papertest.File(t, d))); out != "甲〔U+10FFFD〕" {
		t.Errorf("says %q", out)
	}
	page.Image(300, 200)
	papertest.PDF(t, &Document{})
	papertest.PDF(t, &Document{Created: time.Time{}, Pages: []Page{{}}})
}
