// Package menu is the section of the settings where drinks are kept: how each can
// be had, when, and what it needs.
//
// It must not know orders.
package menu
