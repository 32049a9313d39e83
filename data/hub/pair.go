package hub

import (
	"context"
	"net/http"
	"slices"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"yingbin/data"
	"yingbin/data/wire"
)

// codeTime is how long a pairing code serves, tries how many wrong proofs from one
// address it bears. A proof can't tell which code it was meant for, so it counts
// against all of them, but only for the address it came from: nobody can use up
// somebody else's.
const (
	codeTime = 10 * time.Minute
	tries    = 5
)

// maxGuessing is how many addresses with wrong proofs a code keeps apart.
const maxGuessing = 1024

// guesses is how often wrong proofs may come from addresses that have given one
// already, and from all others once there are too many to keep apart. A code has
// 80 bits: at this pace it would take longer than the sun burns.
var guesses = pace{2, 100}

// maxCodes is how many codes serve at a time: as many devices as somebody lets in at
// once. Of more the oldest ends.
const maxCodes = 16

// codes are the pairing codes that serve now, newest last.
type codes struct {
	mu      sync.Mutex
	list    []pairing
	guesses *rate.Limiter
}

type pairing struct {
	data.PairingCode
	by    data.ID
	wrong map[string]int // proofs, by the address they came from
}

// live drops what has ended. The caller holds the lock.
func (c *codes) live(now data.Time) []pairing {
	c.list = slices.DeleteFunc(c.list, func(p pairing) bool { return now >= p.Ends })
	return c.list
}

func (c *codes) newest(now data.Time) *data.PairingCode {
	c.mu.Lock()
	defer c.mu.Unlock()
	list := c.live(now)
	if len(list) == 0 {
		return nil
	}
	p := list[len(list)-1].PairingCode
	return &p
}

func (c *codes) put(p pairing) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.list = append(c.list, p)
	c.list = c.list[max(0, len(c.list)-maxCodes):]
}

// take finds the code that a proof shows and uses it up. It is not ok when there is
// none for this address, and not even looked for when others guess too much.
func (c *codes) take(now time.Time, host string, proved func(code string) bool) (p pairing, ok, looked bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var open []pairing
	for _, p := range c.live(data.TimeOf(now)) {
		if p.wrong[host] < tries {
			open = append(open, p)
		}
	}
	if guessed(open, host) && !c.guesses.AllowN(now, 1) {
		return p, false, false
	}
	if i := slices.IndexFunc(open, func(p pairing) bool { return proved(p.Code) }); i >= 0 {
		c.list = slices.DeleteFunc(c.list, func(p pairing) bool { return p.Code == open[i].Code })
		return open[i], true, true
	}
	for _, p := range open {
		if _, known := p.wrong[host]; known || len(p.wrong) < maxGuessing {
			p.wrong[host]++
		}
	}
	return p, false, true
}

// guessed reports whether an address has given a wrong proof already, or may have:
// there are too many to keep apart.
func guessed(list []pairing, host string) bool {
	return slices.ContainsFunc(list, func(p pairing) bool { return p.wrong[host] > 0 || len(p.wrong) >= maxGuessing })
}

// PairingCode makes a code with which one device can join in a role, within ten
// minutes, in the name of a supervisor. Those from before go on serving.
func (h *Hub) PairingCode(ctx context.Context, role data.DeviceRole, by data.ID) (data.PairingCode, error) {
	if !slices.Contains(data.DeviceRoles, role) {
		return data.PairingCode{}, data.Fault(data.Invalid, "error.required").At("role")
	}
	if err := h.supervises(ctx, by); err != nil {
		return data.PairingCode{}, err
	}
	if h.opened() == nil {
		return data.PairingCode{}, data.Fault(data.Conflict, "device.notShared")
	}
	if h.epochs.stoodDown() != nil {
		return data.PairingCode{}, data.Fault(data.Stale, "device.superseded")
	}
	p := pairing{PairingCode: data.PairingCode{Code: wire.NewCode(), Role: role, Ends: data.TimeOf(h.now().Add(codeTime))}, by: by, wrong: map[string]int{}}
	h.codes.put(p)
	h.log.Info("pairing code made", "role", string(role), "by", string(by))
	h.notices.tell()
	return p.PairingCode, nil
}

// supervises checks that somebody is a supervisor of the office.
func (h *Hub) supervises(ctx context.Context, who data.ID) error {
	staff, err := h.book.Staff(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(staff, func(s data.Staff) bool { return s.ID == who && s.Role == data.Supervisor && !s.Gone }) {
		return data.Fault(data.Forbidden, "error.needSupervisor")
	}
	return nil
}

// pair lets a device in that proves the code. Whether a code was wrong, used up,
// too old or never there is not told apart.
func (h *Hub) pair(w http.ResponseWriter, r *http.Request, c caller) error {
	var ask wire.PairAsk
	if err := read(r, &ask); err != nil {
		return err
	}
	if err := h.sameProtocol(r); err != nil {
		return err // before the code is used up
	}
	if s := h.epochs.stoodDown(); s != nil {
		return superseded(s.Epoch)
	}
	if err := h.mayTake(ask, c); err != nil {
		return err
	}
	p, ok, looked := h.codes.take(h.now(), c.host, func(code string) bool {
		want, err := wire.Prove(*r.TLS, code, wire.SideDevice, ask.Said()...)
		return err == nil && wire.Proved(ask.Proof, want)
	})
	h.notices.tell()
	if !looked {
		return busy(w, "1")
	}
	if !ok {
		wrong := refused(http.StatusForbidden, data.Forbidden, "device.wrongCode")
		wrong.fault.At("code")
		return wrong
	}
	return h.join(w, r, c, ask, p)
}

// mayTake checks the id and the name that a device wants to have. A device's id
// can't be had by another key while it is not revoked: a code lets a device in, it
// doesn't make it another.
func (h *Hub) mayTake(ask wire.PairAsk, c caller) error {
	is, known := h.registry.device(ask.Device)
	if ask.Device == h.own || known && is.Active() && is.Key != c.key {
		return data.Fault(data.Conflict, "device.idTaken").At("device")
	}
	check := &data.AddDevice{Added: ask.Device, Name: ask.Name, Role: data.AtBar, Key: c.key}
	return check.Validate()
}

// join writes the device into the book and answers with the hub's own proof. When
// the book can't be written the code serves again.
func (h *Hub) join(w http.ResponseWriter, r *http.Request, c caller, ask wire.PairAsk, p pairing) error {
	settings, err := h.book.Settings(r.Context())
	if err == nil {
		_, err = h.book.Do(context.WithoutCancel(r.Context()), &data.AddDevice{
			Head:  data.Head{ID: data.NewID(), At: h.book.Now(), Staff: p.by, Device: h.own},
			Added: ask.Device, Name: ask.Name, Role: p.Role, Key: c.key,
		})
	}
	if err != nil {
		if data.CodeOf(err) == data.Storage {
			h.codes.put(p)
		}
		return err
	}
	h.devicesChanged() // the book tells it too, but the device asks at once
	h.log.Info("device joined", "device", string(ask.Device), "role", string(p.Role), "by", string(p.by))
	a := wire.PairAnswer{Hub: h.own, OfficeID: h.office, Office: settings.Name, Role: p.Role, Epoch: h.epochs.now()}
	if a.Proof, err = wire.Prove(*r.TLS, p.Code, wire.SideHub, a.Said()...); err != nil {
		return data.Fault(data.Storage, "error.internal").Because(err)
	}
	return write(w, a)
}
