package link

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// PairOptions say who joins, and where it remembers that.
type PairOptions struct {
	Dir      string
	Device   data.ID // this one
	Identity wire.Identity
	Schema   int64
	Version  string
	Dial     dialer // nil dials
}

// Pair joins the office whose hub is at an address, with the code that the hub
// shows. Both sides prove that they know it, bound to this very connection; then
// the hub's key is remembered and nobody else is believed.
func Pair(ctx context.Context, o PairOptions, address, code, name string) (*Settings, error) {
	code, ok := data.ReadCode(code)
	if !ok {
		return nil, data.Fault(data.Invalid, "device.badCode", data.CodeLength).At("code")
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	address = withPort(address)
	conn, err := dialPlain(ctx, o, address)
	if err != nil {
		return nil, unreachable(err, address)
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	state := conn.ConnectionState()
	ask := wire.PairAsk{Device: o.Device, Name: name}
	if ask.Proof, err = wire.Prove(state, code, wire.SideDevice, ask.Said()...); err != nil {
		return nil, data.Fault(data.Storage, "error.internal").Because(err)
	}
	var answer wire.PairAnswer
	if err := exchange(conn, o, address, ask, &answer); err != nil {
		return nil, asFault(err, address)
	}
	proof, err := wire.Prove(state, code, wire.SideHub, answer.Said()...)
	if err != nil || !wire.Proved(answer.Proof, proof) {
		return nil, data.Fault(data.Forbidden, "link.noProof").Because(err)
	}
	return o.settle(answer, wire.KeyOf(state.PeerCertificates[0]), address)
}

// settle writes down what the pairing brought.
func (o PairOptions) settle(a wire.PairAnswer, key, address string) (*Settings, error) {
	s := &Settings{
		Device: o.Device, OfficeID: a.OfficeID, Office: a.Office, Role: a.Role,
		Hub: a.Hub, Key: key, Address: address, Epoch: a.Epoch.Number, path: filepath.Join(o.Dir, settingsFile),
	}
	return s, s.change(func(*Settings) bool { return true })
}

// dialPlain makes one connection that speaks HTTP/1.1: the proof is bound to it.
func dialPlain(ctx context.Context, o PairOptions, address string) (*tls.Conn, error) {
	raw, err := Options{Dial: o.Dial}.dialer()(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	config := o.Identity.ClientTLS("")
	config.NextProtos = []string{"http/1.1"}
	conn := tls.Client(raw, config)
	if err := conn.HandshakeContext(ctx); err != nil {
		raw.Close()
		return nil, err
	}
	return conn, nil
}

// exchange sends one request over the connection and reads the answer.
func exchange(conn *tls.Conn, o PairOptions, address string, ask wire.PairAsk, into *wire.PairAnswer) error {
	body, err := json.Marshal(ask)
	if err != nil {
		return err
	}
	r, err := http.NewRequest("POST", "https://"+address+wire.PathPair, bytes.NewReader(body))
	if err != nil {
		return err
	}
	r.Header = headers(o.Schema, 0, "", o.Version, "")
	r.Header.Set("Content-Type", "application/json")
	r.Close = true
	if err := r.Write(conn); err != nil {
		return err
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	content := json.NewDecoder(io.LimitReader(answer.Body, 1<<20))
	if answer.StatusCode == http.StatusOK {
		return content.Decode(into)
	}
	var f wire.Fault
	if err := content.Decode(&f); err != nil || f.Fault == nil {
		return data.Fault(data.Offline, "error.offline")
	}
	return &refusal{answer.StatusCode, f.Fault, f.Epoch}
}
