// Package check is the section of the settings where a supervisor sees whether the
// book is sound, checks it, and reads what a check has found.
//
// It must not know how a book is checked.
package check
