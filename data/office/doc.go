// Package office opens an office's book as this device has it: alone or shared
// with others, or as a copy that follows the hub. It puts store, hub and link
// together, and takes a device from one state to another: it joins, becomes the
// hub, stands down. It knows no window and no protocol.
package office
