package supervisor

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// kindList is a section that lists the things of one kind at a time and adds to
// them.
type kindList[T any] struct {
	sh    screen.Shell
	words kindWords
	kinds func() []kit.Choice
	read  func(ctx context.Context) ([]T, error)
	about func(it T) (kind string, row kit.Item)
	fresh func(kind string) T
	edit  func(it T, fresh bool)

	items []T
	kind  *kit.Chips
	list  *kit.List
	all   fyne.CanvasObject
}

// kindWords is how a kindList is called: its draft, its title, the words that
// add to it, and the table it shows.
type kindWords struct{ draft, title, add, table string }

// build lays the section out.
func (s *kindList[T]) build() {
	say := s.sh.Say
	s.list, s.kind = kit.NewList(), kit.NewChips("", s.kinds())
	s.kind.Select(s.kind.Choices()[0].Code)
	s.sh.Keep(s.words.draft).Chips("kind", s.kind)
	before := s.kind.OnChanged
	s.kind.OnChanged = func() {
		before()
		s.deal()
	}
	s.list.SetEmpty(say("common.nothing"), say(s.words.add), s.add)
	s.list.OnTap = func(id string) {
		for _, it := range s.items {
			if _, row := s.about(it); row.ID == id {
				s.edit(it, false)
			}
		}
	}
	add := kit.NewButton(say(s.words.add), kit.Quiet, s.add).SetIcon("plus")
	s.all = kit.Loose(kit.NewCard(say(s.words.title), add, kit.Pin(s.kind, nil, nil, nil, s.list)))
}

func (s *kindList[T]) content() fyne.CanvasObject { return s.all }
func (s *kindList[T]) tables() []string           { return []string{s.words.table} }
func (s *kindList[T]) add()                       { s.edit(s.fresh(s.kind.Selected()), true) }

func (s *kindList[T]) load() {
	var all []T
	s.sh.Load(func(ctx context.Context) (err error) {
		all, err = s.read(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.sh.Toast(s.sh.Fault(err), "")
			return
		}
		s.items = all
		s.deal()
	})
}

// deal shows the things of the kind chosen.
func (s *kindList[T]) deal() {
	var rows []kit.Item
	for _, it := range s.items {
		if kind, row := s.about(it); kind == s.kind.Selected() {
			rows = append(rows, row)
		}
	}
	s.list.SetItems(rows)
}

// typed is a field of a form with what stands in it.
func typed(sh screen.Shell, key, text string, most int) *kit.Field {
	f := kit.NewField(sh.Say(key)).SetMaxRunes(most)
	f.SetText(text)
	return f
}
