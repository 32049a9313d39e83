package link

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"yingbin/data"
	"yingbin/data/wire"
)

// This file is whose past the hub's book has. Before anything is taken from it, the
// hub shows its digests at the newest line that this device has acknowledged and at
// the newest that its copy holds. Where they are the same, all before them is. Where
// they are not, the device follows only an epoch that a supervisor began after a line
// which it holds; else it stops, and a supervisor decides here.

// stand is where this device stands: what it has acknowledged, and what its copy
// holds, which may be less after a power cut.
type stand struct {
	anchor, head, base data.Mark
	epoch              int64
}

func (l *Link) stand(ctx context.Context) (s stand, err error) {
	if s.head, err = l.book.Head(ctx); err != nil {
		return s, err
	}
	if s.anchor, err = l.book.Anchor(ctx); err != nil {
		return s, err
	}
	if s.base, err = l.book.Base(ctx); err != nil {
		return s, err
	}
	e, err := l.book.Epoch(ctx)
	s.epoch = e.Number
	if s.anchor.Seq == 0 {
		s.anchor = s.head
	}
	return s, err
}

// newest is the newest line that this device knows of.
func (s stand) newest() data.Mark {
	if s.anchor.Seq > s.head.Seq {
		return s.anchor
	}
	return s.head
}

// query is what a hello asks for.
func (s stand) query() string {
	q := url.Values{"at": {wire.FormatMark(s.anchor), wire.FormatMark(s.head)}, "since": {strconv.FormatInt(s.epoch, 10)}}
	return "?" + q.Encode()
}

// greetAs asks who is there, and shows where this device stands.
func (l *Link) greetAs(c *caller) (h wire.Hello, s stand, err error) {
	if s, err = l.stand(l.ctx); err != nil {
		return h, s, err
	}
	h, err = l.greet(l.ctx, c, s.query())
	return h, s, err
}

// meet holds the hub's past against this device's. Nil says that the journal goes on
// from here; errAgain that the book was fetched anew, on a supervisor's word.
func (l *Link) meet(c *caller, h wire.Hello, s stand) error {
	if l.taking.Load() {
		return l.takeOver(c, s)
	}
	if h.Holds(s.anchor) && h.Holds(s.head) {
		l.differ(nil)
		return l.supervised(h.Epochs)
	}
	base, err := l.turned(h, s)
	if err == nil && base >= 0 {
		l.differ(nil)
		return either(l.rejoin(c, base), errAgain)
	}
	if err != nil {
		return err
	}
	return l.apart(c, h, s)
}

// supervised checks the epochs that this device does not know yet.
func (l *Link) supervised(epochs []data.EpochLine) error {
	for _, e := range epochs {
		if err := l.book.Supervised(l.ctx, e); err != nil {
			return l.troubled(err)
		}
	}
	return nil
}

// troubled makes a refusal of this device's own a trouble that people see.
func (l *Link) troubled(err error) error {
	if data.CodeOf(err) == data.Forbidden {
		return &trouble{data.AsError(err)}
	}
	return err
}

// turned finds the last line that holds where supervisors began epochs that this device
// did not follow yet, -1 where it holds none of their bases.
func (l *Link) turned(h wire.Hello, s stand) (int64, error) {
	if len(h.Epochs) == 0 {
		return -1, nil
	}
	first := h.Epochs[0]
	m, err := l.book.MarkAt(l.ctx, first.Base)
	if data.CodeOf(err) == data.NotFound {
		return -1, nil
	}
	if err != nil || first.Base < s.base.Seq || hexOf(m) != first.Digest {
		return -1, err
	}
	return first.Base, l.supervised(h.Epochs)
}

func hexOf(m data.Mark) string {
	if m.Seq == 0 {
		return hex.EncodeToString(make([]byte, len(m.Digest)))
	}
	return hex.EncodeToString(m.Digest[:])
}

// apart finds out how the books differ, tells both sides of it and stops.
func (l *Link) apart(c *caller, h wire.Hello, s stand) error {
	own := s.newest()
	p := &data.Past{Own: own.Seq, Hub: h.Head}
	hub, _ := wire.ReadMark(h.Mark)
	if h.Head < own.Seq {
		m, err := l.book.MarkAt(l.ctx, h.Head)
		if err != nil && data.CodeOf(err) != data.NotFound {
			return err
		}
		p.Behind = err == nil && m == hub
	}
	first := h.Head + 1
	if !p.Behind {
		var err error
		if first, err = l.firstApart(c, h, s); err != nil {
			return err
		}
	}
	about, err := l.book.LineAbout(l.ctx, first)
	if err != nil {
		return err
	}
	p.First = about
	p.Kept = l.set.keepsOwn(h.Mark)
	l.differ(p)
	l.log.Warn("the hub's book has another past", "first", first, "behind", p.Behind, "own", p.Own, "hub", p.Hub)
	said := wire.Beat{Waiting: l.State().Waiting, Apart: &wire.Apart{Behind: p.Behind, Own: p.Own}}
	if err := c.ask(l.ctx, "POST", wire.PathBeat, said, nil); err != nil {
		l.log.Info("the hub can't be told", "err", err)
	}
	return &trouble{p.Fault()}
}

