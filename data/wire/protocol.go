package wire

import (
	"encoding/hex"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"yingbin/data"
)

// Protocol is the version of what is said; it moves when an older device could
// misunderstand. Both sides must speak the same one and know the same schema.
const Protocol = 1

// Port is where a hub listens unless told otherwise.
const Port = 47800

// Service is what a hub is found by on the LAN (DNS-SD).
const Service = "_yingbin._tcp"

// The paths of the protocol, all below TLS 1.3.
const (
	PathHello    = "/v1/hello"    // GET ?at=SEQ:DIGEST&…&since=EPOCH: Hello; with an unknown key too
	PathPast     = "/v1/past"     // GET ?at=SEQ&…: Past
	PathPair     = "/v1/pair"     // POST PairAsk: PairAnswer
	PathSnapshot = "/v1/snapshot" // GET: gzip of a book file, Mark in the headers
	PathJournal  = "/v1/journal"  // GET ?after=SEQ&digest=HEX&epoch=N: text/event-stream
	PathCommands = "/v1/commands" // POST Batch: Answers
	PathPIN      = "/v1/pin"      // POST PINAsk: 204, or a Fault
	PathBeat     = "/v1/beat"     // POST Beat: Beaten
)

// Headers. A device sends all of them with every request.
const (
	HeaderProtocol = "Yingbin-Protocol" // Protocol
	HeaderSchema   = "Yingbin-Schema"   // number of the book's newest migration
	HeaderVersion  = "Yingbin-Version"  // of the program, for people
	HeaderEpoch    = "Yingbin-Epoch"    // newest epoch the device knows
	HeaderReigns   = "Yingbin-Reigns"   // device id of that epoch's hub, if known
	HeaderHub      = "Yingbin-Hub"      // where that epoch's hub was last reached, if known
	HeaderInstance = "Yingbin-Instance" // COUNT-NONCE of the run of the device's program
	HeaderMark     = "Yingbin-Mark"     // of a snapshot: SEQ:DIGEST, digest in full
	HeaderSize     = "Yingbin-Size"     // of a snapshot: bytes of the book file, before gzip
)

// The events of the journal's stream. The id of a line's event is SEQ:DIGEST
// (digest in full), so that Last-Event-ID resumes it.
const (
	EventLines = "lines" // data: []data.Posted, in order
	EventPing  = "ping"  // data: Ping, at least every second
	EventEnd   = "end"   // data: Fault; the hub will not go on: revoked, superseded
)

// MaxPeers is how many devices with the whole book are kept in mind.
const MaxPeers = 64

// Limits that the hub keeps.
const (
	MaxBatch   = 500     // commands a request
	MaxSecrets = 8       // of them that prove who gave them, which takes its time
	MaxBody    = 8 << 20 // bytes of a request's body
)

// Hello is who answers.
type Hello struct {
	Protocol int        `json:"protocol"`
	Schema   int64      `json:"schema"`
	Version  string     `json:"version"`
	Office   string     `json:"office"`   // name; "" for a stranger
	OfficeID data.ID    `json:"officeId"` // the same on every device of an office
	Hub      data.ID    `json:"hub"`      // the hub's device
	Epoch    data.Epoch `json:"epoch"`
	Head     int64      `json:"head"`
	Now      data.Time  `json:"now"`
	Known    bool       `json:"known"` // whether the asking device has joined

	// What follows is for devices only, which ask for it by at and since.
	Role   data.DeviceRole  `json:"role,omitempty"`   // that the asking device has
	Mark   string           `json:"mark,omitempty"`   // the newest line's SEQ:DIGEST
	Marks  []string         `json:"marks,omitempty"`  // SEQ:DIGEST of the lines that were asked for, of those there are
	Epochs []data.EpochLine `json:"epochs,omitempty"` // those above the one that was said, with the lines that began them
}

// Holds reports whether the hub's book has a line as the device holds it; the
// beginning it always has.
func (h Hello) Holds(m data.Mark) bool {
	return m.Seq == 0 || slices.Contains(h.Marks, FormatMark(m))
}

// MaxMarks is how many lines' digests are asked for at a time.
const MaxMarks = 32

// Past are the digests of lines that a device asked for, SEQ:DIGEST.
type Past struct {
	Marks []string `json:"marks"`
}

// Sound reports whether a hub can be as it says: an epoch that some office lives to
// see, a journal that begins at its beginning.
func (h Hello) Sound() bool {
	return h.Epoch.Number >= 1 && h.Epoch.Number <= data.MaxEpoch && h.Epoch.Base >= 0 && h.Head >= 0
}

