package store

import (
	"context"

	"yingbin/data"
)

// Forgettable lists visitors who were neither seen nor booked for since a
// moment, have nothing open (see hold) and are not forgotten yet, the longest gone
// first.
func (b *Book) Forgettable(ctx context.Context, before data.Time, limit int) ([]data.Visitor, error) {
	query, args := `SELECT v.* FROM visitor v
		WHERE v.forgotten = 0 AND v.last_seen < ? AND (v.name <> '' OR v.phone <> '')
		AND NOT EXISTS (SELECT 1 FROM booking k WHERE k.visitor = v.id AND k.ends >= ?)`, []any{int64(before), int64(before)}
	for _, h := range b.holds {
		query += ` AND NOT EXISTS (SELECT 1 FROM (` + h.query + `) AS held WHERE held.visitor = v.id)`
		args = append(args, h.args(b.now())...)
	}
	return all[data.Visitor](ctx, b, query+` ORDER BY v.last_seen, v.id LIMIT ?`, append(args, limit)...)
}

// Vouchers lists the vouchers of a day that are known, in their order.
func (b *Book) Vouchers(ctx context.Context, day data.Day) ([]data.Voucher, error) {
	return all[data.Voucher](ctx, b, `SELECT * FROM voucher WHERE day = ? ORDER BY number`, string(day))
}
