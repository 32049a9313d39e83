package acts

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// open shows an act whole, and by what it can be taken back or put right.
func (s *acts) open(id data.ID) {
	i := slices.IndexFunc(s.View.Acts, func(a data.Act) bool { return a.ID == id })
	if i < 0 {
		return
	}
	a := s.View.Acts[i]
	var why error
	s.sh.Load(func(ctx context.Context) error {
		why = s.office.MayUndo(ctx, id)
		return nil
	}, func(error) { s.openSheet(a, why) })
}

func (s *acts) openSheet(a data.Act, why error) {
	say, calendar := s.sh.Say, s.sh.Settings().Calendar
	facts := []fyne.CanvasObject{screen.Facts(s.sh,
		"act.who", s.View.Names[a.Staff], "act.at", calendar.Stamp(a.At), "act.number", data.ShortNumber(a.Number),
		"act.approver", s.View.Names[a.Approver], "act.device", s.View.Names[a.Device],
	)}
	if a.Decided.Sub(a.At) > lateAfter {
		facts = append(facts, screen.Facts(s.sh, "act.decided", calendar.Stamp(a.Decided)))
	}
	facts = append(facts, kit.NewRule())
	for _, c := range screen.Contents(s.sh, s.View.Names, a.Command) {
		facts = append(facts, kit.Columns([]float32{3, 7}, kit.NewParagraph(c.Label, kit.Label), kit.NewParagraph(c.Value, kit.Body)))
	}
	if a.Forgotten {
		facts = append(facts, kit.NewParagraph(say("act.forgotten"), kit.Label))
	}
	s.sheet = s.sh.Sheet(s.kind(a), kit.VBox(append(facts, s.ways(a, why)...)...), nil)
}

// lateAfter is how long an act may be under way before it is said when it came in.
const lateAfter = 2 * 60 * 1e9

// ways are the ways to take an act back or to put it right. What can't be taken back
// says why, and what remains is offered.
func (s *acts) ways(a data.Act, why error) []fyne.CanvasObject {
	say := s.sh.Say
	if a.Undone > 0 {
		return []fyne.CanvasObject{kit.NewBanner(say("act.undoneBy", s.View.Names[a.UndoneBy], s.sh.Settings().Calendar.Stamp(a.Undone)), kit.TonePlain)}
	}
	var ways []fyne.CanvasObject
	corrections := a.Corrections()
	if why == nil {
		ways = append(ways, kit.NewButton(say("act.undo"), kit.Primary, func() { s.undo(a) }).SetIcon("undo").SetLarge())
	} else {
		words := s.sh.Fault(why)
		if len(corrections) == 0 {
			words = say("act.noWay", words)
		}
		ways = append(ways, kit.NewBanner(words, kit.ToneSoon))
	}
	for _, c := range corrections {
		kind, _ := data.KindOf(c)
		ways = append(ways, kit.NewButton(say(data.KindWord(kind.Name)), kit.Secondary, func() { screen.OpenCorrection(s.sh, s.corrections, c, s.Load) }).SetLarge())
	}
	return ways
}

// taking is the taking back of an act, with why.
type taking struct{ Why string }

// undo asks why and takes the act back. When somebody was faster, or a rule stands
// against it, what remains is offered.
func (s *acts) undo(a data.Act) {
	f := screen.NewFormOf(s.sh, "act", "", func(*taking) {}, func(t *taking) data.Command { return &data.Undo{Command: a.ID, Why: t.Why} })
	why := f.Text("why", &f.C.Why, data.RemarkLength).SetMulti(3)
	f.Need("error.needWhy", "why")
	f.After = s.Load
	f.Do("act.undo", func(*taking, data.Receipt) { s.sh.Toast(s.sh.Say("act.undoneToast", s.kind(a)), "") })
	parts := []fyne.CanvasObject{kit.NewParagraph(s.about(a), kit.Body), why, f.Banner, f.Button}
	for _, c := range a.Corrections() {
		kind, _ := data.KindOf(c)
		parts = append(parts, kit.NewButton(s.sh.Say(data.KindWord(kind.Name)), kit.Secondary, func() { screen.OpenCorrection(s.sh, s.corrections, c, s.Load) }).SetLarge())
	}
	f.Open(s.sh.Say("act.undoTitle", s.kind(a)), parts...)
}
