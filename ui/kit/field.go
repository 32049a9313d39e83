package kit

import (
	"image/color"
	"runtime"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"yingbin/data"
)

// Field is a place to type: above it its label and what is wrong with it.
type Field struct {
	widget.BaseWidget
	caption
	entry *entry
	box   fyne.CanvasObject // the entry, or the entry in its larger letters
	cover fyne.CanvasObject // over it, see cover
	edge  *canvas.Rectangle
	large bool
	most  int
	d     *drawing

	// OnChanged is told of every change somebody typed, and of SetText.
	OnChanged func(string)
	// OnEnter is called for Enter, which otherwise goes to the window.
	OnEnter func()
	// OnEsc is called for Esc, which otherwise goes to the window.
	OnEsc func()
	// OnArrow is asked about ↑ and ↓ in a field of one line: true says it was used.
	OnArrow func(fyne.KeyName) bool
}

// NewField makes a field of one line.
func NewField(label string) *Field {
	f := &Field{caption: newCaption(label), edge: frame(Size(SizeRadius))}
	f.entry = newEntry(f)
	f.box, f.cover = f.entry, newCover(f.entry)
	f.d = &drawing{min: f.min, layout: f.lay, refresh: f.paint}
	f.ExtendBaseWidget(f)
	return f
}

// Text gives what is typed, tidied as the book keeps it.
func (f *Field) Text() string {
	if f.entry.MultiLine {
		return data.TidyLines(f.entry.Text)
	}
	return data.Tidy(f.entry.Text)
}

// Raw gives what is typed as it stands there, for a draft.
func (f *Field) Raw() string { return f.entry.Text }

// SetText puts words into the field.
func (f *Field) SetText(s string) {
	if s != f.entry.Text {
		f.entry.SetText(s)
		f.entry.toEnd()
	}
}

// Label gives the label.
func (f *Field) Label() string { return f.label.Text() }

// SetLabel changes the label.
func (f *Field) SetLabel(s string) {
	f.name(s)
	f.Refresh()
}

// SetHint shows quiet words while the field is empty.
func (f *Field) SetHint(s string) *Field {
	f.entry.SetPlaceHolder(s)
	return f
}

// SetFault says beside the label what is wrong with the field; "" clears it.
func (f *Field) SetFault(msg string) {
	if f.say(msg) {
		f.Refresh()
	}
}

// Fault gives what is said to be wrong.
func (f *Field) Fault() string { return f.fault.Text() }

// ClearFault takes the fault away.
func (f *Field) ClearFault() { f.SetFault("") }

// SetMulti gives the field several lines, of which so many are seen.
func (f *Field) SetMulti(rows int) *Field {
	f.entry.MultiLine = true
	f.entry.Wrapping = fyne.TextWrapBreak
	f.entry.SetMinRowsVisible(rows)
	f.cover = newCover(f.entry)
	f.Refresh()
	return f
}

// SetPassword hides what is typed.
func (f *Field) SetPassword(hide bool) *Field { return f.SetMasked(hide) }

// SetMasked hides what is typed, or shows it again.
func (f *Field) SetMasked(hide bool) *Field {
	f.entry.Password = hide
	f.entry.Refresh()
	return f
}

// SetMaxRunes limits how many characters may be typed; 0 is no limit.
func (f *Field) SetMaxRunes(n int) *Field {
	f.most = n
	return f
}

// SetLarge shows the field in large figures, for the one field a screen is about.
func (f *Field) SetLarge() *Field {
	f.large = true
	f.box = container.NewThemeOverride(f.entry, largeLetters{})
	f.entry.TextStyle = fyne.TextStyle{Bold: true}
	f.Refresh()
	return f
}

// Focus puts the cursor into the field.
func (f *Field) Focus(c fyne.Canvas) {
	if c != nil {
		c.Focus(f.entry)
	}
}

// Focusable gives what takes the keyboard, for Screen.First.
func (f *Field) Focusable() fyne.Focusable { return f.entry }

// Focused reports whether the cursor is here.
func (f *Field) Focused() bool { return f.entry.here }

// SelectAll marks all so that typing replaces it.
func (f *Field) SelectAll() { f.entry.TypedShortcut(&fyne.ShortcutSelectAll{}) }

// Enable lets people type.
func (f *Field) Enable() { f.entry.Enable() }

// Disable shows the words but lets nobody type.
func (f *Field) Disable() { f.entry.Disable() }

// Held lists what is inside.
func (f *Field) Held() []fyne.CanvasObject { return []fyne.CanvasObject{f.entry} }

// CreateRenderer links the widget to its drawing.
func (f *Field) CreateRenderer() fyne.WidgetRenderer {
	f.paint()
	return f.d
}

func (f *Field) paint() {
	f.d.objects = []fyne.CanvasObject{f.edge, f.label, f.box, f.cover, f.fault}
	f.edge.FillColor, f.edge.StrokeColor, f.edge.StrokeWidth = Color(ColorSurface), Color(ColorEdge), Size(SizeHairline)
	f.edge.CornerRadius = Size(SizeRadius)
	switch {
	case f.entry.here && !f.entry.Disabled():
		f.edge.StrokeWidth = 0 // the entry draws the ring itself
	case f.fault.Text() != "":
		f.edge.StrokeColor, f.edge.StrokeWidth = Color(ColorLate), Size(SizeFocus)
	}
	f.lay(f.Size())
	f.edge.Refresh()
}

func (f *Field) boxHeight() float32 {
	h := max(Size(SizeTouch), f.entry.MinSize().Height)
	if f.large {
		h = max(h, Size(SizeTouchBar))
	}
	return h
}

