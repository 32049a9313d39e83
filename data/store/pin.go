package store

import (
	"context"
	"sync"
	"time"

	"yingbin/data"
)

// pinGuard slows down guessing: after five wrong PINs for a person the next try
// waits 30 seconds, and twice as long after each further one, up to an hour.
type pinGuard struct {
	turn  sync.Mutex // one check at a time: many at once would be many free guesses
	mu    sync.Mutex
	wrong map[data.ID]int
	until map[data.ID]time.Time
}

func (g *pinGuard) init() {
	g.wrong, g.until = map[data.ID]int{}, map[data.ID]time.Time{}
}

func (g *pinGuard) wait(who data.ID, now time.Time) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	return max(0, g.until[who].Sub(now))
}

func (g *pinGuard) tell(who data.ID, ok bool, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if ok {
		delete(g.wrong, who)
		delete(g.until, who)
		return
	}
	g.wrong[who]++
	if over := g.wrong[who] - 5; over >= 0 {
		g.until[who] = now.Add(min(30*time.Second<<min(over, 10), time.Hour))
	}
}

// CheckPIN says whether a PIN is the person's: if not, that is error.pin, and
// error.pinLocked while nobody may try. It takes some tens of milliseconds. A
// verifier of version 0.2 is replaced where it proves right.
func (b *Book) CheckPIN(ctx context.Context, who data.ID, pin string) error {
	if b.courier != nil {
		return b.courier.CheckPIN(ctx, who, pin)
	}
	if err := b.CheckPINHere(ctx, who, pin); err != nil {
		return err
	}
	return b.raise(ctx, who, pin)
}

// raise gives a person a key from a PIN that has just been right, once.
func (b *Book) raise(ctx context.Context, who data.ID, pin string) error {
	s, err := One[data.Staff](ctx, b, `SELECT * FROM staff WHERE id = ?`, string(who))
	if err != nil || s.Key != "" {
		return err
	}
	c := &data.RaisePIN{Head: data.Head{ID: data.NewID(), At: b.Now(), Staff: who}, Verifier: b.pinCost.Verifier(pin)}
	if _, err := b.Do(ctx, c); err != nil && data.CodeOf(err) != data.Stale { // somebody else was quicker
		return err
	}
	return nil
}

// CheckPINHere checks a PIN against what this device holds. Where only the hub
// holds the person's verifier, that is device.pinNeedsHub.
func (b *Book) CheckPINHere(ctx context.Context, who data.ID, pin string) error {
	s, err := One[data.Staff](ctx, b, `SELECT * FROM staff WHERE id = ?`, string(who))
	if err != nil {
		return err
	}
	if s.Verifier == data.VerifierElsewhere {
		return data.Fault(data.Offline, "device.pinNeedsHub", s.Name).At("pin")
	}
	b.pins.turn.Lock()
	defer b.pins.turn.Unlock()
	if wait := b.pins.wait(who, b.clock()); wait > 0 {
		return data.Fault(data.Forbidden, "error.pinLocked", int(wait.Seconds())+1).At("pin")
	}
	ok := !s.Gone && s.Verifier != "" && data.Matches(s.Verifier, pin)
	b.pins.tell(who, ok, b.clock())
	if !ok {
		return data.Fault(data.Forbidden, "error.pin").At("pin")
	}
	return nil
}

// checkApproval checks a supervisor's word for somebody else's command.
func (b *Book) checkApproval(ctx context.Context, a *data.Approval) error {
	s, err := One[data.Staff](ctx, b, `SELECT * FROM staff WHERE id = ?`, string(a.Staff))
	if err != nil {
		return err
	}
	if s.Role != data.Supervisor {
		return data.Fault(data.Forbidden, "error.needSupervisor").At("approval")
	}
	return b.CheckPINHere(ctx, a.Staff, a.PIN)
}
