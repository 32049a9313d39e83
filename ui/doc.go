// Package ui is the window: the frame with its rail and top bar, the way from
// screen to screen, who is signed on, sheets, questions and toasts, language
// and theme. Which screens there are, and where, is said in stations.go: read that
// first.
//
// But for that list it must not know any register or screen, nor SQL, nor a
// network: it asks the office for people, settings and changes, and hands the
// whole of it on to the screens, which ask for their own parts.
package ui
