// Package kit holds the house's own widgets and the frame a screen is written
// against: theme, text with Chinese line breaking, cards, buttons, fields safe
// for input methods, chips, keypads, lists that scroll by finger, and the Shell
// that screens talk to.
//
// It must not know any register, station or screen, nor SQL, nor a network. A
// widget raises callbacks and keeps no office state; every colour and size comes
// from the theme by name, and every visible word is given by the caller or taken
// from the word files by key.
package kit
