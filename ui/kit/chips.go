package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Choice is one of a few things to choose from. Note stands quietly after the label.
type Choice struct {
	Code, Label string
	Note        string
	Tone        Tone
	Disabled    bool
}

// Chips is a group of choices side by side. Tab enters and leaves the group,
// arrows move in it, Space chooses, and so does a digit.
type Chips struct {
	widget.BaseWidget
	keyed
	caption
	choices   []Choice
	answers   Question
	chosen    []string
	multi     bool
	optional  bool
	chips     []*chip // reused
	more      *chip
	most      int
	moreLabel string
	at        int // where the keyboard stands
	leads     func() fyne.Focusable
	byHand    bool            // a finger chooses, not a key
	steady    bool            // choices keep their places until Renew
	left      map[string]bool // offered no more, and still in their places
	d         *drawing
	group     *fyne.Container

	// OnChanged is called after somebody chose; Select does not call it.
	OnChanged func()
}

// NewChips makes a group of which one can be chosen.
func NewChips(label string, choices []Choice) *Chips {
	c := &Chips{caption: newCaption(label)}
	c.group = Flow()
	c.more = newChip(c)
	c.self, c.changed, c.byHand = c, c.paint, true
	c.d = &drawing{objects: []fyne.CanvasObject{c.label, c.group, c.fault}, min: c.min, layout: c.lay}
	c.d.refresh = func() { c.paint(); c.lay(c.Size()) }
	c.ExtendBaseWidget(c)
	c.choices = choices
	c.deal()
	return c
}

// Answers says whose answers the choices are: while another one is on its way
// none of them can be chosen.
func (c *Chips) Answers(q Question) *Chips { c.answers = q; return c }

// Leads makes the choices tabs: a tap on one puts the cursor where it leads to.
func (c *Chips) Leads(to func() fyne.Focusable) *Chips { c.leads = to; return c }

// SetMulti lets several be chosen.
func (c *Chips) SetMulti(multi bool) *Chips { c.multi = multi; c.paint(); return c }

// SetOptional lets the one chosen be taken back by tapping it again.
func (c *Chips) SetOptional(optional bool) *Chips { c.optional = optional; return c }

// SetMore shows the first n choices and the rest behind a chip with this label.
func (c *Chips) SetMore(n int, moreLabel string) *Chips {
	c.most, c.moreLabel = n, moreLabel
	c.deal()
	return c
}

// SetLabel changes the label.
func (c *Chips) SetLabel(s string) {
	c.name(s)
	c.Refresh()
}

// Label gives the label.
func (c *Chips) Label() string { return c.label.Text() }

// SetChoices offers others; what is chosen stays chosen if it is still offered.
func (c *Chips) SetChoices(choices []Choice) {
	if slices.Equal(choices, c.choices) {
		return
	}
	c.choices = c.inPlace(choices)
	c.chosen = slices.DeleteFunc(c.chosen, func(code string) bool { return c.index(code) < 0 || c.left[code] })
	c.deal()
}

// SetSteady lets choices keep their places, whatever order they are offered in,
// until Renew: a finger on its way meets what it saw. One that is offered no more
// stays in its place and can't be chosen; what is new comes last.
func (c *Chips) SetSteady() *Chips { c.steady = true; return c }

// Renew takes the next choices in their own order, as for another guest.
func (c *Chips) Renew() { c.choices, c.left = nil, nil }

// inPlace orders choices as those before stood.
func (c *Chips) inPlace(choices []Choice) []Choice {
	c.left = nil
	if !c.steady || len(c.choices) == 0 {
		return choices
	}
	var all []Choice
	for _, old := range c.choices {
		i := slices.IndexFunc(choices, func(n Choice) bool { return n.Code == old.Code })
		if i >= 0 {
			all = append(all, choices[i])
			continue
		}
		if c.left == nil {
			c.left = map[string]bool{}
		}
		c.left[old.Code], old.Disabled = true, true
		all = append(all, old)
	}
	for _, n := range choices {
		if c.index(n.Code) < 0 {
			all = append(all, n)
		}
	}
	return all
}

// Choices gives what is offered.
func (c *Chips) Choices() []Choice { return c.choices }

// Selected gives the code chosen, "" for none.
func (c *Chips) Selected() string {
	if len(c.chosen) == 0 {
		return ""
	}
	return c.chosen[0]
}

// SelectedAll gives the codes chosen, in the order offered.
func (c *Chips) SelectedAll() []string {
	var all []string
	for _, ch := range c.choices {
		if slices.Contains(c.chosen, ch.Code) {
			all = append(all, ch.Code)
		}
	}
	return all
}

// Select chooses without telling OnChanged; codes not offered are left out.
func (c *Chips) Select(codes ...string) {
	c.chosen = nil
	for _, code := range codes {
		if c.index(code) >= 0 && !c.left[code] && (c.multi || len(c.chosen) == 0) {
			c.chosen = append(c.chosen, code)
		}
	}
	c.deal()
}

// SetFault says beside the label what is wrong; "" clears it.
func (c *Chips) SetFault(msg string) {
	if c.say(msg) {
		c.Refresh()
	}
}

