package data

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// Posted is a journal line on its way to another book: the same bytes for
// everybody, and the personal values that the receiver may hold.
type Posted struct {
	Seq   int64  `json:"seq"`
	Body  string `json:"body"`
	Sides []Side `json:"sides,omitempty"`
}

// Envelope is a command on its way to the book that decides it. Secrets go with
// it over the wire and are never kept.
type Envelope struct {
	Kind    string          `json:"kind"`
	Version int             `json:"v"`
	Command json.RawMessage `json:"cmd"`
	Secrets *Secrets        `json:"secrets,omitempty"`

	// Recovered says that it was decided before, in an epoch that ended.
	Recovered bool `json:"-"`
}

// Secrets is what proves who gave a command.
type Secrets struct {
	PIN      string `json:"pin,omitempty"`
	Old      string `json:"old,omitempty"`
	Approval string `json:"approval,omitempty"`
}

// secretive are commands that carry a PIN which their JSON leaves out.
type secretive interface{ secrets() (pin, old *string) }

func (c *SignOn) secrets() (pin, old *string)         { return &c.PIN, nil }
func (c *SetPIN) secrets() (pin, old *string)         { return nil, &c.Old }
func (c *AcceptHandover) secrets() (pin, old *string) { return &c.PIN, nil }

// SecretsOf gives what of a command must not be kept, nil when there is nothing.
func SecretsOf(c Command) *Secrets {
	var s Secrets
	if h, ok := c.(secretive); ok {
		pin, old := h.secrets()
		if pin != nil {
			s.PIN = *pin
		}
		if old != nil {
			s.Old = *old
		}
	}
	if a := c.Meta().Approval; a != nil {
		s.Approval = a.PIN
	}
	if s == (Secrets{}) {
		return nil
	}
	return &s
}

// Give puts secrets back into the command they were taken from.
func (s *Secrets) Give(c Command) {
	if s == nil {
		return
	}
	if h, ok := c.(secretive); ok {
		pin, old := h.secrets()
		if pin != nil {
			*pin = s.PIN
		}
		if old != nil {
			*old = s.Old
		}
	}
	if a := c.Meta().Approval; a != nil {
		a.PIN = s.Approval
	}
}

// KindOf finds the kind of a command among all registers.
func KindOf(c Command) (Kind, bool) {
	t := reflect.TypeOf(c)
	for _, r := range registers {
		for _, k := range r.Kinds {
			if reflect.TypeOf(k.New()) == t {
				return k, true
			}
		}
	}
	return Kind{}, false
}

// KindWord is the word key that says what a kind of command is, "" for one that
// nobody knows.
func KindWord(name string) string {
	for _, r := range registers {
		for _, k := range r.Kinds {
			if k.Name == name {
				return r.Name + ".kind." + name
			}
		}
	}
	return ""
}

// KindNamed finds a kind by the name that stands in the journal.
func KindNamed(name string) (Kind, bool) {
	for _, r := range registers {
		for _, k := range r.Kinds {
			if k.Name == name {
				return k, true
			}
		}
	}
	return Kind{}, false
}

// Wrap puts a command into an envelope, without its secrets.
func Wrap(c Command) (Envelope, error) {
	k, ok := KindOf(c)
	if !ok {
		return Envelope{}, Fault(Invalid, "error.internal").Because(fmt.Errorf("no kind for %T", c))
	}
	body, err := json.Marshal(c)
	if err != nil {
		return Envelope{}, Fault(Invalid, "error.internal").Because(err)
	}
	return Envelope{Kind: k.Name, Version: k.Version, Command: body}, nil
}

// Open takes the command out, as its kind's newest version has it, with its
// secrets. A kind or a version that this program doesn't know is refused with
// device.unknownKind.
func (e Envelope) Open() (Command, error) {
	k, ok := KindNamed(e.Kind)
	if !ok {
		return nil, Fault(Invalid, "device.unknownKind", e.Kind)
	}
	if len(e.Command) == 0 || bytes.Equal(bytes.TrimSpace(e.Command), []byte("null")) {
		return nil, Fault(Invalid, "error.invalid")
	}
	c, err := k.Decode(e.Version, e.Command)
	if err != nil {
		return nil, err
	}
	e.Secrets.Give(c)
	return c, nil
}

// Whole gives back the command of a line, with its personal values. It is not ok
// when some of them are not at hand: forgotten, or never given to this device.
func (l Line) Whole(sides []Side) (e Envelope, ok bool, err error) {
	if len(sides) != len(l.Personal) {
		return e, false, nil
	}
	e = Envelope{Kind: l.Kind, Version: l.Version, Command: l.Command}
	var tree map[string]any
	for _, s := range sides {
		values := map[string]any{}
		if err := decode(s.Values, &values); err != nil {
			return e, false, err
		}
		for name, v := range values {
			path, found := strings.CutPrefix(name, "cmd.")
			if !found {
				continue
			}
			if tree == nil {
				if err := decode(l.Command, &tree); err != nil {
					return e, false, err
				}
			}
			if !graft(tree, strings.Split(path, "."), v) {
				return e, false, Fault(Storage, "error.damaged").Because(fmt.Errorf("line %d: no place for %s", l.Seq, name))
			}
		}
	}
	if tree != nil {
		if e.Command, err = json.Marshal(tree); err != nil {
			return e, false, Fault(Storage, "error.internal").Because(err)
		}
	}
	return e, true, nil
}

// graft puts a value where a path leads, through maps by name and lists by place.
func graft(at any, path []string, v any) bool {
	switch at := at.(type) {
	case map[string]any:
		if len(path) == 1 {
			at[path[0]] = v
			return true
		}
		return graft(at[path[0]], path[1:], v)
	case []any:
		i, err := strconv.Atoi(path[0])
		return err == nil && i >= 0 && i < len(at) && len(path) > 1 && graft(at[i], path[1:], v)
	}
	return false
}

func decode(body []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := d.Decode(into); err != nil {
		return Fault(Storage, "error.damaged").Because(err)
	}
	return nil
}

// Meta reads the head of the command inside, whether its kind is known or not.
func (e Envelope) Meta() (Head, error) {
	var h Head
	if err := json.Unmarshal(e.Command, &h); err != nil {
		return h, Fault(Invalid, "error.invalid").Because(err)
	}
	return h, nil
}
