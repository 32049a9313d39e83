package front

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"yingbin/data"
	"yingbin/data/store"
)

// heldBack is how many visitors wait for their search keys. The keys of one lie
// all over the table, a page each: written for many at once they cost a guest who
// stands at the desk nothing. Searches look at those who wait one by one.
const heldBack = 32

// keepFinder keeps a visitor's search keys in step with their row.
func keepFinder(tx *store.Tx, old, new store.Cols) error {
	if old != nil && new != nil && !differs(old, new, "name", "phone", "forgotten", "same_as") {
		return nil
	}
	was, is, id := keysOf(old), keysOf(new), idOf(old, new)
	if old == nil && findable(new) {
		if err := tx.Derived("finder_wait", `INSERT INTO finder_wait (visitor) VALUES (?)`, id); err != nil {
			return err
		}
		return settleFinder(tx)
	}
	waits, err := store.Value[int64](tx.Ctx(), tx, `SELECT 1 FROM finder_wait WHERE visitor = ?`, id)
	switch {
	case err != nil:
		return err
	case waits == 0:
		return changeKeys(tx, id, was, is)
	case !findable(new):
		err = tx.Derived("finder_wait", `DELETE FROM finder_wait WHERE visitor = ?`, id)
	}
	return err
}

// findable says whether a row is a visitor's who waits for keys or has them. It
// must not look at what the person is called: a device that learns of somebody
// after they were forgotten has to let the same ones wait.
func findable(row store.Cols) bool {
	return row != nil && row["forgotten"] == int64(0) && row["same_as"] == ""
}

// changeKeys takes the keys away that a visitor no longer has and adds the new.
func changeKeys(tx *store.Tx, id any, was, is []string) error {
	for _, k := range was {
		if _, stays := slices.BinarySearch(is, k); !stays {
			if err := tx.Derived("finder", `DELETE FROM finder WHERE key = ? AND visitor = ?`, k, id); err != nil {
				return err
			}
		}
	}
	for _, k := range is {
		if _, stood := slices.BinarySearch(was, k); !stood {
			if err := tx.Derived("finder", addKey, k, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// One row a statement: several would make SQLite keep a copy of every page, to
// be able to take the statement back alone.
const addKey = `INSERT INTO finder (key, visitor) VALUES (?, ?)`

// settleFinder writes the keys of those who wait once they are many.
func settleFinder(tx *store.Tx) error {
	n, err := store.Value[int64](tx.Ctx(), tx, `SELECT count(*) FROM finder_wait`)
	if err != nil || n < heldBack {
		return err
	}
	waiting, err := store.All[data.Visitor](tx.Ctx(), tx, `SELECT v.* FROM finder_wait w CROSS JOIN visitor v WHERE v.id = w.visitor`)
	if err != nil {
		return err
	}
	type row struct{ key, visitor string }
	var rows []row
	for _, v := range waiting {
		for _, k := range finderKeys(v.Name, v.Phone) {
			rows = append(rows, row{k, string(v.ID)})
		}
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.visitor, b.visitor)) })
	for _, r := range rows {
		if err := tx.Derived("finder", addKey, r.key, r.visitor); err != nil {
			return err
		}
	}
	err = tx.Derived("finder_wait", `DELETE FROM finder_wait`)
	return err
}

func differs(old, new store.Cols, names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return old[name] != new[name] })
}

func idOf(old, new store.Cols) any {
	if new != nil {
		return new["id"]
	}
	return old["id"]
}

func keysOf(row store.Cols) []string {
	if row == nil {
		return nil
	}
	name, _ := row["name"].(string)
	phone, _ := row["phone"].(string)
	return finderKeys(name, phone)
}

// after gives the first text that doesn't begin with prefix and comes after all
// that do, in the order of code points; "" when there is none.
func after(prefix string) string {
	for prefix != "" {
		r, n := utf8.DecodeLastRuneInString(prefix)
		prefix = prefix[:len(prefix)-n]
		switch {
		case r == 0xD7FF: // the surrogates are no characters
			return prefix + "\uE000"
		case r < utf8.MaxRune:
			return prefix + string(r+1)
		}
	}
	return ""
}

// candidates is how many visitors a search looks at before it ranks them.
const candidates = 200

// FindVisitors finds people by the tail or the beginning of their phone, by
// name, pinyin or initials, or by the end of a voucher of today. Who is expected
// today comes first, then who is in the house, then by when they came last.
// Without text it gives who is expected and who came last.
func (b FrontReader) FindVisitors(ctx context.Context, text string, limit int) ([]data.Match, error) {
	s, err := b.book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	f := &finding{ctx: ctx, q: b.book, now: b.book.Now(), day: s.Calendar.Day(b.book.Now()), wanted: wantedBy(text)}
	if said, ok := data.SayVoucher(text); ok && len(f.wanted.text) >= 3 {
		f.voucher = said.Number(s.VoucherPrefix, f.day)
	}
	if err := f.today(); err != nil {
		return nil, err
	}
	if f.wanted.text == "" {
		err = f.recent(limit)
	} else {
		err = f.search()
	}
	if err != nil {
		return nil, err
	}
	return f.matches(limit)
}

// wanted is what was typed, as the keys have it.
type wanted struct {
	text   string
	digits string // the same when it is digits only
}

func wantedBy(text string) wanted {
	var w wanted
	w.text = cutKey(strings.Join(tokensOf(text), ""))
	if strings.Trim(w.text, "0123456789") == "" {
		w.digits = w.text
	}
	return w
}

// prefixes are the beginnings of keys that are looked for. Fewer than three
// digits say nothing.
func (w wanted) prefixes() []string {
	switch {
	case w.digits == "":
		return []string{w.text}
	case len(w.digits) < 3:
		return nil
	}
	return []string{markTail + reversed(w.digits), markPhone + w.digits, w.text}
}

// fits reports whether one of a visitor's keys begins with what was typed.
func (w wanted) fits(v data.Visitor) bool {
	prefixes := w.prefixes()
	return slices.ContainsFunc(finderKeys(v.Name, v.Phone), func(k string) bool {
		return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(k, p) })
	})
}
