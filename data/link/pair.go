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
	address = withPort(address)
	answer, key, err := o.pair(ctx, address, code, name)
	if err != nil {
		return nil, err
	}
	s := &Settings{
		Device: o.Device, OfficeID: answer.OfficeID, Office: answer.Office, Role: answer.Role,
		Hub: answer.Hub, Key: key, Address: address, Epoch: answer.Epoch.Number, path: filepath.Join(o.Dir, settingsFile),
	}
	return s, s.change(func(*Settings) bool { return true })
}

// pair proves the code to whoever answers at an address and has it proved in turn.
// It gives the answer and the key of who gave it.
func (o PairOptions) pair(ctx context.Context, address, code, name string) (answer wire.PairAnswer, key string, err error) {
	code, ok := data.ReadCode(code)
	if !ok {
		return answer, "", data.Fault(data.Invalid, "device.badCode", data.CodeLength).At("code")
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	conn, err := dialPlain(ctx, o, address)
	if err != nil {
		return answer, "", unreachable(err, address)
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	state := conn.ConnectionState()
	ask := wire.PairAsk{Device: o.Device, Name: name}
	if ask.Proof, err = wire.Prove(state, code, wire.SideDevice, ask.Said()...); err != nil {
		return answer, "", data.Fault(data.Storage, "error.internal").Because(err)
	}
	if err := exchange(conn, o, address, ask, &answer); err != nil {
		return answer, "", asFault(err, address)
	}
	proof, err := wire.Prove(state, code, wire.SideHub, answer.Said()...)
	if err != nil || !wire.Proved(answer.Proof, proof) {
		return answer, "", data.Fault(data.Forbidden, "link.noProof").Because(err)
	}
	return answer, wire.KeyOf(state.PeerCertificates[0]), nil
}

// PairAgain lets a device take part once more that the hub has shut out, or whose hub
// was set up anew and has another key: the code, which both sides prove to know, is of
// the same office's hub. What waits is then sent.
// It is called where it was last reached, or at the address that somebody typed.
func (l *Link) PairAgain(ctx context.Context, address, code string) error {
	k := l.set.known()
	if address == "" {
		address = k.address
	}
	address = withPort(address)
	o := PairOptions{Device: k.device, Identity: l.o.Identity, Schema: l.book.Schema(), Version: l.o.Version, Dial: l.o.Dial}
	answer, key, err := o.pair(ctx, address, code, l.ownName(ctx))
	switch {
	case err != nil:
		return err
	case answer.OfficeID != k.officeID:
		return data.Fault(data.Forbidden, "link.otherOffice", answer.Office)
	}
	if err := l.set.change(func(s *Settings) bool {
		s.Role, s.Revoked, s.Hub, s.Key, s.Address = answer.Role, false, answer.Hub, key, address
		return true
	}); err != nil {
		return err
	}
	l.mu.Lock()
	l.revoked, l.state.Trouble = false, nil
	l.changed()
	l.mu.Unlock()
	if s := l.live(); s != nil {
		s.end(errAgain)
	}
	l.hurry()
	return nil
}

// ownName is how the book calls this device.
func (l *Link) ownName(ctx context.Context) string {
	own := l.set.known().device
	devices, err := l.book.Devices(ctx)
	if err != nil {
		l.log.Warn("the devices can't be read", "err", err)
	}
	for _, d := range devices {
		if d.ID == own {
			return d.Name
		}
	}
	return string(own)
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
