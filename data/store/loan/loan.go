package loan

import (
	"context"
	"strings"

	"yingbin/data"
	"yingbin/data/store"
)

// Register is what this register is to the engine.
var Register = store.Register{
	Of:       data.Loans,
	Describe: about,
	Numbers:  map[string]string{"U": "lending"},
	Decide: map[string]store.Decider{
		"PutItem":    store.Decides(func(tx *store.Tx, c *data.PutItem) error { return tx.Put("item", c.Item) }),
		"Lend":       store.Decides(lend),
		"Return":     store.Decides(takeBack),
		"ExtendLoan": store.Decides(extendLoan),
	},
	// No more of a thing may be out than there are, whichever way a row came to
	// say so: lent, lowered in number, or brought back by taking a return back.
	Check: map[string]store.Rule{
		"lending": guardLending,
		"item":    guardItem,
	},
	Subscribers:    []store.Handler{store.Subscribe(warnOfLoans)},
	Ties:           []string{`SELECT visitor FROM lending`},
	ForgetBlockers: []store.ForgetBlocker{{Rank: 3, Key: "visit.stillHas", Query: `SELECT visitor FROM lending WHERE visitor <> '' AND taken_at = 0`}},
	Recent:         map[string]string{"lending": `out_at >= :since OR taken_at = 0 OR taken_at >= :since`},
	Matters:        matters,
	DutyLines:      tellLoans,
}

func lend(tx *store.Tx, c *data.Lend) error {
	item, err := store.Get[data.Item](tx, "item", string(c.Item))
	if err != nil {
		return err
	}
	switch {
	case item.Retired:
		return data.Fault(data.Conflict, "loan.retired", item.Name).At("item")
	case item.Single() && c.Qty != 1:
		return data.Fault(data.Invalid, "loan.single").At("qty")
	case item.Guarded && tx.Staff().Role != data.Supervisor && c.Approval == nil:
		return data.Fault(data.Forbidden, "error.needSupervisor").At("approval")
	}
	l := data.Lending{
		ID: c.Lending, Item: c.Item, Qty: c.Qty, Staff: c.To, Visitor: c.Visitor,
		Name: c.Name, Title: c.Title, Firm: c.Firm, Phone: c.Phone, Purpose: c.Purpose,
		OutBy: c.Staff, OutAt: tx.At(), Due: c.Due,
	}
	if err := knowBorrower(tx, &l); err != nil {
		return err
	}
	switch {
	case !item.Returns():
		l.Due, l.TakenAt = 0, tx.At()
	case l.Due == 0:
		l.Due = tx.Settings().LoanDue(tx.At())
	case l.Due <= tx.At():
		return data.Fault(data.Invalid, "loan.duePast").At("due")
	}
	if l.Number, err = tx.Number("U", tx.Day()); err != nil {
		return err
	}
	return tx.Insert("lending", l)
}

// knowBorrower checks that a borrower known by id is there, and keeps a guest's
// name as the register has it on that day.
func knowBorrower(tx *store.Tx, l *data.Lending) error {
	if l.Staff != "" {
		if _, err := tx.StaffHere(l.Staff, "to"); err != nil {
			return err
		}
	}
	if l.Visitor != "" {
		v, err := tx.KnownGuest(l.Visitor, "name")
		if err != nil {
			return err
		}
		l.Visitor = v.ID
		if l.Name == "" {
			l.Name, l.Title = v.Name, v.Title
		}
		if l.Phone == "" {
			l.Phone = v.Phone
		}
	}
	return nil
}

func takeBack(tx *store.Tx, c *data.Return) error {
	l, err := lendingOut(tx, c.Lending)
	if err != nil {
		return err
	}
	item, err := store.Get[data.Item](tx, "item", string(l.Item))
	if err != nil {
		return err
	}
	l.ReturnedBy, l.TakenBy, l.TakenAt = c.By, c.Staff, max(tx.At(), l.OutAt)
	l.Condition, l.Remark = c.Condition, c.Remark
	if item.Kind == data.Radio {
		l.Battery, l.Earpiece, l.Charger = c.Battery, c.Earpiece, c.Charger
	}
	if late := l.Late(tx.At()); late > 0 {
		tx.Warn("loan.wasLate", item.Name, int(late.Minutes()))
	}
	if c.Condition == "missing" && !item.Single() {
		tx.Warn("loan.lowerCount", item.Name)
	}
	return tx.Put("lending", l)
}

func lendingOut(tx *store.Tx, id data.ID) (data.Lending, error) {
	l, err := store.Get[data.Lending](tx, "lending", string(id))
	if err == nil && !l.Out() {
		err = data.Fault(data.Stale, "loan.isBack", tx.Shown(l.TakenAt))
	}
	return l, err
}

func extendLoan(tx *store.Tx, c *data.ExtendLoan) error {
	l, err := lendingOut(tx, c.Lending)
	if err != nil {
		return err
	}
	if c.Due <= tx.At() || c.Due <= l.OutAt {
		return data.Fault(data.Invalid, "loan.duePast").At("due")
	}
	l.Due = c.Due
	return tx.Put("lending", l)
}

const outOfItem = `SELECT * FROM lending WHERE item = ? AND taken_at = 0 ORDER BY out_at, id`

