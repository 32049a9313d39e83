package kit_test

import (
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	. "yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

func key(name fyne.KeyName) *fyne.KeyEvent { return &fyne.KeyEvent{Name: name} }

func typed(f *Field, s string) {
	for _, r := range s {
		f.Focusable().TypedRune(r)
	}
}

func TestFieldTakesTyping(t *testing.T) {
	kittest.App(t, false)
	f := NewField("姓名")
	var heard []string
	f.OnChanged = func(s string) { heard = append(heard, s) }
	kittest.Show(t, f, 300, 120)
	typed(f, "张三")
	f.Focusable().TypedKey(key(fyne.KeyBackspace))
	if f.Text() != "张" {
		t.Errorf("text is %q", f.Text())
	}
	if strings.Join(heard, " ") != "张 张三 张" {
		t.Errorf("heard %q", heard)
	}
}

func TestFieldGuardsTheInputMethod(t *testing.T) {
	if runtime.GOOS != "linux" {
		return // elsewhere consumed keys are not reported
	}
	kittest.App(t, false)
	f := NewField("姓名")
	entered := 0
	f.OnEnter = func() { entered++ }
	kittest.Show(t, f, 300, 120)
	typed(f, "abcd")
	in := f.Focusable()
	for _, r := range "ZHANGSAN" { // keys of a composition: reported, but no rune comes
		in.(desktop.Keyable).KeyDown(key(fyne.KeyName(string(r))))
		in.TypedKey(key(fyne.KeyName(string(r))))
	}
	in.TypedKey(key(fyne.KeyBackspace))
	in.TypedKey(key(fyne.KeyBackspace))
	in.TypedKey(key(fyne.KeyLeft))
	if !in.(fyne.Tabbable).AcceptsTab() {
		t.Error("Tab leaves the field while letters are composed")
	}
	in.TypedKey(key(fyne.KeyReturn))
	if f.Text() != "abcd" || entered != 0 {
		t.Fatalf("the composition's keys reached the field: %q, Enter %d", f.Text(), entered)
	}
	typed(f, "张三")
	if in.(fyne.Tabbable).AcceptsTab() {
		t.Error("Tab stays in the field")
	}
	in.TypedKey(key(fyne.KeyReturn))
	if f.Text() != "abcd张三" || entered != 1 {
		t.Errorf("after it: %q, Enter %d", f.Text(), entered)
	}
}

func TestFieldEnterAndEscReachTheWindowWhenNobodyTakesThem(t *testing.T) {
	kittest.App(t, false)
	f := NewField("姓名")
	w := kittest.Show(t, f, 300, 120)
	var seen []fyne.KeyName
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { seen = append(seen, ev.Name) })
	f.Focus(w.Canvas())
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape, fyne.KeyF2} {
		f.Focusable().TypedKey(key(k))
	}
	if len(seen) != 3 {
		t.Errorf("the window saw %v", seen)
	}
	esc := false
	f.OnEsc = func() { esc = true }
	f.Focusable().TypedKey(key(fyne.KeyEscape))
	if !esc || len(seen) != 3 {
		t.Errorf("Esc taken %v, the window saw %v", esc, seen)
	}
}

func TestFieldCleansWhatIsPasted(t *testing.T) {
	kittest.App(t, false)
	paste := func(f *Field, s string) {
		kittest.Show(t, f, 300, 200)
		clip := test.NewClipboard()
		clip.SetContent(s)
		f.Focusable().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	}
	one := NewField("备注")
	paste(one, "张三\r\n李四\t王\x00\u202e五\x7f")
	if one.Text() != "张三 李四 王五" {
		t.Errorf("one line: %q", one.Text())
	}
	many := NewField("备注").SetMulti(3)
	paste(many, "张三\r\n李四\x07")
	if many.Text() != "张三\n李四" {
		t.Errorf("several lines: %q", many.Text())
	}
	short := NewField("券").SetMaxRunes(3)
	paste(short, "𠮷野家的券")
	if short.Text() != "𠮷野家" {
		t.Errorf("at most three: %q", short.Text())
	}
	typed(short, "x")
	if short.Text() != "𠮷野家" {
		t.Errorf("a fourth was typed: %q", short.Text())
	}
}

func TestAFaultMovesNothingThatIsBelowIt(t *testing.T) {
	kittest.App(t, false)
	f := NewField("电话")
	kittest.Show(t, f, 300, 200)
	before := f.MinSize().Height
	f.SetFault("号码不全：手机号码为 11 位。")
	if f.MinSize().Height != before {
		t.Error("the fault pushes what is below it down")
	}
	if !kittest.Has(f, "号码不全") || !kittest.Has(f, "电话") {
		t.Errorf("the fault is not shown beside the label: %q", kittest.Texts(f))
	}
	f.SetFault("号码不全：手机号码为 11 位，座机连同区号为 10 到 12 位。") // no room for both
	kittest.Relayout(f)
	if f.MinSize().Height < before || !kittest.Has(f, "座机") {
		t.Errorf("a long fault is not shown: %q", kittest.Texts(f))
	}
	typed(f, "1")
	if f.MinSize().Height != before || f.Fault() != "" {
		t.Error("typing does not clear the fault")
	}
}

func TestFieldMultiEnterIsALine(t *testing.T) {
	kittest.App(t, false)
	f := NewField("备注").SetMulti(3)
	w := kittest.Show(t, f, 300, 200)
	entered := false
	w.Canvas().SetOnTypedKey(func(ev *fyne.KeyEvent) { entered = true })
	f.Focus(w.Canvas())
	typed(f, "一")
	f.Focusable().TypedKey(key(fyne.KeyReturn))
	typed(f, "二")
	if f.Text() != "一\n二" || entered {
		t.Errorf("%q, window told %v", f.Text(), entered)
	}
	f.Focusable().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	if !entered {
		t.Error("Ctrl+Enter does not act")
	}
}

func TestFieldPasswordIsNotShown(t *testing.T) {
	kittest.App(t, false)
	f := NewField("密码").SetPassword(true)
	kittest.Show(t, f, 300, 100)
	typed(f, "2468")
	if kittest.Has(f, "2468") || f.Text() != "2468" {
		t.Errorf("shown: %q", kittest.Texts(f))
	}
}
