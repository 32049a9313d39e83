// Package staff is the sections of the settings where people are kept: those who
// sign on, and the consultants.
//
// It must not know who is on duty.
package staff
