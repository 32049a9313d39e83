// Package link is a device that has joined an office: how it is paired, how its
// copy of the book follows the hub's journal, how what it does itself reaches the
// hub, and how it finds the hub again. It knows neither SQL nor windows; the copy
// and the outbox it works with are handed to it.
package link
