package kit_test

import (
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"yingbin/assets"
	"yingbin/data"
	. "yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

func TestButtonIsPressedOnceWhileItsWorkRuns(t *testing.T) {
	kittest.App(t, false)
	n := 0
	var b *Button
	b = NewButton("登记", Primary, func() { n++; b.Lock() })
	w := kittest.Show(t, b, 200, 56)
	kittest.Tap(t, b, "登记")
	kittest.Tap(t, b, "登记")
	if n != 1 {
		t.Errorf("a double tap was %d acts", n)
	}
	b.Unlock()
	w.Canvas().Focus(b)
	b.TypedKey(key(fyne.KeySpace))
	b.Unlock()
	b.TypedKey(key(fyne.KeyReturn))
	if n != 3 {
		t.Errorf("Space and Enter made it %d", n)
	}
	b.Unlock()
	b.Disable()
	kittest.Tap(t, b, "登记")
	if n != 3 {
		t.Error("a disabled button was pressed")
	}
}

func TestButtonsAreHighEnough(t *testing.T) {
	kittest.App(t, false)
	if h := NewButton("登记", Primary, nil).MinSize().Height; h < 56 {
		t.Errorf("primary is %v high", h)
	}
	for _, k := range []ButtonKind{Secondary, Quiet, Danger} {
		if m := NewButton("好", k, nil).MinSize(); m.Height < 48 || m.Width < 48 {
			t.Errorf("kind %v is %v", k, m)
		}
	}
}

func choices(labels ...string) []Choice {
	var all []Choice
	for _, l := range labels {
		all = append(all, Choice{Code: l, Label: l})
	}
	return all
}

func TestChipsChooseOne(t *testing.T) {
	kittest.App(t, false)
	c := NewChips("来意", choices("看房", "活动", "洽谈"))
	told := 0
	c.OnChanged = func() { told++ }
	kittest.Show(t, c, 400, 100)
	kittest.Tap(t, c, "活动")
	kittest.Tap(t, c, "洽谈")
	kittest.Tap(t, c, "洽谈")
	if c.Selected() != "洽谈" || told != 2 {
		t.Errorf("chosen %q, told %d times", c.Selected(), told)
	}
	c.Select("看房")
	if c.Selected() != "看房" || told != 2 {
		t.Errorf("Select chose %q and told %d times", c.Selected(), told)
	}
	c.Select("没有的")
	if c.Selected() != "" {
		t.Errorf("a code that is not offered was chosen: %q", c.Selected())
	}
}

func TestChipsChooseSeveral(t *testing.T) {
	kittest.App(t, false)
	c := NewChips("需要", choices("球鞋", "计分", "陪打")).SetMulti(true)
	kittest.Show(t, c, 400, 100)
	kittest.Tap(t, c, "陪打")
	kittest.Tap(t, c, "球鞋")
	if got := c.SelectedAll(); !slices.Equal(got, []string{"球鞋", "陪打"}) {
		t.Errorf("chosen %q", got)
	}
	kittest.Tap(t, c, "陪打")
	if got := c.SelectedAll(); !slices.Equal(got, []string{"球鞋"}) {
		t.Errorf("after taking one back %q", got)
	}
	c.SetChoices(choices("计分"))
	if got := c.SelectedAll(); len(got) != 0 {
		t.Errorf("what is no longer offered is chosen: %q", got)
	}
}

func TestChipsByKeyboard(t *testing.T) {
	kittest.App(t, false)
	all := choices("看房", "活动", "洽谈", "签约")
	all[1].Disabled = true
	c := NewChips("来意", all)
	after := NewButton("登记", Primary, nil)
	w := kittest.Show(t, VBox(c, after), 500, 200)
	var bubbled fyne.KeyName
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { bubbled = ev.Name })
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(c) {
		t.Fatal("Tab does not enter the group")
	}
	c.TypedKey(key(fyne.KeyRight)) // passes the one that is off
	c.TypedKey(key(fyne.KeySpace))
	if c.Selected() != "洽谈" {
		t.Errorf("→ and Space chose %q", c.Selected())
	}
	c.TypedRune('4')
	if c.Selected() != "签约" {
		t.Errorf("4 chose %q", c.Selected())
	}
	c.TypedRune('2')
	if c.Selected() != "签约" {
		t.Error("a disabled chip was chosen")
	}
	c.TypedKey(key(fyne.KeyReturn))
	if bubbled != fyne.KeyReturn {
		t.Error("Enter does not reach the window")
	}
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(after) {
		t.Error("one Tab does not leave the group")
	}
}

