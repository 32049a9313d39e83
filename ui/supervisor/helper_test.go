package supervisor

import (
	"context"
	"testing"
	"time"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/sample"
	"yingbin/data/store"
	"yingbin/ui/screen"
	"yingbin/ui/screen/screentest"
)

// room is a screen of the supervisor on a real book with the sample's
// catalogue, 常示例 signed on.
type room struct {
	*screentest.Stage
	t      *testing.T
	sh     *screentest.Shell
	book   *store.Book
	screen screen.Screen
}

func enter(t *testing.T, lang string, width float32, build func(b *store.Book, sh screen.Shell) screen.Screen) *room {
	t.Helper()
	sh := screentest.NewShell(t)
	sh.Language, sh.Width = lang, width
	sh.Person = data.Staff{ID: "boss", Name: "常示例", Role: data.Supervisor}
	book, err := store.Open(t.Context(), t.TempDir(), store.Options{Clock: func() time.Time { return sh.Clock.Std() }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	r := &room{t: t, sh: sh, book: book}
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
		r.give(c)
	}
	sh.Decide = func(c data.Command) (data.Receipt, error) { return book.Do(context.Background(), c) }
	r.screen = build(book, sh)
	r.Stage = screentest.OpenSized(t, sh, r.screen, width, 640)
	r.Settle()
	return r
}

func (r *room) give(c data.Command) {
	r.t.Helper()
	h := c.Meta()
	if h.ID == "" {
		h.ID, h.At, h.Staff = data.NewID(), r.sh.Clock, "boss"
	}
	if _, err := r.book.Do(r.t.Context(), c); err != nil {
		r.t.Fatal(err)
	}
}

// openPart opens a part of the settings.
func openPart(t *testing.T, name string) *room {
	t.Helper()
	r := enter(t, "zh", 1230, func(b *store.Book, sh screen.Shell) screen.Screen { return newSettings(b, sh) })
	r.TapIn(name)
	r.Settle()
	return r
}