// ClearFault takes the fault away.
func (c *Chips) ClearFault() { c.SetFault("") }

// Fault gives what is said to be wrong.
func (c *Chips) Fault() string { return c.fault.Text() }

func (c *Chips) index(code string) int {
	return slices.IndexFunc(c.choices, func(ch Choice) bool { return ch.Code == code })
}

// Held lists what is inside.
func (c *Chips) Held() []fyne.CanvasObject { return []fyne.CanvasObject{c.group} }

// deal lays the choices onto chips, reusing those that are there.
func (c *Chips) deal() {
	show := c.choices
	if c.most > 0 && len(c.choices) > c.most {
		show = slices.Clone(c.choices[:c.most])
		for _, ch := range c.choices[c.most:] { // what is chosen must be seen
			if slices.Contains(c.chosen, ch.Code) {
				show = append(show, ch)
			}
		}
	}
	for len(c.chips) < len(show) {
		c.chips = append(c.chips, newChip(c))
	}
	objs := make([]fyne.CanvasObject, 0, len(show)+1)
	for i, ch := range show {
		chip := c.chips[i]
		chip.choice = ch
		chip.about(part{c, ch.Code, ""})
		chip.act = func() { c.grab(); c.at = i; c.choose(ch.Code); c.lead() }
		objs = append(objs, chip)
	}
	if len(show) < len(c.choices) {
		c.more.choice = Choice{Label: c.moreLabel}
		c.more.act = func() { c.grab(); c.open() }
		objs = append(objs, c.more)
	}
	c.group.Objects = objs
	c.at = max(0, min(c.at, len(objs)-1))
	c.paint()
	c.group.Refresh()
	c.Refresh()
}

// visible lists the chips on show.
func (c *Chips) visible() []*chip {
	all := make([]*chip, len(c.group.Objects))
	for i, o := range c.group.Objects {
		all[i] = o.(*chip)
	}
	return all
}

// lead puts the cursor where the tab leads, unless the keyboard goes along the tabs.
func (c *Chips) lead() {
	if c.leads == nil || !c.byHand {
		return
	}
	if to, on := c.leads(), canvasOf(c); to != nil && on != nil {
		on.Focus(to)
	}
}

func (c *Chips) choose(code string) {
	was := slices.Clone(c.chosen)
	has := slices.Contains(c.chosen, code)
	switch {
	case c.multi && has, c.optional && has:
		c.chosen = slices.DeleteFunc(c.chosen, func(s string) bool { return s == code })
	case c.multi:
		c.chosen = append(c.chosen, code)
	default:
		c.chosen = []string{code}
	}
	if slices.Equal(was, c.chosen) {
		return
	}
	c.ClearFault()
	if c.most > 0 {
		c.deal()
	} else {
		c.paint()
	}
	if c.OnChanged != nil {
		c.OnChanged()
	}
}

// open shows all choices in a sheet of their own.
func (c *Chips) open() {
	all := NewChips(c.label.Text(), c.choices)
	all.multi, all.optional = c.multi, c.optional
	all.Select(c.chosen...)
	var shut func()
	all.OnChanged = func() {
		c.chosen = slices.Clone(all.chosen)
		c.ClearFault()
		c.deal()
		if !c.multi {
			shut()
		}
		if c.OnChanged != nil {
			c.OnChanged()
		}
	}
	shut = PopUp(c.more, all, nil)
}

// TypedKey moves among the chips and chooses.
func (c *Chips) TypedKey(ev *fyne.KeyEvent) {
	all := c.visible()
	step := 0
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		step = -1
	case fyne.KeyRight, fyne.KeyDown:
		step = 1
	case fyne.KeyHome:
		c.at, step = -1, 1
	case fyne.KeyEnd:
		c.at, step = len(all), -1
	case fyne.KeySpace:
		c.byKey()
		if c.at >= 0 && c.at < len(all) {
			c.byHand = false
			all[c.at].enter()
			c.byHand = true
		}
		return
	default:
		bubble(c, ev)
		return
	}
	c.byKey()
	for i := c.at + step; i >= 0 && i < len(all); i += step {
		if !all[i].choice.Disabled {
			c.at = i
			break
		}
	}
	c.at = max(0, min(c.at, len(all)-1))
	if len(all) > 0 {
		reveal(all[c.at])
	}
	c.paint()
}

// TypedRune chooses the chip at that place.
func (c *Chips) TypedRune(r rune) {
	all := c.visible()
	if i := int(r - '1'); i >= 0 && i < 9 && i < len(all) {
		c.byKey()
		c.at = i
		if all[i].open() {
			c.byHand = false
			all[i].act()
			c.byHand = true
		}
		c.paint()
	}
}

// FocusGained begins at what is chosen.
func (c *Chips) FocusGained() {
	if !c.quiet {
		for i, ch := range c.visible() {
			if slices.Contains(c.chosen, ch.choice.Code) {
				c.at = i
				break
			}
		}
	}
	c.keyed.FocusGained()
}

