package hub

import (
	"net/http"

	"yingbin/data"
	"yingbin/data/wire"
)

// hello says who is here. A stranger is told what finds the office again, neither
// its name nor what goes on in it.
func (h *Hub) hello(w http.ResponseWriter, r *http.Request, c caller) error {
	h.hear(r, c)
	epoch := h.epochs.now()
	a := wire.Hello{
		Protocol: wire.Protocol, Schema: h.book.Schema(), Version: h.version, OfficeID: h.office,
		Hub: h.own, Epoch: data.Epoch{Number: epoch.Number}, Now: h.book.Now(), Known: c.known,
	}
	if c.known {
		settings, err := h.book.Settings(r.Context())
		if err != nil {
			return err
		}
		head, err := h.book.Head(r.Context()) // what was just written counts, before the hub has heard of it
		if err != nil {
			return err
		}
		a.Office, a.Epoch, a.Head = settings.Name, epoch, head.Seq
	}
	return write(w, a)
}
