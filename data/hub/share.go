package hub

import (
	"context"
	"errors"
	"log"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"time"

	"yingbin/data"
)

// opening is one span of sharing.
type opening struct {
	ctx       context.Context
	end       context.CancelFunc
	server    *http.Server
	listeners map[string]net.Listener // by the address that was asked for
	quiet     func()                  // ends the announcement; nil without one
}

// Share opens the office for other devices, or closes it. It listens on the
// addresses given, host:port, or on those of the LAN when none are; an unspecified
// host only when it is given. The choice is kept. The first time, this device is
// entered into the book in the name of by, a supervisor.
func (h *Hub) Share(ctx context.Context, on bool, by data.ID, listen ...string) error {
	h.sharing.Lock()
	defer h.sharing.Unlock()
	if h.ctx.Err() != nil {
		return data.Fault(data.Storage, "error.internal").Because(errors.New("hub: closed"))
	}
	h.stop()
	h.stopped.Store(nil)
	defer h.notices.tell()
	if !on {
		h.keep(func(c *choice) { c.Share = false })
		h.log.Info("sharing ends", "by", string(by))
		return nil
	}
	if h.office == "" { // the book was empty when the hub was opened
		var err error
		if h.office, err = h.book.OfficeID(ctx); err != nil {
			return err
		}
	}
	if err := h.register(ctx, by); err != nil {
		return err
	}
	if err := h.begin(listen); err != nil {
		return err
	}
	h.keep(func(c *choice) { c.Share, c.Listen = true, slices.Clone(listen) })
	h.log.Info("sharing begins", "by", string(by))
	return nil
}

// Resume shares again when that was the choice before the program ended. It also
// asks those who could have become the hub meanwhile.
func (h *Hub) Resume(ctx context.Context) error {
	h.mu.Lock()
	was := h.choice
	h.mu.Unlock()
	if !was.Share {
		return nil
	}
	h.lookAround(was.Peers)
	err := h.Share(ctx, true, "", was.Listen...)
	if err != nil {
		h.stopped.Store(data.AsError(err))
	}
	return err
}

// register enters this device into the book, or its new key.
func (h *Hub) register(ctx context.Context, by data.ID) error {
	d, ok := h.registry.device(h.own)
	if ok && d.Key == h.self.Key && d.Active() {
		return nil
	}
	if ok && d.Active() && by == "" {
		return data.Fault(data.Forbidden, "device.keyNew")
	}
	if err := h.supervises(ctx, by); err != nil {
		return err
	}
	add := &data.AddDevice{Head: data.Head{ID: data.NewID(), At: h.book.Now(), Staff: by, Device: h.own}, Added: h.own, Name: h.name, Role: data.AtReception, Key: h.self.Key}
	if ok {
		add.Name, add.Role = d.Name, d.Role
	}
	if _, err := h.book.Do(ctx, add); err != nil {
		return err
	}
	h.devicesChanged()
	return nil
}

// begin listens. The caller holds sharing.
func (h *Hub) begin(listen []string) error {
	o := &opening{listeners: map[string]net.Listener{}}
	o.ctx, o.end = context.WithCancel(h.ctx)
	o.server = &http.Server{
		Handler: h, TLSConfig: h.serverTLS(), MaxHeaderBytes: maxHeader,
		ReadHeaderTimeout: h.limits.header, IdleTimeout: h.limits.idle,
		ErrorLog:    log.New(quietLog{h}, "", 0),
		BaseContext: func(net.Listener) context.Context { return o.ctx },
		HTTP2: &http.HTTP2Config{
			MaxConcurrentStreams: 32, SendPingTimeout: h.limits.write, PingTimeout: h.limits.write,
			WriteByteTimeout: h.limits.write,
		},
	}
	addresses, err := h.addresses(listen)
	if err == nil {
		err = h.listen(o, addresses, len(listen) > 0)
	}
	if err != nil {
		h.shut(o)
		return err
	}
	h.mu.Lock()
	h.open = o
	h.mu.Unlock()
	h.announceAgain()
	h.work.Go(func() { h.watchPeers(o) })
	if len(listen) == 0 {
		h.work.Go(func() { h.watchAddresses(o) })
	}
	return nil
}

// addresses gives where to listen: what was told, or the LAN's addresses.
func (h *Hub) addresses(listen []string) ([]string, error) {
	if len(listen) == 0 {
		hosts, err := h.lan()
		if err != nil {
			return nil, data.Fault(data.Storage, "device.noAddress").Because(err)
		}
		for i, host := range hosts {
			hosts[i] = net.JoinHostPort(host, h.port)
		}
		return hosts, nil
	}
	list := make([]string, len(listen))
	for i, told := range listen {
		host, p, err := net.SplitHostPort(told)
		if err != nil {
			host, p = told, h.port
		}
		if _, err := netip.ParseAddr(host); err != nil {
			return nil, data.Fault(data.Invalid, "device.badAddress", told).At("listen").Because(err)
		}
		list[i] = net.JoinHostPort(host, p)
	}
	return list, nil
}

