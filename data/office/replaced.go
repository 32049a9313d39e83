package office

import (
	"context"
	"sync"

	"yingbin/data"
)

// This file is a hub that another device has replaced: what is done on it is written in
// its own book and has yet to reach the one that decides now.

// unsure are the records that a replaced hub's lines touched, as far as they are read.
type unsure struct {
	mu      sync.Mutex
	since   int64 // the last line that the office's book has too
	known   bool
	head    int64 // the newest line that was read
	records data.WaitingSet
}

// Do gives a command to the book. Where another device has become the hub the receipt
// says that the office has yet to hear of it.
func (h *Host) Do(ctx context.Context, c data.Command) (data.Receipt, error) {
	r, err := h.Book.Do(ctx, c)
	if err == nil && h.Hub.Successor() != nil {
		h.unsure.from(r.Seq - 1)
		r.Waiting = true
	}
	return r, err
}

// from notes that no line after one is sure.
func (u *unsure) from(seq int64) {
	u.mu.Lock()
	defer u.mu.Unlock()
	if !u.known || seq < u.since {
		u.since, u.known, u.head, u.records = seq, true, seq, data.WaitingSet{}
	}
}

// Waiting are the records that were touched since another device became the hub.
func (h *Host) Waiting(ctx context.Context) data.WaitingSet {
	next := h.Hub.Successor()
	if next == nil {
		return data.WaitingSet{}
	}
	if b := next.Epoch.Base; b > 0 {
		h.unsure.from(b)
	}
	h.unsure.mu.Lock()
	defer h.unsure.mu.Unlock()
	if !h.unsure.known {
		return data.WaitingSet{}
	}
	if err := h.readUnsure(ctx); err != nil {
		h.options.logger().Error("what has yet to be passed on can't be read", "cause", err)
	}
	all := data.WaitingSet{}
	for id := range h.unsure.records {
		all[id] = true
	}
	return all
}

// readUnsure reads the records of lines that were not read yet. The caller holds mu.
func (h *Host) readUnsure(ctx context.Context) error {
	u := &h.unsure
	lines, err := h.Book.LinesAfter(ctx, u.head)
	for _, p := range lines {
		line, bad := data.ParseLine([]byte(p.Body))
		if bad != nil {
			return bad
		}
		for _, c := range line.Changes {
			if id, ok := c.Key[0].(string); ok {
				u.records[data.ID(id)] = true
			}
		}
		u.head = p.Seq
	}
	return err
}
