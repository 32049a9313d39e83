// Package bar is the bar's station: one file a screen. It is worked by touch
// alone, often with wet hands, so everything tapped is at least 56 high.
//
// A screen asks the office for what it needs through a small interface of its
// own and gives commands through the shell. The package knows neither SQL nor
// network, and its screens do not know each other: they go to one another by
// name.
package bar
