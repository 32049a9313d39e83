package store

import (
	"context"

	"yingbin/data"
)

// Forgettable lists visitors who were neither seen nor booked for since a
// moment, have nothing on loan and are not forgotten yet, the longest gone first.
func (b *Book) Forgettable(ctx context.Context, before data.Time, limit int) ([]data.Visitor, error) {
	return all[data.Visitor](ctx, b, `SELECT v.* FROM visitor v
		WHERE v.forgotten = 0 AND v.last_seen < ? AND (v.name <> '' OR v.phone <> '')
		AND NOT EXISTS (SELECT 1 FROM booking k WHERE k.visitor = v.id AND k.ends >= ?)
		AND NOT EXISTS (SELECT 1 FROM visit s WHERE s.visitor = v.id AND s.left_at = 0)
		AND NOT EXISTS (SELECT 1 FROM lending l WHERE l.visitor = v.id AND l.visitor <> '' AND l.taken_at = 0)
		ORDER BY v.last_seen, v.id LIMIT ?`, int64(before), int64(before), limit)
}
