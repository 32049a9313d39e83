package ui

import (
	"context"
	"log/slog"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// WindowOffice is what the window itself asks of the office.
type WindowOffice interface {
	Do(ctx context.Context, c data.Command) (data.Receipt, error)
	Settings(ctx context.Context) (data.Settings, error)
	Staff(ctx context.Context) ([]data.Staff, error)
	CheckPIN(ctx context.Context, who data.ID, pin string) error
	Matters(ctx context.Context, now data.Time, v data.Viewer) ([]data.Matter, error)
	Watch(ctx context.Context) <-chan data.Change
	CheckSoon(ctx context.Context) error
	BackupDaily(ctx context.Context) error
	BookHealth(ctx context.Context) (data.Health, error)
	CheckBook(ctx context.Context, whole bool) (data.CheckReport, error)
}

// Setup is what the window is made of.
type Setup struct {
	Window  fyne.Window
	Office  Office
	Station string
	// Stations are those with their screens, of which this one is shown; nil for
	// the program's own.
	Stations []Station
	Device   *Device
	Log      *slog.Logger

	// Join lets a fresh device join an office that is there already; nil where it
	// can't. Reopen opens the book anew in the same window, once this one is
	// closed: joined, promoted or standing down.
	Join   Join
	JoinAt string // where the hub is, if that was said already
	Reopen func()

	// First gives what a fresh office begins with, given by its first
	// supervisor; nil begins with nothing.
	First func(by data.ID) ([]data.Command, data.Settings, error)
	// Start signs somebody on at once, and Hint stands under the sign-on: both
	// are for the sample office.
	Start data.SignOn
	Hint  string

	// Mind has the book checked by itself while nobody is at it.
	Mind bool

	Clock  func() time.Time                   // nil for the machine's
	Bridge *screen.Bridge                     // nil for the real one
	Later  func(time.Duration, func()) func() // nil for timers
	Post   func(func())                       // nil for the toolkit's own way onto the UI goroutine
}

// Window is the program's one window.
type Window struct {
	set    Setup
	bridge *screen.Bridge
	life   *screen.Owner // of the window itself
	ctx    context.Context
	end    context.CancelFunc
	lex    *assets.Lexicon

	settings data.Settings
	staff    []data.Staff
	duty     []data.ID // who signed on at this device since the window opened, in that order
	me       data.Staff
	last     data.ID // who was here last, offered first at the next sign-on

	root   *fyne.Container // all there is, below sheets
	frame  *frame          // nil while nobody is signed on
	front  *front          // sheets and questions
	toasts []*toast        // one over the screens, one over sheets
	said   said

	seats   map[string]*seat
	at      string // the screen shown
	came    map[string]string
	drafts  map[string]*screen.Draft
	signing *signOn
	others  *others
	noting  bool // the command that is being answered has yet to be sent
	minute  data.Time

	counting, recount bool // what is to do, for the rail; see badges

	checked data.Day // when the book was last looked through
	sound   soundness
	seen    int64 // the newest change that was passed on
	compact bool
	closed  bool
	shut    bool // the page of a device that was shut out is shown
}

// Prepare begins to read the fonts of the window to come, which takes as long as
// opening an office: both can be done at once. Open comes after wait.
func Prepare(d *Device) (wait func()) {
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(d.Dark))
	return kit.ReadFonts()
}

// Open fills the window and begins; Close ends it. Both belong to the UI
// goroutine.
func Open(s Setup) *Window {
	if s.Clock == nil {
		s.Clock = time.Now
	}
	if s.Bridge == nil {
		s.Bridge = screen.NewBridge()
	}
	if s.Post == nil {
		s.Post = fyne.Do
	}
	if s.Later == nil {
		s.Later = func(d time.Duration, f func()) func() {
			t := time.AfterFunc(d, func() { fyne.Do(f) })
			return func() { t.Stop() }
		}
	}
	if s.Stations == nil {
		s.Stations = Stations(s.Office)
	}
	if s.Log == nil {
		s.Log = slog.New(slog.DiscardHandler)
	}
	if s.Device == nil {
		s.Device = NewDevice("")
	}
	w := &Window{
		set: s, bridge: s.Bridge, life: screen.NewOwner(),
		lex:    assets.Words(s.Device.Lang),
		root:   container.NewStack(),
		others: newOthers(s.Office),
		seats:  map[string]*seat{}, came: map[string]string{}, drafts: map[string]*screen.Draft{},
	}
	// First of all: the toolkit keeps the fonts of the theme that first measured a word.
	fyne.CurrentApp().Settings().SetTheme(w.station().Theme(s.Device.Dark))
	kit.ReadFonts()()
	w.ctx, w.end = context.WithCancel(context.Background())
	w.newToast(w.toastRoom)
	w.front = newFront(w)
	s.Window.SetPadded(false)
	s.Window.SetTitle(w.say("shell.title"))
	s.Window.SetContent(w.root)
	w.show(container.NewStack())
	w.keys()
	w.begin()
	return w
}

// begin reads what the window itself shows, then asks who is there.
func (w *Window) begin() {
	news := w.set.Office.Watch(w.ctx) // before the first look: what changes in between is told too
	w.refresh(func(err error) {
		if err != nil {
			w.trouble(err)
			return
		}
		go w.watch(news)
		w.followOthers()
		w.stir()
		w.heed()
		w.tick()
		switch {
		case w.settings.Name == "":
			w.begun()
		case w.set.Start.Staff != "":
			w.signOnAs(w.set.Start)
		default:
			w.lock()
		}
		w.later(time.Second, w.checkBook)
	})
}

