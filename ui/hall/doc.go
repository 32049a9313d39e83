// Package hall is what the courts' staff works with, on a tablet beside a court:
// who plays and who comes next, the day's bookings, and the state of the courts.
// It is worked by touch alone, so everything tapped is at least 56 high. The three
// screens are one package because they share what is done about a booking and a
// court from there.
//
// It must know nothing of guests beyond what a court needs: no phones and no
// remarks, which this station's device isn't given.
package hall
