// Package officetest gives tests an office to try screens on: real books with the
// sample's people, places and things, and a shell at a station whose commands the
// book decides.
//
// It is for tests only and must not know any screen.
package officetest
