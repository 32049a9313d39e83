package sample

import (
	"encoding/json"
	"fmt"

	"yingbin/data"
)

// register is what a register adds to the sample: its list, what of it a fresh
// office begins with too, and its part of every day. A register's file announces
// it; no list names them all.
type register struct {
	list string // the name of its file among the office's lists
	// put gives the commands of the list.
	put func(list []byte) ([]data.Command, error)
	// plan reads the list again for what the life needs of it, and gives what
	// plans a day after its visits were planned; it may be nil. Luck should come
	// from a chance of its own, so that what others plan stays as it is.
	plan func(l *life, list []byte) (day func(d data.Day), err error)
}

var registers []register

func announce(r register) register {
	registers = append(registers, r)
	return r
}

// read reads a list of JSON into v.
func read(name string, list []byte, v any) error {
	if err := json.Unmarshal(list, v); err != nil {
		return data.Fault(data.Invalid, "error.internal").Because(fmt.Errorf("%s: %w", name, err))
	}
	return nil
}

// Lists gives what a fresh office begins with besides its catalogue: what the
// lists of the registers hold. of gives a list by its name, nil when there is
// none.
func Lists(of func(name string) []byte) ([]data.Command, error) {
	var all []data.Command
	for _, r := range registers {
		list := of(r.list)
		if list == nil {
			continue
		}
		commands, err := r.put(list)
		if err != nil {
			return nil, err
		}
		for _, c := range commands {
			if err := c.Validate(); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", r.list, c.Meta().ID, err)
			}
		}
		all = append(all, commands...)
	}
	return all, nil
}
