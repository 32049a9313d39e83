package store

import (
	"context"
	"crypto/ed25519"
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
	_, err := b.Unlock(ctx, who, pin)
	return err
}

// Unlock gives the signer whose PIN it is. Faults are those of CheckPIN. On a copy it
// is nil for somebody whose PIN of version 0.2 the hub has not seen yet.
func (b *Book) Unlock(ctx context.Context, who data.ID, pin string) (data.Signer, error) {
	if b.courier != nil {
		return b.courier.Unlock(ctx, who, pin)
	}
	s, key, err := b.try(ctx, who, pin)
	if err == nil && key == nil {
		key, err = b.raise(ctx, s, pin)
	}
	if err != nil {
		return nil, err
	}
	return data.NewSigner(who, key), nil
}

// UnlockHere is Unlock with what this device holds, nil for a PIN of version 0.2.
// Where only the hub holds the person's verifier, that is device.pinNeedsHub.
func (b *Book) UnlockHere(ctx context.Context, who data.ID, pin string) (data.Signer, error) {
	_, key, err := b.try(ctx, who, pin)
	if err != nil || key == nil {
		return nil, err
	}
	return data.NewSigner(who, key), nil
}

// CheckPINHere checks a PIN against what this device holds. Where only the hub
// holds the person's verifier, that is device.pinNeedsHub.
func (b *Book) CheckPINHere(ctx context.Context, who data.ID, pin string) error {
	_, _, err := b.try(ctx, who, pin)
	return err
}

// try tries a PIN. The key is nil where the verifier of version 0.2 gives none.
func (b *Book) try(ctx context.Context, who data.ID, pin string) (s data.Staff, key ed25519.PrivateKey, err error) {
	if s, err = One[data.Staff](ctx, b, `SELECT * FROM staff WHERE id = ?`, string(who)); err != nil {
		return s, nil, err
	}
	if s.Verifier == data.VerifierElsewhere {
		return s, nil, data.Fault(data.Offline, "device.pinNeedsHub", s.Name).At("pin")
	}
	b.pins.turn.Lock()
	defer b.pins.turn.Unlock()
	if wait := b.pins.wait(who, b.clock()); wait > 0 {
		return s, nil, data.Fault(data.Forbidden, "error.pinLocked", int(wait.Seconds())+1).At("pin")
	}
	key, ok := data.Unlock(s.Verifier, pin)
	if !ok {
		key, ok = nil, s.Key == "" && data.Matches(s.Verifier, pin)
	}
	ok = ok && !s.Gone && s.Verifier != ""
	b.pins.tell(who, ok, b.clock())
	if !ok {
		return s, nil, data.Fault(data.Forbidden, "error.pin").At("pin")
	}
	return s, key, nil
}

// raise gives a person a key from a PIN of version 0.2 that has just been right.
func (b *Book) raise(ctx context.Context, s data.Staff, pin string) (ed25519.PrivateKey, error) {
	verifier := b.pinCost.Verifier(pin)
	key, _ := data.Unlock(verifier, pin)
	h := data.Head{ID: data.NewID(), At: b.Now(), Staff: s.ID, Signer: data.NewSigner(s.ID, key)}
	_, err := b.Do(ctx, &data.RaisePIN{Head: h, Verifier: verifier})
	if data.CodeOf(err) == data.Stale { // somebody else was quicker
		_, key, err = b.try(ctx, s.ID, pin)
	}
	return key, err
}
