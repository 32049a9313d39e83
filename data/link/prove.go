package link

import (
	"context"

	"yingbin/data"
	"yingbin/data/wire"
)

// sealed has a command signed before it goes anywhere: with the key of whoever gave
// it, or by the hub where only the hub can derive that. Somebody whose PIN the hub
// has not seen since version 0.2 can't sign; the hub takes that once.
func (l *Link) sealed(ctx context.Context, c data.Command) (data.Command, data.Envelope, error) {
	kind, _ := data.KindOf(c)
	e, err := data.Prove(ctx, kind, c, l.set.known().officeID, l.Unlock)
	if err != nil {
		return c, data.Envelope{}, err
	}
	if e != nil {
		return c, *e, nil
	}
	if on, ok := c.(*data.SignOn); ok {
		here := *on
		here.PIN, here.Offline = "", true
		c = &here
	}
	plain, err := data.Wrap(c)
	return c, plain, err
}

func (l *Link) live() *session {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.session
}

// Unlock gives the signer whose PIN it is. The hub is asked while it answers, so that
// all devices count wrong ones together, and that it replaces verifiers of version
// 0.2. It signs for those whose salt this device does not hold.
func (l *Link) Unlock(ctx context.Context, who data.ID, pin string) (data.Signer, error) {
	s := l.live()
	if s == nil && l.State().Undecided() && !l.book.Role().Full() {
		if is, err := l.book.SupervisorHere(ctx, who); is || err != nil {
			return nil, either(err, l.approved(ctx, data.Approval{Staff: who, PIN: pin}))
		}
	}
	if s == nil {
		return l.book.UnlockHere(ctx, who, pin)
	}
	timed, cancel := context.WithTimeout(ctx, l.o.Timing.Answer)
	defer cancel()
	var right wire.PINRight
	err := s.ask(timed, "POST", wire.PathPIN, wire.PINAsk{Staff: who, PIN: pin}, &right)
	if r := refused(err); r != nil && !r.passing() {
		return nil, r.fault
	}
	if err != nil || !l.reached(timed, s, right.Seq) {
		return l.book.UnlockHere(ctx, who, pin)
	}
	signer, err := l.book.UnlockHere(ctx, who, pin)
	if data.CodeOf(err) == data.Offline {
		return remote{l, who, pin}, nil
	}
	return signer, err
}

// CheckPIN says whether a PIN is the person's.
func (l *Link) CheckPIN(ctx context.Context, who data.ID, pin string) error {
	_, err := l.Unlock(ctx, who, pin)
	return err
}

// remote has the hub sign, each command by itself. It holds the PIN as long as its
// person is at the desk.
type remote struct {
	l   *Link
	who data.ID
	pin string
}

func (r remote) Person() data.ID { return r.who }

// String keeps the PIN out of logs.
func (r remote) String() string { return "hub for " + string(r.who) }

// GoString is String.
func (r remote) GoString() string { return r.String() }

// Sign asks the hub. The personal values stay here: what stands for them is signed.
func (r remote) Sign(ctx context.Context, _ data.ID, e data.Envelope) ([]byte, string, error) {
	s := r.l.live()
	if s == nil {
		return nil, "", data.Fault(data.Offline, "device.needsHub")
	}
	timed, cancel := context.WithTimeout(ctx, r.l.o.Timing.Answer)
	defer cancel()
	e.Aside, e.Keys = nil, data.SignedWith{}
	var a wire.Signature
	err := s.ask(timed, "POST", wire.PathSign, wire.SignAsk{Staff: r.who, PIN: r.pin, Command: e}, &a)
	if f := refused(err); f != nil && !f.passing() {
		return nil, "", f.fault
	}
	if err != nil {
		return nil, "", data.Fault(data.Offline, "device.needsHub").Because(err)
	}
	return a.Sign, a.Key, nil
}

// SignAnew has somebody who is at the desk sign what waits for their word: what was
// signed with a key that counts no more, and, for a supervisor, what was decided
// before and nobody has signed. It gives how much that was.
func (l *Link) SignAnew(ctx context.Context, by data.Signer, role data.Role) (n int, err error) {
	l.local.Lock()
	defer l.local.Unlock()
	list, err := l.box.Unsigned(ctx)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	for _, e := range list {
		h, err := e.Meta()
		if err != nil {
			return n, err
		}
		if h.Staff != by.Person() && (role != data.Supervisor || !e.Recovered) {
			continue
		}
		if e, err = e.SignAnew(ctx, l.set.known().officeID, by); err == nil {
			err = l.box.Signed(context.WithoutCancel(ctx), e)
		}
		if err != nil {
			return n, err
		}
		n++
	}
	if err := l.settled(ctx, 0, nil); err != nil || n == 0 {
		return n, err
	}
	if s := l.live(); s != nil {
		s.nudge()
	}
	return n, nil
}

// unsigned reports a fault that says that a command must be signed first: it goes
// back to its person and is not lost.
func unsigned(e *data.Error) bool { return e.Key == "staff.signAgain" || e.Key == "error.unsigned" }
