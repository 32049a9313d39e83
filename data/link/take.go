package link

import (
	"context"
	"slices"
	"strings"

	"yingbin/data"
)

// How many lines wait for the copy before the stream itself must wait, and how
// many are written in one go.
const (
	maxQueue = 4000
	maxTake  = 1000
)

// offer puts lines into the queue; when it is full the stream waits.
func (s *session) offer(lines []data.Posted) error {
	defer s.busy.Store(false)
	for {
		s.mu.Lock()
		if len(s.queue) < maxQueue {
			s.queue = append(s.queue, lines...)
			s.mu.Unlock()
			nudge(s.more)
			return nil
		}
		s.mu.Unlock()
		s.busy.Store(true)
		select {
		case <-s.room:
		case <-s.ctx.Done():
			return s.ctx.Err()
		}
		s.alive()
	}
}

// next takes lines out of the queue.
func (s *session) next() []data.Posted {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := min(len(s.queue), maxTake)
	lines := s.queue[:n:n]
	s.queue = s.queue[n:]
	if len(s.queue) == 0 {
		s.queue = nil
	}
	return lines
}

// takeAll writes the hub's lines into the copy as they come.
func (s *session) takeAll() error {
	for {
		if err := s.catchUp(); err != nil {
			return err
		}
		lines := s.next()
		if len(lines) == 0 {
			select {
			case <-s.more:
			case <-s.ctx.Done():
				return s.ctx.Err()
			}
			continue
		}
		nudge(s.room)
		if err := s.take(lines); err != nil {
			return err
		}
	}
}

func (s *session) take(lines []data.Posted) error {
	l := s.l
	if err := s.takeChecked(context.WithoutCancel(s.ctx), lines); err != nil {
		return err
	}
	if err := l.came(context.WithoutCancel(s.ctx), lines); err != nil {
		return err
	}
	if err := l.forgetToo(lines); err != nil {
		return err
	}
	last := lines[len(lines)-1].Seq
	s.target.Store(max(s.target.Load(), last))
	l.mu.Lock()
	defer l.mu.Unlock()
	l.head = last
	l.answered += int64(len(lines))
	close(l.turn)
	l.turn = make(chan struct{})
	return nil
}

// takeChecked writes lines into the copy. One that begins an epoch must be a
// supervisor's, as the book knows them before it.
func (s *session) takeChecked(ctx context.Context, lines []data.Posted) error {
	book := s.l.book
	for len(lines) > 0 {
		n := slices.IndexFunc(lines, func(p data.Posted) bool { return strings.Contains(p.Body, `"kind":"BeginEpoch"`) })
		switch n {
		case -1:
			n = len(lines)
		case 0:
			if err := book.Supervised(ctx, data.EpochLine{Body: lines[0].Body}); err != nil {
				return s.l.troubled(err)
			}
			n = 1
		}
		if err := book.Take(ctx, lines[:n]); err != nil {
			return err
		}
		lines = lines[n:]
	}
	return nil
}

// came notes in the outbox what lines say of its commands: those whose answer was
// lost, and those that were refused and yet done, because another device brought
// them together with what they need.
func (l *Link) came(ctx context.Context, lines []data.Posted) error {
	l.mu.Lock()
	idle := l.state.Waiting == 0 && l.state.Refused == 0
	l.mu.Unlock()
	if idle {
		return nil
	}
	receipts := make([]data.Receipt, len(lines))
	for i, p := range lines {
		line, err := data.ParseLine([]byte(p.Body))
		if err != nil {
			return err
		}
		receipts[i] = line.Receipt
	}
	l.local.Lock()
	defer l.local.Unlock()
	if err := l.box.Confirm(ctx, receipts); err != nil {
		return err
	}
	return l.settled(ctx, 0, nil)
}

// forgetToo follows that somebody was made anonymous: what this device had done
// itself and the hub decided holds them too, and is let go.
func (l *Link) forgetToo(lines []data.Posted) error {
	if !slices.ContainsFunc(lines, func(p data.Posted) bool { return strings.Contains(p.Body, `"kind":"Anonymise"`) }) {
		return nil
	}
	return l.box.Forget(context.WithoutCancel(l.ctx))
}

// far is how many lines or waiting commands are caught up with out of sight.
const far = 100

// catchUp decides whether the screens wait until most of it is there: putting
// thousands of waiting commands on top of each batch would take minutes.
func (s *session) catchUp() error {
	l := s.l
	l.mu.Lock()
	behind := s.target.Load() - l.head
	waiting := int64(l.state.Waiting)
	if s.stuck.Load() {
		waiting = 0 // nothing comes of holding on
	}
	on := behind > far || waiting > far
	if on && !l.held {
		l.answered = 0
	}
	var done, total int64
	if on {
		done, total = l.answered, l.answered+behind+waiting
	}
	if done != l.state.Done || total != l.state.Total {
		l.state.Done, l.state.Total = done, total
		l.changed()
	}
	l.mu.Unlock()
	return l.hold(s.ctx, on)
}

// hold tells the copy whether to put what waits on top of each batch.
func (l *Link) hold(ctx context.Context, on bool) error {
	l.local.Lock()
	defer l.local.Unlock()
	l.mu.Lock()
	was := l.held
	l.mu.Unlock()
	if was == on {
		return nil
	}
	if err := l.book.Hold(ctx, on); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.held = on
	return nil
}

// reached waits until the copy holds a line.
func (l *Link) reached(ctx context.Context, s *session, seq int64) bool {
	for {
		l.mu.Lock()
		head, turn := l.head, l.turn
		l.mu.Unlock()
		if head >= seq {
			return true
		}
		select {
		case <-turn:
		case <-s.ctx.Done():
			return false
		case <-ctx.Done():
			return false
		}
	}
}
