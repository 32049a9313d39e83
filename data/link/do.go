package link

import (
	"context"
	"fmt"

	"yingbin/data"
	"yingbin/data/wire"
)

// call is a command that is being given; the same id again waits for its outcome.
type call struct {
	done    chan struct{}
	receipt data.Receipt
	err     error
}

// Do gives a command to the office. While the hub answers, its answer is given;
// otherwise the command is kept, its receipt says Waiting, and the hub decides it
// later. The same id again returns the first receipt and changes nothing.
func (l *Link) Do(ctx context.Context, c data.Command) (data.Receipt, error) {
	h := c.Meta()
	kind, ok := data.KindOf(c)
	switch {
	case !ok || !h.ID.Valid() || h.At <= 0:
		return data.Receipt{}, data.Fault(data.Invalid, "error.invalid").Because(fmt.Errorf("head of %T", c))
	case kind.HubOnly:
		return data.Receipt{}, data.Fault(data.Forbidden, "device.onlyHub")
	}
	if h.Device == "" {
		h.Device = l.set.known().device
	}
	if err := c.Validate(); err != nil {
		return data.Receipt{}, err
	}
	l.mu.Lock()
	if other := l.calls[h.ID]; other != nil {
		l.mu.Unlock()
		return other.wait(ctx)
	}
	mine := &call{done: make(chan struct{})}
	l.calls[h.ID] = mine
	l.mu.Unlock()
	mine.receipt, mine.err = l.do(ctx, c)
	l.mu.Lock()
	delete(l.calls, h.ID)
	l.mu.Unlock()
	close(mine.done)
	return mine.receipt, mine.err
}

func (c *call) wait(ctx context.Context) (data.Receipt, error) {
	select {
	case <-c.done:
		return c.receipt, c.err
	case <-ctx.Done():
		return data.Receipt{}, ctx.Err()
	}
}

func (l *Link) do(ctx context.Context, c data.Command) (data.Receipt, error) {
	h := c.Meta()
	first, found, err := l.book.Decided(ctx, h.ID)
	if found || err != nil {
		return first, err
	}
	r, kept, refused, err := l.box.Find(ctx, h.ID)
	switch {
	case err != nil || kept:
		return r, err
	case refused != nil:
		return data.Receipt{}, refused
	}
	if err := l.shutOut(); err != nil {
		return data.Receipt{}, err
	}
	c, e, err := l.sealed(ctx, c)
	if err != nil {
		return data.Receipt{}, err
	}
	return l.give(ctx, c, e)
}

// shutOut tells that the hub revoked this device: what it did would never count.
func (l *Link) shutOut() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.revoked {
		return revoked()
	}
	return nil
}

// give asks the hub when it is there and nothing waits before the command;
// otherwise it keeps the command.
func (l *Link) give(ctx context.Context, c data.Command, e data.Envelope) (data.Receipt, error) {
	s := l.direct(c.Meta().ID)
	if s == nil {
		return l.keep(ctx, c, e)
	}
	return l.flight(ctx, s, c, e)
}

// direct notes a command as one that is asked at once, if it can be.
func (l *Link) direct(id data.ID) *session {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := l.session
	if s == nil || l.held || l.state.Waiting > 0 {
		return nil
	}
	l.flying[id] = false
	return s
}

// flight keeps a command and asks the hub for its decision.
func (l *Link) flight(ctx context.Context, s *session, c data.Command, e data.Envelope) (data.Receipt, error) {
	h := c.Meta()
	if err := l.putAloft(ctx, e, h); err != nil {
		l.land(h.ID)
		return data.Receipt{}, err
	}
	timed, cancel := context.WithTimeout(ctx, l.o.Timing.Answer)
	defer cancel()
	ctx = context.WithoutCancel(ctx) // it is on its way now
	a, known := s.decision(timed, e)
	switch {
	case !known:
		return l.linger(ctx, s, c)
	case a.Fault != nil:
		return data.Receipt{}, l.withdraw(ctx, h.ID, a.Fault)
	}
	if err := l.confirm(ctx, *a.Receipt); err != nil {
		return data.Receipt{}, err
	}
	if !l.reached(timed, s, a.Receipt.Seq) {
		l.show(ctx, c, a.Receipt.Seq)
	}
	return *a.Receipt, nil
}

