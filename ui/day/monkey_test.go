package day

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
)

var monkey = flag.Int("monkey", 0, "how many acts a seed of the monkey does at each station, ten seeds; 0 is one short run")

// TestNothingActsOnAnotherThing lets a hasty hand loose on every screen of every
// station, which aims, is overtaken by what others do, double-taps, slips and types
// faster than anything is answered. Whatever comes of a tap must come of the thing
// that was under the finger when it was aimed, and whoever a name finds must bear it.
func TestNothingActsOnAnotherThing(t *testing.T) {
	seeds, acts := 1, 24
	if *monkey > 0 {
		seeds, acts = 10, *monkey
	}
	done := 0
	for seed := range seeds {
		for _, station := range ui.StationNames() {
			t.Run(fmt.Sprintf("%s/%d", station, seed), func(t *testing.T) {
				m := newMonkey(t, station, uint64(seed))
				for range acts {
					m.act()
				}
				done += int(m.taken.Load())
			})
		}
	}
	if done < 5 {
		t.Errorf("the monkey did only %d things", done)
	}
}

// hasty is a hand that does not wait.
type hasty struct {
	*house
	r    *rand.Rand
	rail int
	last []string // what it did, for whoever has to find out
}

var atStation = map[string]data.SignOn{
	"reception": {Head: data.Head{Staff: "staff-an"}, PIN: "1024"}, "bar": {Head: data.Head{Staff: "staff-gu"}, PIN: "1024"},
	"venue": {Head: data.Head{Staff: "staff-jiang"}, PIN: "1024"}, "supervisor": {Head: data.Head{Staff: "staff-chang"}, PIN: "2580"},
}

func newMonkey(t *testing.T, station string, seed uint64) *hasty {
	h := open(t, setup{at: sampleNow, dir: freshSample(t), station: station, start: atStation[station]})
	return &hasty{house: h, r: rand.New(rand.NewPCG(seed, 7)), rail: len(h.railOf(station, atStation[station].Staff))}
}

// act is one thing that the hand does.
func (m *hasty) act() {
	switch n := m.r.IntN(20); {
	case n == 0:
		m.turn()
	case n == 1:
		m.Key([]fyne.KeyName{fyne.KeyEscape, fyne.KeyTab, fyne.KeyDown, fyne.KeyUp, fyne.KeyPageDown}[m.r.IntN(5)])
	case n == 2:
		m.pass(kit.Lingers)
	case n < 6:
		m.find()
	default:
		m.tap(n)
	}
	for _, o := range m.win.Canvas().Overlays().List() {
		if m.r.IntN(4) == 0 && o != nil {
			m.Key(fyne.KeyEscape)
			break
		}
	}
}

// turn goes to another screen.
func (m *hasty) turn() {
	m.Key(fyne.KeyEscape)
	names := m.railOf(m.station, atStation[m.station].Staff)
	i := m.r.IntN(min(m.rail, 9))
	if !slices.Contains(elsewhere, names[i].Name) {
		m.Key(fyne.KeyName(fmt.Sprintf("F%d", i+1)))
	}
}

// tap aims at something; before the finger is down, or between its two taps, the
// house goes on.
func (m *hasty) tap(how int) {
	all := kittest.Tappables(m.Root())
	if len(all) == 0 {
		return
	}
	o := all[m.r.IntN(len(all))]
	words := strings.Join(kittest.Texts(o), " ")
	p, ok := m.Middle(o)
	if !ok || strings.Contains(words, "锁定") || leavesTheHouse(words) {
		return
	}
	kittest.AtOnce(func() {
		meant := m.Under(p)
		switch {
		case how < 10: // another device was first
			m.others()
			m.touch(p, meant, words)
		case how < 15: // twice
			m.touch(p, meant, words)
			m.touch(p, meant, words)
		case how < 17: // a slip
			m.touch(p, meant, words)
			q := p.AddXY(float32(m.r.IntN(48)-24), float32(m.r.IntN(48)-24))
			m.touch(q, m.Under(q), "slip "+words)
		default:
			m.touch(p, meant, words)
		}
	})
}

