package link

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// session is a connection to the hub that is alive.
type session struct {
	*caller
	l    *Link
	ctx  context.Context
	end  context.CancelCauseFunc
	wake chan struct{} // something waits for the hub

	began  time.Time
	heard  atomic.Int64 // nanoseconds from began to the last sign of life
	busy   atomic.Bool  // the reader itself waits: silence says nothing
	stuck  atomic.Bool  // the hub can't decide just now
	target atomic.Int64 // newest line of the hub
	slots  chan struct{}
	pruned time.Time // when old decisions were last forgotten
	agreed data.Mark // newest line that the hub and this device both hold, of the last beat

	mu    sync.Mutex
	queue []data.Posted
	more  chan struct{} // something was put into the queue
	room  chan struct{} // something was taken from it
}

// errQuiet says that nothing was heard from the hub for too long.
var errQuiet = errors.New("link: no sign of life")

// directAtOnce is how many commands are asked at once beside the drain; the hub
// serves a device only so many.
const directAtOnce = 4

func (l *Link) newSession(c *caller, hello wire.Hello) *session {
	s := &session{
		caller: c, l: l, began: time.Now(), wake: make(chan struct{}, 1), slots: make(chan struct{}, directAtOnce),
		more: make(chan struct{}, 1), room: make(chan struct{}, 1),
	}
	s.ctx, s.end = context.WithCancelCause(l.ctx)
	s.target.Store(hello.Head)
	return s
}

// serve follows the hub's journal and sends what waits, until something of it
// fails.
func (l *Link) serve(c *caller, hello wire.Hello) (reached bool, err error) {
	s := l.newSession(c, hello)
	defer s.end(nil)
	context.AfterFunc(s.ctx, c.close)
	var work sync.WaitGroup
	work.Go(s.watch)
	stream, err := s.subscribe() //nolint:bodyclose // listen closes it
	if err != nil {
		s.end(err)
		work.Wait()
		return false, err
	}
	l.online(s)
	for _, part := range []func() error{func() error { return s.listen(stream) }, s.takeAll, s.drain, s.beats} {
		work.Go(func() { s.end(part()) })
	}
	work.Wait()
	l.anchor(s.agreed)
	_ = l.hold(context.WithoutCancel(s.ctx), false)
	return true, context.Cause(s.ctx)
}

// alive notes a sign of life.
func (s *session) alive() { s.heard.Store(int64(time.Since(s.began))) }

// watch ends the session when the hub is silent.
func (s *session) watch() {
	quiet := s.l.o.Timing.Quiet
	look := time.NewTicker(quiet / 10)
	defer look.Stop()
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-look.C:
		}
		if !s.busy.Load() && time.Since(s.began)-time.Duration(s.heard.Load()) > quiet {
			s.end(errQuiet)
			return
		}
	}
}

// nudge tells that something waits for the hub.
func (s *session) nudge() { nudge(s.wake) }

func nudge(ch chan struct{}) {
	select {
	case ch <- struct{}{}:
	default:
	}
}

// beats tells the hub now and then how this device is.
func (s *session) beats() error {
	tick := time.NewTicker(s.l.o.Timing.Beat)
	defer tick.Stop()
	saved := time.Now().Add(-s.l.o.Timing.Save)
	for {
		if err := s.beat(&saved); err != nil {
			return err
		}
		select {
		case <-s.ctx.Done():
			return s.ctx.Err()
		case <-tick.C:
		}
	}
}

func (s *session) beat(saved *time.Time) error {
	l := s.l
	ctx, cancel := context.WithTimeout(s.ctx, l.o.Timing.Answer)
	defer cancel()
	head, err := l.book.Head(ctx)
	if err != nil {
		return err
	}
	l.mu.Lock()
	b := wire.Beat{Waiting: l.state.Waiting, Seq: head.Seq, Digest: hexOf(head)}
	l.mu.Unlock()
	var a wire.Beaten
	began := time.Now()
	if err := s.ask(ctx, "POST", wire.PathBeat, b, &a); err != nil {
		if r := refused(err); r != nil && !r.passing() {
			return err
		}
		return nil // whether the hub is there the stream tells
	}
	l.clock.hear(a.Now, time.Since(began))
	s.alive()
	s.agreed = head
	if now := time.Now(); now.Sub(s.pruned) > time.Hour {
		s.pruned = now
		if err := l.box.Prune(s.ctx, data.TimeOf(l.clock.Now())); err != nil {
			return err
		}
	}
	return l.remember(a, head, saved, l.o.Timing.Save)
}

// remember keeps what a beat taught, now and then: it costs a flush.
func (l *Link) remember(a wire.Beaten, agreed data.Mark, saved *time.Time, every time.Duration) error {
	due := time.Since(*saved) >= every
	if due {
		l.anchor(agreed)
	}
	a.Peers = soundPeers(a.Peers)
	return l.set.change(func(s *Settings) bool {
		news := !samePeers(s.Peers, a.Peers)
		s.Peers = a.Peers
		offset, seen := l.clock.ahead()
		s.Offset, s.Seen = offset.Milliseconds(), seen
		if due || news {
			*saved = time.Now()
		}
		return due || news
	})
}

// soundPeers keeps those peers that can be called, so many and no more: each is
// called while the hub is looked for.
func soundPeers(list []wire.Peer) []wire.Peer {
	list = slices.DeleteFunc(list, func(p wire.Peer) bool { return !p.Sound() })
	return list[:min(len(list), wire.MaxPeers)]
}

func samePeers(a, b []wire.Peer) bool {
	if len(a) != len(b) {
		return false
	}
	at := map[data.ID]string{}
	for _, p := range a {
		at[p.Device] = p.Host
	}
	for _, p := range b {
		if at[p.Device] != p.Host {
			return false
		}
	}
	return true
}
