// Package kit holds the house's own widgets: theme, text with Chinese line
// breaking, cards, buttons, fields safe for input methods, chips, keypads, and
// lists that scroll by finger.
//
// It must not know any office, register, station or screen, nor SQL, nor a
// network. Of the office's vocabulary it uses only what a widget itself is about:
// days and times of day, the strokes of a signature, the letters of a pairing
// code, and how typed text is tidied. A widget raises callbacks and keeps no
// office state; every colour and size comes from the theme by name, and every
// visible word is given by the caller or taken from the word files by key.
package kit
