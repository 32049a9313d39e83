package link

import (
	"context"
	"fmt"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// drain sends what waits, in order, whenever something does.
func (s *session) drain() error {
	if err := s.l.offerAgain(s.ctx); err != nil {
		return err
	}
	for {
		sent, err := s.drainOnce()
		r := refused(err)
		if err != nil && (r == nil || !r.passing()) {
			return err
		}
		s.stuck.Store(r != nil)
		s.l.stuckFor(r)
		if err := s.catchUp(); err != nil {
			return err
		}
		if sent && r == nil {
			continue
		}
		if err := s.idle(r != nil); err != nil {
			return err
		}
	}
}

// stuckFor shows why the hub takes nothing though it answers, or that it does again.
func (l *Link) stuckFor(r *refusal) {
	var why *data.Error
	if r != nil && r.fault.Code == data.Storage {
		why = r.fault
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if (why == nil) != (l.state.Stuck == nil) || why != nil && why.Key != l.state.Stuck.Key {
		l.state.Stuck = why
		l.changed()
	}
}

// idle waits for something to send, or for the next try when the hub can't just
// now.
func (s *session) idle(stuck bool) error {
	wake, again := s.wake, (<-chan time.Time)(nil)
	if stuck {
		timer := time.NewTimer(s.l.o.Timing.Retry)
		defer timer.Stop()
		wake, again = nil, timer.C
	}
	select {
	case <-wake:
	case <-again:
	case <-s.ctx.Done():
		return s.ctx.Err()
	}
	return nil
}

// drainOnce sends one batch of what waits, if anything does.
func (s *session) drainOnce() (sent bool, err error) {
	waiting, err := s.l.box.Waiting(s.ctx, wire.MaxBatch)
	if err != nil {
		return false, err
	}
	batch := s.l.batchOf(waiting)
	if len(batch.Commands) == 0 {
		return false, nil
	}
	return true, s.sendBatch(batch)
}

// maxBatch is how many bytes of commands go into a request; what their letters
// grow by as JSON still fits the hub's limit.
const maxBatch = wire.MaxBody / 2

// batchOf takes as many commands as go into one request, leaving those that are
// being asked directly.
func (l *Link) batchOf(waiting []data.Envelope) wire.Batch {
	l.mu.Lock()
	defer l.mu.Unlock()
	var b wire.Batch
	size := 0
	for _, e := range waiting {
		if h, err := e.Meta(); err == nil && l.flying[h.ID] {
			continue
		}
		size += len(e.Command)
		if len(b.Commands) > 0 && (e.Recovered != b.Recovered || size > maxBatch) {
			break
		}
		b.Recovered = e.Recovered
		b.Commands = append(b.Commands, e)
	}
	b.Waiting = max(0, l.state.Waiting-len(b.Commands))
	b.Waited = true
	return b
}

// sendBatch sends commands and keeps what the hub said of each.
func (s *session) sendBatch(b wire.Batch) error {
	ctx, cancel := context.WithTimeout(s.ctx, time.Minute) // a line that trickles is not dead
	defer cancel()
	var a wire.Answers
	err := s.ask(ctx, "POST", wire.PathCommands, b, &a)
	if r := refused(err); r != nil && r.status/100 == 4 && !r.passing() && r.fault.Code == data.Invalid {
		return s.single(b, r)
	}
	if err != nil {
		return err
	}
	s.alive()
	if len(a.Answers) != len(b.Commands) {
		return fmt.Errorf("link: %d answers to %d commands", len(a.Answers), len(b.Commands))
	}
	return s.l.settle(context.WithoutCancel(s.ctx), b.Commands, a.Answers)
}

// single finds the command that spoils a batch, so that it doesn't keep the
// others waiting for ever: halves are sent apart, and the one that is refused
// alone is refused.
func (s *session) single(b wire.Batch, r *refusal) error {
	if len(b.Commands) == 1 {
		return s.l.settle(context.WithoutCancel(s.ctx), b.Commands, []wire.Answer{{Fault: r.fault}})
	}
	half := b
	half.Commands = b.Commands[:len(b.Commands)/2]
	return s.sendBatch(half) // the rest comes with the next round
}

// undecided reports a fault that says nothing of the command: the hub's disk is
// full, or it is being closed. What a device did that is being shut out waits.
func undecided(e *data.Error) bool {
	return e.Code == data.Storage || e.Code == data.Offline || e.Key == "device.revoked"
}

// offerAgain lets what was refused wait once more where its maker is gone by now:
// nobody would ever look at it here, the hub keeps it for a supervisor.
func (l *Link) offerAgain(ctx context.Context) error {
	list, err := l.box.Rejections(ctx)
	if err != nil || len(list) == 0 {
		return err
	}
	staff, err := l.book.Staff(ctx)
	if err != nil {
		return err
	}
	l.local.Lock()
	defer l.local.Unlock()
	for _, r := range list {
		if r.Command == nil || !data.MakerGone(staff, r.Command) {
			continue
		}
		if err := l.box.Offer(ctx, r.ID); err != nil {
			return err
		}
	}
	return l.settled(ctx, 0, nil)
}

// settle keeps what the hub said of each command, in the outbox and on the
// screens.
func (l *Link) settle(ctx context.Context, list []data.Envelope, answers []wire.Answer) error {
	l.local.Lock()
	defer l.local.Unlock()
	var receipts []data.Receipt
	var gone []data.ID
	var stuck *data.Error
	for i, a := range answers {
		h, err := list[i].Meta()
		switch {
		case err != nil:
			return err
		case a.Receipt != nil && a.Receipt.ID == h.ID:
			receipts = append(receipts, *a.Receipt)
			if a.Kept || l.holdsLine(a.Receipt.Seq) {
				gone = append(gone, h.ID) // it stands in the copy: no line will come for it
			}
		case a.Fault == nil:
			stuck = data.Fault(data.Offline, "error.offline")
		case undecided(a.Fault):
			stuck = a.Fault
		default:
			if err := l.box.Refuse(ctx, h.ID, a.Fault); err != nil {
				return err
			}
			gone = append(gone, h.ID)
		}
	}
	if err := l.box.Confirm(ctx, receipts); err != nil {
		return err
	}
	if err := l.box.CancelOut(ctx); err != nil {
		return err
	}
	if len(gone) > 0 {
		if err := l.book.Drop(ctx, gone...); err != nil {
			return err
		}
	}
	return l.settled(ctx, len(answers), stuck)
}

// holdsLine reports whether the copy has come to a line, by the stream or with the
// book that was fetched.
func (l *Link) holdsLine(seq int64) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.head >= seq
}

func (l *Link) settled(ctx context.Context, answers int, stuck *data.Error) error {
	waiting, refused, err := l.count(ctx)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state.Waiting, l.state.Refused = waiting, refused
	l.answered += int64(answers)
	l.changed()
	if stuck != nil {
		return &refusal{status: 503, fault: stuck}
	}
	return nil
}

// count tells how many commands wait and how many were refused. Those that are
// being asked directly don't wait; one of them may be decided already, its line
// having come before its answer. The caller holds local, or is alone.
func (l *Link) count(ctx context.Context) (waiting, refused int, err error) {
	if waiting, refused, err = l.box.Count(ctx); err != nil {
		return 0, 0, err
	}
	for _, id := range l.aloft() {
		r, kept, _, err := l.box.Find(ctx, id)
		if err != nil {
			return 0, 0, err
		}
		if kept && r.Waiting {
			waiting--
		}
	}
	return waiting, refused, nil
}

// aloft names the commands that were put into the outbox to be asked directly.
func (l *Link) aloft() (list []data.ID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for id, kept := range l.flying {
		if kept {
			list = append(list, id)
		}
	}
	return list
}