func TestChipsKeepTheRestInASheet(t *testing.T) {
	kittest.App(t, false)
	c := NewChips("顾问", choices("顾一样", "顾二样", "顾三样", "顾四样")).SetMore(2, "换人…")
	w := kittest.Show(t, c, 800, 600)
	if got := kittest.Texts(c); !slices.Equal(got, []string{"顾问", "顾一样", "顾二样", "换人…"}) {
		t.Fatalf("shown %q", got)
	}
	kittest.Tap(t, c, "换人…")
	top := w.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("nothing opened")
	}
	kittest.Tap(t, top, "顾四样")
	if w.Canvas().Overlays().Top() != nil {
		t.Error("choosing does not close the sheet")
	}
	if c.Selected() != "顾四样" || !kittest.Has(c, "顾四样") {
		t.Errorf("chosen %q, shown %q", c.Selected(), kittest.Texts(c))
	}
	kittest.Tap(t, c, "换人…")
	w.Canvas().OnTypedKey()(key(fyne.KeyEscape))
	if w.Canvas().Overlays().Top() != nil {
		t.Error("Esc does not close the sheet")
	}
	kittest.Tap(t, c, "换人…")
	w.Canvas().Focused().TypedKey(key(fyne.KeyEscape))
	if w.Canvas().Overlays().Top() != nil {
		t.Error("Esc with the focus inside does not close the sheet")
	}
}

func TestStepper(t *testing.T) {
	kittest.App(t, false)
	s := NewStepper("人数", 1, 20, 2)
	var heard []int
	s.OnChanged = func(n int) { heard = append(heard, n) }
	w := kittest.Show(t, s, 300, 400)
	s.TypedKey(key(fyne.KeyLeft))
	s.TypedKey(key(fyne.KeyLeft)) // 1 is the least
	s.TypedKey(key(fyne.KeyUp))
	w.Canvas().Focus(s)
	s.TypedRune('1')
	s.TypedRune('5')
	s.TypedRune('9') // 159 is too many: a new number
	if got, want := heard, []int{1, 2, 1, 15, 9}; !slices.Equal(got, want) {
		t.Errorf("heard %v, want %v", got, want)
	}
	kittest.Tap(t, s, "9")
	pad := w.Canvas().Overlays().Top()
	if pad == nil {
		t.Fatal("a tap on the number opens no keypad")
	}
	kittest.Tap(t, pad, "1")
	kittest.Tap(t, pad, "2")
	w.Canvas().Focused().TypedKey(key(fyne.KeyReturn))
	if s.Value() != 12 || w.Canvas().Overlays().Top() != nil {
		t.Errorf("the keypad made it %d", s.Value())
	}
}

func TestKeypadTakesFingersAndKeys(t *testing.T) {
	kittest.App(t, false)
	var done []string
	k := NewKeypad(4, true, func(s string) { done = append(done, s) })
	kittest.Show(t, k, 300, 400)
	kittest.Tap(t, k, "2")
	kittest.Tap(t, k, "4")
	k.TypedKey(key(fyne.KeyBackspace))
	k.TypedRune('6')
	k.TypedRune('x')
	k.TypedRune('8')
	if k.Value() != "268" || len(done) != 0 || kittest.Has(k, "268") {
		t.Errorf("value %q, done %q, texts %q", k.Value(), done, kittest.Texts(k))
	}
	k.TypedRune('0')
	if !slices.Equal(done, []string{"2680"}) {
		t.Errorf("done %q", done)
	}
	k.Clear()
	k.SetFault("密码不对。")
	if !kittest.Has(k, "密码不对") {
		t.Error("the fault is not shown")
	}
	k.TypedRune('1')
	if kittest.Has(k, "密码不对") {
		t.Error("the next digit does not clear the fault")
	}
}

