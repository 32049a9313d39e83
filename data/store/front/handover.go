package front

import (
	"context"
	"encoding/hex"
	"slices"
	"strconv"

	"yingbin/data"
	"yingbin/data/store"
)

var handovers = store.Register{
	Owner:    "front",
	Of:       data.Handovers,
	Describe: aboutHandover,
	Numbers:  map[string]string{"J": "handover"},
	Decide: map[string]store.Decider{
		"LeaveNote":       store.Decides(leaveNote),
		"SealHandover":    store.Decides(sealHandover),
		"AcceptHandover":  store.Decides(acceptHandover),
		"CorrectHandover": store.Decides(correctHandover),
	},
	Recent: map[string]string{
		"handover":            `day >= :day OR state = 'sealed' OR sealed_seq = (SELECT max(sealed_seq) FROM src.handover)`,
		"handover_item":       `handover IN (SELECT id FROM handover)`,
		"handover_correction": `handover IN (SELECT id FROM handover)`,
		"handover_note":       `handover = '' OR at >= :since`,
	},
	Sealed:    lastSeal,
	Matters:   handoverMatters,
	DutyLines: tellHandovers,
}

// lastSeal says until when the handovers have sealed the book.
func lastSeal(ctx context.Context, q store.Querier) (data.Time, int64, error) {
	type row struct {
		At  data.Time
		Seq int64
	}
	r, err := store.One[row](ctx, q, `SELECT coalesce((SELECT max(sealed_at) FROM handover), 0) AS at, coalesce((SELECT max(sealed_seq) FROM handover), 0) AS seq`)
	return r.At, r.Seq, err
}

func leaveNote(tx *store.Tx, c *data.LeaveNote) error {
	return tx.Insert("handover_note", data.HandoverNote{ID: c.Note, Kind: c.What, Text: c.Text, By: c.Staff, At: tx.At()})
}

// sealHandover freezes what the registers hand over at this moment, what the
// shift did, and the notes that waited.
func sealHandover(tx *store.Tx, c *data.SealHandover) error {
	waiting, err := store.Value[string](tx.Ctx(), tx, `SELECT number FROM handover WHERE state = 'sealed'`)
	if err != nil || waiting != "" {
		return store.Either(err, data.Fault(data.Conflict, "handover.waits", data.ShortNumber(waiting)))
	}
	if tx.Settings().NextShift(c.Shift) == "" {
		return data.Fault(data.Invalid, "error.required").At("shift")
	}
	scope := store.At(tx.At(), tx.Settings())
	h, err := draftHandover(tx.Ctx(), tx, scope)
	if err != nil {
		return err
	}
	items, err := store.HandedOver(tx.Ctx(), tx, scope)
	if err != nil {
		return err
	}
	h.ID, h.Shift, h.State, h.Outgoing = c.Handover, c.Shift, data.Sealed, c.Staff
	if !slices.Contains(h.OnDuty, tx.Staff().Name) {
		h.OnDuty = append(h.OnDuty, tx.Staff().Name)
	}
	h.SealedAt, h.SealedSeq, h.OutStrokes = tx.At(), tx.Seq(), c.Strokes
	h.Petty, h.HeldMoney, h.HeldReceipts, h.Remarks = c.Petty, c.Held, c.Receipts, c.Remarks
	if h.OutSigned, err = lastDigest(tx); err != nil {
		return err
	}
	if h.Number, err = tx.Number("J", h.Day); err != nil {
		return err
	}
	if h.AsSealed, err = asSealed(tx, h, items); err != nil {
		return err
	}
	if err := tx.Insert("handover", h); err != nil {
		return err
	}
	items = append(items, moneyOf(h)...)
	data.SortHandover(items)
	for _, i := range items {
		i.ID, i.Handover = data.IDFrom(string(h.ID), i.Section, strconv.Itoa(i.Sort)), h.ID
		if err := tx.Insert("handover_item", i); err != nil {
			return err
		}
	}
	return takeNotes(tx, h.ID)
}

// asSealed keeps what everybody and everything is called at this moment.
func asSealed(tx *store.Tx, h data.Handover, items []data.HandoverItem) (data.AsSealed, error) {
	a := data.AsSealed{House: tx.Settings().Name, Next: tx.Settings().NextShift(h.Shift), Names: map[data.ID]string{}}
	who := []data.ID{h.Outgoing}
	for _, i := range items {
		who = append(who, i.Who)
	}
	return a, nameStaff(tx, a, who...)
}

// nameStaff adds what people are called now.
func nameStaff(tx *store.Tx, a data.AsSealed, who ...data.ID) error {
	for _, id := range who {
		if id == "" || a.Names[id] != "" {
			continue
		}
		p, err := store.Get[data.Staff](tx, "staff", string(id))
		if data.CodeOf(err) == data.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		a.Names[id] = p.Name
	}
	return nil
}

