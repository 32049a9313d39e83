package checklist

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
)

// For the tests outside the package: what the register's matters hand over.
func HandOverCleaning(ctx context.Context, q store.Querier, m store.AsOf) ([]data.HandoverItem, error) {
	all, err := matters(ctx, q, m)
	return data.HandOver(all), err
}