func TestDateStrip(t *testing.T) {
	kittest.App(t, false)
	s := NewDateStrip("2026-11-23", "2026-11-23", assets.Words("zh"))
	var picked []data.Day
	s.OnChanged = func(d data.Day) { picked = append(picked, d) }
	w := kittest.Show(t, s, 900, 500)
	if got := strings.Join(kittest.Texts(s), " "); got != "昨天 今天 23日 周二 24日 周三 25日 周四 26日 周五 27日 周六 28日 月历" {
		t.Errorf("shown %q", got)
	}
	kittest.Tap(t, s, "昨天")
	kittest.Tap(t, s, "月历")
	if s.Selected() != "2026-11-22" {
		t.Errorf("opening the month chose %q", s.Selected())
	}
	month := w.Canvas().Overlays().Top()
	if month == nil {
		t.Fatal("no month opened")
	}
	kittest.Tap(t, month, "12")
	if !slices.Equal(picked, []data.Day{"2026-11-22", "2026-11-12"}) {
		t.Errorf("picked %q", picked)
	}
	if !kittest.Has(s, "11月12日 周四") {
		t.Errorf("a day far away is not shown: %q", kittest.Texts(s))
	}
}

func TestMonthViewStepsByMonth(t *testing.T) {
	kittest.App(t, false)
	m := NewMonthView("2027-01-31", "2027-01-20", assets.Words("zh"))
	kittest.Show(t, m, 360, 420)
	m.TypedKey(key(fyne.KeyPageDown))
	if !kittest.Has(m, "2027年2月") {
		t.Fatalf("after January comes %q", kittest.Texts(m)[0])
	}
	var picked data.Day
	m.OnPicked = func(d data.Day) { picked = d }
	m.TypedKey(key(fyne.KeyRight))
	m.TypedKey(key(fyne.KeyReturn))
	if picked != "2027-03-01" {
		t.Errorf("the day after the last of February is %q", picked)
	}
}

func TestBoard(t *testing.T) {
	kittest.App(t, false)
	b := NewBoard(100)
	var tiles []Tile
	for _, id := range []string{"A1", "A2", "A3", "A4", "A5"} {
		tiles = append(tiles, Tile{ID: id, Title: id, Badge: "空"})
	}
	b.SetTiles(tiles)
	var taps []string
	b.OnTap = func(id string) { taps = append(taps, id) }
	kittest.Show(t, b, 340, 300)
	kittest.Tap(t, b, "A2")
	b.TypedKey(key(fyne.KeyDown)) // three columns
	b.TypedKey(key(fyne.KeyReturn))
	if !slices.Equal(taps, []string{"A2", "A5"}) {
		t.Errorf("taps %q", taps)
	}
	if h := b.MinSize().Height; h < 2*56 {
		t.Errorf("two rows of tiles ask for %v", h)
	}
}

func TestSignatureIsDrawnByFinger(t *testing.T) {
	kittest.App(t, false)
	s := NewSignature()
	w := kittest.Show(t, NewScroll(s), 300, 150)
	told := 0
	s.OnChanged = func() { told++ }
	s.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(30, 30)}})
	for i := range 20 {
		at := fyne.NewPos(30+float32(i)*6, 30+float32(i%2)*20)
		s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}, Dragged: fyne.NewDelta(6, 0)})
	}
	s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(9000, -50)}})
	s.MouseUp(nil)
	s.DragEnd()
	if told != 1 || s.Empty() || len(s.Strokes()) != 1 {
		t.Fatalf("told %d, %d strokes", told, len(s.Strokes()))
	}
	last := s.Strokes()[0][len(s.Strokes()[0])-1]
	if last != (data.Point{X: 1000, Y: 0}) {
		t.Errorf("a point beside the field is %v", last)
	}
	if !inked(w.Canvas().Capture(), Color(ColorInk)) {
		t.Error("nothing is drawn")
	}
	s.SetStrokes(s.Strokes(), true)
	s.MouseDown(&desktop.MouseEvent{})
	s.Dragged(&fyne.DragEvent{})
	if len(s.Strokes()) != 1 {
		t.Error("a signature that is done was added to")
	}
	s.SetStrokes(nil, false)
	for range 40 { // far more than a signature has
		s.MouseDown(&desktop.MouseEvent{})
		for i := range 200 {
			s.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(float32(i%50)*5, float32(i%30)*4)}})
		}
		s.DragEnd()
	}
	if n := len(s.Strokes().Encode()); n > data.MaxStrokes {
		t.Errorf("encoded it takes %d bytes", n)
	}
	s.Clear()
	if !s.Empty() {
		t.Error("Clear leaves something")
	}
}

