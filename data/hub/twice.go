package hub

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"yingbin/data"
	"yingbin/data/wire"
)

// This file finds out that a device's folder was copied: each start of the program on
// a device counts one on in its file and takes a number by chance, and both come with
// every request. Two programs from one file come with the same count and other
// numbers, or with a count that is over.

// instance is the newest run of a device's program that the hub has heard of.
type instance struct {
	Count int64  `json:"count"`
	Nonce string `json:"nonce"`
	Host  string `json:"host"`
}

// instances are those of all devices.
type instances struct {
	mu    sync.Mutex
	paces paces // of what is written down
}

// writesOfRuns is how often a device's runs are written down: a device that counts on
// and on must not keep the disk busy.
var writesOfRuns = pace{0.1, 10}

func (i *instances) init() { i.paces = paces{pace: writesOfRuns, of: map[string]*rate.Limiter{}} }

// readInstance reads what a request says of the run it comes from.
func readInstance(r *http.Request) (count int64, nonce string, ok bool) {
	text, nonce, found := strings.Cut(r.Header.Get(wire.HeaderInstance), "-")
	count, err := strconv.ParseInt(text, 10, 64)
	return count, nonce, found && err == nil && count > 0 && len(nonce) <= 32 && data.ID(nonce).Valid()
}

// meet notes the run that a device's request comes from.
func (h *Hub) meet(c caller, r *http.Request, now time.Time) {
	count, nonce, ok := readInstance(r)
	if !ok {
		return
	}
	h.instances.mu.Lock()
	defer h.instances.mu.Unlock()
	h.mu.Lock()
	was, known := h.choice.Instances[c.ID]
	h.mu.Unlock()
	is := instance{count, nonce, c.host}
	switch {
	case was == is:
	case !known || count > was.Count || count == was.Count && nonce == was.Nonce:
		h.noteInstance(c.ID, is, known && count == was.Count || !h.instances.paces.allow(string(c.ID), now))
	default:
		h.twoOf(c, was, now)
	}
}

// noteInstance remembers a run; quietly leaves the disk alone.
func (h *Hub) noteInstance(id data.ID, is instance, quietly bool) {
	note := func(c *choice) {
		if c.Instances == nil {
			c.Instances = map[data.ID]instance{}
		}
		c.Instances[id] = is
	}
	if !quietly {
		h.keep(note)
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	note(&h.choice)
}

// twoOf tells that a device answers from two places.
func (h *Hub) twoOf(c caller, was instance, now time.Time) {
	two := data.Twice{Device: c.ID, Name: c.Name, Hosts: slices.Compact(slices.Sorted(slices.Values([]string{was.Host, c.host}))), At: data.TimeOf(now)}
	h.mu.Lock()
	i := slices.IndexFunc(h.choice.Twice, func(t data.Twice) bool { return t.Device == c.ID })
	told := i >= 0 && slices.Equal(h.choice.Twice[i].Hosts, two.Hosts)
	h.mu.Unlock()
	if told {
		return
	}
	h.log.Warn("a device answers from two places", "device", string(c.ID), "hosts", two.Hosts)
	h.keep(func(k *choice) {
		k.Twice = append(slices.DeleteFunc(k.Twice, func(t data.Twice) bool { return t.Device == c.ID }), two)
	})
	h.notices.tell()
}

// twice lists the devices that answered from two places and may still come.
func (h *Hub) twice() (list []data.Twice) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, t := range h.choice.Twice {
		if d, known := h.registry.device(t.Device); known && d.Active() {
			list = append(list, t)
		}
	}
	return list
}

// KnowsTwice takes note that a device was moved or put back on purpose, in the name of
// a supervisor. Should both go on, it is told again.
func (h *Hub) KnowsTwice(ctx context.Context, id, by data.ID) error {
	if err := h.supervises(ctx, by); err != nil {
		return err
	}
	h.keep(func(c *choice) {
		c.Twice = slices.DeleteFunc(c.Twice, func(t data.Twice) bool { return t.Device == id })
		delete(c.Instances, id)
	})
	h.notices.tell()
	return nil
}
