package kit_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	. "yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

func TestTextIsCutWhereThereIsNoRoom(t *testing.T) {
	kittest.App(t, false)
	x := NewText("欢迎光临青禾样例会馆", Body)
	kittest.Show(t, x, 100, 24)
	if !x.Cut() || x.Text() != "欢迎光临青禾样例会馆" {
		t.Errorf("cut %v, text %q", x.Cut(), x.Text())
	}
	x.SetText("欢迎")
	if x.Cut() {
		t.Error("short words are cut")
	}
}

func TestParagraphIsAsHighAsItsLines(t *testing.T) {
	kittest.App(t, false)
	p := NewParagraph("王先生，上午好，欢迎光临！您预约了 11 点的羽毛球，这边请。", Body)
	below := NewText("下面", Body)
	box := VBox(p, below)
	w := kittest.Show(t, box, 800, 400)
	one := p.Size().Height
	w.Resize(fyne.NewSize(160, 400))
	if p.Size().Height < 3*one || below.Position().Y < p.Size().Height {
		t.Errorf("in a narrow column it is %v high, on one line %v, and what follows stands at %v", p.Size().Height, one, below.Position().Y)
	}
	p.SetText("王先生")
	kittest.Relayout(w.Content())
	if p.Size().Height != one || p.MinSize().Height != one {
		t.Errorf("with fewer words it is %v high", p.Size().Height)
	}
	p.SetMaxLines(2)
	p.SetText(strings.Repeat("欢迎光临", 30))
	kittest.Relayout(w.Content())
	if p.Size().Height != 2*one {
		t.Errorf("limited to two lines it is %v high", p.Size().Height)
	}
}

func TestParagraphTakesItsWordsWidthBesideOthers(t *testing.T) {
	kittest.App(t, false)
	p := NewParagraph("请在此签名", Body)
	row := HBox(p, Space(), NewBadge("刚到", ToneGood))
	kittest.Show(t, row, 400, 30)
	kittest.Relayout(row)
	if p.Size().Width < 79 || p.Size().Height > 40 {
		t.Errorf("beside others it is %v", p.Size())
	}
}

func TestRowsGiveWayToTheirEnds(t *testing.T) {
	kittest.App(t, false)
	long := NewText("一位名字非常非常长的客户，还带着三位同事", Body)
	end := NewBadge("逾期 52 分", ToneLate)
	row := Row(NewText("A3", BodyBold), long, end)
	kittest.Show(t, row, 240, 30)
	if !long.Cut() || end.Position().X+end.Size().Width > 240.5 {
		t.Errorf("cut %v, the badge ends at %v", long.Cut(), end.Position().X+end.Size().Width)
	}
}
