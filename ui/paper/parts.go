package paper

// The parts of a sheet other than its tables.

type heading struct{ text, note string }

func (h heading) lay(p *press) {
	p.space(4.5)
	size := p.size + 1
	note := Printed(h.note)
	nw := Width(note, p.size, false)
	tw := p.body.W
	if note != "" && nw < p.body.W*0.6 {
		tw -= nw + 3
	}
	lines := Lines(h.text, tw, size, true)
	notes := 0
	if tw == p.body.W && note != "" {
		notes = len(Lines(note, p.body.W, p.size, false))
	}
	// A heading never stands alone at the foot of a page.
	need := p.pitch * float64(len(lines)+notes)
	if n, ok := p.next.(interface{ least(*press) float64 }); ok {
		need += 2 + n.least(p)
	}
	p.need(need)
	if notes == 0 {
		p.line(note, p.body.X, p.body.W, p.y, p.pitch, Right, Text{Size: p.size})
	}
	for _, l := range lines {
		p.need(p.pitch)
		p.line(l, p.body.X, p.body.W, p.y, p.pitch, Left, Text{Size: size, Bold: true})
		p.y += p.pitch
	}
	if notes > 0 {
		para{note}.lines(p)
	}
	p.y += 1.6
}

type para struct{ text string }

func (t para) least(p *press) float64 { return p.pitch }

func (t para) lay(p *press) {
	p.space(2)
	t.lines(p)
	p.y += 1
}

func (t para) lines(p *press) {
	for _, l := range Lines(t.text, p.body.W, p.size, false) {
		p.need(p.pitch)
		p.line(l, p.body.X, p.body.W, p.y, p.pitch, Left, Text{Size: p.size})
		p.y += p.pitch
	}
}

// spread is a line of facts with equal gaps between them; as many lines as
// they need.
type spread []string

func (s spread) least(p *press) float64 { return p.pitch }

func (s spread) lay(p *press) {
	const gap = 4.0
	for i := 0; i < len(s); {
		sum, n := 0.0, 0
		for i+n < len(s) {
			w := Width(Printed(s[i+n]), p.size, false)
			if n > 0 && sum+w+gap*float64(n) > p.body.W {
				break
			}
			sum += w
			n++
		}
		p.row(s[i:i+n], sum)
		i += n
	}
	p.y += 1.6
}

// row writes facts whose widths come to sum in one line, or one over-long fact
// in several.
func (p *press) row(facts []string, sum float64) {
	if sum > p.body.W {
		for _, f := range facts {
			para{f}.lines(p)
		}
		return
	}
	p.need(p.pitch)
	between := 0.0
	if len(facts) > 1 {
		between = (p.body.W - sum) / float64(len(facts)-1)
	}
	x := p.body.X
	for _, f := range facts {
		f = Printed(f)
		p.line(f, x, 0, p.y, p.pitch, Left, Text{Size: p.size})
		x += Width(f, p.size, false) + between
	}
	p.y += p.pitch
}

// signs are boxes to sign in. At most four stand side by side.
type signs []SignBox

const (
	signHeight = 24.0
	signGap    = 4.8
	signInner  = 2.4
	signAcross = 4
)

func (s signs) least(p *press) float64 { return signHeight }

func (s signs) lay(p *press) {
	for i := 0; i < len(s); i += signAcross {
		p.space(5.5)
		s[i:min(i+signAcross, len(s))].row(p)
	}
}

func (s signs) row(p *press) {
	n := float64(len(s))
	w := (p.body.W - signGap*(n-1)) / n
	// Who signs stands at the top; a long name makes all boxes higher.
	heads := make([][]string, len(s))
	most := 1
	for i, b := range s {
		text := b.Role
		if b.Name != "" {
			text += "　" + b.Name
		}
		heads[i] = Lines(text, w-2*signInner, p.size, false)
		most = max(most, len(heads[i]))
	}
	h := signHeight + p.pitch*float64(most-1)
	p.need(h)
	for i, b := range s {
		x := p.body.X + (w+signGap)*float64(i)
		p.put(Box{X: x + thin/2, Y: p.y + thin/2, W: w - thin, H: h - thin, Line: thin})
		y := p.y + signInner - 0.6
		for _, l := range heads[i] {
			p.line(l, x+signInner, w, y, p.pitch, Left, Text{Size: p.size})
			y += p.pitch
		}
		at := b.At
		if at == "" {
			at = p.set.Lex.Say("paper.blankDate")
		}
		foot := p.y + h - signInner + 0.6 - p.pitch
		p.line(Printed(at), x+signInner, w-2*signInner, foot, p.pitch, Right, Text{Size: p.size})
		if len(b.Strokes) > 0 {
			top := p.y + signInner + p.pitch*float64(most) - 0.6
			p.put(Strokes{X: x + signInner, Y: top, W: w - 2*signInner, H: foot - top - 0.4, Thick: 0.5, Drawn: b.Strokes})
		}
	}
	p.y += h
}