// differ notes, or forgets, that the hub's book has another past.
func (l *Link) differ(p *data.Past) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.state.Past != p {
		l.state.Past = p
		l.changed()
	}
}

// firstApart finds the first line in which the hub's book differs from this copy, by
// halving; the first that this copy holds, if none before it is known.
func (l *Link) firstApart(c *caller, h wire.Hello, s stand) (int64, error) {
	low, high := s.base.Seq, min(s.head.Seq, h.Head) // the same at low; not known above
	if h.Holds(s.head) {
		return s.head.Seq + 1, nil // what was acknowledged after it is another's
	}
	same, err := l.sameAt(c, low)
	if err != nil || !same {
		return low, err
	}
	for low < high {
		middle := (low + high + 1) / 2
		same, err := l.sameAt(c, middle)
		switch {
		case err != nil:
			return 0, err
		case same:
			low = middle
		default:
			high = middle - 1
		}
	}
	return low + 1, nil
}

// sameAt asks whether both books have the same line at a place.
func (l *Link) sameAt(c *caller, seq int64) (bool, error) {
	if seq == 0 {
		return true, nil
	}
	own, err := l.book.MarkAt(l.ctx, seq)
	if data.CodeOf(err) == data.NotFound {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	var p wire.Past
	if err := c.ask(l.ctx, "GET", fmt.Sprintf("%s?at=%d", wire.PathPast, seq), nil, &p); err != nil {
		return false, err
	}
	return slices.Contains(p.Marks, wire.FormatMark(own)), nil
}

// DecidePast is a supervisor's word, on this device, on a hub whose book has another
// past: take takes the hub's over, and what only this device has waits to be sent;
// else it keeps its own and goes on by itself until the hub's book is another again.
// The book that was here is kept either way. Nothing to decide is error.stale.
func (l *Link) DecidePast(ctx context.Context, by data.Approval, take bool) error {
	if !l.State().Undecided() {
		return data.Fault(data.Stale, "error.stale")
	}
	if err := l.approved(ctx, by); err != nil {
		return err
	}
	if !take {
		return l.keepOwn()
	}
	path, err := l.book.SetApart(ctx)
	if err != nil {
		return err
	}
	l.log.Warn("the hub's book is taken over", "by", string(by.Staff), "aside", path)
	l.taking.Store(true)
	l.hurry()
	return nil
}

// keepOwn notes that a supervisor keeps this device's own book against the hub's as
// it is now.
func (l *Link) keepOwn() error {
	l.mu.Lock()
	p := l.state.Past
	l.mu.Unlock()
	if p == nil {
		return nil
	}
	if err := l.set.change(func(s *Settings) bool { s.OwnKept = s.met; return true }); err != nil {
		return err
	}
	kept := *p
	kept.Kept = true
	l.differ(&kept)
	return nil
}

// keepsOwn reports whether a supervisor keeps this device's own book against the hub's
// with this newest line, which it notes.
func (s *Settings) keepsOwn(hub string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.met = hub
	return s.OwnKept != "" && s.OwnKept == hub
}

// approved checks a supervisor's PIN: by the verifiers here, or where this device has
// none, by the hub.
func (l *Link) approved(ctx context.Context, by data.Approval) error {
	is, err := l.book.SupervisorHere(ctx, by.Staff)
	if err != nil {
		return err
	}
	if !is {
		return data.Fault(data.Forbidden, "error.needSupervisor")
	}
	if l.book.Role().Full() {
		return l.book.CheckPINHere(ctx, by.Staff, by.PIN)
	}
	k := l.set.known()
	c := l.call(k.address, func(key string) bool { return key == k.key })
	defer c.close()
	ctx, cancel := context.WithTimeout(ctx, 2*l.o.Timing.Answer)
	defer cancel()
	return asFault(c.ask(ctx, "POST", wire.PathPIN, wire.PINAsk{Staff: by.Staff, PIN: by.PIN}, nil), k.address)
}

// takeOver fetches the hub's book on a supervisor's word.
func (l *Link) takeOver(c *caller, s stand) error {
	ended := s.base.Seq
	if p := l.State().Past; p != nil {
		ended = max(ended, p.First.Seq-1)
	}
	if err := l.rejoin(c, ended); err != nil {
		return err
	}
	l.taking.Store(false)
	l.differ(nil)
	return errAgain
}

// anchor keeps what the hub and this device both hold as acknowledged.
func (l *Link) anchor(m data.Mark) {
	if err := l.book.KeepAnchor(context.WithoutCancel(l.ctx), m); err != nil && !errors.Is(err, context.Canceled) {
		l.log.Error("the newest line can't be noted", "err", err)
	}
}
