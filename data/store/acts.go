package store

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"yingbin/data"
)

// actsRead is how many lines are read at a time to find acts, actsSought how many at
// most for one question.
const (
	actsRead   = 400
	actsSought = 20_000
)

// Acts lists what was done, the newest first, as far as this device holds it.
func (b *Book) Acts(ctx context.Context, f data.ActFilter) (data.ActList, error) {
	q := confirmed{b}
	list := data.ActList{Names: map[data.ID]string{}}
	if f.ID != "" {
		rows, err := All[JournalRow](ctx, q, `SELECT * FROM journal WHERE id = ?`, string(f.ID))
		if err != nil {
			return list, err
		}
		return list, b.takeActs(ctx, q, &list, f, rows)
	}
	from, before, err := b.actsBetween(ctx, q, f)
	for sought := 0; err == nil && sought < actsSought && before > from; sought += actsRead {
		var rows []JournalRow
		rows, err = All[JournalRow](ctx, q, `SELECT * FROM journal WHERE seq > ? AND seq < ? ORDER BY seq DESC LIMIT `+fmt.Sprint(actsRead), from, before)
		if err != nil || len(rows) == 0 {
			break
		}
		before = rows[len(rows)-1].Seq
		if err = b.takeActs(ctx, q, &list, f, rows); f.Most > 0 && len(list.Acts) >= f.Most {
			list.More = len(list.Acts) > f.Most || before > from+1
			list.Acts = list.Acts[:f.Most]
			break
		}
	}
	if err == nil {
		err = b.nameActs(ctx, q, &list)
	}
	return list, err
}

// actsBetween gives the lines, both left out, between which the acts of a day stand.
func (b *Book) actsBetween(ctx context.Context, q Querier, f data.ActFilter) (after, before int64, err error) {
	head, err := Value[int64](ctx, q, `SELECT max(seq) FROM journal`)
	if err != nil || f.Day == "" {
		return 0, head + 1, err
	}
	set, err := b.Settings(ctx)
	if err != nil {
		return 0, 0, err
	}
	from, to := set.Calendar.Bounds(f.Day)
	if after, err = lineBefore(ctx, q, head, from); err != nil || f.Record != "" {
		return after, head + 1, err
	}
	before, err = lineBefore(ctx, q, head, to)
	return after, before + 1, err
}