func guardLending(tx *store.Tx, old, new store.Cols) error {
	if new == nil || new["taken_at"] != int64(0) {
		return nil
	}
	item, err := store.Get[data.Item](tx, "item", new["item"].(string))
	if err != nil {
		return err
	}
	out, err := store.All[data.Lending](tx.Ctx(), tx, outOfItem, string(item.ID))
	if err != nil {
		return err
	}
	left := item.Left(out)
	switch {
	case item.Retired:
		return data.Fault(data.Conflict, "loan.retired", item.Name).At("item")
	case left >= 0:
		return nil
	case !item.Single():
		return data.Fault(data.Conflict, "loan.fewLeft", item.Name, left+int(new["qty"].(int64))).At("qty")
	}
	for _, l := range out {
		if string(l.ID) != new["id"] {
			return isOut(tx, item, l)
		}
	}
	return nil
}

// isOut says who has the thing that somebody else asks for, and since when.
func isOut(tx *store.Tx, item data.Item, l data.Lending) error {
	key, who := "loan.isOut", l.Name
	switch {
	case l.Staff != "":
		s, err := store.Get[data.Staff](tx, "staff", string(l.Staff))
		if err != nil {
			return err
		}
		who = s.Name
	case who == "":
		who = l.Firm
	case l.Title != "":
		key += "." + l.Title
	}
	return data.Fault(data.Conflict, key, item.Name, who, tx.Shown(l.OutAt)).At("item")
}

func guardItem(tx *store.Tx, old, new store.Cols) error {
	if old == nil {
		return nil
	}
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT sum(qty) FROM lending WHERE item = ? AND taken_at = 0`, old["id"])
	switch {
	case err != nil || n == 0:
		return err
	case new == nil || new["retired"] == int64(1) || new["kind"] != old["kind"]:
		return data.Fault(data.Conflict, "loan.stillOut", old["name"], n).At("retired")
	case new["qty"].(int64) < n:
		return data.Fault(data.Conflict, "loan.belowOut", old["name"], n).At("qty")
	}
	return nil
}

// Items lists the keys, radios and what else is lent or given, retired ones
// too, in the order of the board.
func (b LoanReader) Items(ctx context.Context) ([]data.Item, error) { return readItems(ctx, b.book) }

func readItems(ctx context.Context, q store.Querier) ([]data.Item, error) {
	return store.All[data.Item](ctx, q, `SELECT * FROM item
		ORDER BY CASE kind WHEN 'key' THEN 1 WHEN 'radio' THEN 2 WHEN 'loan' THEN 3 ELSE 4 END, sort, number, name, id`)
}

// Lendings lists what was lent or given, the oldest first.
func (b LoanReader) Lendings(ctx context.Context, f data.LendingFilter) ([]data.Lending, error) {
	return readLendings(ctx, b.book, f)
}

func readLendings(ctx context.Context, q store.Querier, f data.LendingFilter) ([]data.Lending, error) {
	var terms []string
	var args []any
	term := func(t string, a ...any) { terms, args = append(terms, t), append(args, a...) }
	if f.OutOnly {
		term(`taken_at = 0`)
	}
	if f.Item != "" {
		term(`item = ?`, string(f.Item))
	}
	if f.From > 0 {
		term(`(taken_at = 0 OR taken_at >= ?)`, int64(f.From))
	}
	if f.To > 0 {
		term(`out_at < ?`, int64(f.To))
	}
	query := `SELECT * FROM lending`
	if f.LastOnly {
		// item by item: their number is small, that of all lendings is not
		query = `SELECT lending.* FROM item i JOIN lending ON lending.id = (SELECT n.id FROM lending n WHERE n.item = i.id ORDER BY n.out_at DESC, n.seq DESC LIMIT 1)`
	}
	if len(terms) > 0 {
		query += ` WHERE ` + strings.Join(terms, ` AND `)
	}
	return store.All[data.Lending](ctx, q, query+` ORDER BY out_at, number`, args...)
}

// warnOfLoans names what the visitor still has of the house's.
func warnOfLoans(tx *store.Tx, e data.GuestLeaving) error {
	type row struct {
		Name, Number string
		Qty          int
	}
	out, err := store.All[row](tx.Ctx(), tx, `SELECT i.name AS name, i.number AS number, l.qty AS qty FROM lending l JOIN item i ON i.id = l.item
		WHERE l.visitor = ? AND l.visitor <> '' AND l.taken_at = 0 ORDER BY l.out_at`, string(e.Visit.Visitor))
	for _, r := range out {
		if r.Number != "" {
			r.Name = r.Number + " " + r.Name
		}
		tx.Warn("visit.hasLoan", r.Name, r.Qty)
	}
	return err
}

// tellLoans tells of the keys and radios that went out and came back on a day.
func tellLoans(ctx context.Context, q store.Querier, t *data.DutyRecord) error {
	items, err := readItems(ctx, q)
	if err != nil {
		return err
	}
	of := make(map[data.ID]data.Item, len(items))
	for _, i := range items {
		of[i.ID] = i
	}
	from, to := t.Bounds()
	lendings, err := readLendings(ctx, q, data.LendingFilter{From: from, To: to})
	for _, l := range lendings {
		l.DutyLines(t, of[l.Item])
	}
	return err
}