// CreateRenderer links the widget to its drawing.
func (c *Chips) CreateRenderer() fyne.WidgetRenderer {
	c.paint()
	return c.d
}

func (c *Chips) paint() {
	for i, ch := range c.visible() {
		ch.chosen = ch != c.more && slices.Contains(c.chosen, ch.choice.Code)
		ch.ringed = c.ring() && i == c.at
		ch.off = ch.choice.Disabled
		ch.paint()
	}
}

func (c *Chips) min() fyne.Size {
	m := c.group.MinSize()
	_, above, under := c.least()
	m.Height += above + under
	return m
}

func (c *Chips) lay(size fyne.Size) {
	y := c.caption.place(size.Width)
	h := settle(c.group, size.Width)
	c.group.Move(fyne.NewPos(0, y))
	c.placeBelow(size.Width, y+h)
}

// chip is one pill of a group.
type chip struct {
	hit
	group               *Chips
	choice              Choice
	chosen, ringed      bool
	ground, over, focus *canvas.Rectangle
	label, note         *Text
	tick                *Icon
}

func newChip(group *Chips) *chip {
	ch := &chip{group: group, ground: frame(0), over: frame(0), focus: frame(0), label: NewText("", Body), note: NewText("", Label), tick: NewIcon("check", ColorJade, SizeBody)}
	ch.draw = ch.paint
	ch.ready = func() bool { return group == nil || upToDate(group.answers) }
	ch.ExtendBaseWidget(ch)
	return ch
}

// MouseDown begins a press.
func (ch *chip) MouseDown(ev *desktop.MouseEvent) { ch.press(ch, ev) }

// CreateRenderer links the widget to its drawing.
func (ch *chip) CreateRenderer() fyne.WidgetRenderer {
	ch.paint()
	return &drawing{
		objects: []fyne.CanvasObject{ch.ground, ch.over, ch.focus, ch.tick, ch.label, ch.note},
		min:     ch.min, layout: ch.place,
		refresh: func() { ch.paint(); ch.place(ch.Size()) },
	}
}

func (ch *chip) ticked() bool { return ch.chosen && ch.group != nil && ch.group.multi }

// min asks for the bold width always, so that choosing moves nothing.
func (ch *chip) min() fyne.Size {
	w := ceil(BodyBold.width(ch.choice.Label))
	if ch.choice.Note != "" {
		w += ch.note.MinSize().Width + 6
	}
	if ch.group != nil && ch.group.multi {
		w += Size(SizeBody) + 2
	}
	h := Size(SizeTouch)
	return fyne.NewSize(max(w+2*chipPad, h+8), h)
}

const chipPad = 18

func (ch *chip) place(size fyne.Size) {
	for _, r := range []*canvas.Rectangle{ch.ground, ch.over} {
		place(r, 0, 0, size.Width, size.Height)
		r.CornerRadius = size.Height / 2
	}
	place(ch.focus, 3, 3, size.Width-6, size.Height-6)
	ch.focus.CornerRadius = size.Height/2 - 3
	w := ch.label.MinSize().Width
	note, tick := float32(0), float32(0)
	if ch.choice.Note != "" {
		note = ch.note.MinSize().Width + 6
	}
	if ch.ticked() {
		tick = Size(SizeBody) + 2
	}
	w = min(w, size.Width-note-tick-16)
	x := (size.Width - w - note - tick) / 2
	s := Size(SizeBody)
	place(ch.tick, x-1, (size.Height-s)/2, s, s)
	place(ch.label, x+tick, -0.5, w, size.Height)
	place(ch.note, x+tick+w+6, 0, max(0, note-6), size.Height)
}

func (ch *chip) paint() {
	tone := ch.choice.Tone
	st := Body
	fill, line := ColorSurface, ColorEdge
	switch {
	case ch.choice.Disabled:
		st, fill = st.In(ColorQuiet), ColorPlainSoft
	case ch.chosen:
		if tone == TonePlain {
			tone = TonePrimary
		}
		st, fill, line = BodyBold.In(tone.Ink()), tone.Soft(), tone.Line()
	case tone != TonePlain:
		st = st.In(tone.Ink())
	}
	ch.ground.FillColor, ch.ground.StrokeColor, ch.ground.StrokeWidth = Color(fill), Color(line), Size(SizeHairline)
	if ch.chosen {
		ch.ground.StrokeWidth = 1.5
	}
	ch.shade(ch.over)
	ch.focus.Hidden, ch.focus.FillColor = !ch.ringed, color.Transparent
	ch.focus.StrokeColor, ch.focus.StrokeWidth = Color(ColorJade), Size(SizeFocus)
	ch.label.set(ch.choice.Label, st)
	quiet := Label
	if ch.chosen {
		quiet = quiet.In(st.Color)
	}
	ch.note.set(ch.choice.Note, quiet)
	ch.tick.Hidden = !ch.ticked()
	ch.tick.SetColor(st.Color)
	ch.place(ch.Size())
	ch.ground.Refresh()
	ch.over.Refresh()
	ch.focus.Refresh()
}
