package hub

import (
	"context"
	"net/http"
	"strconv"
	"sync"

	"yingbin/data"
	"yingbin/data/wire"
)

// epochs is whose reign it is.
type epochs struct {
	mu        sync.Mutex
	own       data.Epoch
	successor *data.HubOffer // another device reigns; this one has stood down
	behind    *behind        // devices hold newer lines than the book
}

func (e *epochs) read(ctx context.Context, b Book) error {
	is, err := b.Epoch(ctx)
	if err != nil {
		return err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.own = is
	if e.successor != nil && e.successor.Epoch.Number <= is.Number {
		e.successor = nil
	}
	return nil
}

func (e *epochs) now() data.Epoch {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.own
}

func (e *epochs) stoodDown() *data.HubOffer {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.successor == nil {
		return nil
	}
	is := *e.successor
	return &is
}

// Successor is the device that has become the hub meanwhile, nil while this one is it.
func (h *Hub) Successor() *data.HubOffer { return h.epochs.stoodDown() }

// epochChanged looks at the epoch again; streams of the one before end.
func (h *Hub) epochChanged() {
	was := h.epochs.now()
	if err := h.epochs.read(h.ctx, h.book); err != nil {
		h.log.Error("the epoch can't be read", "error", err)
		return
	}
	if is := h.epochs.now(); is.Number != was.Number {
		h.log.Info("a new epoch", "epoch", is.Number, "why", is.Why)
		h.crowd.dismiss(func(data.Device) *refusal { return newEpoch(is) })
		h.announceAgain()
		h.notices.tell()
	}
}

// sameEpoch checks a device's epoch against the hub's. One that knows a higher
// epoch has followed another hub: then this one is not the hub any more. behind
// says that a device of an earlier epoch may go on, to fetch a new copy.
func (h *Hub) sameEpoch(r *http.Request, c caller, behind bool) error {
	theirs, err := strconv.ParseInt(r.Header.Get(wire.HeaderEpoch), 10, 64)
	if err != nil || theirs < 1 {
		return refused(http.StatusBadRequest, data.Invalid, "device.noHeader")
	}
	own := h.epochs.now()
	switch {
	case !h.thinkable(theirs):
		return refused(http.StatusBadRequest, data.Invalid, "device.badEpoch")
	case theirs > own.Number:
		if h.reignedThen(r) {
			h.fellBehind(c, 0, theirs)
			return refused(http.StatusConflict, data.Stale, "device.hubBehind")
		}
		h.outreigned(c, theirs, r.Header.Get(wire.HeaderHub))
		return superseded(h.reign(theirs))
	}
	if s := h.epochs.stoodDown(); s != nil {
		return superseded(s.Epoch)
	}
	if theirs < own.Number && !behind {
		return newEpoch(own)
	}
	return nil
}

// hear notes a higher epoch that a device tells of while it only says hello.
func (h *Hub) hear(r *http.Request, c caller) {
	theirs, err := strconv.ParseInt(r.Header.Get(wire.HeaderEpoch), 10, 64)
	if c.known && err == nil && h.thinkable(theirs) && theirs > h.epochs.now().Number && !h.reignedThen(r) {
		h.outreigned(c, theirs, r.Header.Get(wire.HeaderHub))
	}
}

// thinkable reports whether there can be an epoch of this number: each took a
// person at some machine, so that few can have begun unheard of.
func (h *Hub) thinkable(epoch int64) bool {
	return epoch >= 1 && epoch < data.MaxEpoch && epoch <= h.epochs.now().Number+maxReigns
}

// reignedThen reports whether a higher epoch was this hub's own: the book went back
// to a backup from before it began. The hub has no heir then but itself.
func (h *Hub) reignedThen(r *http.Request) bool {
	return data.ID(r.Header.Get(wire.HeaderReigns)) == h.own
}

// reign is what is known of a higher epoch.
func (h *Hub) reign(number int64) data.Epoch {
	if s := h.epochs.stoodDown(); s != nil && s.Epoch.Number >= number {
		return s.Epoch
	}
	return data.Epoch{Number: number}
}

// outreigned hears of a higher epoch. A device with the whole book could have
// become the hub itself, so its word is enough to stand down at once; a tablet's
// is not, or whoever holds one could stop the office: the hub that it names is
// asked first.
func (h *Hub) outreigned(c caller, epoch int64, hub string) {
	h.log.Warn("a device knows a higher epoch", "device", string(c.ID), "epoch", epoch)
	if c.Role.Full() {
		h.standDown(data.HubOffer{Address: plainAddress(hub), Epoch: data.Epoch{Number: epoch}})
	}
	if hub != "" {
		h.askLater(hub)
	}
}

// standDown gives the order up to another hub: nothing is decided here any more.
func (h *Hub) standDown(to data.HubOffer) {
	h.epochs.mu.Lock()
	was := h.epochs.successor
	if to.Epoch.Number <= h.epochs.own.Number || was != nil && (was.Epoch.Number > to.Epoch.Number || was.Epoch.Number == to.Epoch.Number && (was.Device != "" || to.Device == "")) {
		h.epochs.mu.Unlock()
		return
	}
	h.epochs.successor = &to
	h.epochs.mu.Unlock()
	h.log.Warn("another device is the hub", "device", string(to.Device), "epoch", to.Epoch.Number)
	h.keep(func(c *choice) { c.Successor = &to })
	h.crowd.dismiss(func(data.Device) *refusal { return superseded(to.Epoch) })
	h.announceAgain()
	h.notices.tell()
}

// behind is what devices say of newer lines of this book's own past that they hold.
// Nothing follows from it before a supervisor has spoken.
type behind struct {
	device data.ID
	lines  int64
	above  int64 // the highest epoch of this hub that its devices know and this book has lost; 0 if none
}

// fellBehind notes that a device holds newer lines of this book's past: the book
// went back to an older copy. The window asks a supervisor.
func (h *Hub) fellBehind(c caller, lines, above int64) {
	h.epochs.mu.Lock()
	was := h.epochs.behind
	is := behind{c.ID, lines, above}
	if was != nil {
		is.lines, is.above = max(lines, was.lines), max(above, was.above)
	}
	h.epochs.behind = &is
	h.epochs.mu.Unlock()
	if was == nil || *was != is {
		h.log.Warn("the book is behind a device's", "device", string(c.ID), "lines", is.lines, "above", is.above)
		h.notices.tell()
	}
}

// caughtUp forgets that a device said so: its copy and this book are the same again.
// It reports whether that is news.
func (h *Hub) caughtUp(c caller) bool {
	h.epochs.mu.Lock()
	defer h.epochs.mu.Unlock()
	if h.epochs.behind == nil || h.epochs.behind.device != c.ID {
		return false
	}
	h.epochs.behind = nil
	return true
}

// behindOf describes it for the window, nil where nobody says so.
func (h *Hub) behindOf() *data.Behind {
	h.epochs.mu.Lock()
	b := h.epochs.behind
	h.epochs.mu.Unlock()
	if b == nil {
		return nil
	}
	d, _ := h.registry.device(b.device)
	return &data.Behind{Device: d.Name, Lines: b.lines}
}

// GoOn begins a new epoch because a supervisor says that this hub's book went back
// to an older copy. Its devices hold the line before it, and what they have besides
// comes back as commands that wait. Nobody having said that it is behind is
// error.stale.
func (h *Hub) GoOn(ctx context.Context, by data.Approval) error {
	h.epochs.mu.Lock()
	b := h.epochs.behind
	h.epochs.mu.Unlock()
	if b == nil {
		return data.Fault(data.Stale, "error.stale")
	}
	if err := h.supervises(ctx, by.Staff); err != nil {
		return err
	}
	if err := h.book.CheckPIN(ctx, by.Staff, by.PIN); err != nil {
		return err
	}
	name, role := h.name, data.AtReception
	if d, ok := h.registry.device(h.own); ok {
		name, role = d.Name, d.Role
	}
	_, err := h.book.Do(context.WithoutCancel(ctx), &data.BeginEpoch{
		Head: data.Head{ID: data.NewID(), At: h.book.Now(), Staff: by.Staff, Device: h.own},
		Hub:  h.own, Name: name, Role: role, Key: h.self.Key, Why: data.RestoredBehind, Above: b.above,
	})
	if err != nil {
		return err
	}
	h.epochs.mu.Lock()
	h.epochs.behind = nil
	h.epochs.mu.Unlock()
	h.epochChanged() // the book tells it too, a moment later
	h.notices.tell()
	return nil
}
