// Package hub shares an office's book with the office's other devices: it lets
// them in, hands them what their role may see, decides what they bring in the
// order in which it comes, and tells everybody what was decided. It knows the
// protocol and the little it asks of a book, but neither SQL, nor the device on
// the other side, nor the window.
package hub
