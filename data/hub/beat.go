package hub

import (
	"context"
	"net/http"
	"strconv"

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
	if h.crowd.tell(c.ID, b.Waiting, b.Seq) {
		h.notices.tell()
	}
	if err := h.agree(r.Context(), c, b); err != nil {
		return err
	}
	return write(w, wire.Beaten{Now: h.book.Now(), Peers: h.peers(c.ID)})
}

// agree holds what a device says of its newest line against this book: they were
// the same when it said hello, and stay so.
func (h *Hub) agree(ctx context.Context, c caller, b wire.Beat) error {
	switch {
	case b.Apart != nil && (b.Apart.Own < 0 || b.Apart.Own > h.head.Load()+maxAhead):
		return data.Fault(data.Invalid, "device.badBody")
	case b.Apart != nil && b.Apart.Behind:
		h.fellBehind(c, max(1, b.Apart.Own-h.head.Load()), 0)
	case b.Digest != "":
		at, ok := wire.ReadMark(strconv.FormatInt(b.Seq, 10) + ":" + b.Digest)
		if !ok {
			return data.Fault(data.Invalid, "device.badBody")
		}
		is, err := h.book.MarkAt(ctx, b.Seq)
		if err != nil && data.CodeOf(err) != data.NotFound {
			return err
		}
		if err != nil || is != at {
			h.crowd.setApart(c.ID, true)
			h.notices.tell()
			return apart()
		}
	}
	news := h.crowd.setApart(c.ID, b.Apart != nil && !b.Apart.Behind)
	if b.Apart == nil && b.Digest != "" {
		news = h.caughtUp(c) || news
	}
	if news {
		h.notices.tell()
	}
	return nil
}

// arrived tells of a device that was away, and remembers where one that could
// become the hub is found.
func (h *Hub) arrived(c caller) {
	if c.Role.Full() {
		h.remember(wire.Peer{Device: c.ID, Host: c.host})
	}
	h.notices.tell()
}