// lineBefore finds the last line that was decided before a moment: moments only grow.
func lineBefore(ctx context.Context, q Querier, head int64, at data.Time) (int64, error) {
	low, high := int64(0), head
	for low < high {
		mid := low + (high-low+1)/2
		decided, err := Value[int64](ctx, q, `SELECT decided FROM journal WHERE seq >= ? ORDER BY seq LIMIT 1`, mid)
		if err != nil {
			return 0, err
		}
		if decided < int64(at) {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low, nil
}

// takeActs adds those lines that the filter chooses.
func (b *Book) takeActs(ctx context.Context, q Querier, list *data.ActList, f data.ActFilter, rows []JournalRow) error {
	for _, r := range rows {
		if f.ID == "" && slices.Contains(data.Quiet, r.Kind) || f.Staff != "" && r.Staff != f.Staff || f.Register != "" && data.RegisterOf(r.Kind) != f.Register {
			continue
		}
		line, err := data.ParseLine([]byte(r.Body))
		if err != nil {
			return broken(r.Seq, "body")
		}
		if f.Record != "" && !wrote(line, f.Record) {
			continue
		}
		a, err := b.actOf(ctx, q, r, line)
		if err != nil {
			return err
		}
		list.Acts = append(list.Acts, a)
	}
	return nil
}

// wrote reports whether a line wrote a record, or something that belongs to it.
func wrote(line data.Line, record data.ID) bool {
	is := func(v any) bool { return v == string(record) }
	for _, c := range line.Changes {
		if slices.ContainsFunc(c.Key, is) {
			return true
		}
		for _, values := range []map[string]any{c.Old, c.New} {
			for _, v := range values {
				if is(v) {
					return true
				}
			}
		}
	}
	return false
}

func (b *Book) actOf(ctx context.Context, q Querier, r JournalRow, line data.Line) (data.Act, error) {
	a := data.Act{Seq: r.Seq, ID: r.ID, Kind: r.Kind, At: r.At, Decided: r.Decided, Staff: r.Staff, Device: r.Device, Number: line.Receipt.Number, Late: line.Receipt.Late}
	stored, err := All[sideRow](ctx, q, sidesOfLine, r.Seq)
	if err != nil {
		return a, err
	}
	sides := make([]data.Side, len(stored))
	for i, s := range stored {
		sides[i] = s.side()
	}
	whole, ok, err := line.Whole(sides)
	if err != nil {
		return a, err
	}
	if a.Forgotten = !ok; !ok {
		whole = data.Envelope{Kind: line.Kind, Version: line.Version, Command: line.Command}
	}
	if a.Command, err = whole.Open(); err == nil {
		if a.About, err = b.about(ctx, q, a.Command); err != nil {
			return a, err
		}
		if by := a.Command.Meta().Approval; by != nil {
			a.Approver = by.Staff
		}
	}
	undone, err := All[struct {
		By data.ID
		At data.Time
	}](ctx, q, `SELECT by, at FROM undone WHERE command = ?`, string(r.ID))
	if err == nil && len(undone) > 0 {
		a.Undone = undone[0].At
		by, err := Value[string](ctx, q, `SELECT staff FROM journal WHERE id = ?`, string(undone[0].By))
		a.UndoneBy = data.ID(by)
		return a, err
	}
	return a, err
}

// nameActs finds out what the ids in some acts are called: by the name of their row,
// or by its number.
func (b *Book) nameActs(ctx context.Context, q Querier, list *data.ActList) error {
	ids := map[string]bool{}
	for _, a := range list.Acts {
		ids[string(a.Staff)], ids[string(a.UndoneBy)], ids[string(a.Approver)] = true, true, true
		if a.Command != nil {
			idsOf(reflect.ValueOf(a.Command), ids)
		}
	}
	delete(ids, "")
	if len(ids) == 0 {
		return nil
	}
	for part := range slices.Chunk(slices.Sorted(maps.Keys(ids)), idsAtOnce) {
		if err := b.nameRows(ctx, q, part, list.Names); err != nil {
			return err
		}
	}
	return nil
}

// idsAtOnce is how many rows are looked up by one question: few enough that it is
// answered from the index.
const idsAtOnce = 16

// nameRows finds the names of some rows, whichever tables they stand in.
func (b *Book) nameRows(ctx context.Context, q Querier, ids []string, names map[data.ID]string) error {
	args := make([]any, len(ids))
	for i, id := range ids {
		args[i] = id
	}
	places := strings.TrimSuffix(strings.Repeat("?, ", len(args)), ", ")
	for _, t := range b.tables {
		if !slices.Contains(t.key, "id") || len(t.key) > 1 {
			continue
		}
		for _, col := range []string{"name", "number"} {
			if !slices.Contains(t.columns, col) {
				continue
			}
			rows, err := All[struct {
				ID   data.ID
				Name string
			}](ctx, q, `SELECT id, "`+col+`" AS name FROM "`+t.name+`" WHERE id IN (`+places+`)`, args...)
			if err != nil {
				return err
			}
			for _, r := range rows {
				if r.Name != "" && names[r.ID] == "" {
					names[r.ID] = data.ShortNumber(r.Name)
				}
			}
			break
		}
	}
	return nil
}

// idsOf collects the ids that a command names.
func idsOf(v reflect.Value, into map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			idsOf(v.Elem(), into)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				idsOf(v.Field(i), into)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			idsOf(v.Index(i), into)
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[data.ID]() {
			into[v.String()] = true
		}
	}
}

// MayUndo says why an act can't be taken back any more, nil when it seems it can:
// what the registers' rules say shows when somebody does.
func (b *Book) MayUndo(ctx context.Context, command data.ID) error {
	q := confirmed{b}
	rows, err := All[JournalRow](ctx, q, `SELECT * FROM journal WHERE id = ?`, string(command))
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return data.Fault(data.NotFound, "error.notFound")
	}
	line, err := data.ParseLine([]byte(rows[0].Body))
	if err != nil {
		return broken(rows[0].Seq, "body")
	}
	kind, known := b.kinds[line.Kind]
	_, sealed, err := b.sealed(ctx, q)
	if err != nil {
		return err
	}
	undone, err := Value[int64](ctx, q, `SELECT 1 FROM undone WHERE command = ?`, string(command))
	_, whole, sideErr := sidesOf(ctx, q, line)
	switch {
	case err != nil || sideErr != nil:
		return Either(err, sideErr)
	case !known || kind.NoUndo:
		return data.Fault(data.Forbidden, "undo.fixed")
	case undone != 0:
		return data.Fault(data.Stale, "undo.already")
	case line.Seq <= sealed:
		return data.Fault(data.Stale, "undo.sealed")
	case !whole:
		return data.Fault(data.Stale, "error.stale")
	}
	return b.asItLeft(ctx, q, line)
}

// asItLeft refuses (stale) a line of which a row has been written since.
func (b *Book) asItLeft(ctx context.Context, q Querier, line data.Line) error {
	for _, c := range line.Changes {
		t := b.tables[c.Table]
		if t == nil || c.Table == "counter" || c.Table == "undone" || c.Op == data.Removed {
			continue
		}
		seq, err := Value[int64](ctx, q, `SELECT seq FROM "`+t.name+`" WHERE `+where(t), c.Key...)
		if err != nil || seq != line.Seq {
			return Either(err, data.Fault(data.Stale, "error.stale"))
		}
	}
	return nil
}
