package supervisor

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// SettingsOffice is what the settings ask of the office.
type SettingsOffice interface {
	Settings(ctx context.Context) (data.Settings, error)
	Staff(ctx context.Context) ([]data.Staff, error)
	Venues(ctx context.Context) ([]data.Venue, error)
	Courts(ctx context.Context) ([]data.Court, error)
	Areas(ctx context.Context) ([]data.Area, error)
	Tables(ctx context.Context) ([]data.Table, error)
	Floor(ctx context.Context) (data.FloorPlan, error)
	Items(ctx context.Context) ([]data.Item, error)
	StockItems(ctx context.Context) ([]data.StockItem, error)
	Menu(ctx context.Context) ([]data.DrinkView, error)
	Appliances(ctx context.Context) ([]data.ApplianceView, error)
	listsOffice
	Vouchers(ctx context.Context, day data.Day) ([]data.Voucher, error)
	FindVisitors(ctx context.Context, text string, limit int) ([]data.Match, error)
	Forgettable(ctx context.Context, before data.Time, limit int) ([]data.Visitor, error)
	Backups(ctx context.Context) ([]data.Backup, error)
	BackupNow(ctx context.Context) (data.Backup, error)
}

// Settings is 设置, a supervisor's at either station.
func Settings(o SettingsOffice) screen.Builder {
	return screen.New("settings", "settings.title", "settings", func(sh screen.Shell) *settings { return newSettings(o, sh) }, screen.Opens((*settings).follow))
}

// section is one part of the settings: what it shows, and reading it again.
type section interface {
	content() fyne.CanvasObject
	load()
	tables() []string // which changes concern it
}

// settings is the screen: its sections at the left, the chosen one beside them.
type settings struct {
	office   SettingsOffice
	sh       screen.Shell
	keep     *screen.Draft
	list     *kit.List
	body     *fyne.Container
	sections map[string]section
	at       string
	all      fyne.CanvasObject
}

// parts are the sections in their order; one that is offered to some offices only
// says to which.
var parts = []struct {
	name    string
	build   func(office SettingsOffice, sh screen.Shell) section
	offered func(office SettingsOffice) bool
}{
	{name: "house", build: newHouse},
	{name: "staff", build: func(o SettingsOffice, sh screen.Shell) section { return newPeople(o, sh, false) }},
	{name: "consultants", build: func(o SettingsOffice, sh screen.Shell) section { return newPeople(o, sh, true) }},
	{name: "venues", build: newVenues},
	{name: "tables", build: newTables},
	{name: "floor", build: newFloor},
	{name: "items", build: newItems},
	{name: "menu", build: newMenu},
	{name: "stock", build: newStock},
	{name: "appliances", build: newMachines},
	{name: "lists", build: newChecklists},
	{name: "vouchers", build: newVouchers},
	{name: "privacy", build: newPrivacy},
	{name: "devices", build: newDevices, offered: devicesOffered},
	{name: "backup", build: newBackups},
}

func newSettings(o SettingsOffice, sh screen.Shell) *settings {
	s := &settings{office: o, sh: sh, keep: sh.Keep("at"), list: kit.NewList(), body: container.NewStack(), sections: map[string]section{}}
	var items []kit.Item
	for _, p := range parts {
		if p.offered != nil && !p.offered(o) {
			continue
		}
		items = append(items, kit.Item{ID: p.name, Title: sh.Say("settings." + p.name)})
	}
	s.list.SetItems(items)
	s.list.OnTap = s.open
	s.all = kit.Columns([]float32{1, 3.4}, kit.Loose(kit.NewCard(sh.Say("settings.title"), nil, s.list)), kit.Loose(s.body))
	at := s.keep.Text("section")
	if at == "" {
		at = parts[0].name
	}
	s.open(at)
	if s.at == "" { // what was open is not offered any more
		s.open(parts[0].name)
	}
	return s
}

// open shows a section.
func (s *settings) open(name string) {
	for _, p := range parts {
		if p.name != name || p.offered != nil && !p.offered(s.office) {
			continue
		}
		if s.sections[name] == nil {
			s.sections[name] = p.build(s.office, s.sh)
		}
		s.at = name
		s.keep.Put("section", name)
		s.list.SetSelected(name)
		s.body.Objects = []fyne.CanvasObject{s.sections[name].content()}
		s.body.Refresh()
		s.sections[name].load()
	}
}

// Content gives what is shown.
func (s *settings) Content() fyne.CanvasObject { return s.all }

// Changed reads the section shown again; the others do when they are opened.
func (s *settings) Changed(c data.Change) {
	if now := s.sections[s.at]; now != nil && c.Touches(now.tables()...) {
		now.load()
	}
}

// Tick tells the section shown that the minute has turned.
func (s *settings) Tick() {
	if t, ok := s.sections[s.at].(interface{ tick() }); ok {
		t.tick()
	}
}

// follow opens the section that somebody was sent to.
func (s *settings) follow(to screen.Settings) { s.open(to.Section) }

// Closed has nothing to end.
func (s *settings) Closed() {}

// First is the list of sections.
func (s *settings) First() fyne.Focusable { return s.list }
