package link

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// caller speaks with one hub at one address over one connection, which it can cut:
// a connection that leads nowhere any more would keep its requests for minutes.
type caller struct {
	address   string
	transport *http.Transport
	header    http.Header

	dialling sync.Mutex
	conn     *http.ClientConn // nil before the first request; guarded by dialling

	mu  sync.Mutex
	key string   // of who answered
	raw net.Conn // below TLS
	cut bool
}

// maxAnswer is how much of an answer is read; batches of faults are the longest.
const maxAnswer = 16 << 20

type dialer func(ctx context.Context, network, address string) (net.Conn, error)

// newCaller makes a caller that speaks only with those whose key believed lets
// through.
func newCaller(id wire.Identity, dial dialer, address string, header http.Header, believed func(key string) bool) *caller {
	c := &caller{address: address, header: header}
	config := id.ClientTLS("")
	config.VerifyConnection = func(s tls.ConnectionState) error {
		if len(s.PeerCertificates) == 0 || !believed(wire.KeyOf(s.PeerCertificates[0])) {
			return wire.ErrOtherHub
		}
		c.mu.Lock()
		defer c.mu.Unlock()
		c.key = wire.KeyOf(s.PeerCertificates[0])
		return nil
	}
	c.transport = &http.Transport{
		TLSClientConfig: config, ForceAttemptHTTP2: true, DisableCompression: true, TLSHandshakeTimeout: 2 * time.Second,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := dial(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return c.keep(conn)
		},
	}
	return c
}

// keep notes the connection so that close can cut it.
func (c *caller) keep(conn net.Conn) (net.Conn, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cut {
		conn.Close()
		return nil, net.ErrClosed
	}
	c.raw = conn
	return conn, nil
}

// connect gives the connection, made at the first request. Once it has ended
// nothing is asked again by itself: whoever asked knows what that would mean.
func (c *caller) connect(ctx context.Context) (*http.ClientConn, error) {
	c.dialling.Lock()
	defer c.dialling.Unlock()
	if c.conn != nil {
		return c.conn, nil
	}
	conn, err := c.transport.NewClientConn(ctx, "https", c.address)
	if err == nil {
		c.conn = conn
	}
	return conn, err
}

func (c *caller) close() {
	c.mu.Lock()
	c.cut = true
	if c.raw != nil {
		c.raw.Close()
	}
	c.mu.Unlock()
	c.dialling.Lock()
	defer c.dialling.Unlock()
	if c.conn != nil {
		c.conn.Close()
	}
}

func (c *caller) peer() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.key
}

// refusal is an answer that is not 2xx.
type refusal struct {
	status int
	fault  *data.Error
	epoch  *data.Epoch // that holds, where the fault speaks of it
}

func (r *refusal) Error() string { return fmt.Sprintf("the hub answers %d: %v", r.status, r.fault) }
func (r *refusal) Unwrap() error { return r.fault }

// passing reports an answer that says nothing of what was asked: the hub can't
// just now.
func (r *refusal) passing() bool {
	return r.status >= 500 || r.status == http.StatusTooManyRequests || r.status == http.StatusRequestTimeout
}

// send sends a request and gives a 2xx answer whole, or the refusal.
func (c *caller) send(ctx context.Context, method, path string, body any) (*http.Response, error) {
	var content io.Reader
	if body != nil {
		b, err := json.Marshal(body)
		if err != nil {
			return nil, data.Fault(data.Storage, "error.internal").Because(err)
		}
		content = bytes.NewReader(b)
	}
	r, err := http.NewRequestWithContext(ctx, method, "https://"+c.address+path, content)
	if err != nil {
		return nil, err
	}
	for name, values := range c.header {
		r.Header[name] = values
	}
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	conn, err := c.connect(ctx)
	if err != nil {
		return nil, err
	}
	answer, err := conn.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if answer.StatusCode/100 == 2 {
		return answer, nil
	}
	defer answer.Body.Close()
	var f wire.Fault
	if err := json.NewDecoder(io.LimitReader(answer.Body, maxAnswer)).Decode(&f); err != nil || f.Fault == nil {
		f.Fault = data.Fault(data.Offline, "error.offline").Because(fmt.Errorf("status %d", answer.StatusCode))
	}
	return nil, &refusal{answer.StatusCode, f.Fault, f.Epoch}
}

// ask sends a request and reads the answer's JSON.
func (c *caller) ask(ctx context.Context, method, path string, body, into any) error {
	answer, err := c.send(ctx, method, path, body)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	if into == nil || answer.StatusCode == http.StatusNoContent {
		return nil
	}
	content := io.LimitReader(answer.Body, maxAnswer)
	if err := json.NewDecoder(content).Decode(into); err != nil {
		return err
	}
	_, _ = io.Copy(io.Discard, content) // so that the connection serves again
	return nil
}

// headers say who asks, with every request.
func headers(schema, epoch int64, reigns data.ID, version, hub string) http.Header {
	h := http.Header{}
	h.Set(wire.HeaderProtocol, strconv.Itoa(wire.Protocol))
	h.Set(wire.HeaderSchema, strconv.FormatInt(schema, 10))
	h.Set(wire.HeaderVersion, version)
	h.Set(wire.HeaderEpoch, strconv.FormatInt(epoch, 10))
	h.Set(wire.HeaderReigns, string(reigns))
	h.Set(wire.HeaderHub, hub)
	return h
}

// refused gives the refusal in an error, or nil.
func refused(err error) *refusal {
	r, _ := errors.AsType[*refusal](err)
	return r
}