// begun begins with a book that is empty.
func (w *Window) begun() {
	if w.set.Join != nil && w.set.JoinAt != "" {
		w.joinForm(joinTyped{address: w.set.JoinAt})
		return
	}
	w.firstChoice()
}

// refresh reads settings and people again.
func (w *Window) refresh(done func(error)) {
	var settings data.Settings
	var staff []data.Staff
	w.bridge.Run(w.life, func(ctx context.Context) (err error) {
		if settings, err = w.set.Office.Settings(ctx); err == nil {
			staff, err = w.set.Office.Staff(ctx)
		}
		return err
	}, func(err error) {
		if err == nil {
			w.settings, w.staff = settings, staff
		}
		done(err)
	})
}

// checkBook looks for damage once the first frame is out and then makes the
// day's backup: never one of a damaged book, which would push out a good one.
func (w *Window) checkBook() {
	w.checked = w.settings.Calendar.Day(w.now())
	w.bridge.Run(w.life, func(ctx context.Context) error {
		if err := w.set.Office.CheckSoon(ctx); err != nil {
			return err
		}
		if role := w.others.role; role != "" && !role.Full() { // part of a book is no backup of it
			return nil
		}
		return w.set.Office.BackupDaily(ctx)
	}, func(err error) {
		if err != nil {
			w.trouble(err)
		}
	})
}

// watch carries the office's notices to the screens. It is the window's one
// goroutine of its own: it ends with the window.
func (w *Window) watch(news <-chan data.Change) {
	for c := range news {
		waiting := w.waitingNow()
		w.set.Post(func() {
			w.others.waiting = waiting
			w.changed(c)
		})
	}
}

// changed passes a notice on: to the screen shown at once, to the others when
// they are shown again.
func (w *Window) changed(c data.Change) {
	if w.closed {
		return
	}
	w.seen = c.Seq
	w.stir()
	w.badges()
	if c.Touches("setting", "staff") {
		w.refresh(func(err error) {
			if err != nil {
				w.note(err)
				return
			}
			w.people()
		})
	}
	for name, s := range w.seats {
		if name == w.at && w.frame != nil {
			s.screen.Changed(c)
		} else {
			s.miss(c)
			if o, ok := s.screen.(screen.Overhearer); ok {
				o.Overheard(c)
			}
		}
	}
}

// people takes over what changed about people and the office: a name, a role, somebody
// who has left.
func (w *Window) people() {
	var on []data.ID
	for _, id := range w.duty {
		if p, ok := w.person(id); ok && !p.Gone {
			on = append(on, id)
		}
	}
	w.duty = on
	if w.frame == nil {
		if s := w.signing; s != nil {
			if p, ok := w.person(s.who.ID); s.who.ID != "" && (!ok || p.Gone) {
				w.lock()
			} else {
				s.deal()
			}
		}
		return
	}
	now, ok := w.person(w.me.ID)
	switch {
	case !ok || now.Gone:
		w.lock()
	case now.Role != w.me.Role:
		w.enter(now)
	default:
		w.me = now
		w.frame.bar.deal()
	}
}

func (w *Window) person(id data.ID) (data.Staff, bool) {
	for _, p := range w.staff {
		if p.ID == id {
			return p, true
		}
	}
	return data.Staff{}, false
}

// tick moves the clock on, and tells the screen shown when the minute turns.
func (w *Window) tick() {
	if w.closed {
		return
	}
	now := w.now()
	if minute := now / 60_000; minute != w.minute {
		w.minute = minute
		if w.checked != "" && w.checked != w.settings.Calendar.Day(now) { // open for days on end
			w.checkBook()
		}
		w.clockTurned()
		if w.set.Mind {
			w.minded()
		}
	}
	w.countNews()
	w.later(time.Second, w.tick)
}

func (w *Window) clockTurned() {
	if w.signing != nil {
		w.signing.turned()
	}
	if w.frame == nil {
		return
	}
	w.frame.bar.turned()
	w.badges() // time makes things due
	if s := w.seats[w.at]; s != nil {
		if t, ok := s.screen.(screen.Ticker); ok {
			t.Tick()
		} else {
			s.screen.Changed(data.Change{})
		}
	}
}

// later does something after a while, unless the window is gone by then.
func (w *Window) later(d time.Duration, f func()) (cancel func()) {
	return w.set.Later(d, func() {
		if !w.closed {
			f()
		}
	})
}

func (w *Window) say(key string, args ...any) string { return w.lex.Say(key, args...) }

func (w *Window) now() data.Time { return data.TimeOf(w.set.Clock()) }

// show puts something into the whole window.
func (w *Window) show(o fyne.CanvasObject) {
	w.root.Objects = []fyne.CanvasObject{kit.NewFloor(), o, w.toasts[0]}
	w.root.Refresh()
}

// Close ends all screens at once. Work already given to the office runs to its end.
func (w *Window) Close() {
	if w.closed {
		return
	}
	w.leaveSeats()
	w.closed = true
	w.end()
	w.life.Close()
}

// leaveFor is how long the window waits for work already given to the office.
const leaveFor = 5 * time.Second

// reopen closes the window's screens and has the book opened anew in it.
func (w *Window) reopen() {
	if w.set.Reopen != nil {
		w.Leave(w.set.Reopen)
	}
}

// Leave ends the screens, waits until what was given to the office is written,
// and then goes on. It belongs to the UI goroutine.
func (w *Window) Leave(then func()) {
	if w.closed {
		return
	}
	w.Close()
	const step = 20 * time.Millisecond
	left := leaveFor
	var wait func()
	wait = func() {
		if left -= step; w.bridge.Busy() == 0 || left <= 0 {
			then()
			return
		}
		w.set.Later(step, wait)
	}
	wait()
}
