package hub

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// journal streams the lines after those that a device holds, as its role may see
// them, until one of both goes away. Last-Event-ID, which a client sends by itself
// when it comes back, rules over the address.
func (h *Hub) journal(w http.ResponseWriter, r *http.Request, c caller) error {
	at, err := placeOf(r)
	if err != nil {
		return err
	}
	if err := h.holds(r.Context(), at, c); err != nil {
		return err
	}
	t, err := h.tails.enter(r.Context(), c.Role)
	if err != nil {
		return err
	}
	defer h.tails.leave(t)
	s := h.crowd.join(c.Device)
	h.notices.tell()
	defer func() {
		h.crowd.part(s, h.now())
		h.notices.tell()
	}()
	// What happened between the first look and joining ended no stream.
	if err := h.still(r, c); err != nil {
		return err
	}
	control := http.NewResponseController(w)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	p := &pen{w: w, control: control, time: h.limits.write}
	h.say(r.Context(), p, t, s, at)
	return nil
}

// still checks again that a device may have its stream.
func (h *Hub) still(r *http.Request, c caller) error {
	is, err := h.callerOf(r)
	if err == nil {
		err = h.admit(r, is, endpoint{})
	}
	if err == nil && is.Role != c.Role {
		err = apart()
	}
	return err
}

// placeOf reads which line a device holds last, with its digest.
func placeOf(r *http.Request) (data.Mark, error) {
	text := r.Header.Get("Last-Event-ID")
	q := r.URL.Query()
	if text == "" {
		text = q.Get("after") + ":" + q.Get("digest")
		if q.Get("digest") == "" && (q.Get("after") == "" || q.Get("after") == "0") {
			return data.Mark{}, nil
		}
	}
	at, ok := wire.ReadMark(text)
	if e := q.Get("epoch"); !ok || e != "" && e != r.Header.Get(wire.HeaderEpoch) {
		return at, refused(http.StatusBadRequest, data.Invalid, "device.badPlace")
	}
	return at, nil
}

// holds checks that what a device holds is the beginning of this book.
func (h *Hub) holds(ctx context.Context, at data.Mark, c caller) error {
	is, err := h.book.MarkAt(ctx, at.Seq)
	switch {
	case err == nil && is.Digest == at.Digest:
		return nil
	case err != nil && data.CodeOf(err) != data.NotFound:
		return err
	}
	head, lost := h.book.Head(ctx)
	switch {
	case lost != nil:
		return lost
	case at.Seq > head.Seq+maxAhead:
		return refused(http.StatusBadRequest, data.Invalid, "device.badPlace")
	}
	h.crowd.setApart(c.ID, true)
	h.notices.tell()
	return apart() // its next hello shows how
}

// say writes the stream: what is new at once, a ping each second, and why it ends.
func (h *Hub) say(ctx context.Context, p *pen, t *tail, s *session, at data.Mark) {
	ping := time.NewTicker(h.limits.ping)
	defer ping.Stop()
	p.event(wire.EventPing, h.pingNow())
	for p.err == nil {
		frames, grown, err := t.next(ctx, at)
		if err != nil {
			return // the device comes back
		}
		for _, f := range frames {
			p.write(f.body)
			at = f.to
		}
		if len(frames) > 0 {
			h.crowd.follows(s.device.ID, at.Seq)
			if !s.leaving(ctx) {
				continue
			}
		}
		p.flush()
		select {
		case <-ctx.Done():
			return
		case why := <-s.ended:
			p.end(why)
			return
		case <-grown:
		case <-ping.C:
			p.event(wire.EventPing, h.pingNow())
		}
	}
}

// leaving reports, without waiting, whether a stream is to end: one that catches
// up must not go on for that.
func (s *session) leaving(ctx context.Context) bool { return ctx.Err() != nil || len(s.ended) > 0 }

func (h *Hub) pingNow() wire.Ping { return wire.Ping{Now: h.book.Now(), Head: h.head.Load()} }

// pen writes events. Who does not take them in time is cut off: a stream that
// stands holds memory, and its device has gone anyway.
type pen struct {
	w       http.ResponseWriter
	control *http.ResponseController
	time    time.Duration
	err     error
}

func (p *pen) write(body []byte) {
	if p.err != nil {
		return
	}
	p.control.SetWriteDeadline(time.Now().Add(p.time))
	_, p.err = p.w.Write(body)
}

func (p *pen) flush() {
	if p.err == nil {
		p.err = p.control.Flush()
	}
}

func (p *pen) event(name string, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		p.err = err
		return
	}
	p.write([]byte("event: " + name + "\ndata: " + string(body) + "\n\n"))
}

// end says why, when there is a reason that the device must know.
func (p *pen) end(why *refusal) {
	if why != nil {
		p.event(wire.EventEnd, wire.Fault{Fault: why.fault, Epoch: why.epoch})
	}
	p.flush()
}