// PairAsk asks to join. Proof shows the code without saying it; see Prove.
type PairAsk struct {
	Device data.ID `json:"device"`
	Name   string  `json:"name"`
	Proof  []byte  `json:"proof"`
}

// Said is what the device's proof speaks of; see Prove.
func (a PairAsk) Said() []string { return []string{string(a.Device), a.Name} }

// PairAnswer lets the device in. Proof shows that the hub knows the code too.
type PairAnswer struct {
	Proof    []byte          `json:"proof"`
	Hub      data.ID         `json:"hub"`
	OfficeID data.ID         `json:"officeId"`
	Office   string          `json:"office"`
	Role     data.DeviceRole `json:"role"`
	Epoch    data.Epoch      `json:"epoch"`
}

// Said is what the hub's proof speaks of; see Prove.
func (a PairAnswer) Said() []string {
	return []string{string(a.Hub), string(a.OfficeID), a.Office, string(a.Role), strconv.FormatInt(a.Epoch.Number, 10)}
}

// Batch is some commands, in the order in which they were given. Recovered ones
// were decided before, in an epoch that ended: they may be other devices', and
// only a device with the whole book may bring them.
type Batch struct {
	Commands  []data.Envelope `json:"commands"`
	Recovered bool            `json:"recovered,omitempty"`
	Waited    bool            `json:"waited,omitempty"` // their makers were told that they would be done
	Waiting   int             `json:"waiting"`          // how many more there are
}

// Answers say what became of each command, in order, once all of it is on disk.
type Answers struct {
	Answers []Answer  `json:"answers"`
	Now     data.Time `json:"now"`
}

// Answer is a receipt or a fault.
type Answer struct {
	Receipt *data.Receipt `json:"receipt,omitempty"`
	Fault   *data.Error   `json:"fault,omitempty"`
	Kept    bool          `json:"kept,omitempty"` // refused, and kept for a supervisor: the receipt is of that
}

// PINAsk asks whether a PIN is a person's.
type PINAsk struct {
	Staff data.ID `json:"staff"`
	PIN   string  `json:"pin"`
}

// Beat tells the hub how a device is.
type Beat struct {
	Waiting int   `json:"waiting"`
	Seq     int64 `json:"seq"` // newest line it holds

	Digest string `json:"digest,omitempty"` // of that line, hex
	Apart  *Apart `json:"apart,omitempty"`  // it found that the books differ
}

// Apart tells the hub that a device's copy and the hub's book have another past.
type Apart struct {
	Behind bool  `json:"behind"` // the hub's only ends earlier
	Own    int64 `json:"own"`    // the newest line that the device has acknowledged
}

// Beaten is the answer to a beat.
type Beaten struct {
	Now   data.Time `json:"now"`
	Peers []Peer    `json:"peers"` // other devices with the whole book, as the hub sees them
}

// Peer is where a device that could become the hub was last seen.
type Peer struct {
	Device data.ID `json:"device"`
	Host   string  `json:"host"`
}

// Sound reports whether the peer can be called: a device's id at an address.
func (p Peer) Sound() bool {
	_, err := netip.ParseAddr(p.Host)
	return err == nil && p.Device.Valid()
}

// Ping keeps a stream alive and carries the hub's clock.
type Ping struct {
	Now  data.Time `json:"now"`
	Head int64     `json:"head"`
}

// Fault is the body of every answer that is not 2xx, and of EventEnd. Epoch goes
// with device.newEpoch and device.superseded: the reign that holds now.
type Fault struct {
	Fault *data.Error `json:"fault"`
	Epoch *data.Epoch `json:"epoch,omitempty"`
}

// FormatMark writes a mark as headers and event ids carry it: SEQ:DIGEST.
func FormatMark(m data.Mark) string {
	return strconv.FormatInt(m.Seq, 10) + ":" + hex.EncodeToString(m.Digest[:])
}

// ReadMark reads what FormatMark wrote.
func ReadMark(s string) (m data.Mark, ok bool) {
	seq, digest, found := strings.Cut(s, ":")
	n, err := strconv.ParseInt(seq, 10, 64)
	b, bad := hex.DecodeString(digest)
	if !found || err != nil || bad != nil || n < 0 || len(b) != len(m.Digest) {
		return m, false
	}
	m.Seq = n
	copy(m.Digest[:], b)
	return m, true
}
