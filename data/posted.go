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

// Envelope is a command on its way to the book that decides it.
type Envelope struct {
	Kind    string          `json:"kind"`
	Version int             `json:"v"`
	Command json.RawMessage `json:"cmd"` // of a signed one without its personal values

	Aside  map[string]Salted `json:"aside,omitempty"` // these, by their paths
	Signed *Signatures       `json:"signed,omitempty"`
	Keys   SignedWith        `json:"keys,omitzero"`

	// Recovered says that it was decided before, in an epoch that ended.
	Recovered bool `json:"-"`
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

// Wrap puts a command into an envelope that nobody has signed.
func Wrap(c Command) (Envelope, error) {
	k, ok := KindOf(c)
	if !ok {
		return Envelope{}, Fault(Invalid, "error.internal").Because(fmt.Errorf("no kind for %T", c))
	}
	return k.wrap(c)
}

func (k Kind) wrap(c Command) (Envelope, error) {
	body, err := json.Marshal(c)
	if err != nil {
		return Envelope{}, Fault(Invalid, "error.internal").Because(err)
	}
	return Envelope{Kind: k.Name, Version: k.Version, Command: body}, nil
}

// Open takes the command out, as its kind's newest version has it. A kind or a
// version that this program doesn't know is refused with device.unknownKind.
func (e Envelope) Open() (Command, error) {
	k, ok := KindNamed(e.Kind)
	if !ok {
		return nil, Fault(Invalid, "device.unknownKind", e.Kind)
	}
	if len(e.Command) == 0 || bytes.Equal(bytes.TrimSpace(e.Command), []byte("null")) {
		return nil, Fault(Invalid, "error.invalid")
	}
	body, err := e.whole()
	if err != nil {
		return nil, err
	}
	c, err := k.Decode(e.Version, body)
	if err != nil {
		return nil, err
	}
	if c.Meta().Recovered = e.Recovered; e.Signed != nil {
		c.Meta().Sealed = &e
	}
	return c, nil
}

// Whole gives back the command of a line, with its personal values and as it was
// signed. It is not ok when some of them are not at hand: forgotten, or never given
// to this device.
func (l Line) Whole(sides []Side) (e Envelope, ok bool, err error) {
	if len(sides) != len(l.Personal) {
		return e, false, nil
	}
	e = l.Envelope()
	aside := map[string]Salted{}
	for _, s := range sides {
		if err := l.asideOf(s, aside); err != nil {
			return e, false, err
		}
	}
	if len(aside) == 0 {
		return e, true, nil
	}
	e.Aside = aside
	if l.Signed == nil {
		e.Command, err = e.whole()
		e.Aside = nil
	}
	if err != nil {
		return e, false, Fault(Storage, "error.damaged").Because(fmt.Errorf("line %d: %w", l.Seq, err))
	}
	return e, true, nil
}

// asideOf adds the values of the command that a side holds.
func (l Line) asideOf(s Side, aside map[string]Salted) error {
	values := map[string]json.RawMessage{}
	if err := decode(s.Values, &values); err != nil {
		return err
	}
	for name, v := range values {
		path, found := strings.CutPrefix(name, commandPrefix)
		if !found {
			continue
		}
		one := Salted{Value: v}
		if salt := values[saltPrefix+path]; salt != nil {
			if err := decode(salt, &one.Salt); err != nil {
				return err
			}
		}
		aside[path] = one
	}
	return nil
}

// Envelope is the line's command as it was given, without its personal values.
func (l Line) Envelope() Envelope {
	return Envelope{Kind: l.Kind, Version: l.Version, Command: l.Command, Signed: l.Signed}
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
