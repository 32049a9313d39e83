package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/ui/kit"
)

// Things is a section that lists what there is, opens the form of one and adds to
// them. Where there are kinds it lists one kind at a time.
type Things[T any] struct {
	Sh    Shell
	Name  string // of the section: its words are settings.<name>
	Add   string // word key of adding one
	Of    []string
	Kinds []kit.Choice
	Read  func(ctx context.Context) ([]T, error)
	Row   func(t T) (kind string, row kit.Item)
	Fresh func(kind string) T
	Edit  func(t T, fresh bool)
	Act   func(t T) // what the button of a row does

	Items []T
	kind  *kit.Chips
	list  *kit.List
	all   fyne.CanvasObject
}

// Build lays the section out.
func (s *Things[T]) Build() {
	s.list, s.kind = kit.NewList(), kit.NewChips("", s.Kinds)
	s.list.SetEmpty(s.Sh.Say("common.nothing"), s.Sh.Say(s.Add), s.add)
	s.list.OnTap = func(id string) { s.find(id, func(t T) { s.Edit(t, false) }) }
	s.list.OnAction = func(id, _ string) { s.find(id, s.Act) }
	body := fyne.CanvasObject(s.list)
	if len(s.Kinds) > 0 {
		s.kind.Select(s.Kinds[0].Code)
		s.kind.OnChanged = s.deal
		s.Sh.Keep(s.Name).Chips("kind", s.kind)
		body = kit.Pin(s.kind, nil, nil, nil, s.list)
	}
	add := kit.NewButton(s.Sh.Say(s.Add), kit.Quiet, s.add).SetIcon("plus")
	s.all = kit.Loose(kit.NewCard(s.Sh.Say("settings."+s.Name), add, body))
}

// Content gives what is shown.
func (s *Things[T]) Content() fyne.CanvasObject { return s.all }

// Tables names the changes that concern it.
func (s *Things[T]) Tables() []string { return s.Of }

// Title is what the form of a thing is called: by its name, or by what adds it.
func (s *Things[T]) Title(name string, fresh bool) string {
	if fresh {
		return s.Sh.Say(s.Add)
	}
	return name
}

// Draft is where the form of a thing keeps what is half-typed. That of a thing
// that is there keeps none: opened again it shows what the book holds.
func (s *Things[T]) Draft(fresh bool) string {
	if fresh {
		return s.Name + "/new"
	}
	return ""
}

func (s *Things[T]) add() { s.Edit(s.Fresh(s.kind.Selected()), true) }

// Load reads the things.
func (s *Things[T]) Load() {
	var all []T
	s.Sh.Load(func(ctx context.Context) (err error) {
		all, err = s.Read(ctx)
		return err
	}, func(err error) {
		if err != nil {
			s.Sh.Toast(s.Sh.Fault(err), "")
			return
		}
		s.Show(all)
	})
}

// Show lists these things; only a section with a Load of its own calls it.
func (s *Things[T]) Show(all []T) {
	s.Items = all
	s.deal()
}

// deal shows the things of the kind chosen.
func (s *Things[T]) deal() {
	var rows []kit.Item
	for _, t := range s.Items {
		if kind, row := s.Row(t); kind == s.kind.Selected() {
			rows = append(rows, row)
		}
	}
	s.list.SetItems(rows)
}

func (s *Things[T]) find(id string, then func(t T)) {
	for _, t := range s.Items {
		if _, row := s.Row(t); row.ID == id {
			then(t)
			return
		}
	}
}

// NextSort puts a new thing behind the others.
func NextSort[T any](all []T, sort func(T) int) int {
	most := 0
	for _, t := range all {
		most = max(most, sort(t))
	}
	return most + 1
}

// Retired marks what is no longer in use.
func Retired(sh Shell, it kit.Item, gone bool) kit.Item {
	if gone {
		it.Badge, it.Tone, it.Strike = sh.Say("settings.retired"), kit.TonePlain, true
	}
	return it
}
