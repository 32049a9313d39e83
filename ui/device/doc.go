// Package device is the section of the settings for the other devices of the
// office: sharing, pairing, shutting out, and taking the hub's place.
//
// It must not know the network; the office it is given shares or has joined.
package device
