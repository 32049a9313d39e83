// Package supervisor holds the screens of the supervisor: the records with
// their preview and print, and the settings of the office.
//
// It must not know SQL, a network or another station. What it asks of the
// office stands in small interfaces beside the screens.
package supervisor
