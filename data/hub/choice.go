package hub

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"yingbin/data"
	"yingbin/data/wire"
)

// choiceFile keeps what the hub must know when the program starts again.
const choiceFile = "hub.json"

// choice is what stands in it.
type choice struct {
	Share     bool           `json:"share"`
	Listen    []string       `json:"listen,omitempty"` // empty for the LAN's addresses
	Peers     []wire.Peer    `json:"peers,omitempty"`  // who could have become the hub meanwhile
	Successor *data.HubOffer `json:"successor,omitempty"`

	Instances map[data.ID]instance `json:"instances,omitempty"` // the newest run of each device's program
	Twice     []data.Twice         `json:"twice,omitempty"`     // devices that answered from two places
}

func (h *Hub) readChoice() error {
	body, err := os.ReadFile(filepath.Join(h.dir, choiceFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return data.Fault(data.Storage, "error.readOnly").Because(err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := json.Unmarshal(body, &h.choice); err != nil {
		h.log.Warn("the sharing's choice can't be read: nothing is shared", "error", err)
		h.choice = choice{}
	}
	if s := h.choice.Successor; s != nil && s.Epoch.Number > h.epochs.now().Number {
		h.epochs.mu.Lock()
		h.epochs.successor = s
		h.epochs.mu.Unlock()
	}
	return nil
}

// keep changes the choice and writes it. That it could not be written is said to
// the log only: the sharing itself goes on.
func (h *Hub) keep(change func(*choice)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	change(&h.choice)
	body, err := json.MarshalIndent(h.choice, "", "  ")
	if err == nil {
		err = data.WriteWhole(filepath.Join(h.dir, choiceFile), body)
	}
	if err != nil {
		h.log.Error("the sharing's choice can't be kept", "error", err)
	}
}

// remember keeps where a device with the whole book is found.
func (h *Hub) remember(p wire.Peer) {
	h.mu.Lock()
	has := slices.Contains(h.choice.Peers, p)
	h.mu.Unlock()
	if has {
		return
	}
	h.keep(func(c *choice) {
		c.Peers = append(slices.DeleteFunc(c.Peers, func(old wire.Peer) bool { return old.Device == p.Device }), p)
	})
}
