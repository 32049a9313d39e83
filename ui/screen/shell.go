package screen

import (
	"context"
	"time"

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
	// Later does something on the UI goroutine after a while, unless the screen is
	// gone by then; cancel stops it. It goes by the injected clock.
	Later(d time.Duration, do func()) (cancel func())
	// Shown reports whether the screen is the one that is looked at.
	Shown() bool
	// Toast says that something is done; undo is the command to take back, or "".
	Toast(text string, undo data.ID)
	// PutAway says that something half-typed was put away, and gives it back by one
	// tap or key for a while.
	PutAway(back func())
	// Fault gives the sentence for an error.
	Fault(err error) string
	// Sheet shows something in the panel at the right, in place of what was
	// there; Esc closes it. onClose may be nil.
	Sheet(title string, body fyne.CanvasObject, onClose func()) (close func())
	// Confirm asks before something that hurts.
	Confirm(question, yes string, tone kit.Tone, fn func())
	// Approve asks a supervisor for name and PIN.
	Approve(reason string, fn func(a data.Approval))
	// Go shows the screen of this station that opens what the route leads to;
	// where none does, nothing happens.
	Go(to Route)
	// Back shows the screen from which this one was reached.
	Back()
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
	// Newcomer counts what is new and was not looked at; the rail shows it.
	Newcomer interface{ Unseen() int }
	// Shortcutter takes a key and reports whether it meant something.
	Shortcutter interface{ Shortcut(fyne.KeyName) bool }
	// Arriver is told that somebody came by the rail, or back, and not for
	// something it opens.
	Arriver interface{ Arrive() }
	// Ticker shows how time goes by: it is told when the minute turns. A screen
	// that is none gets Changed with no tables at that moment.
	Ticker interface{ Tick() }
	// Overhearer wants to know of changes at once even while another screen of
	// its station is shown, such as to sound for a new order. It is told again,
	// with Changed, when it is shown. One that listens (ui/stations.go) is built
	// when somebody comes; where another screen is shown then it is told so with
	// a change of no tables.
	Overhearer interface{ Overheard(data.Change) }
)

// DeviceNews stands among the tables of a change when what is known of the other
// devices has changed, which is no table.
const DeviceNews = "\x00devices"
