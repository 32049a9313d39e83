package screen

import "yingbin/data"

// The names Shell.Go knows at every station.
const (
	RouteBack  = "back"  // where this screen was reached from
	RoutePrint = "print" // the preview of a record; its argument is a Print
)

// Print asks the preview for one record of the paper package: what it is called
// there, and the days or the one thing it is about. From and To the same are
// one day; both empty is today.
type Print struct {
	Record   string
	From, To data.Day
	ID       string
}

// Ticker is a screen that shows how time goes by: it is told when the minute
// turns. A screen that is none gets Changed with no tables at that moment.
type Ticker interface{ Tick() }

// Overhearer is a screen that wants to know of changes at once even while
// another screen of its station is shown, such as to sound for a new order. It
// is told again, with Changed, when it is shown. One whose route Listens is built
// when somebody comes; where another screen is shown then it is told so with a
// change of no tables.
type Overhearer interface{ Overheard(data.Change) }
