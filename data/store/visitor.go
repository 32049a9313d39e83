package store

import (
	"yingbin/data"
)

// Guest is who a command speaks of: the id its maker picked or made, and what
// was said of name and phone.
type Guest struct {
	ID                 data.ID
	Name, Title, Phone string
	Seen               data.Time // when they came; 0 for somebody who only phoned
}

// Guest finds the visitor or makes one. A phone that the office knows decides:
// whatever id the command came with, the visitor is the one with that phone, and
// a new id stays behind as another name for them, so that later commands that
// use it are understood. The command's personal values are that visitor's. Somebody
// who was made anonymous is visit.forgotten.
func (tx *Tx) Guest(g Guest) (v data.Visitor, err error) {
	err = tx.within("", func() error { v, err = tx.meet(g); return err })
	return v, err
}

func (tx *Tx) meet(g Guest) (data.Visitor, error) {
	v, err := tx.VisitorOf(g.ID)
	known, was := err == nil, v
	switch {
	case err != nil && data.CodeOf(err) != data.NotFound:
		return v, err
	case v.Forgotten:
		return v, data.Fault(data.Stale, "visit.forgotten")
	case !known:
		v = data.Visitor{ID: g.ID}
	}
	if g.Phone != "" && g.Phone != v.Phone {
		owner, taken, err := tx.VisitorWith(g.Phone)
		switch {
		case err != nil:
			return v, err
		case taken && known && v.Phone == "":
			if err = tx.sameVisitor(v, owner); err == nil {
				owner, err = tx.VisitorOf(owner.ID)
			}
		case taken && !known:
			err = tx.Insert("visitor", data.Visitor{ID: g.ID, SameAs: owner.ID})
		}
		if err != nil {
			return v, err
		}
		if taken {
			v, known, was = owner, true, owner
		} else {
			v.Phone = g.Phone
		}
	}
	if g.Name != "" && (g.Seen == 0 && v.LastSeen == 0 || g.Seen >= v.LastSeen) {
		v.Name, v.Title = g.Name, g.Title
	}
	v.LastSeen = max(v.LastSeen, g.Seen)
	tx.subject = v.ID
	if known {
		return v, tx.revise("visitor", was, v)
	}
	return v, tx.Insert("visitor", v)
}

// VisitorOf reads a visitor by an id they are or were known by; nobody is
// error.notFound.
func (tx *Tx) VisitorOf(id data.ID) (data.Visitor, error) {
	for {
		v, err := Get[data.Visitor](tx, "visitor", string(id))
		if err != nil || v.SameAs == "" {
			return v, err
		}
		id = v.SameAs
	}
}

// VisitorWith reads the visitor with a phone.
func (tx *Tx) VisitorWith(phone string) (v data.Visitor, found bool, err error) {
	v, err = One[data.Visitor](tx.ctx, tx, `SELECT * FROM visitor WHERE phone = ? AND phone <> ''`, phone)
	if data.CodeOf(err) == data.NotFound {
		return v, false, nil
	}
	return v, err == nil, err
}

// sameVisitor makes one of two visitors: all that v has becomes into's, but for
// what was sealed as it stood.
func (tx *Tx) sameVisitor(v, into data.Visitor) error {
	err := tx.eachRow(v.ID, tx.book.moving(), func(row data.Row, key []any) error {
		return tx.Update(row.Table, Cols{"visitor": into.ID}, key...)
	})
	if err != nil {
		return err
	}
	if err := tx.Set("visitor", data.Visitor{ID: v.ID, SameAs: into.ID}); err != nil {
		return err
	}
	if into.Mark != "" {
		v.Mark = ""
	}
	return tx.Update("visitor", Cols{
		"vip": v.VIP || into.VIP, "mark": into.Mark + v.Mark, "last_seen": max(v.LastSeen, into.LastSeen),
	}, string(into.ID))
}

// KnownGuest reads the visitor whom a command names, and lets its personal values
// be theirs. One who is not there is at fault in the field.
func (tx *Tx) KnownGuest(id data.ID, field string) (data.Visitor, error) {
	v, err := tx.VisitorOf(id)
	if err == nil {
		tx.About(v.ID)
	}
	return v, MissingAt(err, field)
}

// UpdateVisitor changes what is known of a visitor by every register.
func (tx *Tx) UpdateVisitor(id data.ID, c Cols) error {
	return tx.within("", func() error { return tx.Update("visitor", c, string(id)) })
}

// Tied reports whether another register knows a visitor as more than the guest of
// one visit.
func (tx *Tx) Tied(visitor data.ID) (bool, error) {
	for _, q := range tx.book.ties {
		n, err := Value[int64](tx.ctx, tx, `SELECT 1 FROM (`+q+`) AS tie WHERE tie.visitor = ? AND tie.visitor <> '' LIMIT 1`, string(visitor))
		if err != nil || n != 0 {
			return n != 0, err
		}
	}
	return false, nil
}

// StaffHere reads somebody of the staff who had not left the firm when the command
// was given. One who is not there is at fault in the field.
func (tx *Tx) StaffHere(id data.ID, field string) (data.Staff, error) {
	s, err := tx.StaffThen(id)
	if err == nil && s.Gone {
		err = data.Fault(data.NotFound, "error.notFound")
	}
	return s, MissingAt(err, field)
}
