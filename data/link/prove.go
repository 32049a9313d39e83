package link

import (
	"context"

	"yingbin/data"
	"yingbin/data/wire"
)

// doProved gives a command that carries a PIN. Secrets are never written down, so
// it goes to the hub at once or not at all; only signing on is possible without
// the hub, for those whose PIN this device may check.
func (l *Link) doProved(ctx context.Context, c data.Command) (data.Receipt, error) {
	if s := l.live(); s != nil {
		if r, known, err := l.proveAtHub(ctx, s, c); known {
			return r, err
		}
	}
	on, ok := c.(*data.SignOn)
	if !ok {
		return data.Receipt{}, data.Fault(data.Offline, "device.needsHub")
	}
	if err := l.book.CheckPINHere(ctx, on.Staff, on.PIN); err != nil {
		return data.Receipt{}, err
	}
	here := *on
	here.PIN, here.Offline = "", true
	return l.keep(ctx, &here)
}

func (l *Link) live() *session {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.session
}

// proveAtHub asks the hub to decide a command with its secrets.
func (l *Link) proveAtHub(ctx context.Context, s *session, c data.Command) (r data.Receipt, known bool, err error) {
	e, err := data.Wrap(c)
	if err != nil {
		return r, true, err
	}
	e.Secrets = data.SecretsOf(c)
	timed, cancel := context.WithTimeout(ctx, l.o.Timing.Answer)
	defer cancel()
	a, known := s.decision(timed, e)
	switch {
	case !known:
		return r, false, nil
	case a.Fault != nil:
		return r, true, a.Fault
	}
	if !l.reached(timed, s, a.Receipt.Seq) {
		l.show(context.WithoutCancel(ctx), c, a.Receipt.Seq)
	}
	return *a.Receipt, true, l.keepProved(context.WithoutCancel(ctx), c, *a.Receipt)
}

// keepProved keeps a decided command without its proof, for the day on which the
// hub turns out to have been restored from a backup: it is given again then, and
// comes back to its person where it needs the proof again.
func (l *Link) keepProved(ctx context.Context, c data.Command, r data.Receipt) error {
	if on, ok := c.(*data.SignOn); ok {
		proved := *on
		proved.PIN, proved.Offline = "", true
		c = &proved
	}
	e, err := data.Wrap(c)
	if err != nil {
		return err
	}
	l.local.Lock()
	defer l.local.Unlock()
	if err := l.box.Put(ctx, e, c.Meta().Staff, c.Meta().At); err != nil {
		return err
	}
	return l.box.Confirm(ctx, []data.Receipt{r})
}

// CheckPIN says whether a PIN is the person's: the hub does while it answers, so
// that all devices count wrong ones together.
func (l *Link) CheckPIN(ctx context.Context, who data.ID, pin string) error {
	if s := l.live(); s != nil {
		timed, cancel := context.WithTimeout(ctx, l.o.Timing.Answer)
		defer cancel()
		err := s.ask(timed, "POST", wire.PathPIN, wire.PINAsk{Staff: who, PIN: pin}, nil)
		if r := refused(err); r != nil && !r.passing() {
			return r.fault
		}
		if err == nil {
			return nil
		}
	}
	if l.State().Undecided() && !l.book.Role().Full() {
		if is, err := l.book.SupervisorHere(ctx, who); is || err != nil {
			return either(err, l.approved(ctx, data.Approval{Staff: who, PIN: pin}))
		}
	}
	return l.book.CheckPINHere(ctx, who, pin)
}
