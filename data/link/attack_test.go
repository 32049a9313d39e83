package link

import (
	"bufio"
	"crypto/tls"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// between passes on what two sides say, over a session with each.
func between(conn net.Conn, id wire.Identity, hub string) {
	defer conn.Close()
	front := id.ServerTLS()
	front.NextProtos = []string{"http/1.1"}
	back := id.ClientTLS("")
	back.NextProtos = []string{"http/1.1"}
	to, err := tls.Dial("tcp", hub, back)
	if err != nil {
		return
	}
	defer to.Close()
	from := tls.Server(conn, front)
	go io.Copy(to, from)
	io.Copy(from, to)
}

// lie answers a pairing as if the code were known.
func lie(conn net.Conn, id wire.Identity) {
	defer conn.Close()
	from := tls.Server(conn, id.ServerTLS())
	if _, err := http.ReadRequest(bufio.NewReader(from)); err != nil {
		return
	}
	body, err := json.Marshal(wire.PairAnswer{Proof: make([]byte, 32), Hub: desk, OfficeID: data.NewID(), Office: "假会馆", Role: data.AtReception})
	if err != nil {
		return
	}
	answer := http.Response{StatusCode: 200, ProtoMajor: 1, ProtoMinor: 1, Body: io.NopCloser(strings.NewReader(string(body))), ContentLength: int64(len(body))}
	answer.Write(from)
}

// What a hub says of itself is measured before this device acts on it.
func TestWhatAHubSaysIsMeasured(t *testing.T) {
	good := wire.Hello{Epoch: data.Epoch{Number: 1}}
	if !good.Sound() {
		t.Fatal("a good one is refused")
	}
	for what, spoil := range map[string]func(h *wire.Hello){
		"no epoch":              func(h *wire.Hello) { h.Epoch.Number = 0 },
		"an epoch below":        func(h *wire.Hello) { h.Epoch.Number = -1 },
		"an epoch out of reach": func(h *wire.Hello) { h.Epoch.Number = 1 << 62 },
		"a base below":          func(h *wire.Hello) { h.Epoch.Base = -1 },
		"a head below":          func(h *wire.Hello) { h.Head = -1 },
	} {
		bad := good
		if spoil(&bad); bad.Sound() {
			t.Errorf("%s: it is believed", what)
		}
	}
	h := openHouse(t)
	bar := h.join(data.AtBar)
	now := bar.Clock()()
	for _, said := range []data.Time{0, -1, -1 << 63, utmost + 1, 1<<63 - 1} {
		bar.clock.hear(said, 0)
		bar.clock.atLeast(said)
	}
	if is := bar.Clock()(); is.Sub(now) > time.Minute || now.Sub(is) > time.Minute {
		t.Errorf("the clock jumps from %v to %v", now, is)
	}
}

// Neither peers nor announcements make a device call more places than an office has.
func TestFewPlacesAreCalled(t *testing.T) {
	var peers []wire.Peer
	var found []Found
	for i := range 5000 {
		host := netip.AddrFrom4([4]byte{10, 0, byte(i / 256), byte(i)}).String()
		peers = append(peers, wire.Peer{Device: "device-x", Host: host}, wire.Peer{Device: "device-x", Host: "example.org"}, wire.Peer{Host: host})
		found = append(found, Found{Address: host, Found: wire.Found{Office: "office"}}, Found{Address: "10.9.9.9:1", Found: wire.Found{Office: "other"}})
	}
	kept := soundPeers(peers)
	if len(kept) != wire.MaxPeers || slices.ContainsFunc(kept, func(p wire.Peer) bool { return !p.Sound() }) {
		t.Errorf("%d peers", len(kept))
	}
	if list := announced(found, "office"); len(list) != maxAnnounced || slices.Contains(list, "10.9.9.9:1") {
		t.Errorf("%d announced places", len(list))
	}
	if list := announced(found[:1], "office"); len(list) != 1 {
		t.Errorf("%v", list)
	}
}

func containsAny(text string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}
