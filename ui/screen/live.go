package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
)

// Live is what a screen has that shows one answer of the office and reads it anew
// when a change concerns it. A screen embeds it and sets what is shown.
type Live[V any] struct {
	View    V                 // the newest answer
	Shown   fyne.CanvasObject // the whole screen
	Trouble *kit.Banner       // why there is no newer answer; the screen gives it a place
	sh      Shell
	latest  Latest
	tables  []string
	read    func(ctx context.Context, today data.Day) (V, error)
	show    func()
	wanted  func() bool
}

// NewLive makes one over its tables: read asks off the UI goroutine, where the
// shell must not be asked, and is given the business day; show shows the view.
func NewLive[V any](sh Shell, read func(ctx context.Context, today data.Day) (V, error), show func(), tables ...string) Live[V] {
	return Live[V]{sh: sh, read: read, show: show, tables: tables, Trouble: kit.NewFaultBanner()}
}

// Content gives what is shown.
func (l *Live[V]) Content() fyne.CanvasObject { return l.Shown }

// Closed has nothing to end: loads are dropped by the shell.
func (l *Live[V]) Closed() {}

// Changed reads again what the screen shows.
func (l *Live[V]) Changed(c data.Change) {
	if c.Touches(l.tables...) {
		l.Load()
	}
}

// Load reads and shows. What was shown stays when it can't be read.
func (l *Live[V]) Load() {
	var v V
	today := l.sh.Settings().Calendar.Day(l.sh.Now())
	l.latest.Load(l.sh, nil, func(ctx context.Context) (err error) {
		v, err = l.read(ctx, today)
		return err
	}, func(err error) {
		l.Trouble.Fault(l.sh.Fault(err))
		if err != nil {
			l.Shown.Refresh()
			return
		}
		l.View = v
		l.show()
		if l.wanted != nil {
			l.Await(l.wanted)
		}
	})
}

// Await opens what another screen led to, now or as soon as it has been read; open
// reports whether it was there.
func (l *Live[V]) Await(open func() bool) {
	l.wanted = open
	if open() {
		l.wanted = nil
	}
}
