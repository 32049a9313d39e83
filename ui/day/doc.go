// Package day runs whole days of the office: a person's hand on the real
// window, the real screens, the real book, and what comes out on paper.
//
// It holds tests only, so it may know everything; nothing may know it.
package day
