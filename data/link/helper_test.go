package link

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/hub"
	"yingbin/data/officetest"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/wire"
)

// The people of the small office that have a part here, and the hub's own device.
const chang, an, gu, jiang, desk = officetest.Chang, officetest.An, officetest.Gu, officetest.Jiang, officetest.Desk

// quick lets tests wait less: the house's times, a fraction of them.
var quick = Timing{Quiet: 1200 * time.Millisecond, Answer: 2 * time.Second, Beat: 100 * time.Millisecond, Retry: 100 * time.Millisecond, Stubborn: 200 * time.Millisecond, Save: time.Minute, Silence: 3 * time.Second}

// patience is how long a test waits for what must come; it fails then.
const patience = 30 * time.Second

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// house is an office with its hub, on loopback.
type house struct {
	t       testing.TB
	book    *registers.Book
	hub     *hub.Hub
	gate    *gated
	dir     string
	id      wire.Identity
	own     data.ID
	address string
	began   time.Time
}

// now is officetest.Start, and goes on from there.
func (h *house) now() time.Time {
	return timeAfter(h.began)
}

func timeAfter(began time.Time) time.Time {
	return officetest.Start.Add(time.Since(began))
}

// gated is the hub's book with a gate before its decisions.
type gated struct {
	*registers.Book
	mu     sync.Mutex
	before func() error // nil lets through
	after  func()
	schema atomic.Int64 // by how much it is another than this program's
}

func (g *gated) hooks() (before func() error, after func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.before, g.after
}

func (g *gated) hook(before func() error, after func()) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.before, g.after = before, after
}

func (g *gated) DoAll(ctx context.Context, list iter.Seq[data.Command]) ([]data.Result, error) {
	before, after := g.hooks()
	if before != nil {
		if err := before(); err != nil {
			return nil, err
		}
	}
	r, err := g.Book.DoAll(ctx, list)
	if after != nil {
		after()
	}
	return r, err
}

func (g *gated) Snapshot(ctx context.Context, role data.DeviceRole, path string) (data.Mark, error) {
	if before, _ := g.hooks(); before != nil {
		if err := before(); err != nil {
			return data.Mark{}, err
		}
	}
	return g.Book.Snapshot(ctx, role, path)
}

func (g *gated) Schema() int64 { return g.Book.Schema() + g.schema.Load() }

// openHouse opens an office and shares it.
func openHouse(t testing.TB) *house {
	t.Helper()
	h := &house{t: t, dir: t.TempDir(), began: time.Now(), own: desk}
	b, err := registers.Open(context.Background(), h.dir, store.Options{Clock: h.now})
	must(t, err)
	h.book = b
	t.Cleanup(func() { h.book.Close() })
	officetest.MustAll(t, h.book, h.catalogue())
	h.share("127.0.0.1:0")
	return h
}

// share opens the hub over the house's book.
func (h *house) share(listen string) {
	h.t.Helper()
	id, err := wire.LoadIdentity(h.dir)
	must(h.t, err)
	h.id = id
	h.gate = &gated{Book: h.book}
	h.hub, err = hub.Open(hub.Options{Book: h.gate, Identity: id, Device: h.own, Name: "前台", Version: "1.0", Dir: h.dir, Clock: h.now, Log: logOf(h.t, "hub")})
	must(h.t, err)
	h.t.Cleanup(func() { h.hub.Close() })
	must(h.t, h.hub.Share(context.Background(), true, chang, listen))
	s, err := h.hub.Sharing(context.Background())
	must(h.t, err)
	h.address = s.Addresses[0]
}

// logOf writes a part's log into the test's, where it is asked for.
func logOf(t testing.TB, who string) *slog.Logger {
	if os.Getenv("YINGBIN_LOG") == "" {
		return nil
	}
	return slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelDebug})).With("who", who)
}

// commands are those of the hub's own device.
func (h *house) commands() officetest.Commands { return officetest.AtDevice(h.own, h.now) }

func (h *house) head(who data.ID) data.Head { return h.commands().By(who) }

func (h *house) do(c data.Command) data.Receipt {
	h.t.Helper()
	return officetest.Must(h.t, h.book, c)
}

// catalogue is the small office with its menu.
func (h *house) catalogue() []data.Command {
	return append(officetest.Small(h.commands()), officetest.Menu(h.commands())...)
}

// cable is the network between a device and the hub. It can be cut, and it can
// go dead: what is written is lost, nothing arrives, nobody is told.
type cable struct {
	mu    sync.Mutex
	cut   bool
	dead  chan struct{} // closed while alive
	conns map[*wireEnd]struct{}
	dials int
	to    string // instead of the address that is dialled
}

func newCable() *cable {
	c := &cable{conns: map[*wireEnd]struct{}{}, dead: make(chan struct{})}
	close(c.dead)
	return c
}