// listen opens what is not open yet. One of several LAN addresses may fail, not
// one that was told, nor all.
func (h *Hub) listen(o *opening, addresses []string, all bool) error {
	var failed error
	for _, a := range addresses {
		if _, has := o.listeners[a]; has {
			continue
		}
		l, err := (&net.ListenConfig{}).Listen(o.ctx, "tcp", a)
		if err != nil {
			failed = data.Fault(data.Conflict, "device.portTaken", a).At("listen").Because(err)
			h.log.Warn("can't listen", "address", a, "error", err)
			if all {
				return failed
			}
			continue
		}
		o.listeners[a] = l
		h.work.Go(func() { h.serveOn(o, l) })
	}
	if len(o.listeners) == 0 {
		return failed // nil when the LAN is only away: it may come back
	}
	return nil
}

func (h *Hub) serveOn(o *opening, l net.Listener) {
	d := &door{Listener: l, gate: h.gate, log: h.strangerLog, met: h.met}
	if err := o.server.ServeTLS(d, "", ""); !errors.Is(err, http.ErrServerClosed) && !errors.Is(err, net.ErrClosed) {
		h.log.Error("no longer listening", "error", err)
	}
}

// met notes that another machine got through: then no firewall stands before the
// port, whatever its settings look like.
func (h *Hub) met(host string) {
	if h.reached.Load() || isLoopback(host) {
		return
	}
	if own, err := h.lan(); err == nil && !slices.Contains(own, host) {
		h.reached.Store(true)
		h.notices.tell()
	}
}

// watchAddresses follows the machine from one address to the next.
func (h *Hub) watchAddresses(o *opening) {
	tick := time.NewTicker(h.limits.rescan)
	defer tick.Stop()
	for {
		select {
		case <-o.ctx.Done():
			return
		case <-tick.C:
			h.sharing.Lock()
			if o.ctx.Err() == nil {
				h.readdress(o)
			}
			h.sharing.Unlock()
		}
	}
}

// readdress listens on addresses that have come and leaves those that have gone.
func (h *Hub) readdress(o *opening) {
	addresses, err := h.addresses(nil)
	if err != nil {
		h.log.Warn("addresses can't be read", "error", err)
		return
	}
	h.mu.Lock()
	before := len(o.listeners)
	for a, l := range o.listeners {
		if !slices.Contains(addresses, a) {
			l.Close()
			delete(o.listeners, a)
			before = -1
		}
	}
	err = h.listen(o, addresses, false)
	changed := before != len(o.listeners)
	h.mu.Unlock()
	if err == nil && changed {
		h.announceAgain()
		h.notices.tell()
	}
}

// stop ends the sharing: streams and announcements, then whoever is still asking.
// The caller holds sharing.
func (h *Hub) stop() {
	h.mu.Lock()
	o := h.open
	h.open = nil
	h.mu.Unlock()
	if o != nil {
		h.shut(o)
	}
}

func (h *Hub) shut(o *opening) {
	if o.quiet != nil {
		o.quiet()
	}
	o.end()
	ctx, cancel := context.WithTimeout(context.Background(), h.limits.closing)
	defer cancel()
	if err := o.server.Shutdown(ctx); err != nil {
		o.server.Close()
	}
	for _, l := range o.listeners { // one that was never served is not the server's to close
		l.Close()
	}
}

func (h *Hub) opened() *opening {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.open
}

// Sharing tells how the office is shared now.
func (h *Hub) Sharing(ctx context.Context) (data.Sharing, error) {
	s := data.Sharing{Code: h.codes.newest(data.TimeOf(h.now())), Successor: h.epochs.stoodDown(), Behind: h.behindOf(), Trouble: h.ailing.Load(), Twice: h.twice(), Addresses: h.reachedAt()}
	s.On = h.opened() != nil
	if why := h.stopped.Load(); why != nil && !s.On {
		s.Trouble = why
	}
	if s.On && !h.reached.Load() {
		s.Firewall = h.wall(ctx)
	}
	return s, ctx.Err()
}

// wallTime is how long what the system said of its firewall is believed: asking
// may start another program.
const wallTime = 10 * time.Second

func (h *Hub) wall(ctx context.Context) data.Firewall {
	h.walled.Lock()
	defer h.walled.Unlock()
	if now := h.now(); h.askedWall.IsZero() || now.Sub(h.askedWall) >= wallTime {
		h.firewalled, h.askedWall = h.firewall(ctx), now
	}
	return h.firewalled
}

// reachedAt lists where others reach the office, host:port.
func (h *Hub) reachedAt() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.open == nil {
		return nil
	}
	var list []string
	for _, l := range h.open.listeners {
		a := l.Addr().(*net.TCPAddr).AddrPort()
		if !a.Addr().IsUnspecified() {
			list = append(list, a.String())
			continue
		}
		hosts, err := h.lan()
		if err != nil {
			h.log.Warn("addresses can't be read", "error", err)
		}
		for _, host := range hosts {
			list = append(list, net.JoinHostPort(host, strconv.Itoa(int(a.Port()))))
		}
	}
	slices.Sort(list)
	return list
}
