package link

import (
	"context"
	"iter"

	"yingbin/data"
	"yingbin/data/wire"
)

// Decider is a book that decides.
type Decider interface {
	DoAll(ctx context.Context, commands iter.Seq[data.Command]) ([]data.Result, error)
}

// Settle lets this device's own book decide what waits in its outbox: it has
// become the hub. What is refused stays there for the people to see. A device that
// was killed before it was through begins again: what is decided stays decided.
func Settle(ctx context.Context, book Decider, box Outbox) error {
	for {
		waiting, err := box.Waiting(ctx, wire.MaxBatch)
		if err != nil || len(waiting) == 0 {
			return err
		}
		if err := settleBatch(ctx, book, box, waiting); err != nil {
			return err
		}
	}
}

func settleBatch(ctx context.Context, book Decider, box Outbox, waiting []data.Envelope) error {
	var commands []data.Command
	for _, e := range waiting {
		c, err := e.Open()
		if err == nil {
			commands = append(commands, c)
			continue
		}
		h, bad := e.Meta()
		if bad != nil {
			return bad
		}
		if err := box.Refuse(ctx, h.ID, data.AsError(err)); err != nil {
			return err
		}
	}
	results, err := book.DoAll(ctx, func(yield func(data.Command) bool) {
		for _, c := range commands {
			if !yield(c) {
				return
			}
		}
	})
	if err != nil {
		return err
	}
	var receipts []data.Receipt
	for i, r := range results {
		if r.Err == nil {
			receipts = append(receipts, r.Receipt)
		} else if err := box.Refuse(ctx, commands[i].Meta().ID, data.AsError(r.Err)); err != nil {
			return err
		}
	}
	if err := box.CancelOut(ctx); err != nil {
		return err
	}
	return box.Confirm(ctx, receipts)
}
