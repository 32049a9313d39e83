package hub

import (
	"context"
	"net/http"
	"slices"

	"yingbin/data"
	"yingbin/data/wire"
)

// commands decides what a device brings, in its order, together with what others
// bring at the same time, and answers when all of it is on disk. The same command again gets its first
// receipt: a device whose answer was lost asks again.
func (h *Hub) commands(w http.ResponseWriter, r *http.Request, c caller) error {
	var b wire.Batch
	if err := read(r, &b); err != nil {
		return err
	}
	switch {
	case len(b.Commands) > wire.MaxBatch:
		return refused(http.StatusRequestEntityTooLarge, data.Invalid, "device.tooMany", wire.MaxBatch)
	case b.Waiting < 0 || b.Waiting > maxWaiting:
		return data.Fault(data.Invalid, "device.badBody")
	case b.Recovered && !c.Role.Full():
		return data.Fault(data.Forbidden, "device.otherDevice") // only a whole book holds others' commands
	}
	opened := open(b, c.Device)
	// A device that goes away must not leave a batch half examined.
	ctx := context.WithoutCancel(r.Context())
	results, err := h.book.DoAll(ctx, allowed(opened))
	h.ails(err, results)
	var kept map[int]data.Receipt
	if err == nil && b.Waited {
		kept, err = h.keepLate(ctx, opened, results)
	}
	if err != nil {
		return err
	}
	if h.crowd.tell(c.ID, b.Waiting, -1) {
		h.notices.tell()
	}
	return write(w, h.answers(opened, results, kept, c))
}

// offered is a command of a batch, or why it is not even asked for.
type offered struct {
	command data.Command
	fault   *data.Error
}

// open takes commands out of their envelopes and keeps back those that the device
// may not give, whoever signed them.
func open(b wire.Batch, d data.Device) []offered {
	list := make([]offered, len(b.Commands))
	proofs := 0
	for i, e := range b.Commands {
		if e.Secrets != nil {
			proofs++ // each takes tens of milliseconds of the hub's processor
		}
		list[i] = openOne(e, d, b.Recovered)
		if list[i].fault == nil && proofs > wire.MaxSecrets {
			list[i] = offered{fault: data.Fault(data.Invalid, "device.tooManySecrets", wire.MaxSecrets)}
		}
	}
	return list
}

// maxKind is longer than the name of any kind: one that is not known comes back in
// the answer.
const maxKind = 64

func openOne(e data.Envelope, d data.Device, recovered bool) offered {
	if len(e.Kind) > maxKind {
		return offered{fault: data.Fault(data.Invalid, "error.invalid")}
	}
	command, err := e.Open()
	if err != nil {
		return offered{fault: data.AsError(err)}
	}
	kind, _ := data.KindOf(command)
	switch {
	case kind.HubOnly:
		return offered{fault: data.Fault(data.Forbidden, "device.onlyHub")}
	case command.Meta().Device != d.ID && !recovered:
		return offered{fault: data.Fault(data.Forbidden, "device.otherDevice")}
	case !d.Role.Allows(kind):
		return offered{fault: data.Fault(data.Forbidden, "device.notHere", d.Name)}
	}
	command.Meta().Proved = recovered // the ended hub asked for PINs, which nobody keeps
	return offered{command: command}
}

// allowed gives the commands that the book is asked for.
func allowed(list []offered) func(func(data.Command) bool) {
	return func(yield func(data.Command) bool) {
		for _, o := range list {
			if o.fault == nil && !yield(o.command) {
				return
			}
		}
	}
}

// answers puts the book's results in the order of the batch.
func (h *Hub) answers(list []offered, results []data.Result, kept map[int]data.Receipt, c caller) wire.Answers {
	a := wire.Answers{Answers: make([]wire.Answer, len(list)), Now: h.book.Now()}
	refusals := map[string]int{}
	for i, o := range list {
		fault := o.fault
		if fault == nil {
			fault = data.AsError(results[0].Err)
			a.Answers[i].Receipt = &results[0].Receipt
			results = results[1:]
		}
		if r, ok := kept[i]; ok {
			a.Answers[i] = wire.Answer{Receipt: &r, Kept: true}
			continue
		}
		if fault != nil {
			a.Answers[i] = wire.Answer{Fault: fault}
			refusals[fault.Key]++
		}
	}
	h.logRefusals(refusals, c)
	return a
}

func (h *Hub) logRefusals(refusals map[string]int, c caller) {
	keys := make([]string, 0, len(refusals))
	for k := range refusals {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		h.log.Info("commands refused", "device", string(c.ID), "key", k, "count", refusals[k])
	}
}
