package hub

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// asks keeps a hub from being sent asking all day: one call at a time, and for
// the same address once in a while.
type asks struct {
	mu   sync.Mutex
	last map[string]time.Time
}

// askAgain is how long an address is left alone, maxAsked how many are kept.
const (
	askAgain = 10 * time.Second
	maxAsked = 64
)

func (a *asks) due(address string, now time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.last == nil || len(a.last) >= maxAsked {
		a.last = map[string]time.Time{}
	}
	if t, ok := a.last[address]; ok && now.Sub(t) < askAgain {
		return false
	}
	a.last[address] = now
	return true
}

// askLater asks an address in the background whether it is the hub now.
func (h *Hub) askLater(address string) {
	if address = plainAddress(address); address == "" || !h.asks.due(address, h.now()) {
		return
	}
	h.work.Go(func() {
		if _, err := h.Meet(h.ctx, address); err != nil {
			h.log.Info("nobody to follow", "error", err)
		}
	})
}

// plainAddress takes an address on the LAN, "" for any other: a hub calls nobody
// on the internet because somebody said so.
func plainAddress(s string) string {
	a, err := netip.ParseAddrPort(s)
	if err != nil || !local(a.Addr()) {
		return ""
	}
	return a.String()
}

func local(a netip.Addr) bool {
	a = a.Unmap()
	return a.IsPrivate() || a.IsLoopback() || a.IsLinkLocalUnicast()
}

// Meet asks whoever is at an address on the LAN (host:port) whether it is the
// office's hub now, and stands down when a device with the whole book says so, proves
// to be it and shows that a supervisor made it so: else that is link.unsupervised. It
// reports whether this hub has stood down.
func (h *Hub) Meet(ctx context.Context, address string) (bool, error) {
	hello, key, err := h.dial(ctx, address)
	if err != nil {
		return h.epochs.stoodDown() != nil, data.Fault(data.Offline, "error.offline").Because(err)
	}
	d, known, err := h.registry.find(ctx, h.book, key)
	if err != nil {
		return false, err
	}
	if known && d.Active() && d.Role.Full() && d.ID != h.own && hello.Hub == d.ID && hello.OfficeID == h.office && h.thinkable(hello.Epoch.Number) && hello.Epoch.Number > h.epochs.now().Number {
		if err := h.succeeds(ctx, hello); err != nil {
			return h.epochs.stoodDown() != nil, err
		}
		h.standDown(data.HubOffer{Device: d.ID, Name: d.Name, Address: address, Epoch: hello.Epoch})
	}
	return h.epochs.stoodDown() != nil, nil
}

// succeeds checks that supervisors began the epochs of another hub, each with a line
// that they signed, and that the first goes on from a line that this book holds.
func (h *Hub) succeeds(ctx context.Context, hello wire.Hello) error {
	number := h.epochs.now().Number
	for i, e := range hello.Epochs {
		if e.Number <= number {
			return data.Fault(data.Forbidden, data.Unsupervised, e.Number)
		}
		number = e.Number
		if err := h.book.Supervised(ctx, e); err != nil {
			return err
		}
		if m, err := h.book.MarkAt(ctx, e.Base); i == 0 && (err != nil || e.Base > 0 && hex.EncodeToString(m.Digest[:]) != e.Digest) {
			return data.Fault(data.Forbidden, data.Unsupervised, e.Number).Because(err)
		}
	}
	if number != hello.Epoch.Number {
		return data.Fault(data.Forbidden, data.Unsupervised, hello.Epoch.Number)
	}
	return nil
}

// call asks an address who it is, and for the epochs that this book does not know.
func (h *Hub) call(ctx context.Context, address string) (hello wire.Hello, key string, err error) {
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	transport := &http.Transport{TLSClientConfig: h.self.ClientTLS(""), DisableKeepAlives: true, DialContext: (&net.Dialer{}).DialContext,
		ForceAttemptHTTP2: true} // both protocols are offered: without this the answer of a hub that takes HTTP/2 is not understood
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("https://%s%s?since=%d", address, wire.PathHello, h.epochs.now().Number), nil)
	if err != nil {
		return hello, "", err
	}
	r.Header.Set(wire.HeaderProtocol, strconv.Itoa(wire.Protocol))
	r.Header.Set(wire.HeaderVersion, h.version)
	answer, err := transport.RoundTrip(r)
	if err != nil {
		return hello, "", err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK || answer.TLS == nil || len(answer.TLS.PeerCertificates) == 0 {
		return hello, "", fmt.Errorf("hub: %s from %s", answer.Status, address)
	}
	if err := json.NewDecoder(io.LimitReader(answer.Body, 64<<10)).Decode(&hello); err != nil {
		return hello, "", errors.Join(errors.New("hub: no hello"), err)
	}
	return hello, wire.KeyOf(answer.TLS.PeerCertificates[0]), nil
}

// watchPeers looks around now and then: the device that took over may be off when
// this one comes back.
func (h *Hub) watchPeers(o *opening) {
	tick := time.NewTicker(h.limits.look)
	defer tick.Stop()
	for {
		select {
		case <-o.ctx.Done():
			return
		case <-tick.C:
			h.mu.Lock()
			peers := slices.Clone(h.choice.Peers)
			h.mu.Unlock()
			h.lookAround(peers)
		}
	}
}

// lookAround asks the devices that could have become the hub while this program
// was off.
func (h *Hub) lookAround(peers []wire.Peer) {
	for _, p := range peers {
		h.askLater(net.JoinHostPort(p.Host, strconv.Itoa(wire.Port)))
	}
}
