// Package breakage is 报损: what broke is reported at the bar and approved by a
// supervisor.
//
// It must not know how stock is counted.
package breakage
