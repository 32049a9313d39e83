package hub

import (
	"context"
	"iter"

	"yingbin/data"
)

// Book is what the hub asks of the office's book.
type Book interface {
	Do(ctx context.Context, c data.Command) (data.Receipt, error)
	// DoAll decides commands, each on its own, and returns when all are on disk; an
	// error says that nothing of it is sure.
	DoAll(ctx context.Context, commands iter.Seq[data.Command]) ([]data.Result, error)
	// Tail reads lines after a sequence with the values that a role may hold.
	Tail(ctx context.Context, role data.DeviceRole, after int64, limit int) ([]data.Posted, error)
	// MarkAt gives the digest of a line; not-found when the journal has no such
	// line, the zero mark at 0.
	MarkAt(ctx context.Context, seq int64) (data.Mark, error)
	Head(ctx context.Context) (data.Mark, error)
	Epoch(ctx context.Context) (data.Epoch, error)
	// Epochs gives those above a number, with the lines that began them.
	Epochs(ctx context.Context, above int64) ([]data.EpochLine, error)
	OfficeID(ctx context.Context) (data.ID, error)
	Schema() int64
	Now() data.Time
	// Snapshot writes a book file as a role may see it, to a path that is not there.
	Snapshot(ctx context.Context, role data.DeviceRole, path string) (data.Mark, error)
	Devices(ctx context.Context) ([]data.Device, error)
	Staff(ctx context.Context) ([]data.Staff, error)
	Settings(ctx context.Context) (data.Settings, error)
	CheckPIN(ctx context.Context, who data.ID, pin string) error
	Watch(ctx context.Context) <-chan data.Change
}
