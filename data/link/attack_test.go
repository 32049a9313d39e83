package link

import (
	"bufio"
	"crypto/tls"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"strings"

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

func containsAny(text string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(text, p) {
			return true
		}
	}
	return false
}
