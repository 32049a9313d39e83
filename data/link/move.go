package link

import (
	"cmp"
	"context"
	"errors"
	"math"
	"os"

	"yingbin/data"
	"yingbin/data/wire"
)

// move brings this device into the epoch of its hub: it goes on from its newest
// line where that still holds, and fetches the book anew where a supervisor says so.
func (l *Link) move(c *caller, h wire.Hello, s stand) error {
	k := l.set.known()
	if h.Epoch.Number < max(s.epoch, k.epoch) {
		return l.tellSuperseded(l.ctx, c)
	}
	if err := l.meet(c, h, s); err != nil && !errors.Is(err, errAgain) {
		return err
	}
	return l.set.change(func(s *Settings) bool {
		role := cmp.Or(h.Role, s.Role)
		news := s.Epoch != h.Epoch.Number || s.Hub != h.Hub || s.Role != role
		s.Epoch, s.Hub, s.Role = h.Epoch.Number, h.Hub, role
		return news
	})
}

// tellSuperseded tells a hub of an epoch that ended that it has: any request does
// that a device may make.
func (l *Link) tellSuperseded(ctx context.Context, c *caller) error {
	if err := c.ask(ctx, "POST", wire.PathBeat, wire.Beat{}, nil); refused(err) != nil {
		return err
	}
	return &trouble{data.Fault(data.Stale, "device.superseded")}
}

// rejoin fetches the book anew. What the hub's book lacks of this copy waits
// again, before what waits: this device's own commands, and where the copy is
// whole the others' too. ended is the last line that surely holds, 0 if unknown.
func (l *Link) rejoin(c *caller, ended int64) error {
	file, _, err := fetch(l.ctx, c, l.set.dir(), l.o.Timing.Silence, l.progress)
	if err != nil {
		return err
	}
	defer os.Remove(file)
	ctx := context.WithoutCancel(l.ctx) // half of it would have to be done again
	l.local.Lock()
	defer l.local.Unlock()
	base, err := l.parting(ctx, file, ended)
	if err != nil {
		return err
	}
	lost, err := l.recoverable(ctx, base)
	if err != nil {
		return err
	}
	if _, err := l.box.Reopen(ctx, base); err != nil {
		return err
	}
	if err := l.box.Recover(ctx, lost); err != nil {
		return err
	}
	l.log.Info("the book is fetched anew", "from", base, "recovered", len(lost))
	if err := l.book.Swap(ctx, file); err != nil {
		return err
	}
	head, err := l.book.Head(ctx)
	if err != nil {
		return err
	}
	l.anchor(head)
	return l.rest(ctx)
}

// parting finds the last line that this copy has in common with a fetched one. A
// copy without its past can't tell, and sends more again than it must: what the
// hub has it knows by its id.
func (l *Link) parting(ctx context.Context, file string, ended int64) (int64, error) {
	if ended == allHolds || !l.whole() {
		return ended, nil
	}
	return l.book.Parting(ctx, file)
}

// allHolds stands for the last line that surely holds where all do.
const allHolds = math.MaxInt64

// whole reports whether this device's copy is whole, and may be: the hub takes
// others' commands from nobody else.
func (l *Link) whole() bool { return l.book.Role().Full() && l.set.known().role.Full() }

// recoverable gives the commands of this copy's lines after a sequence. A copy
// that is not whole has none: it lacks values of which others hold the key.
func (l *Link) recoverable(ctx context.Context, after int64) ([]data.Envelope, error) {
	if !l.whole() {
		return nil, nil
	}
	lines, err := l.book.LinesAfter(ctx, after)
	if err != nil {
		return nil, err
	}
	return Recoverable(lines)
}

// Recoverable gives the commands of lines of an epoch that ended, to be decided
// again, where all of their values are at hand.
func Recoverable(lines []data.Posted) ([]data.Envelope, error) {
	var list []data.Envelope
	for _, p := range lines {
		line, err := data.ParseLine([]byte(p.Body))
		if err != nil {
			return nil, err
		}
		if kind, ok := data.KindNamed(line.Kind); ok && kind.HubOnly {
			continue // the ended hub's own
		}
		e, whole, err := line.Whole(p.Sides)
		if err != nil {
			return nil, err
		}
		if whole {
			list = append(list, e)
		}
	}
	return list, nil
}

// progress shows how much of the book has been fetched.
func (l *Link) progress(done, total int64) {
	l.update(func(s *data.LinkState) { s.Done, s.Total = done, total })
}

// Follow lets this device follow the new hub that State names: a person has
// confirmed it. The old hub is not believed any more.
func (l *Link) Follow(ctx context.Context) error {
	l.mu.Lock()
	offer, key := l.state.NewHub, l.offered
	l.mu.Unlock()
	if offer == nil {
		return data.Fault(data.NotFound, "link.noNewHub")
	}
	err := l.set.change(func(s *Settings) bool {
		s.Hub, s.Key, s.Address = offer.Device, key, offer.Address
		return true
	})
	if err != nil {
		return err
	}
	l.update(func(s *data.LinkState) { s.NewHub = nil })
	if s := l.live(); s != nil {
		s.end(errAgain)
	}
	l.hurry()
	return nil
}

// either gives the first fault there is.
func either(err, other error) error {
	if err != nil {
		return err
	}
	return other
}
