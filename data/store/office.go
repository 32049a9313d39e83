package store

import (
	"context"
	"encoding/json"

	"yingbin/data"
)

var offices = Register{
	Of: data.Office,
	Decide: map[string]Decider{
		"OpenOffice":     Decides(openOffice),
		"ChangeSettings": Decides(changeSettings),
	},
	Describe: map[string]Describer{
		"OpenOffice":     Describes(func(_ *Naming, c *data.OpenOffice) []any { return []any{c.Settings.Name} }),
		"ChangeSettings": Describes(func(_ *Naming, c *data.ChangeSettings) []any { return []any{c.Settings.Name} }),
	},
}

var people = Register{
	Of: data.People,
	Decide: map[string]Decider{
		"PutStaff": Decides(putStaff),
		"SetPIN":   Decides(setPIN),
		"RaisePIN": Decides(raisePIN),
		"SignOn":   Decides(func(tx *Tx, c *data.SignOn) error { return nil }),
		"SignOff":  Decides(func(tx *Tx, c *data.SignOff) error { return nil }),
	},
	Describe: map[string]Describer{
		"PutStaff": Describes(func(_ *Naming, c *data.PutStaff) []any {
			return []any{c.Name, data.Wording("staff.role." + string(c.Role))}
		}),
		"SetPIN":  Describes(func(_ *Naming, c *data.SetPIN) []any { return []any{c.Person} }),
		"SignOn":  Describes(func(_ *Naming, c *data.SignOn) []any { return []any{c.Staff} }),
		"SignOff": Describes(func(_ *Naming, c *data.SignOff) []any { return []any{c.Staff} }),
	},
	Authenticate: map[string]Authenticator{
		"SignOn": func(ctx context.Context, b *Book, c data.Command) error {
			if c.(*data.SignOn).Offline {
				return b.trustOffline(ctx, c.Meta())
			}
			return b.CheckPINHere(ctx, c.Meta().Staff, c.(*data.SignOn).PIN)
		},
		"SetPIN": func(ctx context.Context, b *Book, c data.Command) error {
			if s := c.(*data.SetPIN); s.Person == s.Staff {
				return b.CheckPINHere(ctx, s.Person, s.Old)
			}
			return nil
		},
	},
}

func openOffice(tx *Tx, c *data.OpenOffice) error {
	if tx.settings.Name != "" {
		return data.Fault(data.Conflict, "office.isOpen")
	}
	if err := tx.saveSettings(c.Settings); err != nil {
		return err
	}
	s := c.Supervisor
	return tx.Insert("staff", data.Staff{ID: s.ID, Name: s.Name, Post: s.Post, Role: data.Supervisor, Verifier: s.Verifier, Key: data.KeyIn(s.Verifier)})
}

func changeSettings(tx *Tx, c *data.ChangeSettings) error { return tx.saveSettings(c.Settings) }

func (tx *Tx) saveSettings(s data.Settings) error {
	s = s.Defaults()
	body, err := json.Marshal(s)
	if err != nil {
		return data.Fault(data.Storage, "error.internal").Because(err)
	}
	tx.settings = s
	return tx.Put("setting", Cols{"name": "office", "value": string(body)})
}

func putStaff(tx *Tx, c *data.PutStaff) error {
	old, err := Get[data.Staff](tx, "staff", string(c.Person))
	if err != nil && data.CodeOf(err) != data.NotFound {
		return err
	}
	if old.Role == data.Supervisor && !old.Gone && (c.Gone || c.Role != data.Supervisor) {
		n, err := Value[int64](tx.ctx, tx, `SELECT count(*) FROM staff WHERE role = 'supervisor' AND gone = 0 AND verifier <> ''`)
		if err != nil {
			return err
		}
		if n <= 1 {
			return data.Fault(data.Conflict, "staff.lastSupervisor").At("role")
		}
	}
	if err := tx.Put("staff", data.Staff{ID: c.Person, Name: c.Name, Post: c.Post, Role: c.Role, Verifier: old.Verifier, Key: old.Key, Gone: c.Gone, Sort: c.Sort}); err != nil {
		return err
	}
	is, err := Get[data.Staff](tx, "staff", string(c.Person))
	return Either(err, tx.keepPast(old, is))
}

func setPIN(tx *Tx, c *data.SetPIN) error {
	if c.Person != c.Staff && tx.staff.Role != data.Supervisor {
		return data.Fault(data.Forbidden, "error.forbidden")
	}
	whose, err := Get[data.Staff](tx, "staff", string(c.Person))
	if err != nil {
		return err
	}
	key := data.KeyIn(c.Verifier)
	if key == "" && whose.Key != "" { // nobody goes back to a PIN that signs nothing
		return data.Fault(data.Invalid, "error.required").At("pin")
	}
	return tx.Update("staff", Cols{"verifier": c.Verifier, "key": key}, string(c.Person))
}

func raisePIN(tx *Tx, c *data.RaisePIN) error {
	if tx.staff.Key != "" || tx.staff.Verifier == "" {
		return data.Fault(data.Stale, "error.stale")
	}
	return tx.Update("staff", Cols{"verifier": c.Verifier, "key": data.KeyIn(c.Verifier)}, string(c.Staff))
}

// Staff lists everybody, those who left too, in their order.
func (b *Book) Staff(ctx context.Context) ([]data.Staff, error) {
	return All[data.Staff](ctx, b, `SELECT * FROM staff ORDER BY gone, sort, name`)
}
