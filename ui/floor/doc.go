// Package floor is 台位: the floor as a plan, the rounds over it, what was seen at a
// table, and the section of the settings where the plan is drawn.
//
// It must not know how a drink is made or a breakage settled; it leads there.
package floor
