package officetest

import (
	"context"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/data/store"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// Room is a screen of the supervisor on a real book with the sample's catalogue,
// 常示例 signed on.
type Room struct {
	*screentest.Stage
	T    testing.TB
	Sh   *screentest.Shell
	Book *registers.Book
}

// Enter shows a supervisor a screen.
func Enter(t testing.TB, lang string, width float32, build func(b *registers.Book, sh screen.Shell) screen.Screen) *Room {
	t.Helper()
	sh := screentest.NewShell(t)
	sh.Language, sh.Width = lang, width
	sh.Person = data.Staff{ID: "boss", Name: "常示例", Role: data.Supervisor}
	book, err := registers.Open(t.Context(), t.TempDir(), store.Options{Clock: func() time.Time { return sh.Clock.Std() }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	r := &Room{T: t, Sh: sh, Book: book}
	commands, settings, err := sample.Catalogue(assets.Office("catalogue"))
	if err != nil {
		t.Fatal(err)
	}
	sh.House = settings
	first := []data.Command{&data.OpenOffice{Settings: settings, Supervisor: data.NewStaff{ID: "boss", Name: "常示例", Post: "主管", Verifier: "x"}},
		&data.PutStaff{Person: "an", Name: "安小样", Post: "前台接待", Role: data.Reception, Sort: 1},
		&data.PutStaff{Person: "gu", Name: "顾一样", Role: data.Consultant, Sort: 2}}
	for _, c := range append(first, commands...) {
		h := c.Meta()
		if h.ID == "" {
			h.ID = data.NewID()
		}
		h.At, h.Staff = sh.Clock, "boss"
		r.Give(c)
	}
	sh.Decide = func(c data.Command) (data.Receipt, error) { return book.Do(context.Background(), c) }
	r.Stage = screentest.OpenSized(t, sh, build(book, sh), width, 640)
	r.Settle()
	return r
}

// Give has the supervisor do something elsewhere.
func (r *Room) Give(c data.Command) {
	r.T.Helper()
	h := c.Meta()
	if h.ID == "" {
		h.ID, h.At, h.Staff = data.NewID(), r.Sh.Clock, "boss"
	}
	if _, err := r.Book.Do(r.T.Context(), c); err != nil {
		r.T.Fatal(err)
	}
}

// Change tells the screen what the window would tell it.
func (r *Room) Change(table string) {
	r.Screen.Changed(data.Change{Tables: map[string]bool{table: true}})
	r.Settle()
}

// OpenSection shows a supervisor sections of the settings, the first one opened.
func OpenSection(t testing.TB, build func(b *registers.Book) []screen.Section) *Room {
	t.Helper()
	return EnterSections(t, "zh", 1230, build)
}

// EnterSections does so in a language and a width.
func EnterSections(t testing.TB, lang string, width float32, build func(b *registers.Book) []screen.Section) *Room {
	t.Helper()
	return Enter(t, lang, width, func(b *registers.Book, sh screen.Shell) screen.Screen { return NewSections(sh, build(b)) })
}

// Part gives the section that is shown.
func (r *Room) Part() screen.Part { return r.Screen.(*sections).part }

// Reload reads the section shown again.
func (r *Room) Reload() {
	r.Part().Load()
	r.Settle()
}

// sections stand beside their list, as the settings show them.
type sections struct {
	sh   screen.Shell
	all  []screen.Section
	list *kit.List
	body *fyne.Container
	part screen.Part
	view fyne.CanvasObject
}

// NewSections makes a screen of sections, the first one opened.
func NewSections(sh screen.Shell, all []screen.Section) screen.Screen {
	s := &sections{sh: sh, all: all, list: kit.NewList(), body: container.NewStack()}
	var items []kit.Item
	for _, p := range all {
		items = append(items, kit.Item{ID: p.Name, Title: sh.Say("settings." + p.Name)})
	}
	s.list.SetItems(items)
	s.list.OnTap = s.open
	s.view = kit.Columns([]float32{1, 3.4}, kit.Loose(kit.NewCard(sh.Say("settings.title"), nil, s.list)), kit.Loose(s.body))
	s.open(all[0].Name)
	return s
}

func (s *sections) open(name string) {
	i := slices.IndexFunc(s.all, func(p screen.Section) bool { return p.Name == name })
	s.part = s.all[i].Build(s.sh)
	s.body.Objects = []fyne.CanvasObject{s.part.Content()}
	s.body.Refresh()
	s.part.Load()
}

// Content gives what is shown.
func (s *sections) Content() fyne.CanvasObject { return s.view }

// Closed has nothing to end.
func (s *sections) Closed() {}

// Changed reads the section shown again.
func (s *sections) Changed(c data.Change) {
	if c.Touches(s.part.Tables()...) {
		s.part.Load()
	}
}

// Tick tells the section shown that the minute has turned.
func (s *sections) Tick() {
	if t, ok := s.part.(screen.Ticker); ok {
		t.Tick()
	}
}
