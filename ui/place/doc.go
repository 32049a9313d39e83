// Package place is the sections of the settings where places are kept: venues with
// their courts, areas with their tables.
//
// It must not know who sits or plays there.
package place