func (f *Field) min() fyne.Size {
	_, above, under := f.least()
	return fyne.NewSize(max(f.entry.MinSize().Width, 2*Size(SizeTouch)), above+f.boxHeight()+under)
}

// labelGap stands between a label and what it names.
const labelGap = 4

func (f *Field) lay(size fyne.Size) {
	y := f.caption.place(size.Width)
	h := f.boxHeight()
	if f.entry.MultiLine {
		h = max(h, size.Height-y-f.placeBelow(size.Width, 0))
	}
	place(f.box, 0, y, size.Width, h)
	place(f.cover, 0, y, size.Width, h)
	if f.edge.StrokeWidth == 0 {
		place(f.edge, 1, y+1, size.Width-2, h-2)
	} else {
		place(f.edge, 0, y, size.Width, h)
	}
	f.placeBelow(size.Width, y+h)
}

// largeLetters is the theme of a large field.
type largeLetters struct{}

func (largeLetters) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return current().Color(n, v)
}
func (largeLetters) Font(s fyne.TextStyle) fyne.Resource     { return current().Font(s) }
func (largeLetters) Icon(n fyne.ThemeIconName) fyne.Resource { return current().Icon(n) }
func (largeLetters) Size(n fyne.ThemeSizeName) float32 {
	if n == theme.SizeNameText {
		return Size(SizeTitle)
	}
	return Size(n)
}

// entry is Fyne's own entry with the house's manners.
type entry struct {
	widget.Entry
	field *Field
	ime   composing
	here  bool

	pointed bool // the focus comes from a finger that is still down
}

func newEntry(f *Field) *entry {
	e := &entry{field: f, ime: composing{on: runtime.GOOS == "linux"}}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	e.OnChanged = e.typed
	return e
}

// typed drops what a field can't hold, however it came in: typed, pasted or set.
func (e *entry) typed(s string) {
	clean := e.clean(s)
	if clean != s {
		row, col := e.CursorRow, e.CursorColumn
		e.Text = clean
		e.CursorRow, e.CursorColumn = row, max(0, col-(utf8.RuneCountInString(s)-utf8.RuneCountInString(clean)))
		e.Refresh()
	}
	e.field.ClearFault()
	if e.field.OnChanged != nil {
		e.field.OnChanged(e.field.Text())
	}
}

func (e *entry) clean(s string) string {
	multi := e.MultiLine
	s = strings.ToValidUTF8(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), "")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' && multi:
			return r
		case r == '\n' || r == '\t' || r == '\u2028' || r == '\u2029':
			return ' '
		case r < 0x20 || r >= 0x7f && r < 0xa0 || r == '\ufeff' || r == utf8.RuneError:
			return -1
		case r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, s)
	if most := e.field.most; most > 0 && utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most])
	}
	return s
}

func (e *entry) toEnd() {
	if !e.MultiLine {
		e.CursorRow, e.CursorColumn = 0, utf8.RuneCountInString(e.Text)
		e.Refresh()
	}
}

// TypedRune takes a character, composed or typed.
func (e *entry) TypedRune(r rune) {
	e.ime.arrived()
	OtherKey()
	if most := e.field.most; most > 0 && e.SelectedText() == "" && utf8.RuneCountInString(e.Text) >= most {
		return
	}
	e.Entry.TypedRune(r)
}

// TypedKey takes a key that the input method has not had.
func (e *entry) TypedKey(ev *fyne.KeyEvent) {
	if e.ime.key(ev.Name) {
		return
	}
	f := e.field
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.MultiLine {
			break
		}
		if f.OnEnter != nil {
			if TakesEnter(f, true) {
				f.OnEnter()
			}
		} else {
			bubble(e, ev)
		}
		return
	case fyne.KeyEscape:
		if f.OnEsc != nil {
			f.OnEsc()
		} else {
			bubble(e, ev)
		}
		return
	case fyne.KeyUp, fyne.KeyDown:
		OtherKey()
		if !e.MultiLine && f.OnArrow != nil && f.OnArrow(ev.Name) {
			return
		}
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		bubble(e, ev)
		return
	}
	e.Entry.TypedKey(ev)
}

// TypedShortcut keeps the editing shortcuts and hands the others to the window.
func (e *entry) TypedShortcut(s fyne.Shortcut) {
	if _, undo := s.(*fyne.ShortcutUndo); undo && e.Text == "" { // what was put away comes back
		if c, ok := canvasOf(e).(fyne.Shortcutable); ok {
			c.TypedShortcut(s)
		}
		return
	}
	if own, ok := s.(*desktop.CustomShortcut); ok {
		switch own.KeyName {
		case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
		case fyne.KeyReturn, fyne.KeyEnter: // Ctrl+Enter acts even from a field of several lines
			bubble(e, &fyne.KeyEvent{Name: fyne.KeyReturn})
			return
		default:
			if c, ok := canvasOf(e).(fyne.Shortcutable); ok {
				c.TypedShortcut(s)
			}
			return
		}
	}
	e.Entry.TypedShortcut(s)
}

// AcceptsTab keeps Tab for the input method while it composes; otherwise Tab
// always leaves the field, one of several lines too.
func (e *entry) AcceptsTab() bool { return e.ime.busy() }

// FocusGained shows the ring and brings the field into view.
func (e *entry) FocusGained() {
	e.here = true
	e.Entry.FocusGained()
	if !e.pointed {
		reveal(e.field)
	}
	e.field.paint()
}

// FocusLost takes the ring away.
func (e *entry) FocusLost() {
	e.here = false
	e.ime.reset()
	e.Entry.FocusLost()
	e.field.paint()
}
