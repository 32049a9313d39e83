package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestComposingSwallowsWhatTheInputMethodHad(t *testing.T) {
	c := composing{on: true}
	typeLetters := func(s string) {
		for _, r := range s {
			if c.key(fyne.KeyName(string(r))) {
				t.Fatalf("letter %c was swallowed", r)
			}
		}
	}
	typeLetters("ZHANGSAN") // no rune follows: all eight are being composed
	for i := range 2 {
		if !c.key(fyne.KeyBackspace) {
			t.Fatalf("Backspace %d reached the field", i+1)
		}
	}
	for _, k := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageDown, fyne.KeyDelete, fyne.KeyTab} {
		if !c.key(k) {
			t.Errorf("%s reached the field", k)
		}
	}
	if !c.key(fyne.KeyReturn) {
		t.Error("the Enter that ends a composition reached the field")
	}
	if c.key(fyne.KeyReturn) {
		t.Error("the next Enter was swallowed")
	}
	typeLetters("LI")
	c.arrived()
	if c.key(fyne.KeyBackspace) || c.key(fyne.KeyEscape) {
		t.Error("keys are swallowed though the composed words have arrived")
	}
}

func TestComposingCountsDownToNothing(t *testing.T) {
	c := composing{on: true}
	c.key(fyne.KeyA)
	c.key(fyne.KeyB)
	for range 2 {
		if !c.key(fyne.KeyBackspace) {
			t.Error("two letters were composed: two Backspaces are the input method's")
		}
	}
	if c.key(fyne.KeyBackspace) {
		t.Error("the third Backspace is the field's")
	}
}

func TestComposingEndsWithEsc(t *testing.T) {
	c := composing{on: true}
	c.key(fyne.KeyA)
	if !c.key(fyne.KeyEscape) {
		t.Error("the Esc that drops a composition reached the field")
	}
	if c.key(fyne.KeyEscape) || c.key(fyne.KeyBackspace) || c.busy() {
		t.Error("the composition is over")
	}
}

func TestComposingLeavesPlainTypingAlone(t *testing.T) {
	c := composing{on: true}
	for range 50 {
		c.key(fyne.KeyA)
		c.arrived()
	}
	if c.key(fyne.KeyBackspace) || c.key(fyne.KeyReturn) {
		t.Error("plain typing is taken for composing")
	}
	for _, k := range []fyne.KeyName{fyne.Key1, fyne.KeySpace, fyne.KeyComma, fyne.KeyF1} {
		if c.key(k); c.busy() {
			t.Errorf("%s counts as a letter", k)
		}
	}
}

func TestComposingIsOffWhereKeysAreSafe(t *testing.T) {
	c := composing{}
	c.key(fyne.KeyA)
	if c.key(fyne.KeyBackspace) || c.busy() {
		t.Error("the guard works where it must not")
	}
}
