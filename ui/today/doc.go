// Package today is the desk at a glance: how many guests are here, who comes
// next, who is where, and what is to do.
//
// It acts in no register but by seeing guests off; what is to do is done on the
// register's own screen, to which it leads. Of the office it asks six questions:
// who is in the house (Visits), the bookings of the day (Bookings), what the
// registers count of the day and of the one a week ago (Figures), what they give
// whoever looks to do (Matters), which tables nobody has looked after (Floor), and
// what people and places are called (Names).
package today
