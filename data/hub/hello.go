package hub

import (
	"context"
	"net/http"
	"strconv"

	"yingbin/data"
	"yingbin/data/wire"
)

// hello says who is here. A stranger is told what finds the office again, neither
// its name nor what goes on in it. A device is shown the digests at the lines that
// it names, so that both know whether they have one past before anything is passed.
func (h *Hub) hello(w http.ResponseWriter, r *http.Request, c caller) error {
	h.hear(r, c)
	epoch := h.epochs.now()
	a := wire.Hello{
		Protocol: wire.Protocol, Schema: h.book.Schema(), Version: h.version, OfficeID: h.office,
		Hub: h.own, Epoch: data.Epoch{Number: epoch.Number}, Now: h.book.Now(), Known: c.known,
	}
	if c.known {
		a.Epoch = epoch
		if err := h.tellMore(r, c, &a); err != nil {
			return err
		}
	}
	return write(w, a)
}

// tellMore adds what only a device is told.
func (h *Hub) tellMore(r *http.Request, c caller, a *wire.Hello) error {
	ctx, q := r.Context(), r.URL.Query()
	settings, err := h.book.Settings(ctx)
	if err != nil {
		return err
	}
	head, err := h.book.Head(ctx) // what was just written counts, before the hub has heard of it
	if err != nil {
		return err
	}
	a.Office, a.Role, a.Head, a.Mark = settings.Name, c.Role, head.Seq, wire.FormatMark(head)
	if len(q["at"]) > wire.MaxMarks {
		return refused(http.StatusBadRequest, data.Invalid, "device.badPlace")
	}
	for _, text := range q["at"] {
		m, ok := wire.ReadMark(text)
		if !ok {
			return refused(http.StatusBadRequest, data.Invalid, "device.badPlace")
		}
		if a.Marks, err = h.addMark(ctx, a.Marks, m.Seq); err != nil {
			return err
		}
	}
	if since, err := strconv.ParseInt(q.Get("since"), 10, 64); err == nil {
		if a.Epochs, err = h.book.Epochs(ctx, since); err != nil {
			return err
		}
	}
	return nil
}

// addMark adds the digest of a line, if there is one.
func (h *Hub) addMark(ctx context.Context, marks []string, seq int64) ([]string, error) {
	m, err := h.book.MarkAt(ctx, seq)
	switch {
	case data.CodeOf(err) == data.NotFound:
		return marks, nil
	case err != nil:
		return nil, err
	}
	return append(marks, wire.FormatMark(m)), nil
}

// past tells the digests of lines, for a device that looks for the first one in
// which its copy and this book differ.
func (h *Hub) past(w http.ResponseWriter, r *http.Request, _ caller) error {
	asked := r.URL.Query()["at"]
	p := wire.Past{Marks: []string{}}
	for _, text := range asked {
		seq, err := strconv.ParseInt(text, 10, 64)
		if err != nil || seq < 0 || len(asked) > wire.MaxMarks {
			return refused(http.StatusBadRequest, data.Invalid, "device.badPlace")
		}
		if p.Marks, err = h.addMark(r.Context(), p.Marks, seq); err != nil {
			return err
		}
	}
	return write(w, p)
}
