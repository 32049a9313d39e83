package handover

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
	"yingbin/ui/screen"
)

// figuresCard says what the shift did and who was there.
func (s *handover) figuresCard(corner fyne.CanvasObject) fyne.CanvasObject {
	say, f := s.sh.Say, s.view.Figures
	body := kit.VBoxGap("", kit.NewParagraph(say("handover.figures", f.Groups, f.People, f.Calls, f.Bookings, f.Refused), kit.Label.In(kit.ColorInk)))
	if len(s.view.OnDuty) > 0 {
		duty := kit.NewParagraph(say("handover.onDuty", paper.Joined(say, s.view.OnDuty)), kit.Label)
		duty.SetMaxLines(2)
		body.Add(duty)
	}
	if s.view.mode != modeDraft && (s.view.Petty > 0 || s.view.HeldMoney > 0) {
		body.Add(kit.NewParagraph(say("handover.moneyIs", data.Yuan(s.view.Petty), data.Yuan(s.view.HeldMoney)), kit.Label))
	}
	if s.view.Remarks != "" {
		body.Add(kit.NewParagraph(s.view.Remarks, kit.Label.In(kit.ColorInk)))
	}
	title := ""
	if corner != nil {
		title = say("handover.thisShift")
	}
	return kit.NewCard(title, corner, body)
}

// figures holds the card of the shift's figures and builds it anew only when it
// says something else.
type figures struct {
	hold *fyne.Container
	says string
}

func newFigures() *figures { return &figures{hold: kit.Fill()} }

func (f *figures) show(s *handover, corner func() fyne.CanvasObject) {
	h := s.view.Handover
	says := fmt.Sprint(s.view.mode, s.sh.Lang(), h.Figures, h.OnDuty, h.Petty, h.HeldMoney, h.Remarks)
	if says == f.says {
		return
	}
	f.says = says
	f.hold.Objects = []fyne.CanvasObject{s.figuresCard(corner())}
	f.hold.Refresh()
}

func noCorner() fyne.CanvasObject { return nil }

// sealPanel is the right side of a draft: money, words, and the signature of
// who hands over.
type sealPanel struct {
	s       *handover
	figures *figures
	scroll  *kit.Scroll
	petty   *kit.Field
	held    *kit.Field
	receipt *kit.Field
	remarks *kit.Field
	sign    *kit.Signature
	again   *kit.Button
	act     *kit.Button
}

func (p *sealPanel) key() string {
	return modeDraft + p.s.sh.Lang() + string(p.s.sh.Me().ID)
}

// draft keeps what is half typed and half drawn.
func (p *sealPanel) draft() *screen.Draft { return p.s.sh.Keep("seal") }

func (p *sealPanel) build() fyne.CanvasObject {
	s, say := p.s, p.s.sh.Say
	p.petty = kit.NewField(say("handover.petty")).SetMaxRunes(16)
	p.held = kit.NewField(say("handover.held")).SetMaxRunes(16)
	p.receipt = kit.NewField(say("handover.receipts")).SetMaxRunes(200)
	p.remarks = kit.NewField(say("handover.remarks")).SetMaxRunes(data.RemarkLength)
	for key, f := range map[string]*kit.Field{"petty": p.petty, "held": p.held, "receipts": p.receipt, "remarks": p.remarks} {
		f.OnChanged = func(string) { f.ClearFault() }
		p.draft().Field(key, f)
		f.OnEnter = func() { p.enter() }
	}
	p.sign = kit.NewSignature().SetHint(say("common.signHere"))
	p.sign.SetStrokes(data.DecodeStrokes(p.draft().Text("strokes")), false)
	p.sign.OnChanged = func() {
		p.draft().Put("strokes", keptStrokes(p.sign))
		p.refresh()
	}
	p.again = kit.NewButton(say("common.signAgain"), kit.Quiet, p.sign.Clear)
	p.act = kit.NewButton(say("handover.seal"), kit.Primary, p.seal)
	p.figures = newFigures()
	fields := kit.NewCard("", nil, kit.VBox(kit.Columns([]float32{1, 1, 1}, p.petty, p.held, p.receipt), p.remarks))
	sign := kit.NewCard(say("handover.outgoing", s.sh.Me().Name), p.again, p.sign)
	p.scroll = sideScroll(p.figures.hold, fields, sign)
	return kit.Pin(nil, p.act, nil, nil, p.scroll)
}

