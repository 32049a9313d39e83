// Package privacy is the section of the settings where customers are forgotten.
//
// It must not know what is held of them; the office forgets all of it.
package privacy
