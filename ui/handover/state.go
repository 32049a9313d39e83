package handover

import (
	"cmp"
	"context"
	"slices"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/paper"
	"yingbin/ui/screen"
)

// What the 交接 screen may show.
const (
	modeDraft  = "draft"  // compiled now, nobody has signed
	modeSealed = "sealed" // the outgoing signature stands
	modePast   = "past"   // an earlier one, or the one just locked
)

// handoverState is what the screen shows, read in one go.
type handoverState struct {
	data.HandoverView
	mode    string
	changes []data.HandoverDrift // since the seal
	staff   []data.Staff
	names   map[data.ID]string
}

// readHandover reads the earlier handover that is asked for, else the one that
// waits sealed, else the draft of now.
func readHandover(ctx context.Context, o Office, past data.ID) (v handoverState, err error) {
	if v.staff, err = o.Staff(ctx); err != nil {
		return v, err
	}
	v.names = map[data.ID]string{}
	for _, p := range v.staff {
		v.names[p.ID] = p.Name
	}
	if past != "" {
		v.HandoverView, err = o.Handover(ctx, past)
		if err == nil && v.State == data.Locked {
			v.mode, v.names = modePast, v.AsSealed.Called(v.names)
			return v, nil
		}
		if err != nil && data.CodeOf(err) != data.NotFound {
			return v, err
		}
	}
	open, err := o.OpenHandover(ctx)
	if err != nil {
		return v, err
	}
	if open != nil {
		v.mode, v.HandoverView = modeSealed, *open
		v.names = v.AsSealed.Called(v.names)
		v.changes, err = o.HandoverChanges(ctx, open.ID)
		return v, err
	}
	v.mode = modeDraft
	v.HandoverView = data.HandoverView{}
	v.Handover, v.Items, err = o.HandoverDraft(ctx, "")
	return v, err
}

// shiftChoices offers the shifts that may end.
func shiftChoices(say paper.Say, s data.Settings) []kit.Choice {
	choices := make([]kit.Choice, len(s.Shifts))
	for i, sh := range s.Shifts {
		choices[i] = kit.Choice{Code: sh.Code, Label: ShiftName(say, sh.Code)}
	}
	return choices
}

// successors offers who may take over: those at reception who can sign on, and
// supervisors; never who hands over.
func (v handoverState) successors() []kit.Choice {
	var choices []kit.Choice
	list := slices.Clone(v.staff)
	slices.SortStableFunc(list, func(a, b data.Staff) int { return cmp.Compare(rankOf(a.Role), rankOf(b.Role)) })
	for _, p := range list {
		if rankOf(p.Role) < 2 && !p.Gone && p.Verifier != "" && p.ID != v.Outgoing {
			choices = append(choices, kit.Choice{Code: string(p.ID), Label: p.Name})
		}
	}
	return choices
}

func rankOf(r data.Role) int {
	switch r {
	case data.Reception:
		return 0
	case data.Supervisor:
		return 1
	}
	return 2
}

// missing says what is still wanted before a handover can be accepted; "" when
// nothing is.
func missing(items []data.HandoverItem, incoming data.ID, signed bool) (key string, args []any) {
	_, _, open := data.Tally(items)
	silent := 0
	for _, i := range items {
		if i.Mark == "off" && i.Word == "" {
			silent++
		}
	}
	switch {
	case open > 0:
		return "handover.unseenLeft", []any{open}
	case silent > 0:
		return "handover.wordLeft", []any{silent}
	case incoming == "":
		return "handover.chooseIncoming", nil
	case !signed:
		return "handover.signIn", nil
	}
	return "", nil
}

// checks keeps the marks that were made here until they are given with the
// signature, or saved before.
type checks struct{ draft *screen.Draft }

func (c checks) mark(item data.ID, mark string) { c.draft.Put("mark/"+string(item), mark) }

func (c checks) word(item data.ID, word string) { c.draft.Put("word/"+string(item), word) }

// over lays the marks made here over the ones that are saved. A word goes with
// 不符 only.
func (c checks) over(items []data.HandoverItem) []data.HandoverItem {
	all := slices.Clone(items)
	for n := range all {
		i := &all[n]
		if m := c.draft.Text("mark/" + string(i.ID)); m != "" {
			i.Mark = m
		}
		if c.draft.Has("word/" + string(i.ID)) {
			i.Word = data.TidyLines(c.draft.Text("word/" + string(i.ID)))
		}
		if i.Mark != "off" {
			i.Word = ""
		}
	}
	return all
}

// marks lists what differs from what is saved and can be given: 不符 without
// its word can't.
func (c checks) marks(items []data.HandoverItem) []data.HandoverMark {
	var marks []data.HandoverMark
	for n, i := range c.over(items) {
		if was := items[n]; i.Mark != "" && (i.Mark != was.Mark || i.Word != was.Word) && (i.Mark != "off" || i.Word != "") {
			marks = append(marks, data.HandoverMark{Item: i.ID, Mark: i.Mark, Word: i.Word})
		}
	}
	return marks
}

// sections gives the lines part by part.
func sections(lines []Line) [][]Line {
	var parts [][]Line
	for n, l := range lines {
		if n == 0 || lines[n-1].Section != l.Section {
			parts = append(parts, nil)
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], l)
	}
	return parts
}

// openOf counts the items of lines that nobody has marked, and in how many
// lines they are.
func openOf(lines []Line) (items, in int) {
	for _, l := range lines {
		if l.Mark == "" {
			items, in = items+len(l.Items), in+1
		}
	}
	return items, in
}

// money reads the sums that the outgoing person typed.
func money(petty, held string) (p, h data.Fen, field string) {
	p, ok := data.ParseFen(petty)
	if !ok {
		return 0, 0, "petty"
	}
	if h, ok = data.ParseFen(held); !ok {
		return 0, 0, "held"
	}
	return p, h, ""
}