func (c *cable) dial(ctx context.Context, network, address string) (net.Conn, error) {
	c.mu.Lock()
	c.dials++
	cut, to := c.cut, c.to
	c.mu.Unlock()
	if cut {
		return nil, errors.New("the cable is cut")
	}
	if to != "" {
		address = to
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	e := &wireEnd{Conn: conn, c: c, closed: make(chan struct{})}
	c.conns[e] = struct{}{}
	return e, nil
}

func (c *cable) sever(on bool) {
	c.mu.Lock()
	c.cut = on
	conns := c.conns
	if on {
		c.conns = map[*wireEnd]struct{}{}
	}
	c.mu.Unlock()
	if on {
		for e := range conns {
			e.Close()
		}
	}
}

// die lets the cable go dead, or live again.
func (c *cable) die(on bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	select {
	case <-c.dead:
		if on {
			c.dead = make(chan struct{})
		}
	default:
		if !on {
			close(c.dead)
		}
	}
}

func (c *cable) alive() <-chan struct{} {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.dead
}

// wireEnd is one connection through the cable.
type wireEnd struct {
	net.Conn
	c      *cable
	once   sync.Once
	closed chan struct{}
}

func (e *wireEnd) Read(p []byte) (int, error) {
	n, err := e.Conn.Read(p)
	select {
	case <-e.c.alive():
		return n, err
	case <-e.closed:
		return 0, net.ErrClosed
	}
}

func (e *wireEnd) Write(p []byte) (int, error) {
	select {
	case <-e.c.alive():
		return e.Conn.Write(p)
	default:
		return len(p), nil
	}
}

func (e *wireEnd) Close() error {
	e.once.Do(func() { close(e.closed) })
	return e.Conn.Close()
}

// tablet is a device that has joined.
type tablet struct {
	*Link
	t      testing.TB
	house  *house
	book   *registers.Book
	box    *store.Outbox
	set    *Settings
	cable  *cable
	dir    string
	own    data.ID
	id     wire.Identity
	began  time.Time
	wrong  time.Duration // by which its own clock is
	timing Timing
	find   func(context.Context) ([]Found, error)
	swap   func(Replica) Replica
}

// join lets a device join the house and waits until it is online.
func (h *house) join(role data.DeviceRole, change ...func(*tablet)) *tablet {
	h.t.Helper()
	b := &tablet{t: h.t, house: h, dir: h.t.TempDir(), own: data.NewID(), cable: newCable(), timing: quick, began: h.began}
	for _, c := range change {
		c(b)
	}
	id, err := wire.LoadIdentity(b.dir)
	must(h.t, err)
	b.id = id
	b.set, err = b.pair(h.code(role))
	must(h.t, err)
	ctx := context.Background()
	file, mark, err := Fetch(ctx, Options{Identity: id, Settings: b.set, Dial: b.cable.dial}, h.book.Schema(), nil)
	must(h.t, err)
	if mark.Seq == 0 {
		h.t.Fatal("the snapshot has no mark")
	}
	must(h.t, store.InstallSnapshot(ctx, registers.All(), b.dir, file, store.Options{}))
	b.open()
	h.t.Cleanup(func() { b.close() })
	b.until("it is online", func(s data.LinkState) bool { return s.Online })
	return b
}

func (h *house) code(role data.DeviceRole) string {
	h.t.Helper()
	c, err := h.hub.PairingCode(context.Background(), role, chang)
	must(h.t, err)
	return c.Code
}

func (b *tablet) pair(code string) (*Settings, error) {
	return Pair(context.Background(), PairOptions{Dir: b.dir, Device: b.own, Identity: b.id, Schema: b.house.book.Schema(), Version: "1.0", Dial: b.cable.dial}, b.house.address, code, "平板")
}

// wall is the device's own clock.
func (b *tablet) wall() time.Time { return timeAfter(b.began).Add(b.wrong) }

func (b *tablet) open() {
	b.t.Helper()
	ctx := context.Background()
	set, joined, err := Load(b.dir)
	must(b.t, err)
	if !joined {
		b.t.Fatal("the device forgot that it joined")
	}
	b.set = set
	clock := NewClock(set, b.wall, nil)
	b.book, err = registers.OpenReplica(ctx, b.dir, store.Options{Clock: clock.Now})
	must(b.t, err)
	b.box, err = store.OpenOutbox(b.dir)
	must(b.t, err)
	var replica Replica = b.book
	if b.swap != nil {
		replica = b.swap(replica)
	}
	b.Link, err = Open(ctx, Options{
		Replica: replica, Outbox: b.box, Identity: b.id, Settings: set, Clock: clock, Version: "1.0",
		Dial: b.cable.dial, Find: b.find, Timing: b.timing, Log: logOf(b.t, string(b.own[:8])),
	})
	must(b.t, err)
	b.book.Through(b.Link)
}

func (b *tablet) close() {
	if b.Link == nil {
		return
	}
	b.Link.Close()
	b.box.Close()
	if err := b.book.Close(); err != nil {
		b.t.Error(err)
	}
	b.Link = nil
}

func (b *tablet) reopen() {
	b.t.Helper()
	b.close()
	b.open()
}

// until waits for a state of the link.
func (b *tablet) until(what string, is func(data.LinkState) bool) data.LinkState {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	changes := b.WatchState(ctx)
	for {
		if s := b.State(); is(s) {
			return s
		}
		if _, ok := <-changes; !ok {
			b.t.Fatalf("it never comes to this: %s; it stands at %+v", what, b.State())
		}
	}
}

func (b *tablet) offline() {
	b.t.Helper()
	b.cable.sever(true)
	b.until("it is offline", func(s data.LinkState) bool { return !s.Online })
}

// heal mends the cable and waits until nothing waits and nothing is missing.
func (b *tablet) heal() {
	b.t.Helper()
	b.cable.sever(false)
	b.until("it is online and nothing waits", func(s data.LinkState) bool { return s.Online && s.Waiting == 0 && s.Total == 0 })
	b.caughtUp()
}

// caughtUp waits until the copy holds all that the hub holds.
func (b *tablet) caughtUp() {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	changes := b.book.Watch(ctx)
	want, err := b.house.book.Head(ctx)
	must(b.t, err)
	for {
		got, err := b.book.Head(ctx)
		must(b.t, err)
		if got == want {
			return
		}
		if got.Seq >= want.Seq {
			b.t.Fatalf("line %d has another digest than the hub's", got.Seq)
		}
		if _, ok := <-changes; !ok {
			b.t.Fatalf("the copy stays at line %d of %d: %+v", got.Seq, want.Seq, b.State())
		}
	}
}

func (b *tablet) head(who data.ID) data.Head {
	return data.Head{ID: data.NewID(), At: data.TimeOf(b.Clock()()), Staff: who, Device: b.own}
}

func (b *tablet) do(c data.Command) data.Receipt {
	b.t.Helper()
	return officetest.Must(b.t, b.book, c)
}

// waits gives a command that must wait for the hub.
func (b *tablet) waits(c data.Command) data.Receipt {
	b.t.Helper()
	r := b.do(c)
	if !r.Waiting {
		b.t.Fatalf("%T does not wait", c)
	}
	return r
}

func (b *tablet) order(table string) *data.PlaceOrder { return orderAt(b.head(gu), table) }

// orderAt asks for something at a table, as "a1".
func orderAt(h data.Head, table string) *data.PlaceOrder {
	return officetest.Order(h, data.ID("table-"+table))
}

// bookingAt takes a court, as "1", between two times of the day.
func bookingAt(h data.Head, court, from, to string) *data.Book {
	return officetest.Booking(h, data.ID("court-bad"+court), officetest.At(from), officetest.At(to))
}

// orders lists the orders a book shows, by id.
func orders(t testing.TB, b *registers.Book) map[data.ID]data.OrderView {
	t.Helper()
	list, err := b.Orders(context.Background(), data.OrderFilter{})
	must(t, err)
	byID := map[data.ID]data.OrderView{}
	for _, o := range list {
		byID[o.ID] = o
	}
	return byID
}

// sameLines fails unless the copy holds the hub's lines, byte for byte, from its
// first one on.
func (b *tablet) sameLines() {
	b.t.Helper()
	ctx := context.Background()
	own, err := b.book.LinesAfter(ctx, 0)
	must(b.t, err)
	if len(own) == 0 {
		b.t.Fatal("the copy has no line")
	}
	theirs, err := b.house.book.LinesAfter(ctx, own[0].Seq-1)
	must(b.t, err)
	if !slices.EqualFunc(own, theirs, func(a, b data.Posted) bool { return a.Seq == b.Seq && a.Body == b.Body }) {
		b.t.Fatalf("%d lines here, %d at the hub, and they are not the same", len(own), len(theirs))
	}
}

// countOf counts the hub's lines that hold a command.
func (h *house) countOf(id data.ID) int {
	h.t.Helper()
	lines, err := h.book.LinesAfter(context.Background(), 0)
	must(h.t, err)
	n := 0
	for _, p := range lines {
		line, err := data.ParseLine([]byte(p.Body))
		must(h.t, err)
		if line.Receipt.ID == id {
			n++
		}
	}
	return n
}

// keyOf fails unless err is a fault with a word key, and gives it.
func keyOf(t testing.TB, err error, key string) *data.Error {
	t.Helper()
	e, ok := errors.AsType[*data.Error](err)
	if !ok || e.Key != key {
		t.Fatalf("%v, not %s", err, key)
	}
	return e
}

// bytesOf reads every file in a device's folder.
func (b *tablet) bytesOf() string {
	b.t.Helper()
	var all strings.Builder
	must(b.t, filepath.WalkDir(b.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(path)
		all.Write(body)
		return err
	}))
	return all.String()
}
