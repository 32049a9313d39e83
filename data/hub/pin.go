package hub

import (
	"context"
	"net/http"
	"slices"

	"yingbin/data"
	"yingbin/data/wire"
)

// pin says whether a PIN is a person's, for those who may work at the device: a
// tablet is no place to try those of others.
func (h *Hub) pin(w http.ResponseWriter, r *http.Request, c caller) error {
	var ask wire.PINAsk
	if err := read(r, &ask); err != nil {
		return err
	}
	if !h.crowd.allow(&h.crowd.pins, string(c.ID), h.now()) {
		return busy(w, "1")
	}
	if _, err := h.unlock(r.Context(), c, ask.Staff, ask.PIN); err != nil {
		return err
	}
	head, err := h.book.Head(r.Context())
	if err != nil {
		return err
	}
	return write(w, wire.PINRight{Seq: head.Seq})
}

// sign signs one command in the name of somebody whose PIN was typed at a device that
// can't derive the key.
func (h *Hub) sign(w http.ResponseWriter, r *http.Request, c caller) error {
	var ask wire.SignAsk
	if err := read(r, &ask); err != nil {
		return err
	}
	if !h.crowd.allow(&h.crowd.pins, string(c.ID), h.now()) {
		return busy(w, "1")
	}
	head, err := ask.Command.Meta()
	switch {
	case err != nil:
		return err
	case ask.Command.Signed == nil || head.Device != c.ID && !c.Role.Full():
		return data.Fault(data.Forbidden, "device.otherDevice")
	}
	signer, err := h.unlock(r.Context(), c, ask.Staff, ask.PIN)
	if err != nil {
		return err
	}
	var a wire.Signature
	if a.Sign, a.Key, err = signer.Sign(r.Context(), h.office, ask.Command); err != nil {
		return err
	}
	return write(w, a)
}

// unlock tries a PIN of somebody who may work at the device.
func (h *Hub) unlock(ctx context.Context, c caller, who data.ID, pin string) (data.Signer, error) {
	p, err := h.person(ctx, who)
	if err != nil {
		return nil, err
	}
	if p.ID == "" || p.Gone {
		return nil, data.Fault(data.Forbidden, "error.pin").At("pin")
	}
	if !c.Role.Welcomes(p.Role) {
		return nil, data.Fault(data.Forbidden, "device.notTheirs", p.Name, c.Name)
	}
	return h.book.Unlock(ctx, who, pin)
}

// person finds somebody of the staff, a blank one when there is none.
func (h *Hub) person(ctx context.Context, who data.ID) (data.Staff, error) {
	staff, err := h.book.Staff(ctx)
	i := slices.IndexFunc(staff, func(s data.Staff) bool { return s.ID == who })
	if err != nil || i < 0 {
		return data.Staff{}, err
	}
	return staff[i], nil
}
