package store

import (
	"context"

	"yingbin/data"
)

// Given by the tests outside the package.
var (
	TestCatalogue func() Catalogue
	TestReads     func(*Book) TestReader
)

// TestReader is what these tests ask the registers.
type TestReader interface {
	Areas(context.Context) ([]data.Area, error)
	Tables(context.Context) ([]data.Table, error)
	Visits(context.Context, data.VisitFilter) ([]data.VisitView, error)
	Bookings(context.Context, data.BookingFilter) ([]data.Booking, error)
	Vouchers(context.Context, data.Day) ([]data.Voucher, error)
	FindVisitors(ctx context.Context, text string, limit int) ([]data.Match, error)
	StockOnHand(ctx context.Context, kind string) ([]data.StockLine, error)
	Breakages(context.Context, data.BreakageFilter) ([]data.Breakage, error)
	Appliances(context.Context) ([]data.ApplianceView, error)
}

// reads asks the registers of a book.
func (b *testBook) reads() TestReader { return TestReads(b.Book) }
