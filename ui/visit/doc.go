// Package visit is 来访: who comes is found and let in, who is here is seen off,
// and the day's register is kept.
//
// It must not know how places are booked, lent or served; the drinks of a
// check-in are ordered in the same act as the check-in itself.
package visit
