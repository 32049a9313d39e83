package ui

import (
	"encoding/json"
	"os"
	"path/filepath"

	"yingbin/data"
)

// Device is what this device remembers by itself, apart from the office's book:
// its id, its language, whether it is dark, and what its screens chose for
// whoever works at it.
type Device struct {
	ID   data.ID             `json:"id"`
	Lang string              `json:"lang"`
	Dark bool                `json:"dark"`
	Kept map[string][]string `json:"kept,omitempty"` // by station and key

	path string
}

// NewDevice makes a device that remembers nothing beyond this run.
func NewDevice(lang string) *Device {
	if lang != "en" {
		lang = "zh"
	}
	return &Device{ID: data.NewID(), Lang: lang}
}

// deviceFile is the device's file in the office folder.
const deviceFile = "device.json"

// LoadDevice reads what the device remembers, or begins anew where there is
// nothing or nothing that can be read: a lost choice of language hinders nobody.
func LoadDevice(dir string) *Device {
	d := NewDevice("")
	d.path = filepath.Join(dir, deviceFile)
	var kept Device
	body, err := os.ReadFile(d.path)
	if err == nil && json.Unmarshal(body, &kept) == nil && kept.ID.Valid() {
		d.ID, d.Dark, d.Kept = kept.ID, kept.Dark, kept.Kept
		if kept.Lang == "en" {
			d.Lang = kept.Lang
		}
		return d
	}
	_ = os.MkdirAll(dir, 0o700)
	_ = d.Save() // the id must be the same tomorrow; where it can't be written the book says so
	return d
}

// Save writes the file whole or not at all, and returns when it is on the disk.
func (d *Device) Save() error {
	if d.path == "" {
		return nil
	}
	body, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return err
	}
	return data.WriteWhole(d.path, append(body, '\n'))
}
