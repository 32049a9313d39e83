package screen

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// Shell is the window as a screen sees it.
type Shell interface {
	// Say gives the words of the current language.
	Say(key string, args ...any) string
	// Lang gives the current language, zh or en.
	Lang() string
	// Now gives the time by the injected clock.
	Now() data.Time
	// Waits reports whether the hub has yet to decide something about a record: it
	// is marked then (see WaitWord) and never shown as sure.
	Waits(id data.ID) bool
	// Settings gives the office's choices.
	Settings() data.Settings
	// Me gives who is signed on.
	Me() data.Staff
	// Load runs work off the UI goroutine and done on it; done is dropped when
	// the screen is gone.
	Load(work func(ctx context.Context) error, done func(err error))
	// Do fills the command's head and gives it to the office. Lock the button
	// that asked, and unlock it in done.
	Do(cmd data.Command, done func(data.Receipt, error))
	// Toast says that something is done; undo is the command to take back, or "".
	Toast(text string, undo data.ID)
	// Fault gives the sentence for an error.
	Fault(err error) string
	// Sheet shows something in the panel at the right, in place of what was
	// there; Esc closes it. onClose may be nil.
	Sheet(title string, body fyne.CanvasObject, onClose func()) (close func())
	// Confirm asks before something that hurts.
	Confirm(question, yes string, tone kit.Tone, fn func())
	// Approve asks a supervisor for name and PIN.
	Approve(reason string, fn func(a data.Approval))
	// Go shows another screen.
	Go(route string, args any)
	// Reopen opens the office's book anew in this window, as when the device has
	// become something else: the hub, or one that follows another.
	Reopen()
	// Keep gives this person's half-typed state under a key; it outlives the screen.
	Keep(key string) *Draft
	// Recall gives what this device was told to remember under a key, whoever told
	// it and before a restart too; Remember tells it.
	Recall(key string) []string
	Remember(key string, values []string)
	// Canvas gives the canvas to focus things on.
	Canvas() fyne.Canvas
	// Compact reports whether the window is narrow (below 1200).
	Compact() bool
}

// Screen is one job. It can be thrown away and built again at any time.
type Screen interface {
	// Content gives what is shown; it is asked once. The frame leaves the margin
	// around it.
	Content() fyne.CanvasObject
	// Changed says that the office changed: reload what you show.
	Changed(data.Change)
	// Closed says that the screen is gone.
	Closed()
}

// What a screen may do besides.
type (
	// Enterer does the primary action on Enter and reports whether it did.
	Enterer interface{ Enter() bool }
	// Escaper backs out on Esc and reports whether there was something to leave.
	Escaper interface{ Escape() bool }
	// Firster says what has the focus when the screen appears.
	Firster interface{ First() fyne.Focusable }
	// Shortcutter takes a key and reports whether it meant something.
	Shortcutter interface{ Shortcut(fyne.KeyName) bool }
	// Arriver is told the arguments of Shell.Go.
	Arriver interface{ Arrive(args any) }
)

// DeviceNews stands among the tables of a change when what is known of the other
// devices has changed, which is no table.
const DeviceNews = "\x00devices"

// Route is one entry of a station's rail.
type Route struct {
	Name    string // unique: reception.today
	Station string // reception, bar, venue, supervisor
	Title   string // word key
	Icon    string
	Order   int
	Roles   []data.Role // who sees it; empty is everybody
	Hidden  bool        // not in the rail, only by Shell.Go
	Listens bool        // an Overhearer that is there from the first, whichever screen is shown
	Build   func(office any, sh Shell) Screen
}

// Allows reports whether somebody with this role sees the route.
func (r Route) Allows(role data.Role) bool {
	return len(r.Roles) == 0 || role == data.Supervisor || slices.Contains(r.Roles, role)
}

// Build makes a route's builder from one that asks only for the part of the
// office it needs. An office without that part is a fault of the program: it
// stops there, naming both.
func Build[O any](make func(office O, sh Shell) Screen) func(office any, sh Shell) Screen {
	return func(office any, sh Shell) Screen {
		o, ok := office.(O)
		if !ok {
			panic(fmt.Sprintf("kit: %T is not the office this screen asks for: %T", office, make))
		}
		return make(o, sh)
	}
}

// Announcer collects what the files of one package announce.
type Announcer struct{ routes []Route }

// Announce adds a route and gives it back, so that a file can say
// var _ = announce(kit.Route{…}).
func (a *Announcer) Announce(r Route) Route {
	a.routes = append(a.routes, r)
	return r
}

// Routes gives what was announced, in order.
func (a *Announcer) Routes() []Route {
	all := slices.Clone(a.routes)
	slices.SortFunc(all, func(x, y Route) int {
		if x.Order != y.Order {
			return x.Order - y.Order
		}
		if x.Name < y.Name {
			return -1
		}
		return 1
	})
	return all
}
