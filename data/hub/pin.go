package hub

import (
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
	staff, err := h.book.Staff(r.Context())
	if err != nil {
		return err
	}
	i := slices.IndexFunc(staff, func(s data.Staff) bool { return s.ID == ask.Staff })
	if i < 0 || staff[i].Gone {
		return data.Fault(data.Forbidden, "error.pin").At("pin")
	}
	if !c.Role.Welcomes(staff[i].Role) {
		return data.Fault(data.Forbidden, "device.notTheirs", staff[i].Name, c.Name)
	}
	if err := h.book.CheckPIN(r.Context(), ask.Staff, ask.PIN); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
