package office

import (
	"cmp"
	"context"
	"os"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/wire"
)

// Asker asks for the word of one of a book's supervisors.
type Asker func(staff []data.Staff) (data.Approval, error)

// Restore puts a backup in the place of the book, which nobody may have open, on the word
// of one of the backup's supervisors. Where other devices follow the book, or the backup
// is of a device that had joined another hub, this device decides from here on in an
// epoch of its own, so that the others know that it went back and give what it lost.
// Faults are those of store.Restore.
func Restore(ctx context.Context, o Options, file string, ask Asker) (data.Restored, error) {
	reign := func(ctx context.Context, b *store.Book) (*data.BeginEpoch, error) { return o.reign(ctx, b, ask) }
	return store.Restore(ctx, registers.All(), o.Dir, file, store.Options{Clock: o.Clock, Reign: reign})
}

// reign asks a supervisor and gives the command by which this device decides for a book, nil where
// nobody else follows it.
func (o Options) reign(ctx context.Context, b *store.Book, ask Asker) (*data.BeginEpoch, error) {
	by, err := o.approved(ctx, b, ask)
	if err != nil {
		return nil, err
	}
	devices, err := b.Devices(ctx)
	if err != nil || len(devices) == 0 && b.Role() == "" {
		return nil, err
	}
	identity, err := wire.LoadIdentity(o.Dir)
	if err != nil {
		return nil, err
	}
	return o.begin(b, devices, identity, by, data.RestoredBehind), nil
}

// approved asks one of a book's supervisors and checks what was answered.
func (o Options) approved(ctx context.Context, b *store.Book, ask Asker) (data.ID, error) {
	staff, err := b.Staff(ctx)
	if err != nil {
		return "", err
	}
	by, err := ask(staff)
	if err != nil {
		return "", err
	}
	is, err := b.SupervisorHere(ctx, by.Staff)
	switch {
	case err != nil:
		return "", err
	case !is:
		return "", data.Fault(data.Forbidden, "error.needSupervisor")
	}
	return by.Staff, b.CheckPINHere(ctx, by.Staff, by.PIN)
}

// begin is the command by which this device decides for a book. It keeps the id under
// which the book knows its key.
func (o Options) begin(b *store.Book, devices []data.Device, identity wire.Identity, by data.ID, why string) *data.BeginEpoch {
	host, _ := os.Hostname()
	c := &data.BeginEpoch{Hub: ownID(devices, identity.Key, o.Device), Name: cmp.Or(o.Name, host, "hub"), Role: data.AtReception, Key: identity.Key, Why: why}
	for _, d := range devices {
		if d.ID == c.Hub {
			c.Name = d.Name
			if d.Role.Full() {
				c.Role = d.Role
			}
		}
	}
	c.Head = data.Head{ID: data.NewID(), At: b.Now(), Staff: by, Device: c.Hub}
	return c
}

// ownID is the id under which a book knows a device's key; what the device calls
// itself where the book does not know it. A device whose own file is lost is the same
// to all others.
func ownID(devices []data.Device, key string, own data.ID) data.ID {
	for _, d := range devices {
		if d.Key == key {
			return d.ID
		}
	}
	return own
}
