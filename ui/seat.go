package ui

import (
	"context"
	"maps"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// seat is a screen's place in the window, and the Shell it is written against.
// When the screen goes, its seat goes with it, and answers to it are dropped.
type seat struct {
	w       *Window
	entry   Entry
	owner   *screen.Owner
	screen  screen.Screen
	content fyne.CanvasObject
	missed  data.Change // what changed while another screen was shown
}

var _ screen.Shell = (*seat)(nil)

func (s *seat) Say(key string, args ...any) string { return s.w.say(key, args...) }
func (s *seat) Lang() string                       { return s.w.lex.Lang() }
func (s *seat) Waits(id data.ID) bool              { return s.w.others.waiting[id] }
func (s *seat) Reopen()                            { s.w.reopen() }
func (s *seat) Now() data.Time                     { return s.w.now() }
func (s *seat) Settings() data.Settings            { return s.w.settings }
func (s *seat) Me() data.Staff                     { return s.w.me }
func (s *seat) Canvas() fyne.Canvas                { return s.w.set.Window.Canvas() }
func (s *seat) Compact() bool                      { return s.w.compact }
func (s *seat) Fault(err error) string             { return s.w.fault(err) }

func (s *seat) Shown() bool { return s.w.frame != nil && s.w.at == s.entry.Name }

func (s *seat) PutAway(back func()) {
	if s.w.frame != nil {
		s.w.putAway(func() {
			if s.owner.Closed() {
				return
			}
			if s.w.at != s.entry.Name {
				s.w.goTo(s.entry.Name)
			}
			back()
		})
	}
}

// Toast says nothing while the window is locked: a screen that listens then is
// only heard.
func (s *seat) Toast(text string, undo data.ID) {
	if s.w.frame != nil {
		s.w.toast(text, undo)
	}
}

func (s *seat) Load(work func(ctx context.Context) error, done func(err error)) {
	hand := kit.Hand()
	s.w.bridge.Run(s.owner, work, func(err error) {
		if done != nil {
			kit.WithHand(hand, func() { done(err) })
		}
		s.w.keepFocus()
		s.w.countNews()
	})
}

func (s *seat) Later(d time.Duration, do func()) func() {
	return s.w.later(d, func() {
		if !s.owner.Closed() {
			do()
		}
	})
}

func (s *seat) Do(cmd data.Command, done func(data.Receipt, error)) { s.w.do(s.owner, cmd, done) }

func (s *seat) Sheet(title string, body fyne.CanvasObject, onClose func()) func() {
	return s.w.front.openSheet(title, body, onClose)
}

func (s *seat) Confirm(question, yes string, tone kit.Tone, fn func()) {
	s.w.front.confirm(question, yes, tone, fn)
}

func (s *seat) Approve(reason string, fn func(data.Approval)) { s.w.front.approve(reason, fn) }

func (s *seat) Go(to screen.Route) { s.w.follow(to) }

func (s *seat) Back() { s.w.back() }

func (s *seat) Keep(key string) *screen.Draft {
	name := string(s.w.me.ID) + "\n" + s.entry.Name + "\n" + key
	d := s.w.drafts[name]
	if d == nil {
		d = screen.NewDraft()
		s.w.drafts[name] = d
	}
	return d
}

// keptName is what the device calls what a station's screens remember.
func (s *seat) keptName(key string) string { return s.w.set.Station + "/" + key }

func (s *seat) Recall(key string) []string {
	return slices.Clone(s.w.set.Device.Kept[s.keptName(key)])
}

// Remember makes the choices anew: what is being written down stays as it is.
func (s *seat) Remember(key string, values []string) {
	kept := map[string][]string{}
	maps.Copy(kept, s.w.set.Device.Kept)
	kept[s.keptName(key)] = slices.Clone(values)
	s.w.set.Device.Kept = kept
	s.w.remember()
}

// miss notes a change for later.
func (s *seat) miss(c data.Change) {
	if s.missed.Tables == nil {
		s.missed.Tables = map[string]bool{}
	}
	maps.Copy(s.missed.Tables, c.Tables)
	s.missed.Seq, s.missed.All = c.Seq, s.missed.All || c.All
}

// do fills the command's head and gives it to the office. The command runs to
// its end even if whoever asked goes away.
func (w *Window) do(owner *screen.Owner, cmd data.Command, done func(data.Receipt, error)) {
	h := cmd.Meta()
	if h.ID == "" {
		h.ID = data.NewID()
	}
	if h.At == 0 {
		h.At = w.now()
	}
	if h.Staff == "" {
		h.Staff = w.me.ID
	}
	h.Device = w.set.Device.ID
	var receipt data.Receipt
	hand := w.hand()
	var answered func(error)
	kit.WithHand(hand, func() {
		answered = screen.Began(w.say, w.later, cmd, func(failed func()) { w.takeBack(h.ID, failed) })
	})
	w.bridge.Detached(w.life, func(ctx context.Context) (err error) {
		receipt, err = w.set.Office.Do(ctx, cmd)
		return err
	}, func(err error) {
		answered(err)
		if owner.Closed() {
			return
		}
		w.noting = err == nil && receipt.Waiting
		if done != nil {
			kit.WithHand(hand, func() { done(receipt, err) })
		}
		w.keepFocus()
		if w.noting { // nobody has said that it is done
			w.toast(w.say("link.noted"), "")
		}
		w.noting = false
	})
}

// hand names what the hand is on: where nothing in front tells, what the sheet was
// opened from.
func (w *Window) hand() []string {
	if hand := kit.Hand(); len(hand) > 0 || w.front.sheet == nil {
		return hand
	}
	return w.front.sheet.hand
}

// entries lists this station's screens for whoever is signed on, those in the
// rail only or all.
func (w *Window) entries(rail bool) []Entry {
	var all []Entry
	for _, e := range w.station().Entries {
		if e.Allows(w.me.Role) && !(rail && e.Hidden) {
			all = append(all, e)
		}
	}
	return all
}

// station is the one this window shows.
func (w *Window) station() Station {
	for _, s := range w.set.Stations {
		if s.Name == w.set.Station {
			return s
		}
	}
	return Station{Name: w.set.Station}
}

func (w *Window) entry(name string) (Entry, bool) {
	for _, e := range w.entries(false) {
		if e.Name == name {
			return e, true
		}
	}
	return Entry{}, false
}

// goTo shows a screen by its name. One that nobody here may see, or none at all,
// is left alone.
func (w *Window) goTo(name string) {
	e, ok := w.entry(name)
	if !ok || w.frame == nil {
		return
	}
	w.visit(e, func(s screen.Screen) {
		if a, ok := s.(screen.Arriver); ok {
			a.Arrive()
		}
	})
}

// follow shows the screen that opens what a route leads to. A route that leads
// nowhere at this station, or to what this person may not see, is left alone.
func (w *Window) follow(to screen.Route) {
	if w.frame == nil {
		return
	}
	for _, e := range w.entries(false) {
		if e.Opens(to) {
			w.visit(e, func(s screen.Screen) { e.Open(s, to) })
			return
		}
	}
	w.set.Log.Warn("nothing here opens this", "route", to.String(), "station", w.set.Station)
}

// leads reports whether a route leads anywhere for whoever is signed on.
func (w *Window) leads(to screen.Route) bool {
	return slices.ContainsFunc(w.entries(false), func(e Entry) bool { return e.Opens(to) })
}

// visit shows a screen; come tells it what for.
func (w *Window) visit(e Entry, come func(screen.Screen)) {
	if e.Name != w.at {
		w.came[e.Name] = w.at
	}
	w.put(e, come)
}

// back shows the screen from which the one shown was reached.
func (w *Window) back() {
	e, ok := w.entry(w.came[w.at])
	if !ok {
		if e, ok = w.entry(w.home()); !ok {
			return
		}
	}
	w.put(e, func(s screen.Screen) {
		if a, ok := s.(screen.Arriver); ok {
			a.Arrive()
		}
	})
}

// put puts a screen into the frame.
func (w *Window) put(e Entry, come func(screen.Screen)) {
	w.front.closeAll()
	s := w.seats[e.Name]
	fresh := s == nil
	if fresh {
		s = w.seatFor(e)
	}
	w.at = e.Name
	w.frame.put(s)
	come(s.screen)
	if !fresh {
		if missed := s.missed; missed.Tables != nil || missed.All {
			s.missed = data.Change{}
			s.screen.Changed(missed)
		}
		if t, ok := s.screen.(screen.Ticker); ok { // what changed may be nothing of its own, yet time has passed
			t.Tick()
		}
	}
	w.focusFirst()
}

func (w *Window) seatFor(e Entry) *seat {
	s := &seat{w: w, entry: e, owner: screen.NewOwner()}
	w.seats[e.Name] = s
	s.screen = e.Build(s)
	s.content = s.screen.Content()
	return s
}

// focusFirst puts the keyboard where the screen wants it.
func (w *Window) focusFirst() {
	c := w.set.Window.Canvas()
	s := w.seats[w.at]
	if s == nil || w.frame == nil || w.front.open() {
		return
	}
	if f, ok := s.screen.(screen.Firster); ok {
		if first := f.First(); first != nil {
			c.Focus(first)
			return
		}
	}
	c.Unfocus()
}

// keepFocus puts the keyboard back where the screen wants it once what had it is
// gone from view, or nothing has it.
func (w *Window) keepFocus() {
	c := w.set.Window.Canvas()
	top, on := c.Overlays().Top(), c.Focused()
	switch {
	case w.frame == nil || w.closed:
	case top == nil:
		if on == nil || !kit.Seen(w.frame.body, on) {
			w.focusFirst()
		}
	case top == w.front.all && w.front.ask == nil && w.front.sheet != nil:
		if sheet := w.front.sheet.object; on == nil || !kit.Seen(sheet, on) {
			if first := kit.First(sheet); first != nil {
				c.Focus(first)
			}
		}
	}
}

// home is the first screen of the rail.
func (w *Window) home() string {
	if all := w.entries(true); len(all) > 0 {
		return all[0].Name
	}
	return ""
}

// leaveSeats ends all screens; what was half typed stays with its person.
func (w *Window) leaveSeats() {
	for name, s := range w.seats {
		delete(w.seats, name)
		s.owner.Close()
		s.screen.Closed()
	}
}

// enter shows the station to somebody who is signed on.
func (w *Window) enter(p data.Staff) {
	if w.isShutOut() {
		w.lock()
		return
	}
	other := w.me.ID != p.ID
	w.me, w.last, w.signing = p, p.ID, nil
	if !slices.Contains(w.duty, p.ID) {
		w.duty = append(w.duty, p.ID)
	}
	if other {
		clear(w.came)
	}
	w.build()
}

// build makes the frame anew and shows the screen that was shown.
func (w *Window) build() {
	at := w.at
	w.front.closeAll()
	w.overlaysAway()
	w.leaveSeats()
	w.frame = newFrame(w)
	w.show(w.frame.all)
	w.badges()
	if _, ok := w.entry(at); !ok {
		at = w.home()
	}
	w.at = ""
	if at != "" {
		w.goTo(at)
	}
	w.listen()
}

// listen builds the screens that have to hear of changes though another one is
// shown: after a lock or another language somebody may never come by them. While
// the window is locked all of the station's do: a new order is called out though
// nobody is signed on.
func (w *Window) listen() {
	locked := w.frame == nil
	for _, e := range w.station().Entries {
		if !e.Listens || !locked && (e.Name == w.at || !e.Allows(w.me.Role)) {
			continue
		}
		if o, ok := w.seatFor(e).screen.(screen.Overhearer); ok {
			o.Overheard(data.Change{})
		}
	}
}

// rebuild draws everything again, for another language or theme.
func (w *Window) rebuild() {
	w.set.Window.SetTitle(w.say("shell.title"))
	switch {
	case w.frame != nil:
		w.build()
	case w.signing != nil:
		w.lock()
	}
}

// overlaysAway closes small sheets that a widget opened.
func (w *Window) overlaysAway() {
	c := w.set.Window.Canvas()
	for top := c.Overlays().Top(); top != nil; top = c.Overlays().Top() {
		c.Overlays().Remove(top)
	}
	c.SetOnTypedKey(w.typed)
}
