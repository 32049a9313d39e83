package store

import (
	"context"
	"encoding/hex"

	"yingbin/data"
)

var devices = Register{
	Of: data.Equipment,
	Decide: map[string]Decider{
		"AddDevice":    Decides(addDevice),
		"RevokeDevice": Decides(revokeDevice),
		"NameDevice":   Decides(nameDevice),
		"BeginEpoch":   Decides(beginEpoch),
	},
	Describe: map[string]Describer{
		"AddDevice":    Describes(func(_ *Naming, c *data.AddDevice) []any { return []any{c.Name} }),
		"RevokeDevice": Describes(func(n *Naming, c *data.RevokeDevice) []any { return []any{n.Name("device", c.Revoked)} }),
		"NameDevice":   Describes(func(_ *Naming, c *data.NameDevice) []any { return []any{c.Name} }),
		"BeginEpoch":   Describes(func(_ *Naming, c *data.BeginEpoch) []any { return []any{c.Name} }),
	},
}

// addDevice lets a device take part. One that is known already, by its id or its
// key, gets its new role and name: it was paired again.
func addDevice(tx *Tx, c *data.AddDevice) error {
	old, err := Value[string](tx.ctx, tx, `SELECT id FROM device WHERE key = ?`, c.Key)
	if err != nil {
		return err
	}
	if old != "" && data.ID(old) != c.Added {
		return data.Fault(data.Conflict, "device.keyTaken").At("key")
	}
	return tx.Set("device", data.Device{ID: c.Added, Name: c.Name, Role: c.Role, Key: c.Key, Added: tx.at, AddedBy: tx.staff.ID})
}

func (tx *Tx) deviceOf(id data.ID) (data.Device, error) {
	d, err := Get[data.Device](tx, "device", string(id))
	return d, MissingAt(err, "device")
}

// revokeDevice shuts a device out. The device that holds the book can't be: the
// office would have no order left.
func revokeDevice(tx *Tx, c *data.RevokeDevice) error {
	d, err := tx.deviceOf(c.Revoked)
	switch {
	case err != nil:
		return err
	case !d.Active():
		return data.Fault(data.Stale, "device.revokedAlready", d.Name).At("device")
	}
	hub, err := Value[string](tx.ctx, tx, `SELECT hub FROM epoch ORDER BY number DESC LIMIT 1`)
	if err != nil {
		return err
	}
	if hub == string(d.ID) {
		return data.Fault(data.Conflict, "device.isHub", d.Name).At("device")
	}
	return tx.Update("device", Cols{"revoked": tx.at, "gone": string(tx.staff.ID)}, string(d.ID))
}

func nameDevice(tx *Tx, c *data.NameDevice) error {
	if _, err := tx.deviceOf(c.Named); err != nil {
		return err
	}
	return tx.Update("device", Cols{"name": c.Name}, string(c.Named))
}

// beginEpoch raises the epoch: this line is its first, the one before its base.
func beginEpoch(tx *Tx, c *data.BeginEpoch) error {
	e := data.Epoch{Number: max(tx.epoch, c.Above) + 1, Base: tx.seq - 1, Digest: hex.EncodeToString(tx.before[:]), Hub: c.Hub, Why: c.Why, At: tx.at}
	tx.epoch = e.Number
	if err := tx.Insert("epoch", e); err != nil {
		return err
	}
	d, err := Get[data.Device](tx, "device", string(c.Hub))
	if data.CodeOf(err) == data.NotFound {
		d, err = data.Device{ID: c.Hub, Added: tx.at, AddedBy: c.Staff}, nil
	}
	if err != nil {
		return err
	}
	d.Name, d.Role, d.Key = c.Name, c.Role, c.Key
	return tx.Set("device", d)
}

// Devices lists every device that ever shared the book, revoked ones last.
func (b *Book) Devices(ctx context.Context) ([]data.Device, error) {
	return All[data.Device](ctx, b, `SELECT * FROM device ORDER BY revoked <> 0, added, id`)
}

// Epoch gives the newest epoch.
func (b *Book) Epoch(ctx context.Context) (data.Epoch, error) { return readEpoch(ctx, b) }

func readEpoch(ctx context.Context, q Querier) (data.Epoch, error) {
	e, err := One[data.Epoch](ctx, q, `SELECT * FROM epoch ORDER BY number DESC LIMIT 1`)
	if data.CodeOf(err) == data.NotFound {
		return data.Epoch{Number: 1}, nil
	}
	return e, err
}

// admitDevice checks that the command may come from the device it names. An
// office of one device has none in its book.
func (tx *Tx) admitDevice(kind data.Kind, h *data.Head) error {
	if h.Device == "" {
		return nil
	}
	d, err := Get[data.Device](tx, "device", string(h.Device))
	if data.CodeOf(err) == data.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	tx.device = d
	switch {
	case !d.Active():
		return data.Fault(data.Forbidden, "device.revoked", d.Name)
	case !kind.HubOnly && !d.Role.Allows(kind):
		return data.Fault(data.Forbidden, "device.notHere", d.Name)
	case !d.Role.Welcomes(tx.staff.Role):
		return data.Fault(data.Forbidden, "device.notTheirs", tx.staff.Name, d.Name)
	}
	return nil
}

// trustOffline accepts that a device has checked a PIN itself while the hub was
// out of reach: one that takes part and holds the verifiers of such people.
func (b *Book) trustOffline(ctx context.Context, h *data.Head) error {
	who, err := One[data.Staff](ctx, b, `SELECT * FROM staff WHERE id = ?`, string(h.Staff))
	if err != nil {
		return err
	}
	d, err := One[data.Device](ctx, b, `SELECT * FROM device WHERE id = ?`, string(h.Device))
	if data.CodeOf(err) == data.NotFound || err == nil && (!d.Active() || !d.Role.Knows(who.Role) || who.Verifier == "") {
		return data.Fault(data.Forbidden, "error.pin").At("pin")
	}
	return err
}
