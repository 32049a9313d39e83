package hub

import (
	"net/http"

	"yingbin/data"
	"yingbin/data/wire"
)

// beat notes how a device is, and tells it the time and who could become the hub.
func (h *Hub) beat(w http.ResponseWriter, r *http.Request, c caller) error {
	var b wire.Beat
	if err := read(r, &b); err != nil {
		return err
	}
	if b.Waiting < 0 || b.Waiting > maxWaiting || b.Seq < 0 || b.Seq > h.head.Load()+maxAhead {
		return data.Fault(data.Invalid, "device.badBody")
	}
	if b.Signs {
		h.nowSigns(c.ID)
	}
	if h.crowd.tell(c.ID, b.Waiting, b.Seq) {
		h.notices.tell()
	}
	return write(w, wire.Beaten{Now: h.book.Now(), Peers: h.peers(c.ID)})
}

// arrived tells of a device that was away, and remembers where one that could
// become the hub is found.
func (h *Hub) arrived(c caller) {
	if c.Role.Full() {
		h.remember(wire.Peer{Device: c.ID, Host: c.host})
	}
	h.notices.tell()
}
