package paper

// hand is how a run of characters is brought to paper.
type hand int

const (
	plainHand hand = iota // the house's font of the text's weight
	thinHand              // the regular font standing in for a bold that lacks it
	drawnHand             // an outline filled as a shape
)

// thicker is how much a line gains, in ems, where a regular shape stands in for
// a bold one.
const thicker = 0.03

// run is a piece of a line drawn in one way.
type run struct {
	hand hand
	s    string
	x    float64 // in millimetres from the line's beginning
	w    float64
	from *face // of a drawn character: where its outline is
}

// runs cuts a line into pieces that are drawn alike. A drawn character is a
// piece of its own.
func (t Text) runs() []run {
	s := Printed(t.S)
	var all []run
	em := t.Size * MMPerPoint
	x, begin := 0.0, 0
	cur := run{hand: -1}
	flush := func(end int) {
		if end > begin {
			cur.s = s[begin:end]
			cur.w = x - cur.x
			all = append(all, cur)
		}
		begin = end
	}
	for i, r := range s {
		h, from := t.hand(r)
		if h != cur.hand || h == drawnHand {
			flush(i)
			cur = run{hand: h, x: x, from: from}
		}
		x += advance(r, t.Bold)*em + t.Spread
	}
	flush(len(s))
	return all
}

func (t Text) hand(r rune) (hand, *face) {
	if r <= 0xFFFF && has(own(t.Bold), r) {
		return plainHand, nil
	}
	f := source(r, t.Bold)
	if f == nil {
		return plainHand, nil
	}
	if r <= 0xFFFF && f == own(!t.Bold) {
		return thinHand, nil
	}
	return drawnHand, f
}

// strikeLine is the line that strikes the text through.
func (t Text) strikeLine() Rule {
	em := t.Size * MMPerPoint
	y := t.Baseline - em*0.36
	return Rule{X1: t.X, Y1: y, X2: t.X + t.Width(), Y2: y, Thick: em * 0.06, Gray: t.Gray}
}
