package settings

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Screen is 设置, a supervisor's at either station.
func Screen(sections ...screen.Section) screen.Builder {
	return screen.New("settings", "settings.title", "settings", func(sh screen.Shell) *settings { return newSettings(sh, sections) }, screen.Opens((*settings).follow))
}

// settings is the screen: its sections at the left, the chosen one beside them.
type settings struct {
	sh      screen.Shell
	offered []screen.Section // in their order
	keep    *screen.Draft
	list    *kit.List
	body    *fyne.Container
	parts   map[string]screen.Part // those that were opened
	at      string
	all     fyne.CanvasObject
}

func newSettings(sh screen.Shell, sections []screen.Section) *settings {
	s := &settings{sh: sh, keep: sh.Keep("at"), list: kit.NewList(), body: container.NewStack(), parts: map[string]screen.Part{}}
	var items []kit.Item
	for _, p := range sections {
		if p.Offered {
			s.offered = append(s.offered, p)
			items = append(items, kit.Item{ID: p.Name, Title: sh.Say("settings." + p.Name)})
		}
	}
	s.list.SetItems(items)
	s.list.OnTap = s.open
	s.all = kit.Columns([]float32{1, 3.4}, kit.Loose(kit.NewCard(sh.Say("settings.title"), nil, s.list)), kit.Loose(s.body))
	at := s.keep.Text("section")
	if at == "" {
		at = s.offered[0].Name
	}
	s.open(at)
	if s.at == "" { // what was open is not offered any more
		s.open(s.offered[0].Name)
	}
	return s
}

// open shows a section.
func (s *settings) open(name string) {
	i := slices.IndexFunc(s.offered, func(p screen.Section) bool { return p.Name == name })
	if i < 0 {
		return
	}
	if s.parts[name] == nil {
		s.parts[name] = s.offered[i].Build(s.sh)
	}
	s.at = name
	s.keep.Put("section", name)
	s.list.SetSelected(name)
	s.body.Objects = []fyne.CanvasObject{s.parts[name].Content()}
	s.body.Refresh()
	s.parts[name].Load()
}

// Content gives what is shown.
func (s *settings) Content() fyne.CanvasObject { return s.all }

// Changed reads the section shown again; the others do when they are opened.
func (s *settings) Changed(c data.Change) {
	if now := s.parts[s.at]; now != nil && c.Touches(now.Tables()...) {
		now.Load()
	}
}

// Tick tells the section shown that the minute has turned.
func (s *settings) Tick() {
	if t, ok := s.parts[s.at].(screen.Ticker); ok {
		t.Tick()
	}
}

// follow opens the section that somebody was sent to.
func (s *settings) follow(to screen.Settings) { s.open(to.Section) }

// Closed has nothing to end.
func (s *settings) Closed() {}

// First is the list of sections.
func (s *settings) First() fyne.Focusable { return s.list }
