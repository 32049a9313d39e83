package link

import (
	"context"

	"yingbin/data"
)

// Replica is this device's copy of the book: what the hub has decided, and on top
// of it what waits.
type Replica interface {
	Role() data.DeviceRole
	Schema() int64
	Head(ctx context.Context) (data.Mark, error)
	MarkAt(ctx context.Context, seq int64) (data.Mark, error)
	Epoch(ctx context.Context) (data.Epoch, error)
	// Base is the line after which this copy holds all, Anchor the newest that was
	// acknowledged, which KeepAnchor keeps.
	Base(ctx context.Context) (data.Mark, error)
	Anchor(ctx context.Context) (data.Mark, error)
	KeepAnchor(ctx context.Context, m data.Mark) error
	LineAbout(ctx context.Context, seq int64) (data.LineAbout, error)
	// Supervised checks that a supervisor began an epoch, SupervisorHere that
	// somebody is one.
	Supervised(ctx context.Context, e data.EpochLine) error
	SupervisorHere(ctx context.Context, who data.ID) (bool, error)
	// SetApart keeps this book where nothing removes it.
	SetApart(ctx context.Context) (path string, err error)
	Devices(ctx context.Context) ([]data.Device, error)

	Take(ctx context.Context, lines []data.Posted) error
	Hold(ctx context.Context, on bool) error
	Wait(ctx context.Context, c data.Command) (data.Receipt, error)
	Drop(ctx context.Context, ids ...data.ID) error
	Rest(ctx context.Context, list []data.Command) ([]data.Result, error)
	Decided(ctx context.Context, id data.ID) (data.Receipt, bool, error)
	LinesAfter(ctx context.Context, seq int64) ([]data.Posted, error)
	Parting(ctx context.Context, file string) (seq int64, err error)
	Swap(ctx context.Context, file string) error
	Staff(ctx context.Context) ([]data.Staff, error)
	CheckPINHere(ctx context.Context, who data.ID, pin string) error
}

// Outbox keeps what this device did itself, until the hub decided it and for a
// while after. What a method wrote is on disk when it returns.
type Outbox interface {
	Put(ctx context.Context, e data.Envelope, staff data.ID, at data.Time) error
	Waiting(ctx context.Context, limit int) ([]data.Envelope, error)
	Ahead(ctx context.Context, seq int64) ([]data.Envelope, error)
	Count(ctx context.Context) (waiting, refused int, err error)
	Find(ctx context.Context, id data.ID) (r data.Receipt, kept bool, refused *data.Error, err error)
	Confirm(ctx context.Context, receipts []data.Receipt) error
	Refuse(ctx context.Context, id data.ID, why *data.Error) error
	Rejections(ctx context.Context) ([]data.Rejection, error)
	Offer(ctx context.Context, id data.ID) error // lets a refused one wait again
	CancelOut(ctx context.Context) error         // forgets refused ones that take each other back
	Dismiss(ctx context.Context, id data.ID) error
	Withdraw(ctx context.Context, id data.ID) error
	Reopen(ctx context.Context, base int64) (int, error)
	Recover(ctx context.Context, list []data.Envelope) error
	Prune(ctx context.Context, now data.Time) error
	Forget(ctx context.Context) error // all that is decided
}
