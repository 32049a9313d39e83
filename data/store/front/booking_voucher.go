package front

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/data/store"
)

// holdVoucher resolves a voucher as it was said and holds it for a booking. One
// that nobody issued is let through with a word.
func holdVoucher(tx *store.Tx, typed string, day data.Day, booking data.ID) (string, error) {
	if typed == "" {
		return "", nil
	}
	said, ok := data.SayVoucher(typed)
	if !ok {
		return "", data.Fault(data.Invalid, "booking.badVoucher").At("voucher")
	}
	matching, err := readVouchers(tx.Ctx(), tx, said, day)
	if err != nil {
		return "", err
	}
	free := slices.DeleteFunc(slices.Clone(matching), func(v data.Voucher) bool { return v.Booking != "" })
	var v data.Voucher
	switch {
	case len(free) > 1:
		return "", data.Fault(data.Conflict, "booking.voucherChoice", len(free), shortNumbers(free)).At("voucher")
	case len(free) == 1:
		v = free[0]
	case len(matching) > 0:
		return "", voucherUsed(tx, matching[0])
	default:
		v = data.Voucher{Number: said.Number(tx.Settings().VoucherPrefix, day), Day: said.Day(day)}
	}
	if !v.Issued {
		tx.Warn("booking.voucherUnknown", data.ShortNumber(v.Number))
	}
	if v.Day != day {
		tx.Warn("booking.voucherOtherDay", data.ShortNumber(v.Number))
	}
	v.Booking = booking
	return v.Number, tx.Put("voucher", v)
}

func voucherUsed(tx *store.Tx, v data.Voucher) error {
	by, err := store.Get[data.Booking](tx, "booking", string(v.Booking))
	if err != nil && data.CodeOf(err) != data.NotFound {
		return err
	}
	return data.Fault(data.Conflict, "booking.voucherUsed", data.ShortNumber(v.Number), data.ShortNumber(by.Number)).At("voucher")
}

func shortNumbers(list []data.Voucher) string {
	names := make([]string, len(list))
	for i, v := range list {
		names[i] = data.ShortNumber(v.Number)
	}
	return strings.Join(names, " · ")
}

// readVouchers lists the known vouchers that may be meant.
func readVouchers(ctx context.Context, q store.Querier, said data.SaidVoucher, day data.Day) ([]data.Voucher, error) {
	list, err := store.All[data.Voucher](ctx, q, `SELECT * FROM voucher WHERE day = ? ORDER BY number`, string(said.Day(day)))
	return slices.DeleteFunc(list, func(v data.Voucher) bool {
		return data.VoucherTail(v.Number) != said.Tail ||
			said.Prefix != "" && !strings.EqualFold(v.Number, said.Number(said.Prefix, day))
	}), err
}

// releaseVoucher frees the voucher of a cancelled booking. Where other bookings
// of its act still stand, or were played, it stays with them.
func releaseVoucher(tx *store.Tx, b data.Booking) error {
	if b.Voucher == "" {
		return nil
	}
	v, err := store.Get[data.Voucher](tx, "voucher", b.Voucher)
	if data.CodeOf(err) == data.NotFound || err == nil && v.Booking != b.ID {
		return nil // it went on to another booking of the act already
	}
	if err != nil {
		return err
	}
	rest, err := store.All[data.Booking](tx.Ctx(), tx, `SELECT * FROM booking WHERE act = ? AND status <> 'cancelled' ORDER BY starts, number`, string(b.Act))
	if err != nil {
		return err
	}
	next := data.ID("")
	for _, r := range rest {
		if r.ID != b.ID {
			next = r.ID
			break
		}
	}
	if next != "" {
		if err := tx.Update("booking", store.Cols{"voucher": b.Voucher}, string(next)); err != nil {
			return err
		}
	}
	return tx.Update("voucher", store.Cols{"booking": string(next)}, b.Voucher)
}

// issueVouchers makes the numbers of a day known. Those that are known stay as
// they are; one that was let through unknown counts as issued from now on.
func issueVouchers(tx *store.Tx, c *data.IssueVouchers) error {
	known := 0
	for n := c.First; n <= c.Last; n++ {
		number := data.VoucherNumber(tx.Settings().VoucherPrefix, c.Day, fmt.Sprintf("%03d", n))
		v, err := store.Get[data.Voucher](tx, "voucher", number)
		switch {
		case data.CodeOf(err) == data.NotFound:
			v = data.Voucher{Number: number, Day: c.Day}
		case err != nil:
			return err
		case v.Issued:
			known++
			continue
		}
		v.Issued = true
		if err := tx.Put("voucher", v); err != nil {
			return err
		}
	}
	if known > 0 {
		tx.Warn("booking.vouchersKnown", known)
	}
	return nil
}

// Vouchers lists the vouchers of a day that are known, in their order.
func (b FrontReader) Vouchers(ctx context.Context, day data.Day) ([]data.Voucher, error) {
	return store.All[data.Voucher](ctx, b.book, `SELECT * FROM voucher WHERE day = ? ORDER BY number`, string(day))
}
