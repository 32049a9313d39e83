package store

import (
	"context"

	"yingbin/data"
)

// This file is who gave a command: what is proved of it before it joins the queue,
// where hashing and curves hold up nobody, and what is compared with the book when
// it is decided.

// examined is a command that is fit to be decided, with the public keys whose
// signatures hold, "" where there is none.
type examined struct {
	data.Kind
	sealed              *data.Envelope
	by, approval, vouch string
}

// proof has a command signed where it brings signers or PINs, and looks at its
// signatures.
func (b *Book) proof(ctx context.Context, x examined, c data.Command) (examined, error) {
	office, err := b.OfficeID(ctx)
	if err != nil || office == "" { // what is signed names the office
		return x, err
	}
	if x.sealed, err = data.Prove(ctx, x.Kind, c, office, b.Unlock); err != nil || x.sealed == nil {
		return x, err
	}
	e := x.sealed
	if err := e.Fits(x.Kind); err != nil {
		return x, err
	}
	holds := func(sign []byte, key string) string {
		if key == "" || !e.Verify(office, sign, key) {
			return ""
		}
		return key
	}
	x.by, x.approval, x.vouch = holds(e.Signed.By, e.Keys.By), holds(e.Signed.Approval, e.Keys.Approval), holds(e.Signed.Vouch, e.Keys.Vouch)
	return x, nil
}

// proven checks that a command is its person's own act, and that who approved it
// did. The keys are the book's at this moment: one that was changed since the
// signatures were looked at counts no more.
func (tx *Tx) proven(x examined, c data.Command) error {
	if tx.Invented() || tx.book.copy != nil || x.Anonymous {
		return nil
	}
	h := c.Meta()
	if !x.House {
		if err := tx.signed(x, h, data.OwnKey(c)); err != nil {
			return err
		}
	}
	if h.Approval != nil {
		return tx.approved(x, h.Approval.Staff)
	}
	return nil
}

// signed checks the signature of who gave a command. Nobody can sign before their
// first key; own is one that the command itself brings.
func (tx *Tx) signed(x examined, h *data.Head, own string) error {
	key := tx.staff.Key
	if own != "" {
		key = own
	}
	signs := x.sealed != nil && len(x.sealed.Signed.By) > 0
	switch {
	case key == "" && !signs && !h.Recovered, tx.holds(x, key, x.by, data.ByPerson):
		return nil
	case h.Recovered && x.sealed != nil && x.sealed.Signed.Voucher != "":
		return tx.vouched(x)
	case signs:
		return data.Fault(data.Stale, "staff.signAgain", tx.staff.Name)
	}
	return data.Fault(data.Forbidden, "error.unsigned")
}

// holds reports whether a signature is of the key that the book has. One that does
// not say its key, as recovered ones, is looked at here.
func (tx *Tx) holds(x examined, key, proved string, which data.Which) bool {
	if key == "" || x.sealed == nil || proved == key {
		return key != "" && proved == key
	}
	sign, said := x.sealed.Sign(which)
	if said != "" && !x.sealed.Recovered {
		return false
	}
	office, err := tx.book.OfficeID(tx.ctx)
	return err == nil && x.sealed.Verify(office, sign, key)
}

// approved checks a supervisor's word for somebody else's command.
func (tx *Tx) approved(x examined, who data.ID) error {
	s, err := tx.StaffThen(who)
	switch {
	case err != nil:
		return err
	case s.Role != data.Supervisor || s.Gone:
		return data.Fault(data.Forbidden, "error.needSupervisor").At("approval")
	case tx.holds(x, s.Key, x.approval, data.ByApprover):
		return nil
	case x.sealed == nil || len(x.sealed.Signed.Approval) == 0:
		return data.Fault(data.Forbidden, "error.approval").At("approval")
	}
	return data.Fault(data.Stale, "staff.approveAgain", s.Name).At("approval")
}

// vouched checks that a supervisor answers for a command of an epoch that ended, of
// which nobody has signed.
func (tx *Tx) vouched(x examined) error {
	s, err := Get[data.Staff](tx, "staff", string(x.sealed.Signed.Voucher))
	if err == nil && s.Role == data.Supervisor && !s.Gone && tx.holds(x, s.Key, x.vouch, data.ByVoucher) {
		return nil
	}
	return Either(err, data.Fault(data.Forbidden, "error.unsigned"))
}
