// Package venue is the station of the courts' staff: one file a screen. It stands
// on a tablet beside a court and is worked by touch alone, so everything tapped
// is at least 56 high.
//
// A screen asks the office for what it needs through a small interface of its
// own and gives commands through the shell. The package knows neither SQL nor
// network, and nothing of guests beyond what a court needs: no phones and no
// remarks, which this station's device isn't given.
package venue
