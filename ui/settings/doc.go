// Package settings is the frame of the settings and the section of the office
// itself: its name, hours and limits.
//
// It must not know any register: their sections are given to it in their order by
// ui/stations.go.
package settings
