package screen

import (
	"yingbin/data"
	"yingbin/ui/kit"
)

// MatterItem gives a matter's row in a list of what is to do. Its id is that of
// the record it opens, else of the one it speaks of.
func MatterItem(s data.Speaker, m data.Matter) kit.Item {
	ref := m.Ref
	if to, ok := m.Opens().(data.Ref); ok {
		ref = to
	}
	return kit.Item{
		ID: ref.Register + "/" + string(ref.ID), Lead: s.Word(m.Todo.Lead), Title: s.Word(m.Todo.Title),
		Sub: s.Word(m.Todo.Sub), Badge: s.Word(m.Todo.Badge), Tone: MatterTone(m.Tone),
	}
}

// MatterTone gives the colour of a matter's tone.
func MatterTone(t data.Tone) kit.Tone {
	switch t {
	case data.ToneGood:
		return kit.ToneGood
	case data.ToneFresh:
		return kit.TonePrimary
	case data.ToneSoon:
		return kit.ToneSoon
	case data.ToneLate:
		return kit.ToneLate
	}
	return kit.TonePlain
}
