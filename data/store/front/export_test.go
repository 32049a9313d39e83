package front

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
)

// handing gives what a register's matters hand over.
func handing(matters func(context.Context, store.Querier, store.AsOf) ([]data.Matter, error)) func(context.Context, store.Querier, store.AsOf) ([]data.HandoverItem, error) {
	return func(ctx context.Context, q store.Querier, m store.AsOf) ([]data.HandoverItem, error) {
		all, err := matters(ctx, q, m)
		return data.HandOver(all), err
	}
}

// For the tests outside the package.
var (
	HandOverBookings   = handing(bookingMatters)
	HandOverFacilities = handing(facilityMatters)
	HandOverOrders     = handing(orderMatters)
	HandOverHouse      = handing(visitMatters)

	FinderKeys = finderKeys
	ReadHeld   = readHeld
)

// HeldBack is how many visitors may wait for their keys.
const HeldBack = heldBack

// PrefixesOf are the beginnings of keys that typed text looks for.
func PrefixesOf(typed string) []string { return wantedBy(typed).prefixes() }
