package link

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// Options say what a link works with.
type Options struct {
	Replica  Replica
	Outbox   Outbox
	Identity wire.Identity
	Settings *Settings
	Clock    *Clock // the one the copy was opened with; nil makes one
	Version  string // of the program, for people
	Log      *slog.Logger

	Dial func(ctx context.Context, network, address string) (net.Conn, error) // nil dials
	Find func(ctx context.Context) ([]Found, error)                           // who is on the LAN; nil doesn't look

	Timing Timing
}

func (o Options) dialer() dialer {
	if o.Dial == nil {
		return (&net.Dialer{Timeout: 2 * time.Second}).DialContext
	}
	return o.Dial
}

// Timing is how long the link waits for what. Zero values are the house's.
type Timing struct {
	Quiet    time.Duration // without a sign of life the hub is out of reach
	Answer   time.Duration // that somebody at the screen waits for the hub
	Beat     time.Duration // between two words on how this device is
	Retry    time.Duration // longest pause before the next try
	Stubborn time.Duration // pause after a trouble that only people can mend
	Save     time.Duration // between two notes on the hub's clock
	Silence  time.Duration // without a byte of a book that is being fetched
}

func (t Timing) or(d Timing) Timing {
	for _, p := range []struct{ own, other *time.Duration }{
		{&t.Quiet, &d.Quiet}, {&t.Answer, &d.Answer}, {&t.Beat, &d.Beat}, {&t.Retry, &d.Retry}, {&t.Stubborn, &d.Stubborn}, {&t.Save, &d.Save}, {&t.Silence, &d.Silence},
	} {
		if *p.own == 0 {
			*p.own = *p.other
		}
	}
	return t
}

var houseTiming = Timing{
	Quiet: 2500 * time.Millisecond, Answer: 2 * time.Second, Beat: 3 * time.Second,
	Retry: 2 * time.Second, Stubborn: 30 * time.Second, Save: 30 * time.Second, Silence: time.Minute,
}

// Link is a device that has joined. Its methods may be called from anywhere, but
// not from the goroutine that draws: they wait for the disk and the network.
type Link struct {
	o     Options
	book  Replica
	box   Outbox
	set   *Settings
	clock *Clock
	log   *slog.Logger

	ctx  context.Context
	stop context.CancelFunc
	done chan struct{}
	kick chan struct{} // try at once

	seeking atomic.Bool
	this    string      // COUNT-NONCE of this run of the program
	taking  atomic.Bool // a supervisor has decided that the hub's book is taken over

	local sync.Mutex // held while outbox and copy are changed together

	mu       sync.Mutex
	state    data.LinkState
	watchers map[chan struct{}]struct{}
	session  *session // nil while offline
	calls    map[data.ID]*call
	flying   map[data.ID]bool // asked directly, not by the drain; true once it is in the outbox
	head     int64            // newest line taken
	turn     chan struct{}    // closed and made anew after each batch of lines
	revoked  bool
	offered  string // key of state.NewHub
	held     bool
	answered int64 // lines and answers since catching up began
}

// Open begins to work as a device that has joined: what waits is put on top of
// the copy before Open returns, the hub is called after it.
func Open(ctx context.Context, o Options) (*Link, error) {
	if o.Clock == nil {
		o.Clock = NewClock(o.Settings, nil, nil)
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Dial = o.dialer()
	o.Timing = o.Timing.or(houseTiming)
	l := &Link{
		o: o, book: o.Replica, box: o.Outbox, set: o.Settings, clock: o.Clock, log: o.Log,
		done: make(chan struct{}), kick: make(chan struct{}, 1), turn: make(chan struct{}),
		watchers: map[chan struct{}]struct{}{}, calls: map[data.ID]*call{}, flying: map[data.ID]bool{},
	}
	k := o.Settings.known()
	_, seen := l.clock.ahead()
	l.state = data.LinkState{Role: o.Replica.Role(), Office: k.office, Address: k.address, Since: seen, LastSeen: o.Settings.Seen}
	if l.revoked = o.Settings.Revoked; l.revoked {
		l.state.Trouble = revoked()
	}
	if err := l.rest(ctx); err != nil {
		return nil, err
	}
	if err := l.countRun(); err != nil {
		return nil, err
	}
	l.ctx, l.stop = context.WithCancel(context.WithoutCancel(ctx))
	go l.run()
	return l, nil
}

// countRun counts this run of the program, on the disk before the hub hears of it.
func (l *Link) countRun() error {
	var nonce [8]byte
	rand.Read(nonce[:])
	return l.set.change(func(s *Settings) bool {
		s.Runs++
		l.this = fmt.Sprintf("%d-%x", s.Runs, nonce)
		return true
	})
}

// rest puts what the copy doesn't hold yet on top of it.
func (l *Link) rest(ctx context.Context) error {
	head, err := l.book.Head(ctx)
	if err != nil {
		return err
	}
	ahead, err := l.box.Ahead(ctx, head.Seq)
	if err != nil {
		return err
	}
	var list []data.Command
	for _, e := range ahead {
		c, err := e.Open()
		if err != nil { // another program wrote it; the hub may know the kind
			l.log.Warn("a waiting command can't be shown", "kind", e.Kind, "err", err)
			continue
		}
		_, there, err := l.book.Decided(ctx, c.Meta().ID)
		if err != nil {
			return err
		}
		if !there { // its answer was lost, its line came
			list = append(list, c)
		}
	}
	if _, err := l.book.Rest(ctx, list); err != nil {
		return err
	}
	if err := l.pardon(ctx); err != nil {
		return err
	}
	return l.recount(ctx, head.Seq)
}

// pardon takes back refusals of commands that the copy holds after all.
func (l *Link) pardon(ctx context.Context) error {
	refused, err := l.box.Rejections(ctx)
	if err != nil {
		return err
	}
	for _, c := range refused {
		r, there, err := l.book.Decided(ctx, c.ID)
		if err == nil && there {
			err = l.box.Confirm(ctx, []data.Receipt{r})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (l *Link) recount(ctx context.Context, head int64) error {
	waiting, refused, err := l.count(ctx)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.head = head
	l.state.Role, l.state.Waiting, l.state.Refused = l.book.Role(), waiting, refused
	l.changed()
	return nil
}

// Close ends all work. What waits stays in the outbox.
func (l *Link) Close() error {
	l.stop()
	<-l.done
	return nil
}

// Clock gives the hub's time, for whoever makes commands.
func (l *Link) Clock() func() time.Time { return l.clock.Now }