// keptStrokes packs a signature for the draft; an empty field keeps nothing.
func keptStrokes(f *kit.Signature) string {
	if len(f.Strokes()) == 0 {
		return ""
	}
	return f.Strokes().Encode()
}

func (p *sealPanel) refresh() {
	s := p.s
	p.figures.show(s, func() fyne.CanvasObject {
		return kit.NewButton(s.sh.Say("handover.addNote"), kit.Quiet, s.openNote).SetIcon("pen")
	})
	p.again.Hidden = len(p.sign.Strokes()) == 0
	p.act.SetEnabled(!p.sign.Empty())
	p.act.SetText(s.sh.Say("handover.signOut"))
	if !p.sign.Empty() {
		p.act.SetText(s.sh.Say("handover.seal"))
	}
	p.scroll.Refresh()
}

func (p *sealPanel) enter() bool {
	if p.act.Disabled() || p.act.Locked() {
		return false
	}
	p.seal()
	return true
}

// seal ends the shift for who signed.
func (p *sealPanel) seal() {
	s := p.s
	petty, held, wrong := money(p.petty.Text(), p.held.Text())
	switch wrong {
	case "petty":
		p.petty.SetFault(s.sh.Say("handover.money"))
	case "held":
		p.held.SetFault(s.sh.Say("handover.money"))
	}
	if wrong != "" || s.busy || p.sign.Empty() {
		return
	}
	s.busy = true
	s.content.Drop(s.sh.Say("handover.sealing"))
	p.act.Lock()
	s.sh.Do(&data.SealHandover{
		Handover: data.NewID(), Shift: s.view.Shift, Strokes: p.sign.Strokes().Encode(),
		Petty: petty, Held: held, Receipts: data.Tidy(p.receipt.Text()), Remarks: data.TidyLines(p.remarks.Text()),
	}, func(_ data.Receipt, err error) {
		s.busy = false
		p.act.Unlock()
		if err != nil {
			p.faults(err)
		} else {
			p.draft().Clear()
			s.shift = ""
			s.sh.Toast(s.sh.Say("handover.sealed"), "")
		}
		s.load()
	})
}

// faults shows what was wrong where it is, and the rest as a toast.
func (p *sealPanel) faults(err error) {
	for _, e := range data.AsError(err).All() {
		switch e.Field {
		case "receipts":
			p.receipt.SetFault(p.s.sh.Fault(e))
		case "remarks":
			p.remarks.SetFault(p.s.sh.Fault(e))
		default:
			p.s.sh.Toast(p.s.sh.Fault(e), "")
		}
	}
}

// sideScroll lets the cards at the right scroll where they are too many; the
// room around them is for their outlines.
func sideScroll(cards ...fyne.CanvasObject) *kit.Scroll {
	return kit.NewScroll(kit.PaddedBy(kit.SizeFocus, kit.VBox(cards...)))
}

// signedCard shows a signature that was given, with when.
func (s *handover) signedCard(title, when string, strokes string) fyne.CanvasObject {
	sign := kit.NewSignature()
	sign.SetStrokes(fitted(data.DecodeStrokes(strokes)), true)
	return kit.NewCard(title, kit.NewBadge(strings.TrimSpace(when), kit.ToneGood), kit.MinSize(kit.Loose(sign), 0, signedHeight))
}

// A signature that nobody can draw in any more is shown low, on a field whose
// height is at least this part, in thousandths, of its width.
const (
	signedHeight = 64
	signedPart   = 150
)

// fitted moves and shrinks strokes so that they lie on such a field.
func fitted(s data.Strokes) data.Strokes {
	if s.Empty() {
		return s
	}
	low, high := s[0][0], s[0][0]
	for _, line := range s {
		for _, p := range line {
			low.X, low.Y, high.X, high.Y = min(low.X, p.X), min(low.Y, p.Y), max(high.X, p.X), max(high.Y, p.Y)
		}
	}
	const edge = 12
	scale := min(1, float64(signedPart-2*edge)/float64(max(1, int(high.Y)-int(low.Y))), float64(1000-2*edge)/float64(max(1, int(high.X)-int(low.X))))
	midX, midY := (float64(low.X)+float64(high.X))/2, (float64(low.Y)+float64(high.Y))/2
	all := make(data.Strokes, len(s))
	for i, line := range s {
		all[i] = make([]data.Point, len(line))
		for j, p := range line {
			all[i][j] = data.Point{X: int16(500 + (float64(p.X)-midX)*scale), Y: int16(signedPart/2 + (float64(p.Y)-midY)*scale)}
		}
	}
	return all
}
