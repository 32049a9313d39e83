// Package wire is what a hub and a device that has joined say to each other: the
// paths and bodies of the protocol, how a device proves who it is, and how it is
// paired. It knows neither the book nor who listens or dials; hub and link both
// speak it.
package wire