// moneyOf hands over the money that the outgoing person counted. The sums stand
// in the handover itself, where they are kept as personal values.
func moneyOf(h data.Handover) []data.HandoverItem {
	items := []data.HandoverItem{{Section: "money", Ref: "petty", Key: "handover.hand.petty"}}
	if h.HeldMoney > 0 || h.HeldReceipts != "" {
		items = append(items, data.HandoverItem{Section: "money", Sort: 1, Ref: "held", Key: "handover.hand.held"})
	}
	return items
}

// takeNotes puts the notes that waited into the handover.
func takeNotes(tx *store.Tx, handover data.ID) error {
	notes, err := readNotes(tx.Ctx(), tx, true)
	for _, n := range notes {
		if err := tx.Update("handover_note", store.Cols{"handover": handover}, string(n.ID)); err != nil {
			return err
		}
	}
	return err
}

// lastDigest is the digest of the newest line: what somebody who signs now has
// seen. It covers every value before it without showing any.
func lastDigest(tx *store.Tx) (string, error) {
	type row struct{ Digest []byte }
	r, err := store.One[row](tx.Ctx(), tx, `SELECT digest FROM journal WHERE seq = ?`, tx.Seq()-1)
	return hex.EncodeToString(r.Digest), err
}

func acceptHandover(tx *store.Tx, c *data.AcceptHandover) error {
	if !tx.Invented() && c.Strokes != "" && c.Witness != "" && (c.Approval == nil || c.Approval.Staff != c.Witness) { // the witness's own word
		return data.Fault(data.Forbidden, "error.approval").At("witness")
	}
	h, err := store.Get[data.Handover](tx, "handover", string(c.Handover))
	if err != nil {
		return err
	}
	switch {
	case h.State != data.Sealed:
		return data.Fault(data.Stale, "handover.locked", data.ShortNumber(h.Number))
	case c.Staff == h.Outgoing:
		return data.Fault(data.Forbidden, "handover.samePerson")
	}
	if err := markItems(tx, h.ID, c.Marks); err != nil || c.Strokes == "" {
		return err
	}
	open, err := store.Value[int64](tx.Ctx(), tx, `SELECT count(*) FROM handover_item WHERE handover = ? AND mark = ''`, string(h.ID))
	if err != nil || open > 0 {
		return store.Either(err, data.Fault(data.Invalid, "handover.unseen", int(open)).At("marks"))
	}
	if err := mayWitness(tx, h, c); err != nil {
		return err
	}
	signed, err := lastDigest(tx)
	if err != nil {
		return err
	}
	if h.AsSealed.Names == nil {
		h.AsSealed.Names = map[data.ID]string{}
	}
	if err := nameStaff(tx, h.AsSealed, c.Staff, c.Witness); err != nil {
		return err
	}
	return tx.Update("handover", store.Cols{
		"as_sealed": h.AsSealed, "state": data.Locked, "incoming": c.Staff, "locked_at": max(tx.At(), h.SealedAt), "in_strokes": c.Strokes, "in_signed": signed,
		"witness": c.Witness, "witness_strk": c.WitnessStrokes,
	}, string(h.ID))
}

func markItems(tx *store.Tx, handover data.ID, marks []data.HandoverMark) error {
	for n, m := range marks {
		i, err := store.Get[data.HandoverItem](tx, "handover_item", string(m.Item))
		if err != nil {
			return err
		}
		if i.Handover != handover {
			return data.Fault(data.Invalid, "error.invalid").At(string(m.Item))
		}
		tx.AboutPart("marks."+strconv.Itoa(n), i.Visitor) // a word about a guest goes when the guest is forgotten
		word := m.Word
		if m.Mark == "ok" {
			word = ""
		}
		if err := tx.Update("handover_item", store.Cols{"mark": m.Mark, "word": word}, string(i.ID)); err != nil {
			return err
		}
	}
	return nil
}

// mayWitness wants a supervisor who is neither of the two.
func mayWitness(tx *store.Tx, h data.Handover, c *data.AcceptHandover) error {
	if c.Witness == "" {
		return nil
	}
	if c.Witness == h.Outgoing || c.Witness == c.Staff {
		return data.Fault(data.Forbidden, "handover.witnessIsParty").At("witness")
	}
	w, err := store.Get[data.Staff](tx, "staff", string(c.Witness))
	if err == nil && (w.Gone || w.Role != data.Supervisor) {
		err = data.Fault(data.Forbidden, "error.needSupervisor")
	}
	return store.MissingAt(err, "witness")
}

func correctHandover(tx *store.Tx, c *data.CorrectHandover) error {
	h, err := store.Get[data.Handover](tx, "handover", string(c.Handover))
	if err != nil {
		return err
	}
	if h.State != data.Locked {
		return data.Fault(data.Conflict, "handover.notLocked", data.ShortNumber(h.Number))
	}
	return tx.Insert("handover_correction", data.HandoverCorrection{ID: c.Note, Handover: c.Handover, Text: c.Text, By: c.Staff, At: tx.At()})
}
