package office

import (
	"context"
	"os"
	"path/filepath"

	"yingbin/data"
	"yingbin/data/link"
	"yingbin/data/store"
	"yingbin/data/wire"
)

// Join has a device take part in an office that is there already: it pairs with
// the hub and fetches the book, which Open then puts in place. A device that has
// paired and could not fetch the book need not pair again.
func Join(ctx context.Context, o Options, address, code, name string, progress func(done, total int64)) error {
	identity, err := wire.LoadIdentity(o.Dir)
	if err != nil {
		return err
	}
	s, paired, err := link.Load(o.Dir)
	if err != nil {
		return err
	}
	if !paired {
		s, err = link.Pair(ctx, link.PairOptions{Dir: o.Dir, Device: o.Device, Identity: identity, Schema: store.Schema(), Version: o.Version}, address, code, name)
		if err != nil {
			return err
		}
	}
	return fetch(ctx, o, s, identity, progress)
}

// fetch brings the book beside where it will lie.
func fetch(ctx context.Context, o Options, s *link.Settings, identity wire.Identity, progress func(done, total int64)) error {
	if progress == nil {
		progress = func(int64, int64) {}
	}
	file, _, err := link.Fetch(ctx, link.Options{Settings: s, Identity: identity, Version: o.Version, Log: o.logger()}, store.Schema(), progress)
	if err != nil {
		return err
	}
	if err := os.Rename(file, filepath.Join(o.Dir, fetchedFile)); err != nil {
		os.Remove(file)
		return data.DiskFault(err)
	}
	return nil
}
