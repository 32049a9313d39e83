package link

import (
	"context"

	"yingbin/data"
)

// State tells how this device stands to its hub.
func (l *Link) State() data.LinkState {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.state
}

// WatchState tells that State has changed. It holds one notice, so that whoever
// is slow holds up nobody, and closes when ctx ends.
func (l *Link) WatchState(ctx context.Context) <-chan struct{} {
	ch := make(chan struct{}, 1)
	l.mu.Lock()
	l.watchers[ch] = struct{}{}
	l.mu.Unlock()
	context.AfterFunc(ctx, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		delete(l.watchers, ch)
		close(ch)
	})
	return ch
}

// changed tells the watchers; the caller holds mu.
func (l *Link) changed() {
	for ch := range l.watchers {
		select {
		case ch <- struct{}{}:
		default:
		}
	}
}

// update changes the state and tells the watchers.
func (l *Link) update(f func(s *data.LinkState)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	f(&l.state)
	l.changed()
}

// Rejections lists what the hub refused and nobody took note of yet.
func (l *Link) Rejections(ctx context.Context) ([]data.Rejection, error) {
	return l.box.Rejections(ctx)
}

// Dismiss forgets a refused command that its person took note of.
func (l *Link) Dismiss(ctx context.Context, id data.ID) error {
	l.local.Lock()
	defer l.local.Unlock()
	if err := l.box.Dismiss(ctx, id); err != nil {
		return err
	}
	_, refused, err := l.box.Count(ctx)
	if err == nil {
		l.update(func(s *data.LinkState) { s.Refused = refused })
	}
	return err
}

// online shows that the hub answers; trouble of before is over.
func (l *Link) online(s *session) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.session = s
	l.shut(false)
	_, now := l.clock.ahead()
	l.state.Online, l.state.Since, l.state.LastSeen = true, now, now
	l.state.Address, l.state.Trouble, l.state.NewHub = s.address, nil, nil
	l.changed()
}

// offline shows that the hub is out of reach, and the trouble that people have to
// know of.
func (l *Link) offline(trouble *data.Error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	_, now := l.clock.ahead()
	if l.state.Online {
		l.state.Since, l.state.LastSeen = now, now
	}
	l.session, l.state.Online, l.state.Done, l.state.Total, l.state.Stuck = nil, false, 0, 0, nil
	switch {
	case trouble != nil:
		l.shut(trouble.Key == revoked().Key)
		l.state.Trouble = trouble
	case l.revoked:
		l.state.Trouble = revoked() // that the hub is off changes nothing of it
	default:
		l.state.Trouble = nil
	}
	l.changed()
}

// shut notes whether the hub shut this device out, for the next start too. The
// caller holds mu.
func (l *Link) shut(out bool) {
	l.revoked = out
	err := l.set.change(func(s *Settings) bool {
		news := s.Revoked != out
		s.Revoked = out
		return news
	})
	if err != nil {
		l.log.Error("the settings can't be written", "err", err)
	}
}
