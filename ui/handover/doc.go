// Package handover is 交接: what one shift leaves to the next, sealed by one and
// accepted by the other.
//
// It must not know the registers whose open matters it lists.
package handover
