// Package facility is 设施: the state of courts and areas at the desk.
//
// It must not know bookings beyond the warnings the office gives.
package facility
