// Package today is the desk at a glance: how many guests are here, who comes
// next, who is where, and what is to do.
//
// It reads from every register and acts in none but by seeing guests off; what is
// to do is done on the register's own screen, to which it leads.
package today
