package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/ui/kit"
)

// KindList is a section that lists the things of one kind at a time, or of the only
// kind there is, and adds to them.
type KindList[T any] struct {
	Sh    Shell
	Words KindWords
	Kinds func() []kit.Choice // nil where there is only one
	Read  func(ctx context.Context) ([]T, error)
	About func(it T) (kind string, row kit.Item)
	Fresh func(kind string) T
	Edit  func(it T, fresh bool)

	Items []T
	kind  *kit.Chips
	list  *kit.List
	all   fyne.CanvasObject
}

// KindWords is how a kindList is called: its draft, its title, the words that
// add to it, and the table it shows.
type KindWords struct{ Draft, Title, Add, Table string }

// Build lays the section out.
func (s *KindList[T]) Build() {
	say := s.Sh.Say
	s.list = kit.NewList()
	s.list.SetEmpty(say("common.nothing"), say(s.Words.Add), s.add)
	s.list.OnTap = func(id string) {
		for _, it := range s.Items {
			if _, row := s.About(it); row.ID == id {
				s.Edit(it, false)
			}
		}
	}
	add := kit.NewButton(say(s.Words.Add), kit.Quiet, s.add).SetIcon("plus")
	s.kind = kit.NewChips("", nil)
	var body fyne.CanvasObject = s.list
	if s.Kinds != nil {
		s.choose()
		body = kit.Pin(s.kind, nil, nil, nil, s.list)
	}
	s.all = kit.Loose(kit.NewCard(say(s.Words.Title), add, body))
}

// choose lets the kind be chosen.
func (s *KindList[T]) choose() {
	s.kind.SetChoices(s.Kinds())
	s.kind.Select(s.kind.Choices()[0].Code)
	s.Sh.Keep(s.Words.Draft).Chips("kind", s.kind)
	before := s.kind.OnChanged
	s.kind.OnChanged = func() {
		before()
		s.deal()
	}
}

// Content gives what is shown.
func (s *KindList[T]) Content() fyne.CanvasObject { return s.all }

// Tables names the changes that concern it.
func (s *KindList[T]) Tables() []string { return []string{s.Words.Table} }
func (s *KindList[T]) add()             { s.Edit(s.Fresh(s.kind.Selected()), true) }

// Load reads the things.
func (s *KindList[T]) Load() {
	var all []T
	s.Sh.Load(func(ctx context.Context) (err error) {
		all, err = s.Read(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.Sh.Toast(s.Sh.Fault(err), "")
			return
		}
		s.Items = all
		s.deal()
	})
}

// deal shows the things of the kind chosen.
func (s *KindList[T]) deal() {
	var rows []kit.Item
	for _, it := range s.Items {
		if kind, row := s.About(it); kind == s.kind.Selected() {
			rows = append(rows, row)
		}
	}
	s.list.SetItems(rows)
}

// TypedField is a field of a form with what stands in it.
func TypedField(sh Shell, key, text string, most int) *kit.Field {
	f := kit.NewField(sh.Say(key)).SetMaxRunes(most)
	f.SetText(text)
	return f
}
