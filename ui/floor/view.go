package floor

import (
	"strings"
	"time"

	"yingbin/data"
	"yingbin/ui/kit"
)

// tableFace is what a table's tile says.
type tableFace struct {
	title, badge, sub, note string
	tone                    kit.Tone
	quiet                   bool // nobody waits there
	out                     bool // nobody may sit there
}

func minutes(d time.Duration) int { return max(0, int(d/time.Minute)) }

// seenTones are the colours of a table nobody has looked at for so long.
var seenTones = [...]kit.Tone{kit.ToneGood, kit.ToneSoon, kit.ToneLate}

// faceOf says how a table is: what is most urgent there.
func faceOf(w data.Say, set data.Settings, t data.FloorTable, now data.Time) tableFace {
	f := tableFace{title: t.Name, note: openWords(w, t)}
	switch {
	case t.Seated():
		unseen := t.SinceSeen(now)
		f.tone, f.badge = seenTones[set.SeenTone(unseen)], w("floor.minutes", minutes(unseen))
		p := t.Parties[0]
		f.sub = w("floor.guest", partyName(w, p), p.People)
		if n := len(t.Parties) - 1; n > 0 {
			f.sub += " " + w("floor.shared", n)
		}
		if t.Ungreeted() != nil {
			f.note = strings.TrimPrefix(f.note+" · "+w("floor.ungreeted"), " · ")
		}
		if t.Out != "" {
			f.note = strings.TrimPrefix(f.note+" · "+w("floor.state.out"), " · ")
		}
	case t.Out != "":
		f.badge, f.sub, f.quiet, f.out = w("floor.state.out"), data.ShortNumber(t.Out), true, true
	case len(t.ToClear) > 0:
		f.tone, f.badge = kit.ToneAccent, w("floor.state.clear")
		f.sub = w("floor.left", minutes(now.Sub(t.ToClear[0].LeftAt)))
	case t.Hold.Held:
		f.badge, f.sub, f.quiet = w("floor.state.held"), t.Hold.Note, true
	default:
		f.badge, f.quiet = w("floor.state.free"), true
	}
	return f
}

// openWords lists what was found at a table and is not done.
func openWords(w data.Say, t data.FloorTable) string {
	words := make([]string, len(t.Open))
	for i, o := range t.Open {
		words[i] = w("floor.what." + o.What)
	}
	return strings.Join(words, " · ")
}

// partyName is how a party is called: the guest's name, or that nobody knows.
func partyName(w data.Say, p data.Party) string {
	if p.Guest == "" {
		return w("floor.walkIn")
	}
	return data.GuestName(w, p.Guest, p.Title)
}

// partyWords says who a party is: 高先生等 3 人.
func partyWords(w data.Say, p data.Party) string {
	if p.People == 1 {
		return w("floor.partyOne", partyName(w, p))
	}
	return w("floor.party", partyName(w, p), p.People)
}

// dueWords says how the rounds stand, and whether the next one is late.
func dueWords(w data.Say, c data.Calendar, f data.FloorPlan, now data.Time) (string, bool) {
	n := f.Walked + 1
	switch late := minutes(now.Sub(f.Next)); {
	case f.Running != nil:
		return w("floor.running", n, c.Clock(f.Running.Started)), false
	case f.Next == 0:
		return w("floor.noneDue", f.Walked), false
	case f.Next > now:
		return w("floor.due", n, c.Clock(f.Next), int((f.Next.Sub(now)+time.Minute-1)/time.Minute)), false
	case late < int(data.RoundGrace/time.Minute):
		return w("floor.dueNow", n, c.Clock(f.Next)), false
	default:
		return w("floor.overdue", n, c.Clock(f.Next), late), true
	}
}

// finishWords says on the button what a finished round will have seen.
func finishWords(w data.Say, f data.FloorPlan) string {
	open := 0
	for _, t := range f.Tables {
		if len(t.Open) > 0 {
			open++
		}
	}
	switch n := f.Seated(); {
	case open > 0:
		return w("floor.finishOpen", n, open)
	case n == 0:
		return w("floor.finishNone")
	default:
		return w("floor.finish", n)
	}
}

// areaBox is an area on the plan: where its name stands and what it takes.
type areaBox struct {
	name       string
	x, y, w, h int // with the row of its name
	ground     bool
}

// areaBoxes draws a frame around the tables of each area, unless another area's
// stand inside it.
func areaBoxes(tables []data.FloorTable) []areaBox {
	var boxes []areaBox
	at := map[data.ID]int{}
	for _, t := range tables {
		s := t.Spot
		i, ok := at[t.Area]
		if !ok {
			at[t.Area] = len(boxes)
			boxes = append(boxes, areaBox{t.AreaName, s.X, s.Y - 1, s.W, s.H + 1, true})
			continue
		}
		b := &boxes[i]
		right, foot := max(b.x+b.w, s.X+s.W), max(b.y+b.h, s.Y+s.H)
		b.x, b.y = min(b.x, s.X), min(b.y, s.Y-1)
		b.w, b.h = right-b.x, foot-b.y
	}
	for area, i := range at {
		b := &boxes[i]
		for _, t := range tables {
			s := t.Spot
			if t.Area != area && s.X < b.x+b.w && b.x < s.X+s.W && s.Y < b.y+b.h && b.y < s.Y+s.H {
				b.ground = false
			}
		}
	}
	return boxes
}