// leavesTheHouse are things that print, write files, open the network or end the
// window.
func leavesTheHouse(words string) bool {
	return slices.ContainsFunc([]string{"打印", "PDF", "Excel", "共享", "备份", "恢复", "下班"}, func(w string) bool { return strings.Contains(words, w) })
}

// touch taps; what stands there must be what was meant, or nothing comes of it.
func (m *hasty) touch(p fyne.Position, meant any, words string) {
	now, before, front := m.Under(p), m.given.Load(), m.Root()
	m.last = append(m.last, fmt.Sprintf("tap %q at %.0f,%.0f", words, p.X, p.Y))
	m.PressAt(p)
	if m.given.Load() > before && now != meant && front == m.Root() {
		m.t.Errorf("%q was aimed at and something else did it; before: %s", words, strings.Join(m.last[max(0, len(m.last)-4):], "; "))
	}
}

// find types a name that somebody bears, faster than the list follows, and takes
// what the list says at that moment.
func (m *hasty) find() {
	on, is := m.win.Canvas().Focused().(fyne.CanvasObject)
	if !is || m.Root() != m.win.Content() {
		return
	}
	typed := []string{"王", "李", "5678", "0001", "wang", "zh", "陈", "A3"}[m.r.IntN(8)]
	m.since()
	kittest.AtOnce(func() {
		for _, r := range typed {
			m.win.Canvas().Focused().TypedRune(r)
		}
		if f := m.win.Canvas().Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}
	})
	m.PressAt(fyne.NewPos(1, 1)) // on empty ground
	m.last = append(m.last, fmt.Sprintf("typed %q and Enter", typed))
	if m.win.Canvas().Focused() == nil && kit.Seen(m.win.Content(), on.(fyne.Focusable)) {
		m.t.Errorf("a tap on empty ground took the focus; before: %s", strings.Join(m.last[max(0, len(m.last)-4):], "; "))
	}
	for _, c := range m.since() {
		in, came := c.(*data.CheckIn)
		if !came || in.Name == "" || strings.ContainsAny(typed, "0123456789abcdefghijklmnopqrstuvwxyzA") {
			continue
		}
		if !strings.Contains(in.Name, typed) {
			m.t.Errorf("%q was typed and %q came in", typed, in.Name)
		}
	}
}

// since gives what was given in this window and done since it was last asked.
func (m *hasty) since() []data.Command {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := m.did
	m.did = nil
	return list
}

// others lets somebody at another device do something that concerns what is shown.
func (m *hasty) others() {
	ctx := context.Background()
	now := data.TimeOf(m.clock.now())
	give := func(c data.Command, who data.ID) {
		*c.Meta() = data.Head{ID: data.NewID(), At: now, Staff: who, Device: "elsewhere"}
		_, _ = m.book.Do(ctx, c) // refused where somebody was first
	}
	switch m.r.IntN(3) {
	case 0:
		if q, err := m.book.Queue(ctx); err == nil && len(q.Cards) > 0 {
			o := q.Cards[m.r.IntN(min(3, len(q.Cards)))]
			step := o.NextStep()
			give(&data.AdvanceLines{Lines: step.Lines, To: step.To}, "staff-gu")
		}
	case 1:
		if list, err := m.book.Visits(ctx, data.VisitFilter{OpenOnly: true}); err == nil && len(list) > 3 {
			give(&data.CheckOut{Visits: []data.ID{list[m.r.IntN(3)].ID}, How: "seen-off"}, "staff-bai")
		}
	default:
		give(&data.CheckIn{Visit: data.NewID(), Visitor: data.NewID(), Name: "新来", NoPhone: true, Adults: 1, Purpose: "viewing"}, "staff-bai")
	}
	m.Settle()
	m.relayout()
}
