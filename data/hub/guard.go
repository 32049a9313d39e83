package hub

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strconv"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// caller is who asks.
type caller struct {
	data.Device
	known bool // an active device of the book
	was   bool // one that was revoked
	key   string
	host  string
}

// endpoint is one path of the protocol.
type endpoint struct {
	method string
	open   bool // for strangers too, in any epoch and version
	any    bool // in any epoch that is not newer than the hub's
	most   int  // bytes of a body; whoever says little needs no room for much
	answer func(h *Hub, w http.ResponseWriter, r *http.Request, c caller) error
}

// smallBody is room for a name, a proof or a few numbers.
const smallBody = 16 << 10

var endpoints = map[string]endpoint{
	wire.PathHello:    {method: http.MethodGet, open: true, answer: (*Hub).hello},
	wire.PathPair:     {method: http.MethodPost, open: true, most: smallBody, answer: (*Hub).pair},
	wire.PathPast:     {method: http.MethodGet, any: true, answer: (*Hub).past},
	wire.PathSnapshot: {method: http.MethodGet, any: true, answer: (*Hub).snapshot},
	wire.PathJournal:  {method: http.MethodGet, answer: (*Hub).journal},
	wire.PathCommands: {method: http.MethodPost, most: wire.MaxBody, answer: (*Hub).commands},
	wire.PathPIN:      {method: http.MethodPost, any: true, most: smallBody, answer: (*Hub).pin},
	wire.PathBeat:     {method: http.MethodPost, most: smallBody, answer: (*Hub).beat},
}

// ServeHTTP answers one request.
func (h *Hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c, err := h.callerOf(r)
	if err == nil {
		err = h.serve(w, r, c)
	}
	if err != nil {
		h.refuse(w, r, c, err)
	}
}

// callerOf finds who asks by the key that the connection has shown.
func (h *Hub) callerOf(r *http.Request) (caller, error) {
	c := caller{host: hostOf(r.RemoteAddr)}
	if r.TLS == nil || len(r.TLS.PeerCertificates) == 0 {
		return c, refused(http.StatusForbidden, data.Forbidden, "device.unknown")
	}
	c.key = wire.KeyOf(r.TLS.PeerCertificates[0])
	d, found, err := h.registry.find(r.Context(), h.book, c.key)
	c.known, c.was = found && d.Active(), found && !d.Active()
	if found {
		c.Device = d
	}
	return c, err
}

func (h *Hub) serve(w http.ResponseWriter, r *http.Request, c caller) error {
	e, ok := endpoints[r.URL.Path]
	if c.known {
		may, news := h.crowd.arrive(c.Device, c.host, plainVersion(r.Header.Get(wire.HeaderVersion)), h.now())
		if !may {
			return busy(w, "1")
		}
		defer h.crowd.leave(c.ID)
		if news {
			h.arrived(c)
		}
		h.meet(c, r, h.now())
	} else if !(h.limits.sparesLoopback && isLoopback(c.host)) && !h.crowd.allow(&h.crowd.guests, c.host, h.now()) {
		return busy(w, "10")
	}
	switch {
	case !ok || r.URL.EscapedPath() != r.URL.Path:
		return refused(http.StatusNotFound, data.NotFound, "device.noPath")
	case r.Method != e.method:
		w.Header().Set("Allow", e.method)
		return refused(http.StatusMethodNotAllowed, data.Invalid, "device.noPath")
	}
	if !e.open {
		if err := h.admit(r, c, e); err != nil {
			return err
		}
	}
	if r.ContentLength > int64(e.most) {
		return tooLarge(e.most)
	}
	r.Body = http.MaxBytesReader(w, r.Body, int64(e.most))
	control := http.NewResponseController(w)
	if e.method == http.MethodPost { // where there is no body, the end of its time would end the answer
		control.SetReadDeadline(time.Now().Add(h.limits.body)) // sockets know no other clock
	}
	control.SetWriteDeadline(time.Now().Add(h.limits.body + h.limits.write))
	return e.answer(h, w, r, c)
}

