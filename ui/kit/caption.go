package kit

import "fyne.io/fyne/v2"

// caption is the line above something to fill in: what it is called, and beside
// that what is wrong with it, so that nothing below moves when something is. Where
// both have no room the fault stands alone; only one that is longer than the line,
// or of something without a name, stands below.
type caption struct {
	label, fault *Paragraph
	wide         float32 // as it was placed
}

func newCaption(label string) caption {
	c := caption{label: NewParagraph(label, Label), fault: NewParagraph("", Label.In(ColorLate))}
	c.label.Hidden, c.fault.Hidden = label == "", true
	return c
}

// name changes what it is called.
func (c *caption) name(s string) {
	c.label.SetText(s)
	c.label.Hidden = s == "" || c.alone()
}

// say says what is wrong, "" for nothing, and reports whether that is news.
func (c *caption) say(msg string) bool {
	if msg == c.fault.Text() {
		return false
	}
	c.fault.SetText(msg)
	c.fault.Hidden = msg == ""
	c.label.Hidden = c.label.Text() == "" || c.alone()
	return true
}

// below reports whether the fault has no room in the line.
func (c *caption) below() bool {
	return c.fault.Text() != "" && (c.label.Text() == "" || c.wide > 0 && c.long() > c.wide)
}

// alone reports whether the fault takes the whole line.
func (c *caption) alone() bool {
	return c.fault.Text() != "" && !c.below() && c.wide > 0 && c.beside()+c.long() > c.wide
}

func (c *caption) long() float32 { return ceil(c.fault.style.width(c.fault.Text())) + 3 }

// beside gives where the fault begins behind the name.
func (c *caption) beside() float32 {
	return ceil(c.label.style.width(c.label.Text())) + 2*Size(SizeGap)
}

// least gives how wide and high it is above and below what it names.
func (c *caption) least() (wide, above, under float32) {
	if c.label.Text() != "" {
		m := c.label.MinSize()
		wide, above = m.Width, m.Height+labelGap
	}
	if c.below() {
		under = c.fault.MinSize().Height + labelGap
	}
	return wide, above, under
}

// place lays the line out and gives where what it names begins.
func (c *caption) place(wide float32) (from float32) {
	c.wide = wide
	c.label.Hidden = c.label.Text() == "" || c.alone()
	if c.label.Text() != "" {
		from = settle(c.label, wide-2) + labelGap
		c.label.Move(fyne.NewPos(2, 0))
	}
	if shown(c.fault) && !c.below() {
		x := float32(2)
		if !c.alone() {
			x += c.beside()
		}
		settle(c.fault, wide-x)
		c.fault.Move(fyne.NewPos(x, 0))
	}
	return from
}

// placeBelow puts a fault that has no room in the line under what it names, and
// gives how high it is there.
func (c *caption) placeBelow(wide, y float32) float32 {
	if !c.below() {
		return 0
	}
	h := settle(c.fault, wide-2)
	c.fault.Move(fyne.NewPos(2, y+labelGap))
	return h + labelGap
}
