package day

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/data/store"
	"yingbin/ui"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/screen"
)

// office is the book with an ear to what it tells the window.
type office struct {
	*registers.Book
	h *house
}

// Do counts what the window asks for.
func (o *office) Do(ctx context.Context, c data.Command) (data.Receipt, error) {
	o.h.given.Add(1)
	r, err := o.Book.Do(ctx, c)
	if err == nil {
		o.h.taken.Add(1)
		o.h.mu.Lock()
		o.h.did = append(o.h.did, c)
		o.h.mu.Unlock()
	}
	return r, err
}

// Watch passes the book's notices on and counts them.
func (o *office) Watch(ctx context.Context) <-chan data.Change {
	in, out := o.Book.Watch(ctx), make(chan data.Change)
	seq := o.h.head().Seq
	o.h.told(0, seq)
	go func() {
		defer close(out)
		for c := range in {
			select {
			case out <- c:
				o.h.told(1, c.Seq)
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// stationOf gives a station by its name.
func stationOf(name string) ui.Station {
	all := ui.Stations(nil)
	return all[slices.IndexFunc(all, func(s ui.Station) bool { return s.Name == name })]
}

// house is an office with its window, its clock and somebody's hand.
type house struct {
	*kittest.Hand
	t    testing.TB
	book *registers.Book
	win  fyne.Window

	shell   *ui.Window
	station string
	theme   fyne.Theme
	bridge  *screen.Bridge
	clock   *clock
	timers  []timer

	mu     sync.Mutex
	posted *sync.Cond
	posts  []func()
	heard  int          // notices that were handed to the window
	sent   int          // notices that it took
	seq    int64        // of the last of them, −1 before it listens
	given  atomic.Int64 // commands that were given in this window
	taken  atomic.Int64 // of those, what was done
	did    []data.Command
}

type timer struct {
	at time.Time
	do func()
}

// clock is the house's clock: the test moves it, workers read it.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = t
}

// setup says what a house is opened with.
type setup struct {
	at      time.Time
	dir     string // of a book that is there already
	lang    string
	dark    bool
	station string
	size    fyne.Size
	start   data.SignOn
	first   func(data.ID) ([]data.Command, data.Settings, error)
}

var zone = time.FixedZone("", 8*3600)

// moment is a time of the story: the 23rd of November 2026 is a Monday.
func moment(day int, clock string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", "2026-11-"+string(rune('0'+day/10))+string(rune('0'+day%10))+" "+clock, zone)
	if err != nil {
		panic(err)
	}
	return t
}

// open opens the window on the book of a folder.
func open(t testing.TB, s setup) *house {
	t.Helper()
	kittest.App(t, s.dark)
	h := &house{t: t, clock: &clock{at: s.at}, bridge: screen.NewTestBridge(), seq: -1}
	h.posted = sync.NewCond(&h.mu)
	if s.dir == "" {
		s.dir = t.TempDir()
	}
	var err error
	if h.book, err = registers.Open(t.Context(), s.dir, store.Options{Clock: h.clock.now, PINs: officetest.PINCost}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.book.Close() })
	h.show(s)
	return h
}

// beside opens another window on the same book, as another device of the house
// would: it hears of what happens at the others, and has the same clock.
func (h *house) beside(s setup) *house {
	h.t.Helper()
	o := &house{t: h.t, book: h.book, clock: h.clock, bridge: screen.NewTestBridge(), seq: -1}
	o.posted = sync.NewCond(&o.mu)
	o.show(s)
	return o
}

// front turns to this window: the windows of a test share what each has for
// itself in the house. The toolkit's theme is that of its station, and the
// driver without a display takes the last of its windows for every widget's.
func (h *house) front() *house {
	fyne.CurrentApp().Settings().SetTheme(h.theme)
	all := fyne.CurrentApp().Driver().AllWindows()
	mine, last := slices.Index(all, h.win), len(all)-1
	all[mine], all[last] = all[last], all[mine]
	h.settle()
	h.relayout()
	return h
}

// show opens the window.
func (h *house) show(s setup) {
	h.t.Helper()
	h.win = test.NewWindow(nil)
	h.t.Cleanup(h.win.Close)
	h.Hand = kittest.NewHand(h.t, h.win)
	h.Hand.Settle = h.settle
	if s.lang == "" {
		s.lang = "zh"
	}
	if s.station == "" {
		s.station = "reception"
	}
	h.station, h.theme = s.station, stationOf(s.station).Theme(s.dark)
	device := ui.NewDevice(s.lang)
	device.Dark = s.dark
	h.shell = ui.Open(ui.Setup{Window: h.win, Office: &office{h.book, h}, Station: s.station, Device: device, Start: s.start,
		First: s.first, Clock: h.clock.now, Bridge: h.bridge, Later: h.later, Post: h.post})
	if s.size.Width == 0 {
		s.size = fyne.NewSize(1366, 768)
	}
	h.win.Resize(s.size)
	h.t.Cleanup(func() {
		h.shell.Close()
		h.bridge.Settle()
	})
	h.bridge.Settle()
	h.mu.Lock()
	for h.seq < 0 {
		h.posted.Wait()
	}
	h.mu.Unlock()
	h.wait("")
}

// catalogue is what a fresh office begins with.
func catalogue(data.ID) ([]data.Command, data.Settings, error) {
	commands, settings, err := sample.Catalogue(assets.Office("catalogue"))
	if err != nil {
		return nil, settings, err
	}
	more, err := sample.Lists(assets.Office)
	return append(commands, more...), settings, err
}

func (h *house) later(d time.Duration, do func()) func() {
	at := h.clock.now().Add(d)
	cancelled := false
	h.timers = append(h.timers, timer{at, func() {
		if !cancelled {
			do()
		}
	}})
	return func() { cancelled = true }
}

// wait lets the clock go on to a time of the same day ("" for no time at all)
// and does what is due by then.
func (h *house) wait(until string) {
	h.t.Helper()
	if until != "" {
		h.till(moment(h.clock.now().In(zone).Day(), until))
		return
	}
	h.till(h.clock.now())
}

// pass lets the clock go on for a while.
func (h *house) pass(d time.Duration) { h.t.Helper(); h.till(h.clock.now().Add(d)) }

func (h *house) till(at time.Time) {
	if at.Before(h.clock.now()) {
		h.t.Fatalf("the clock never goes back to %v", at)
	}
	h.clock.set(at)
	due, left := h.timers, []timer(nil)
	h.timers = nil
	for _, t := range due {
		if t.at.After(at) {
			left = append(left, t)
			continue
		}
		t.do()
	}
	h.timers = append(left, h.timers...)
	h.settle()
	h.relayout()
}

func (h *house) relayout() {
	kittest.Relayout(h.win.Content())
	for _, o := range h.win.Canvas().Overlays().List() {
		kittest.Relayout(o)
	}
}

func (h *house) post(do func()) {
	h.mu.Lock()
	h.posts = append(h.posts, do)
	h.posted.Broadcast()
	h.mu.Unlock()
}

// settle lets all work end and tells the window everything that is in the book.
func (h *house) settle() {
	for {
		h.bridge.Settle()
		head := h.head()
		h.mu.Lock()
		for len(h.posts) == 0 && h.behind(head.Seq) {
			h.posted.Wait()
		}
		posts := h.posts
		h.posts, h.heard = nil, h.heard+len(posts)
		h.mu.Unlock()
		if len(posts) == 0 {
			return
		}
		for _, do := range posts {
			do()
		}
	}
}

// behind reports whether the window has still to be told something.
func (h *house) behind(head int64) bool { return h.seq < head || h.heard < h.sent }

func (h *house) told(n int, seq int64) {
	h.mu.Lock()
	h.sent, h.seq = h.sent+n, seq
	h.posted.Broadcast()
	h.mu.Unlock()
}

func (h *house) head() data.Mark {
	m, err := h.book.Head(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	return m
}

// do gives a command that comes from elsewhere than this window.
func (h *house) do(staff data.ID, commands ...data.Command) {
	h.t.Helper()
	for _, c := range commands {
		head := c.Meta()
		if head.ID == "" {
			head.ID = data.NewID()
		}
		head.At, head.Staff, head.Signer = data.TimeOf(h.clock.now()), staff, h.signer(staff)
		if _, err := h.book.Do(context.Background(), c); err != nil {
			h.t.Fatalf("%T: %v", c, err)
		}
	}
	h.settle()
	h.relayout()
}

// signer is the key of somebody who has one: they signed on in the window before.
func (h *house) signer(who data.ID) data.Signer {
	h.t.Helper()
	staff, err := h.book.Staff(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	i := slices.IndexFunc(staff, func(s data.Staff) bool { return s.ID == who })
	if i < 0 || staff[i].Key == "" {
		return nil
	}
	people, err := sample.PINs(assets.Office("people"))
	if err != nil {
		h.t.Fatal(err)
	}
	pin := "2580" // of whoever opened the office
	for _, p := range people {
		if p.Person == who {
			pin = p.PIN
		}
	}
	signer, err := h.book.Unlock(context.Background(), who, pin)
	if err != nil {
		h.t.Fatal(err)
	}
	return signer
}

// people puts the sample's people into the book, with their PINs.
func (h *house) people(by data.ID, but ...data.ID) {
	h.t.Helper()
	var list struct {
		Staff []struct {
			ID                   data.ID
			Name, Post, Verifier string
			Role                 data.Role
		}
	}
	if err := json.Unmarshal(assets.Office("people"), &list); err != nil {
		h.t.Fatal(err)
	}
	for i, p := range list.Staff {
		if slices.Contains(but, p.ID) {
			continue
		}
		h.do(by, &data.PutStaff{Person: p.ID, Name: p.Name, Post: p.Post, Role: p.Role, Sort: i}, &data.SetPIN{Person: p.ID, Verifier: p.Verifier})
	}
}

// signOn signs somebody on by the tiles and the keypad.
func (h *house) signOn(name, pin string) {
	h.t.Helper()
	h.Tap(name)
	h.Digits(pin)
}

// railKeys are the keys that stand beside the words of the rail.
var railKeys = map[string]map[string]string{
	"reception":  {"今日": "F1", "来访": "F2", "预约": "F3", "借用": "F4", "设施": "F5", "值班": "F6", "交接": "F7"},
	"bar":        {"出品": "F1", "点单": "F2", "台位": "F3", "盘点": "F4", "报损": "F5", "电器": "F6", "清洁": "F7"},
	"supervisor": {"打印": "F1", "报损审批": "F2"},
}

// rail goes to a screen by its word in the rail.
func (h *house) rail(word string) {
	h.t.Helper()
	h.TapBy(railKeys[h.station][word], word)
}
