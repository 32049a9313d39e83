// Package booking is 预约: the board of courts and half hours at the desk, the
// list of expected guests at the bar, and the vouchers that are issued for a day.
//
// What the courts' staff sees of bookings is in ui/hall. It must not know
// vouchers' use at the check-in, nor how courts are kept.
package booking
