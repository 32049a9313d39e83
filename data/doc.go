// Package data is the office in types, rules, commands and errors.
//
// It says what a visit, a booking or a handover is, what may be asked of the
// office (a Command) and what is wrong with a wrong one (an Error). It does no
// input or output: it knows neither SQL nor a window nor a network, and it
// imports the standard library only. Each register announces itself with one
// Register value; the store decides its commands.
package data
