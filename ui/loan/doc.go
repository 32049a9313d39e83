// Package loan is 借用: keys, radios and things, what is out and what came back,
// and the section of the settings where they are kept.
//
// It must not know what a thing costs that does not come back.
package loan
