package store

import (
	"context"
	"encoding/json"

	"yingbin/data"
)

// This file looks at the signatures of lines that are written already: whoever
// rewrites the past with all its digests can't sign it in anybody's name.

// keyring are the public keys of people as they stood before a line: by person, ""
// for who had none.
type keyring struct {
	office data.ID
	keys   map[data.ID]string
}

// keysBefore gives the keys before the first line that a journal holds. A copy
// without its past learns from the rows, and from what its lines say stood there
// before.
func (b *Book) keysBefore(ctx context.Context, base int64) (k keyring, err error) {
	k.keys = map[data.ID]string{}
	if k.office, err = readOffice(ctx, confirmed{b}); err != nil || base == 0 {
		return k, err
	}
	people, err := All[data.Staff](ctx, confirmed{b}, `SELECT * FROM staff`)
	if err != nil {
		return k, err
	}
	for _, p := range people {
		k.keys[p.ID] = p.Key
	}
	first := map[data.ID]bool{}
	return k, b.Lines(ctx, base, func(_ JournalRow, line data.Line, _ []data.Side) error {
		for _, c := range line.Changes {
			who, key, changed := keyChange(c, c.Old)
			if changed && !first[who] {
				first[who], k.keys[who] = true, key
			}
		}
		return nil
	})
}

// keyChange reads what a row change says of somebody's key, in Old or New.
func keyChange(c data.RowChange, part map[string]any) (who data.ID, key string, changed bool) {
	if c.Table != "staff" || len(c.Key) != 1 {
		return "", "", false
	}
	id, _ := c.Key[0].(string)
	v, said := part["key"]
	key, _ = v.(string)
	return data.ID(id), key, said || c.Op == data.Inserted || c.Op == data.Removed
}

// proven checks the signatures of a line against the keys of its time. From before
// somebody's first key there are none; after it every line in that name has one.
func (k keyring) proven(line data.Line) error {
	kind, known := data.KindNamed(line.Kind)
	var h data.Head
	if err := json.Unmarshal(line.Command, &h); err != nil {
		return broken(line.Seq, "command")
	}
	e := line.Envelope()
	if line.Signed == nil {
		if known && (kind.House || kind.Anonymous) || k.keys[h.Staff] == "" && (h.Approval == nil || k.keys[h.Approval.Staff] == "") {
			return nil
		}
		return broken(line.Seq, "not signed")
	}
	key := k.keys[h.Staff]
	for _, c := range line.Changes {
		if who, own, changed := keyChange(c, c.New); changed && line.Kind == "RaisePIN" && who == h.Staff && key == "" {
			key = own
		}
	}
	s := line.Signed
	switch {
	case len(s.By) > 0 && e.Verify(k.office, s.By, key):
	case len(s.By) == 0 && key == "":
	case s.Voucher != "" && e.Verify(k.office, s.Vouch, k.keys[s.Voucher]):
	default:
		return broken(line.Seq, "signature")
	}
	if h.Approval != nil && !e.Verify(k.office, s.Approval, k.keys[h.Approval.Staff]) {
		return broken(line.Seq, "signature of who approved it")
	}
	return nil
}

// follow takes over the keys that a line sets.
func (k keyring) follow(line data.Line) {
	for _, c := range line.Changes {
		if who, key, changed := keyChange(c, c.New); changed {
			k.keys[who] = key
		}
	}
}

// matches checks that the personal values beside a line, when all are there, are those
// that were signed.
func matches(line data.Line, sides []data.Side) error {
	e, whole, err := line.Whole(sides)
	if err == nil && whole && line.Signed != nil && !e.Unchanged() {
		return broken(line.Seq, "values are not those that were signed")
	}
	return err
}