// busy asks the caller to come back after some seconds.
func busy(w http.ResponseWriter, seconds string) error {
	w.Header().Set("Retry-After", seconds)
	return refused(http.StatusTooManyRequests, data.Offline, "device.busy")
}

// admit checks that a device may talk to this hub at all: its key, its version,
// its epoch.
func (h *Hub) admit(r *http.Request, c caller, e endpoint) error {
	switch {
	case c.was:
		return revoked(c.Device)
	case !c.known:
		return refused(http.StatusForbidden, data.Forbidden, "device.unknown")
	}
	if err := h.sameProtocol(r); err != nil {
		return err
	}
	return h.sameEpoch(r, c, e.any)
}

// sameProtocol checks that both sides mean the same by what they say.
func (h *Hub) sameProtocol(r *http.Request) error {
	protocol, err := strconv.ParseInt(r.Header.Get(wire.HeaderProtocol), 10, 64)
	schema, err2 := strconv.ParseInt(r.Header.Get(wire.HeaderSchema), 10, 64)
	if err != nil || err2 != nil {
		return refused(http.StatusBadRequest, data.Invalid, "device.noHeader")
	}
	theirs := plainVersion(r.Header.Get(wire.HeaderVersion))
	switch {
	case protocol < wire.Protocol, protocol == wire.Protocol && schema < h.book.Schema():
		return refused(http.StatusConflict, data.Stale, "device.updateDevice", theirs, h.version)
	case protocol > wire.Protocol, schema > h.book.Schema():
		return refused(http.StatusConflict, data.Stale, "device.updateHub", h.version, theirs)
	}
	return nil
}

// plainVersion keeps what of a version can stand in a sentence.
func plainVersion(s string) string {
	if len(s) > 32 || !data.ID(s).Valid() {
		return "?"
	}
	return s
}

// read takes a request's JSON body into v.
func read(r *http.Request, v any) error {
	d := json.NewDecoder(r.Body)
	err := d.Decode(v)
	if err == nil {
		_, err = d.Token()
		if err == io.EOF {
			return nil
		}
	}
	if over, is := errors.AsType[*http.MaxBytesError](err); is {
		return tooLarge(int(over.Limit))
	}
	f := refused(http.StatusBadRequest, data.Invalid, "device.badBody")
	f.fault.Because(err)
	return f
}

func tooLarge(most int) error {
	return refused(http.StatusRequestEntityTooLarge, data.Invalid, "device.tooLarge", max(1, most>>20))
}

// write answers with JSON.
func write(w http.ResponseWriter, v any) error {
	body, err := json.Marshal(v)
	if err != nil {
		return data.Fault(data.Storage, "error.internal").Because(err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.Write(body) // whoever has gone asks again
	return nil
}

// refuse answers with a fault, and logs it without what was said.
func (h *Hub) refuse(w http.ResponseWriter, r *http.Request, c caller, err error) {
	f := asRefusal(err)
	args := []any{"path", pathName(r), "status", f.status, "code", f.fault.Code, "key", f.fault.Key, "device", string(c.ID), "host", c.host}
	switch {
	case f.fault.Code == data.Storage:
		h.log.Error("failed", append(args, "error", f.fault)...)
	case c.known:
		h.log.Warn("refused", args...)
	default:
		h.strangerLog("refused", args...)
	}
	body, err := json.Marshal(wire.Fault{Fault: f.fault, Epoch: f.epoch})
	if err != nil {
		body = []byte(`{"fault":{"code":"storage","key":"error.internal"}}`)
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(f.status)
	w.Write(body)
}

// pathName names a path of ours; what else strangers ask for is not worth a line
// of their making.
func pathName(r *http.Request) string {
	if _, ok := endpoints[r.URL.Path]; ok {
		return r.URL.Path
	}
	return "?"
}
