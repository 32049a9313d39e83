// Package cli reads the command line and says in words what came of it, in both
// languages, since nobody has chosen one yet. It knows the words that can be
// asked for and the papers that can be printed. It must know neither the book
// nor the window: main opens these and hands over what is asked of them here.
package cli
