// Package appliance is 电器: how appliances are cared for, what is out of order and
// on its way back, and the section of the settings where they are set up.
//
// It must not know the drinks that want an appliance.
package appliance
