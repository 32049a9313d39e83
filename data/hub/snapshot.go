package hub

import (
	"compress/gzip"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// snapshot sends a book file as the device's role may see it. A few are made at a
// time; further ones wait.
func (h *Hub) snapshot(w http.ResponseWriter, r *http.Request, c caller) error {
	if !h.crowd.allow(&h.crowd.copies, string(c.ID), h.now()) {
		return busy(w, "2")
	}
	control := http.NewResponseController(w)
	control.SetWriteDeadline(time.Time{}) // none while it is made; each piece has its own
	select {
	case h.snapshots <- struct{}{}:
		defer func() { <-h.snapshots }()
	case <-r.Context().Done():
		return nil
	}
	dir := filepath.Join(h.dir, scratch)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return data.Fault(data.Storage, "error.readOnly").Because(err)
	}
	path := filepath.Join(dir, string(data.NewID())+".db")
	defer os.Remove(path)
	mark, err := h.book.Snapshot(r.Context(), c.Role, path)
	if err != nil {
		h.ails(err, nil)
		return err
	}
	return h.send(w, control, path, mark)
}

// send streams the file, packed. What fails on the way breaks the answer off, so
// that the device doesn't take it for whole.
func (h *Hub) send(w http.ResponseWriter, control *http.ResponseController, path string, mark data.Mark) error {
	file, err := os.Open(path)
	if err != nil {
		return data.Fault(data.Storage, "error.internal").Because(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return data.Fault(data.Storage, "error.internal").Because(err)
	}
	w.Header().Set("Content-Type", "application/gzip")
	w.Header().Set(wire.HeaderMark, wire.FormatMark(mark))
	w.Header().Set(wire.HeaderSize, strconv.FormatInt(info.Size(), 10))
	w.Header().Set(wire.HeaderEpoch, strconv.FormatInt(h.epochs.now().Number, 10))
	packed, err := gzip.NewWriterLevel(&patient{w, control, h.limits.write}, gzip.BestSpeed)
	if err == nil {
		_, err = io.CopyBuffer(packed, struct{ io.Reader }{file}, make([]byte, 64<<10))
	}
	if err == nil {
		err = packed.Close()
	}
	if err != nil {
		h.log.Warn("snapshot broke off", "error", err)
		panic(http.ErrAbortHandler)
	}
	return nil
}

// patient gives each piece of an answer its own time to be taken.
type patient struct {
	w       io.Writer
	control *http.ResponseController
	time    time.Duration
}

func (p *patient) Write(b []byte) (int, error) {
	p.control.SetWriteDeadline(time.Now().Add(p.time))
	return p.w.Write(b)
}
