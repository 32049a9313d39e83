package front

import (
	"context"
	"strings"

	"yingbin/data"
	"yingbin/data/store"
)

// condition puts the WHERE of a query together.
type condition struct {
	parts []string
	args  []any
}

func (c *condition) and(part string, args ...any) {
	c.parts = append(c.parts, part)
	c.args = append(c.args, args...)
}

func (c *condition) where() string {
	if len(c.parts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.parts, " AND ")
}

// Bookings lists bookings by day and start.
func (b FrontReader) Bookings(ctx context.Context, f data.BookingFilter) ([]data.Booking, error) {
	return readBookings(ctx, b.book, f)
}

func readBookings(ctx context.Context, q store.Querier, f data.BookingFilter) ([]data.Booking, error) {
	var c condition
	if f.ID != "" {
		c.and("id = ?", string(f.ID))
	}
	if f.Act != "" {
		c.and("act = ?", string(f.Act))
	}
	if f.Visitor != "" {
		c.and("visitor = ?", string(f.Visitor))
	}
	if f.From != "" {
		c.and("day >= ?", string(f.From))
	}
	if f.To != "" {
		c.and("day <= ?", string(f.To))
	}
	if f.Venue != "" {
		c.and("venue = ?", string(f.Venue))
	}
	if f.Live {
		c.and("status IN ('booked', 'arrived', 'playing')")
	}
	return store.All[data.Booking](ctx, q, `SELECT * FROM booking`+c.where()+` ORDER BY day, starts, court, number`, c.args...)
}

// BookingMoves lists where a booking was before, the oldest first.
func (b FrontReader) BookingMoves(ctx context.Context, booking data.ID) ([]data.BookingMove, error) {
	return store.All[data.BookingMove](ctx, b.book, `SELECT * FROM booking_move WHERE booking = ? ORDER BY at, seq`, string(booking))
}

// Closures lists the standing closures that touch [from, to).
func (b FrontReader) Closures(ctx context.Context, from, to data.Time) ([]data.Closure, error) {
	return readClosures(ctx, b.book, from, to)
}

func readClosures(ctx context.Context, q store.Querier, from, to data.Time) ([]data.Closure, error) {
	earliest := from - data.Time(data.MaxSpanSlots*data.SlotLength.Milliseconds()) // none is longer
	return store.All[data.Closure](ctx, q, `SELECT * FROM closure WHERE starts >= ? AND starts < ? AND ends > ? AND lifted = 0 ORDER BY starts, court`,
		int64(earliest), int64(to), int64(from))
}

// Notices lists what venues were or are to be told, the oldest first.
func (b FrontReader) Notices(ctx context.Context, f data.NoticeFilter) ([]data.Notice, error) {
	s, err := b.book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	return readNotices(ctx, b.book, s.Calendar, f)
}

func readNotices(ctx context.Context, q store.Querier, cal data.Calendar, f data.NoticeFilter) ([]data.Notice, error) {
	var c condition
	if f.Booking != "" {
		c.and("booking = ?", string(f.Booking))
	}
	if f.Waiting {
		c.and("acked = 0")
	}
	if f.From != "" {
		from, _ := cal.Bounds(f.From)
		c.and("at >= ?", int64(from))
	}
	if f.To != "" {
		_, to := cal.Bounds(f.To)
		c.and("at < ?", int64(to))
	}
	return store.All[data.Notice](ctx, q, `SELECT * FROM notice`+c.where()+` ORDER BY at, seq, (SELECT b.number FROM booking b WHERE b.id = notice.booking), id`, c.args...)
}

// Tellings lists what venues still have to be told, with the bookings as they
// stand now.
func (b FrontReader) Tellings(ctx context.Context) ([]data.Telling, error) {
	s, err := b.book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	_, tellings, err := readTellings(ctx, b.book, s.Calendar)
	return tellings, err
}

// readTellings gives the notices that wait, and what is to be told of them.
func readTellings(ctx context.Context, q store.Querier, cal data.Calendar) ([]data.Notice, []data.Telling, error) {
	notices, err := readNotices(ctx, q, cal, data.NoticeFilter{Waiting: true})
	if err != nil || len(notices) == 0 {
		return nil, nil, err
	}
	bookings, err := store.All[data.Booking](ctx, q, `SELECT * FROM booking WHERE id IN (SELECT booking FROM notice WHERE acked = 0) ORDER BY starts, court`)
	return notices, data.Tellings(notices, bookings), err
}

// Ledgers lists who acknowledged the ledgers of a day, the newest first.
func (b FrontReader) Ledgers(ctx context.Context, day data.Day) ([]data.Ledger, error) {
	return readLedgers(ctx, b.book, day)
}

func readLedgers(ctx context.Context, q store.Querier, day data.Day) ([]data.Ledger, error) {
	return store.All[data.Ledger](ctx, q, `SELECT * FROM ledger WHERE day = ? ORDER BY at DESC, seq DESC`, string(day))
}

// VouchersMatching lists the known vouchers that a caller may mean on a day.
func (b FrontReader) VouchersMatching(ctx context.Context, day data.Day, typed string) ([]data.Voucher, error) {
	said, ok := data.SayVoucher(typed)
	if !ok {
		return nil, nil
	}
	return readVouchers(ctx, b.book, said, day)
}

// BookingBoard gives all that a day's board shows, of all venues, in one call.
func (b FrontReader) BookingBoard(ctx context.Context, day data.Day) (data.Board, error) {
	s, err := b.book.Settings(ctx)
	if err != nil {
		return data.Board{}, err
	}
	ground, err := readGround(ctx, b.book, s.Calendar)
	if err != nil {
		return data.Board{}, err
	}
	ground.Day = day
	if err := fillHeld(ctx, b.book, ground); err != nil {
		return data.Board{}, err
	}
	ground.Bookings, err = store.All[data.Booking](ctx, b.book, `SELECT * FROM booking WHERE day = ? AND status <> 'cancelled' ORDER BY starts, court, number`, string(day))
	if err != nil {
		return data.Board{}, err
	}
	from, to := s.Calendar.Bounds(day)
	if ground.Closures, err = readClosures(ctx, b.book, from, to); err != nil {
		return data.Board{}, err
	}
	waiting, err := store.All[data.Notice](ctx, b.book, `SELECT booking FROM notice WHERE acked = 0`)
	ground.Waiting = make(map[data.ID]bool, len(waiting))
	for _, n := range waiting {
		ground.Waiting[n.Booking] = true
	}
	return *ground, err
}

// Offers lists the nearest free spans that are still to come.
func (b FrontReader) Offers(ctx context.Context, court data.ID, start, end data.Time, people, n int) ([]data.Offer, error) {
	s, err := b.book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	board, err := readGround(ctx, b.book, s.Calendar)
	if err != nil {
		return nil, err
	}
	board.Day = s.Calendar.Day(start)
	if err := fillHeld(ctx, b.book, board); err != nil {
		return nil, err
	}
	return board.Offers(court, start, end, people, b.book.Now(), n), nil
}
