package link

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"sync"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// errAgain asks for the next try at once.
var errAgain = errors.New("link: again")

// run keeps the device in touch with its hub until the link is closed.
func (l *Link) run() {
	defer close(l.done)
	var work sync.WaitGroup
	defer work.Wait()
	for failures := 0; l.ctx.Err() == nil; {
		reached, err := l.attempt()
		if l.ctx.Err() != nil {
			return
		}
		if reached {
			failures = 0
		}
		trouble := troubleOf(err)
		l.log.Info("the hub is out of reach", "err", err)
		l.offline(trouble)
		failures++
		if trouble != nil || failures%4 == 3 {
			work.Go(func() { l.seek(l.ctx, trouble == nil || elsewhere(trouble)) })
		}
		l.pause(failures, trouble != nil && !elsewhere(trouble), err)
	}
}

// pause waits before the next try: a little longer each time and never the same,
// so that fifty devices don't come back in one instant.
func (l *Link) pause(failures int, stubborn bool, err error) {
	most := min(l.o.Timing.Retry, 100*time.Millisecond<<min(failures, 10))
	if stubborn {
		most = l.o.Timing.Stubborn
	}
	if errors.Is(err, errAgain) && failures < 3 {
		most = 0
	}
	timer := time.NewTimer(most/2 + rand.N(most/2+1))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-l.kick:
	case <-l.ctx.Done():
	}
}

// hurry ends a pause.
func (l *Link) hurry() {
	select {
	case l.kick <- struct{}{}:
	default:
	}
}

// trouble is what only people can mend.
type trouble struct{ fault *data.Error }

func (t *trouble) Error() string { return t.fault.Error() }
func (t *trouble) Unwrap() error { return t.fault }

// troubleOf tells the trouble of an error: what the link found itself, or a
// refusal that will be the same the next time.
func troubleOf(err error) *data.Error {
	if t, ok := errors.AsType[*trouble](err); ok {
		return t.fault
	}
	if errors.Is(err, wire.ErrOtherHub) {
		return data.Fault(data.Forbidden, "link.otherHub")
	}
	r := refused(err)
	if r == nil && data.CodeOf(err) == data.Storage {
		return data.AsError(err) // this device's own disk
	}
	if r == nil || r.passing() || r.fault.Key == "device.newEpoch" {
		return nil
	}
	if r.fault.Key == "device.revoked" || r.fault.Key == "device.unknown" {
		return revoked()
	}
	return r.fault
}

// revoked tells that the hub shut this device out.
func revoked() *data.Error { return data.Fault(data.Forbidden, "link.revoked") }

// elsewhere reports a trouble that ends as soon as the hub is found elsewhere.
func elsewhere(e *data.Error) bool {
	return e.Key == "link.otherHub" || e.Key == "device.superseded"
}

// call makes a caller to whoever is at an address and is believed.
func (l *Link) call(address string, believed func(key string) bool) *caller {
	return newCaller(l.o.Identity, l.o.Dial, address, l.headers(), believed)
}

func (l *Link) headers() http.Header {
	k := l.set.known()
	epoch := k.epoch
	if e, err := l.book.Epoch(l.ctx); err == nil {
		epoch = max(epoch, e.Number)
	}
	h := headers(l.book.Schema(), epoch, k.hub, l.o.Version, k.address)
	h.Set(wire.HeaderInstance, l.this)
	return h
}

// attempt calls the hub and stays with it until the connection ends. It tells
// whether the hub was reached.
func (l *Link) attempt() (reached bool, err error) {
	k := l.set.known()
	c := l.call(k.address, func(key string) bool { return key == k.key })
	defer c.close()
	hello, stand, err := l.greetAs(c)
	if err != nil {
		return false, err
	}
	if err := l.judge(hello); err != nil {
		return false, err
	}
	if err := l.move(c, hello, stand); err != nil {
		return false, err
	}
	if l.set.known().role != l.book.Role() { // it was paired again as another
		l.offline(nil) // nobody is asked anything while the book is fetched
		if err := l.mend(); !errors.Is(err, errAgain) {
			return false, err
		}
		return false, either(l.box.Forget(context.WithoutCancel(l.ctx)), errAgain) // it may hold what the role may not
	}
	c.header = l.headers() // the epoch may be another now
	if err := l.reoffer(); err != nil {
		return false, err
	}
	reached, err = l.serve(c, hello)
	if r := refused(err); r != nil && r.fault.Key == "device.apart" {
		return reached, errAgain // the next hello shows how
	}
	return reached, err
}

// reoffer lets commands wait again that the hub decided in lines which never came.
// Only a line that is held here proves, by its digest, that the hub still has it:
// one that was restored from a backup has not.
func (l *Link) reoffer() error {
	ctx := context.WithoutCancel(l.ctx)
	l.local.Lock()
	defer l.local.Unlock()
	head, err := l.book.Head(ctx)
	if err != nil {
		return err
	}
	if n, err := l.box.Reopen(ctx, head.Seq); err != nil || n == 0 {
		return err
	}
	return l.recount(ctx, head.Seq)
}

// mend fetches the book anew when this device may hold another part of it.
func (l *Link) mend() error {
	k := l.set.known()
	c := l.call(k.address, func(key string) bool { return key == k.key })
	defer c.close()
	if err := l.rejoin(c, allHolds); err != nil {
		return err
	}
	return errAgain
}

// errNoHello says that whoever answered can't be a hub.
var errNoHello = errors.New("link: no hub says this of itself")

// greet asks who is there and takes the time.
func (l *Link) greet(ctx context.Context, c *caller, asking string) (wire.Hello, error) {
	ctx, cancel := context.WithTimeout(ctx, l.o.Timing.Quiet)
	defer cancel()
	var h wire.Hello
	began := time.Now()
	err := c.ask(ctx, "GET", wire.PathHello+asking, nil, &h)
	if err == nil && !h.Sound() {
		err = errNoHello
	}
	if err == nil && h.Known {
		l.clock.hear(h.Now, time.Since(began))
	}
	return h, err
}

// judge tells why this device can't follow a hub, if it can't.
func (l *Link) judge(h wire.Hello) error {
	k := l.set.known()
	schema := l.book.Schema()
	switch {
	case h.OfficeID != k.officeID:
		return &trouble{data.Fault(data.Forbidden, "link.otherOffice", h.Office)}
	case h.Protocol > wire.Protocol || h.Protocol == wire.Protocol && h.Schema > schema:
		return &trouble{data.Fault(data.Stale, "device.updateDevice", l.o.Version, h.Version)}
	case h.Protocol < wire.Protocol || h.Schema < schema:
		return &trouble{data.Fault(data.Stale, "device.updateHub", h.Version, l.o.Version)}
	case !h.Known:
		return &trouble{revoked()}
	}
	return nil
}
