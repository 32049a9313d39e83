package ui

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
)

// stand is a window on a real book, with a clock, timers and notices that the
// test lets go by itself.
type stand struct {
	t      testing.TB
	book   *registers.Book
	win    fyne.Window
	w      *Window
	bridge *screen.Bridge
	at     time.Time
	timers []timer

	mu     sync.Mutex
	posted *sync.Cond
	posts  []func()
}

type timer struct {
	at time.Time
	do func()
}

const (
	bossPIN = "2580"
	deskPIN = "1024"
)

// verifiers are made once: each takes a while.
var verifiers = sync.OnceValue(func() map[string]string {
	return map[string]string{bossPIN: officetest.Verifier(bossPIN), deskPIN: officetest.Verifier(deskPIN)}
})

// asBoss heads what the supervisor does elsewhere.
func asBoss(at data.Time) data.Head {
	return data.Head{ID: data.NewID(), At: at, Staff: "boss", Signer: officetest.Signer("boss", bossPIN)}
}

// open opens a window on a book with a supervisor and two receptionists; an
// empty book when bare.
func open(t testing.TB, bare bool, change func(*Setup)) *stand {
	t.Helper()
	kittest.App(t, false)
	f := &stand{t: t, at: time.Date(2026, 11, 23, 2, 52, 0, 0, time.UTC), bridge: screen.NewTestBridge()}
	f.posted = sync.NewCond(&f.mu)
	book, err := registers.Open(t.Context(), t.TempDir(), store.Options{Clock: f.clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	f.book = book
	if !bare {
		f.people()
	}
	f.win = test.NewWindow(nil)
	t.Cleanup(f.win.Close)
	s := Setup{Window: f.win, Office: book, Station: "reception", Stations: testStations, Device: NewDevice("zh"),
		Clock: f.clock, Bridge: f.bridge, Later: f.later, Post: f.post}
	if change != nil {
		change(&s)
	}
	f.w = Open(s)
	f.win.Resize(fyne.NewSize(1366, 768))
	t.Cleanup(f.w.Close)
	f.settle()
	return f
}

func (f *stand) clock() time.Time { return f.at }

func (f *stand) people() {
	head := func() data.Head { return asBoss(data.TimeOf(f.at)) }
	v := verifiers()
	for _, c := range []data.Command{
		&data.OpenOffice{Head: head(), Settings: data.Settings{Name: "青禾样例会馆"}.Defaults(), Supervisor: data.NewStaff{ID: "boss", Name: "常示例", Post: "主管", Verifier: v[bossPIN]}},
		&data.PutStaff{Head: head(), Person: "an", Name: "安小样", Post: "前台接待", Role: data.Reception, Sort: 1},
		&data.PutStaff{Head: head(), Person: "ji", Name: "𠮷引宾", Post: "引领员", Role: data.Usher, Sort: 2},
		&data.PutStaff{Head: head(), Person: "gu", Name: "顾一样", Post: "置业顾问", Role: data.Consultant, Sort: 3},
		&data.SetPIN{Head: head(), Person: "an", Verifier: v[deskPIN]},
		&data.SetPIN{Head: head(), Person: "ji", Verifier: v[deskPIN]},
	} {
		if _, err := f.book.Do(context.Background(), c); err != nil {
			f.t.Fatal(err)
		}
	}
}

func (f *stand) later(d time.Duration, do func()) func() {
	n := len(f.timers)
	f.timers = append(f.timers, timer{f.at.Add(d), do})
	return func() { f.timers[n].do = nil }
}

// pass lets time go by, second by second.
func (f *stand) pass(d time.Duration) {
	for end := f.at.Add(d); ; {
		for i := 0; i < len(f.timers); i++ {
			if t := &f.timers[i]; t.do != nil && !t.at.After(f.at) {
				do := t.do
				t.do = nil
				do()
			}
		}
		f.settle()
		if !f.at.Before(end) {
			return
		}
		f.at = f.at.Add(time.Second)
	}
}

func (f *stand) post(do func()) {
	f.mu.Lock()
	f.posts = append(f.posts, do)
	f.posted.Broadcast()
	f.mu.Unlock()
}

// notice waits until the window was told of everything that is in the book.
func (f *stand) notice() {
	for head := f.head(); f.w.seen < head; f.settle() {
		f.mu.Lock()
		for len(f.posts) == 0 {
			f.posted.Wait()
		}
		f.mu.Unlock()
	}
}

// settle lets all work end and hands over the notices that are there.
func (f *stand) settle() {
	for {
		f.bridge.Settle()
		f.mu.Lock()
		posts := f.posts
		f.posts = nil
		f.mu.Unlock()
		if len(posts) == 0 {
			return
		}
		for _, do := range posts {
			do()
		}
	}
}

// shoot draws the window into the folder that YINGBIN_SHOTS names, or nowhere.
func (f *stand) shoot(name string) {
	dir := os.Getenv("YINGBIN_SHOTS")
	if dir == "" {
		return
	}
	f.settle()
	kittest.Relayout(f.win.Content())
	if err := savePNG(filepath.Join(dir, name+".png"), f.win.Canvas().Capture()); err != nil {
		f.t.Fatal(err)
	}
}

// root is what can be tapped now: what lies in front, else the window.
func (f *stand) root() fyne.CanvasObject {
	if top := f.win.Canvas().Overlays().Top(); top != nil {
		return top
	}
	return f.win.Content()
}

func (f *stand) tap(text string) {
	f.t.Helper()
	kittest.Tap(f.t, f.root(), text)
	f.settle()
}

func (f *stand) want(texts ...string) {
	f.t.Helper()
	for _, text := range texts {
		if !kittest.Has(f.root(), text) {
			f.t.Fatalf("nobody says %q; there is %q", text, kittest.Texts(f.root()))
		}
	}
}

func (f *stand) wantNot(text string) {
	f.t.Helper()
	if kittest.Has(f.root(), text) {
		f.t.Fatalf("%q is said; there is %q", text, kittest.Texts(f.root()))
	}
}

// key presses a key where the focus is.
func (f *stand) key(name fyne.KeyName) {
	c := f.win.Canvas()
	if on := c.Focused(); on != nil {
		on.TypedKey(&fyne.KeyEvent{Name: name})
	} else {
		c.OnTypedKey()(&fyne.KeyEvent{Name: name})
	}
	f.settle()
}

// digits types a PIN and Enter.
func (f *stand) digits(pin string) {
	f.t.Helper()
	on := f.win.Canvas().Focused()
	if on == nil {
		f.t.Fatal("nothing has the focus")
	}
	for _, r := range pin {
		on.TypedRune(r)
	}
	f.key(fyne.KeyReturn)
}

// signOn signs somebody on from the picker.
func (f *stand) signOn(name, pin string) {
	f.t.Helper()
	f.tap(name)
	f.digits(pin)
}

// head is how many lines the journal has.
func (f *stand) head() int64 {
	m, err := f.book.Head(context.Background())
	if err != nil {
		f.t.Fatal(err)
	}
	return m.Seq
}

// note is a screen with one field and a button that renames the office.
type note struct {
	sh      screen.Shell
	field   *kit.Field
	body    fyne.CanvasObject
	changes int
	closed  bool
	came    int // by the rail, or back
	print   screen.Print
}

var notes []*note // those that were built, newest last

func newNote(sh screen.Shell) *note {
	n := &note{sh: sh, field: kit.NewField(sh.Say("common.note"))}
	sh.Keep("note").Field("text", n.field)
	save := kit.NewButton(sh.Say("common.save"), kit.Primary, func() {
		sh.Do(&data.PutArea{Area: data.Area{ID: "talk", Name: n.field.Text()}}, func(r data.Receipt, err error) {
			if err != nil {
				n.field.SetFault(sh.Fault(err))
				return
			}
			sh.Toast(sh.Say("common.saved"), r.ID)
		})
	})
	n.body = kit.VBox(n.field, save)
	notes = append(notes, n)
	return n
}

func (n *note) Content() fyne.CanvasObject { return n.body }
func (n *note) Changed(data.Change)        { n.changes++ }
func (n *note) Closed()                    { n.closed = true }
func (n *note) First() fyne.Focusable      { return n.field.Focusable() }
func (n *note) Arrive()                    { n.came++ }
func (n *note) take(p screen.Print)        { n.print = p }

// ear is a note that listens.
type ear struct {
	*note
	heard []int // how many tables each notice spoke of
}

var ears []*ear

func newEar(sh screen.Shell) *ear {
	e := &ear{note: newNote(sh)}
	ears = append(ears, e)
	return e
}

func (e *ear) Overheard(c data.Change) { e.heard = append(e.heard, len(c.Tables)) }

var testStations = []Station{
	{Name: "reception", Entries: []Entry{
		{Builder: screen.New("one", "common.today", "home", newNote)},
		{Builder: screen.New("two", "common.note", "pen", newNote)},
		{Builder: screen.New("boss", "settings.title", "settings", newNote), Roles: []data.Role{data.Supervisor}},
		{Builder: screen.New("print", "common.print", "print", newNote, screen.Opens((*note).take)), Hidden: true},
	}},
	{Name: "supervisor", Entries: []Entry{
		{Builder: screen.New("far", "common.more", "more", newNote)},
		{Builder: screen.New("ear", "common.note", "pen", newEar), Hidden: true, Listens: true},
	}},
}

func last() *note { return notes[len(notes)-1] }