func inked(img image.Image, want color.Color) bool {
	r, g, b, _ := want.RGBA()
	n := 0
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if cr, cg, cb, _ := img.At(x, y).RGBA(); cr>>8 == r>>8 && cg>>8 == g>>8 && cb>>8 == b>>8 {
				n++
			}
		}
	}
	return n > 20
}

func TestThemeChangesWhileShown(t *testing.T) {
	app := kittest.App(t, false)
	g := gallery()
	w := kittest.Show(t, g, 1720, 1660)
	app.Settings().SetTheme(NewTheme(true))
	img := w.Canvas().Capture()
	lightOnes := 0
	for y := 0; y < 1660; y += 3 {
		for x := 0; x < 1720; x += 3 {
			r, gr, b, _ := img.At(x, y).RGBA()
			if r>>8 == 0xff && gr>>8 == 0xff && b>>8 == 0xff {
				lightOnes++
			}
		}
	}
	if lightOnes > 0 {
		t.Errorf("%d spots stayed white", lightOnes)
	}
	if !inked(img, dark(ColorJade)) || !inked(img, dark(ColorSurface)) {
		t.Error("the dark colours are not there")
	}
}

func dark(name fyne.ThemeColorName) color.Color { return NewTheme(true).Color(name, 0) }

func TestPopupClosesBesideIt(t *testing.T) {
	kittest.App(t, false)
	anchor := NewButton("更多", Secondary, nil)
	w := kittest.Show(t, Center(anchor), 600, 400)
	closed := 0
	PopUp(anchor, NewParagraph("说明", Body), func() { closed++ })
	test.TapCanvas(w.Canvas(), fyne.NewPos(5, 5))
	if closed != 1 || w.Canvas().Overlays().Top() != nil {
		t.Errorf("closed %d", closed)
	}
}

func TestAStepperSaysWhatIsWrongUntilItIsChanged(t *testing.T) {
	kittest.App(t, false)
	s := NewStepper("数量", 1, 9, 3)
	kittest.Show(t, s, 300, 200)
	high := s.MinSize().Height
	s.SetFault("只有 2 件。")
	if s.MinSize().Height != high || !kittest.Has(s, "只有 2 件。") {
		t.Error("the fault moves what is below it, or is not shown")
	}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if s.Value() != 2 || kittest.Has(s, "只有") {
		t.Error("the fault stays after the number was changed")
	}
}

// The house goes on while a form is filled in: what a finger is on its way to stays
// where it is.
func TestSteadyChoicesKeepTheirPlaces(t *testing.T) {
	kittest.App(t, false)
	c := NewChips("台位", nil).SetSteady()
	codes := func() (all []string) {
		for _, ch := range c.Choices() {
			all = append(all, ch.Code)
		}
		return all
	}
	offer := func(codes ...string) {
		var list []Choice
		for _, code := range codes {
			list = append(list, Choice{Code: code, Label: code})
		}
		c.SetChoices(list)
	}
	offer("A1", "A2", "A3")
	c.Select("A2")
	offer("B1", "A3", "A1")
	if got := strings.Join(codes(), " "); got != "A1 A2 A3 B1" || !c.Choices()[1].Disabled || c.Selected() != "" {
		t.Errorf("offered %s, chosen %q", got, c.Selected())
	}
	c.Select("A2")
	if c.Selected() != "" {
		t.Error("what is offered no more was chosen")
	}
	offer("A2", "B1")
	if c.Select("A2"); c.Selected() != "A2" {
		t.Error("what is offered again can't be chosen")
	}
	c.Renew()
	offer("B1", "A3")
	if got := strings.Join(codes(), " "); got != "B1 A3" {
		t.Errorf("for another guest %s is offered", got)
	}
}
