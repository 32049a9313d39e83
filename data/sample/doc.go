// Package sample makes the invented office that people try the program with:
// its catalogue (venues, courts, areas, tables, items), which a new office may
// begin with too, its people, and sixty days of their life.
//
// The same date gives the same life. It is written as commands through the same
// rules as everything else; a command that is refused is an error. The package
// knows neither how the book keeps what it is told nor where the lists of the
// catalogue lie: whoever calls hands over their bytes.
package sample
