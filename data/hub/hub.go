package hub

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"yingbin/data"
	"yingbin/data/wire"
)

// Options say what a hub shares and as whom.
type Options struct {
	Book     Book
	Identity wire.Identity
	Device   data.ID          // this device
	Name     string           // of this device, when it is registered; "" for the machine's
	Version  string           // of the program, for people
	Dir      string           // the office's folder
	Log      *slog.Logger     // nil for none
	Clock    func() time.Time // for pairing codes and rates; nil for the machine's
	Announce Announcer        // nil for none

	port     string                                                             // on the LAN's addresses; "" for the protocol's
	limits   *limits                                                            // nil for the usual ones
	firewall func(context.Context) data.Firewall                                // nil for what the system says
	lan      func() ([]string, error)                                           // nil for the machine's addresses
	dial     func(ctx context.Context, addr string) (wire.Hello, string, error) // who answers there, and their key; nil for a call over TLS
}

// Hub shares one book until it is closed.
type Hub struct {
	book     Book
	self     wire.Identity
	own      data.ID
	name     string
	version  string
	dir      string
	log      *slog.Logger
	clock    func() time.Time
	announce Announcer
	port     string
	limits   limits
	firewall func(context.Context) data.Firewall
	lan      func() ([]string, error)
	dial     func(ctx context.Context, addr string) (wire.Hello, string, error)

	ctx    context.Context // ends with Close
	end    context.CancelFunc
	work   sync.WaitGroup // all that runs by itself
	office data.ID
	head   atomic.Int64 // newest sequence

	gate     *gate
	registry registry
	epochs   epochs
	crowd    crowd
	codes    codes
	tails    tails
	notices  notices
	asks     asks

	instances instances
	stopped   atomic.Pointer[data.Error] // why the sharing did not begin with the program
	ailing    atomic.Pointer[data.Error] // why nothing could be taken from a device the last time

	sharing sync.Mutex // one Share at a time
	mu      sync.Mutex // guards below
	choice  choice
	open    *opening // nil while nothing is shared

	walled     sync.Mutex // guards below
	firewalled data.Firewall
	askedWall  time.Time

	snapshots chan struct{} // room for those that are made at a time
	logged    *rate.Limiter
	reached   atomic.Bool // another machine got through
}

// scratch is where snapshots lie while they are sent.
const scratch = "hub-tmp"

// Open prepares to share a book. Nothing listens before Share or Resume.
func Open(o Options) (*Hub, error) {
	if o.Book == nil || o.Identity.Key == "" || !o.Device.Valid() {
		return nil, data.Fault(data.Invalid, "error.internal").Because(errors.New("hub: book, identity and device are needed"))
	}
	h := newHub(o)
	if err := h.start(); err != nil {
		h.end()
		return nil, err
	}
	return h, nil
}

func newHub(o Options) *Hub {
	h := &Hub{
		book: o.Book, self: o.Identity, own: o.Device, name: o.Name, version: o.Version, dir: o.Dir,
		log: o.Log, clock: o.Clock, announce: o.Announce, port: cmp.Or(o.port, strconv.Itoa(wire.Port)), limits: usual(), firewall: o.firewall, lan: o.lan, dial: o.dial,
	}
	if o.limits != nil {
		h.limits = *o.limits
	}
	if h.log == nil {
		h.log = slog.New(slog.DiscardHandler)
	}
	if h.clock == nil {
		h.clock = time.Now
	}
	if h.firewall == nil {
		h.firewall = func(ctx context.Context) data.Firewall { return firewall(ctx, wire.Port) }
	}
	if h.lan == nil {
		h.lan = lanAddresses
	}
	if h.dial == nil {
		h.dial = h.call
	}
	if h.name == "" {
		host, _ := os.Hostname()
		h.name = cmp.Or(host, "hub")
	}
	h.ctx, h.end = context.WithCancel(context.Background())
	h.gate = newGate(h.limits)
	h.crowd.init(h.limits)
	h.tails.init(h)
	h.instances.init()
	h.codes.guesses = guesses.limiter()
	h.snapshots = make(chan struct{}, h.limits.snapshots)
	h.logged = h.limits.log.limiter()
	return h
}

// start reads what the book says of itself, and follows it.
func (h *Hub) start() (err error) {
	if h.office, err = h.book.OfficeID(h.ctx); err != nil {
		return err
	}
	if err := os.RemoveAll(filepath.Join(h.dir, scratch)); err != nil { // of a program that was killed
		return data.Fault(data.Storage, "error.readOnly").Because(err)
	}
	changes := h.book.Watch(h.ctx) // before the first look, so that nothing falls between
	if err := errors.Join(h.readHead(), h.registry.read(h.ctx, h.book), h.epochs.read(h.ctx, h.book), h.readChoice()); err != nil {
		return err
	}
	h.work.Go(func() { h.follow(changes) })
	return nil
}

func (h *Hub) readHead() error {
	m, err := h.book.Head(h.ctx)
	h.head.Store(m.Seq)
	return err
}

// follow passes on what the book tells, until the hub is closed.
func (h *Hub) follow(changes <-chan data.Change) {
	for c := range changes {
		h.head.Store(c.Seq)
		if c.Touches("device") {
			h.devicesChanged()
		}
		if c.Touches("epoch") {
			h.epochChanged()
		}
		h.tails.wake()
	}
}

// Close ends the sharing for as long as the program is off; the choice stays.
func (h *Hub) Close() error {
	h.sharing.Lock()
	h.stop()
	h.end()
	h.sharing.Unlock()
	h.work.Wait()
	return nil
}

// now is the moment for codes, rates and presence.
func (h *Hub) now() time.Time { return h.clock() }