func (l *Link) putAloft(ctx context.Context, e data.Envelope, h *data.Head) error {
	l.local.Lock()
	defer l.local.Unlock()
	if err := l.box.Put(ctx, e, h.Staff, h.At); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.flying[h.ID] = true
	return nil
}

// land forgets that a command is asked directly.
func (l *Link) land(id data.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.flying, id)
}

// decision asks the hub to decide one command; it is not known when no answer
// came in time, or one that says nothing of the command.
func (s *session) decision(ctx context.Context, e data.Envelope) (a wire.Answer, known bool) {
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	case <-ctx.Done():
		return a, false
	case <-s.ctx.Done():
		return a, false
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(s.ctx, cancel)()
	var all wire.Answers
	err := s.ask(ctx, "POST", wire.PathCommands, wire.Batch{Commands: []data.Envelope{e}}, &all)
	if r := refused(err); r != nil && r.fault.Code == data.Invalid {
		return wire.Answer{Fault: r.fault}, true // the body itself is at fault, and will be
	}
	if err != nil || len(all.Answers) != 1 {
		return a, false
	}
	s.alive()
	a = all.Answers[0]
	if h, err := e.Meta(); err != nil || a.Receipt != nil && a.Receipt.ID != h.ID {
		return a, false
	}
	return a, a.Receipt != nil || a.Fault != nil && !undecided(a.Fault)
}

// withdraw takes back what was refused: nobody was told that it would be done.
func (l *Link) withdraw(ctx context.Context, id data.ID, why *data.Error) error {
	l.local.Lock()
	defer l.local.Unlock()
	defer l.land(id)
	if err := l.box.Withdraw(ctx, id); err != nil {
		return err
	}
	return why
}

func (l *Link) confirm(ctx context.Context, r data.Receipt) error {
	l.local.Lock()
	defer l.local.Unlock()
	defer l.land(r.ID)
	return l.box.Confirm(ctx, []data.Receipt{r})
}

// show puts a decided command on the screens whose line is late. A book that was
// fetched meanwhile may hold it without the line.
func (l *Link) show(ctx context.Context, c data.Command, line int64) {
	l.local.Lock()
	defer l.local.Unlock()
	if l.holdsLine(line) {
		return
	}
	if _, found, err := l.book.Decided(ctx, c.Meta().ID); found || err != nil {
		return
	}
	if _, err := l.book.Wait(ctx, c); err != nil {
		l.log.Warn("a decided command can't be shown before its line", "err", err)
	}
}

// linger lets a command wait of which nobody knows whether the hub has decided
// it. It is not refused here: the hub may have done it.
func (l *Link) linger(ctx context.Context, s *session, c data.Command) (data.Receipt, error) {
	l.local.Lock()
	defer l.local.Unlock()
	h := c.Meta()
	r, found, err := l.book.Decided(ctx, h.ID)
	if err == nil && found {
		defer l.land(h.ID)
		return r, l.box.Confirm(ctx, []data.Receipt{r})
	}
	r, err = l.book.Wait(ctx, c)
	if err != nil {
		l.log.Info("the copy would refuse what the hub was asked for", "err", err)
		r = data.Receipt{ID: h.ID, At: h.At}
	}
	r.Waiting = true
	l.land(h.ID)
	l.update(func(s *data.LinkState) { s.Waiting++ })
	s.nudge()
	return r, nil
}

// keep decides a command on this device for the time being and keeps it for the
// hub. What is refused here leaves nothing.
func (l *Link) keep(ctx context.Context, c data.Command, e data.Envelope) (data.Receipt, error) {
	h := c.Meta()
	l.local.Lock()
	defer l.local.Unlock()
	r, err := l.book.Wait(ctx, c)
	if err != nil {
		return data.Receipt{}, err
	}
	r.Waiting = true
	if err := l.box.Put(context.WithoutCancel(ctx), e, h.Staff, h.At); err != nil {
		if e := l.book.Drop(context.WithoutCancel(ctx), h.ID); e != nil {
			l.log.Error("the screens show what is not kept", "err", e)
		}
		return data.Receipt{}, err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state.Waiting++
	l.changed()
	if l.session != nil {
		l.session.nudge()
	}
	return r, nil
}
