// Package checklist is 清洁: the lists that are ticked at each station, the cups on
// their way through the wash, and the section of the settings where lists are
// written.
//
// It must not know how a chipped cup is reported; it leads there.
package checklist
