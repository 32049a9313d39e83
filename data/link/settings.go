package link

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"yingbin/data"
	"yingbin/data/wire"
)

// Settings is what a device that has joined remembers of its hub, in a small file
// beside its copy of the book.
type Settings struct {
	Device   data.ID         `json:"device"` // this one
	OfficeID data.ID         `json:"officeId"`
	Office   string          `json:"office"`
	Role     data.DeviceRole `json:"role"`
	Hub      data.ID         `json:"hub"`
	Key      string          `json:"key"`     // of the hub: nobody else is believed
	Address  string          `json:"address"` // host:port where it was last reached
	Epoch    int64           `json:"epoch"`   // that this device follows
	Offset   int64           `json:"offset"`  // milliseconds that the hub's clock is ahead of this device's
	Seen     data.Time       `json:"seen"`    // when the hub was last heard of, on its clock
	Peers    []wire.Peer     `json:"peers,omitempty"`
	Revoked  bool            `json:"revoked,omitempty"` // the hub shut this device out
	Runs     int64           `json:"runs,omitempty"`    // of the program on this device, counted so that the hub can tell a copied folder
	OwnKept  string          `json:"ownKept,omitempty"` // newest line of a hub's book against which a supervisor keeps this device's own

	mu   sync.Mutex
	path string
	met  string // newest line of the hub's book when it last had another past
}

// settingsFile is the file in the office folder.
const settingsFile = "link.json"

// Load reads what the device remembers; joined is false where it never joined an
// office. A file that can't be read is a fault: without it nobody knows whom to
// believe.
func Load(dir string) (s *Settings, joined bool, err error) {
	path := filepath.Join(dir, settingsFile)
	body, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	s = &Settings{path: path}
	if err == nil {
		err = json.Unmarshal(body, s)
	}
	if err == nil && (!s.Device.Valid() || s.Key == "" || !s.OfficeID.Valid()) {
		err = errors.New("something is missing")
	}
	if err != nil {
		return nil, true, data.Fault(data.Storage, "link.settingsLost", path).Because(err)
	}
	return s, true, nil
}

// Keep writes down what a device is to remember that has not paired: one that held
// the book and now follows the device that took its place.
func (s *Settings) Keep(dir string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.path = filepath.Join(dir, settingsFile)
	return s.save()
}

// Aside puts what a device remembers out of the way, as when it becomes the hub
// itself; back undoes that.
func Aside(dir string) (back func(), err error) {
	path := filepath.Join(dir, settingsFile)
	if err := os.Rename(path, path+".old"); err != nil {
		return nil, data.Fault(data.Storage, "error.readOnly").Because(err)
	}
	return func() { _ = os.Rename(path+".old", path) }, nil
}

// Lose puts what a device remembers out of the way for good, as when it can't be read.
func Lose(dir string) error {
	path := filepath.Join(dir, settingsFile)
	err := os.Rename(path, path+".lost")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return data.DiskFault(err)
}

// save writes the file; the caller holds mu.
func (s *Settings) save() error {
	body, err := json.MarshalIndent(s, "", "  ")
	if err == nil {
		err = data.WriteWhole(s.path, body)
	}
	if err != nil {
		return data.Fault(data.Storage, "error.readOnly").Because(err)
	}
	return nil
}

// dir is the office folder.
func (s *Settings) dir() string { return filepath.Dir(s.path) }

// change writes the settings after f changed them, if it did.
func (s *Settings) change(f func(*Settings) bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !f(s) {
		return nil
	}
	return s.save()
}

// known is a consistent view of what is remembered.
type known struct {
	device, officeID, hub data.ID
	office, key, address  string
	role                  data.DeviceRole
	epoch                 int64
	peers                 []wire.Peer
}

func (s *Settings) known() known {
	s.mu.Lock()
	defer s.mu.Unlock()
	return known{s.Device, s.OfficeID, s.Hub, s.Office, s.Key, s.Address, s.Role, s.Epoch, slices.Clone(s.Peers)}
}
