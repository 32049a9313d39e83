// Package screen is what a screen is written against: the Shell it talks to, the
// little that it is itself, the bridge that runs its work off the UI goroutine,
// drafts that outlive it, forms that fill a command, faults shown at their fields,
// sections of the settings, and the marks of what has yet to be sent.
//
// It knows commands, records and errors of the office in general, but no register
// and no station: what only one register needs stays in that register's package.
package screen
