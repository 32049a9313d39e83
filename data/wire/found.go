package wire

import (
	"strconv"
	"strings"

	"yingbin/data"
)

// Found is what a hub says of itself on the LAN (the TXT record of Service). It
// helps to find the office again and is never believed: the key is compared when
// the connection stands.
type Found struct {
	Office   data.ID
	Epoch    int64
	Protocol int64
	Key      string // the beginning of the hub's key, KeyPrefix digits
}

// KeyPrefix is how much of its key a hub announces.
const KeyPrefix = 16

// TXT writes the record, one string an entry (RFC 6763, 6.3).
func (f Found) TXT() []string {
	return []string{
		"office=" + string(f.Office), "epoch=" + strconv.FormatInt(f.Epoch, 10),
		"protocol=" + strconv.FormatInt(f.Protocol, 10), "key=" + f.Key[:min(len(f.Key), KeyPrefix)],
	}
}

// ReadTXT reads a record. It is not ok when it isn't one of ours.
func ReadTXT(record []string) (f Found, ok bool) {
	values := map[string]string{}
	for _, entry := range record {
		name, value, _ := strings.Cut(entry, "=")
		values[name] = value
	}
	epoch, err := strconv.ParseInt(values["epoch"], 10, 64)
	protocol, err2 := strconv.ParseInt(values["protocol"], 10, 64)
	f = Found{Office: data.ID(values["office"]), Epoch: epoch, Protocol: protocol, Key: values["key"]}
	return f, err == nil && err2 == nil && f.Office.Valid() && len(f.Key) == KeyPrefix
}
