package link

import (
	"context"
	"os"
	"path/filepath"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
)

// resign prepares that a hub becomes a copy: it fetches the book of the device
// that took its place, and puts what that one lacks into the outbox. Done again
// after a kill it comes to the same.
func resign(ctx context.Context, book *registers.Book, box *store.Outbox, o Options, dir string) (file string, err error) {
	staging := filepath.Join(dir, "following")
	if err := os.MkdirAll(staging, 0o700); err != nil {
		return "", err
	}
	if err := o.Settings.Keep(staging); err != nil {
		return "", err
	}
	if file, _, err = Fetch(ctx, o, book.Schema(), nil); err != nil {
		return "", err
	}
	base, err := book.Parting(ctx, file)
	if err != nil {
		return "", err
	}
	lines, err := book.LinesAfter(ctx, base)
	if err != nil {
		return "", err
	}
	list, err := Recoverable(lines)
	if err != nil {
		return "", err
	}
	if err := box.Recover(ctx, list); err != nil {
		return "", err
	}
	return file, o.Settings.Keep(dir)
}

// succeeded is what a hub must remember of the device that took its place.
func succeeded(ctx context.Context, book *registers.Book, own data.ID, next data.HubOffer) (*Settings, error) {
	devices, err := book.Devices(ctx)
	if err != nil {
		return nil, err
	}
	office, err := book.OfficeID(ctx)
	if err != nil {
		return nil, err
	}
	s := &Settings{Device: own, OfficeID: office, Role: data.AtReception, Hub: next.Device, Address: next.Address, Epoch: 1}
	for _, d := range devices {
		if d.ID == next.Device {
			s.Key = d.Key
		}
		if d.ID == own {
			s.Role = d.Role
		}
	}
	return s, nil
}
