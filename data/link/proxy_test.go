package link

import (
	"bufio"
	"context"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// fault is what a line does to whoever speaks over it.
type fault int

const (
	sound    fault = iota
	cut            // nothing gets through, and it is told
	stalled        // nothing moves; later it all goes on
	late           // each piece comes 300 ms later
	trickle        // a few bytes at a time
	halfOpen       // one direction is lost without a word, for ever
	faults
)

func (f fault) String() string {
	return [...]string{"sound", "cut", "stalled", "late", "trickle", "half-open"}[f]
}

// proxy is the line of one device, whoever it calls: a connection's first line
// names that. Faults are set from outside.
type proxy struct {
	net.Listener

	mu    sync.Mutex
	is    fault
	moved chan struct{} // closed when is changes
	conns map[net.Conn]struct{}
	work  sync.WaitGroup
}

func openProxy(t testing.TB) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	p := &proxy{Listener: l, moved: make(chan struct{}), conns: map[net.Conn]struct{}{}}
	p.work.Go(p.serve)
	t.Cleanup(func() {
		l.Close()
		p.set(cut)
		p.work.Wait()
	})
	return p
}

// through dials over a proxy.
func through(proxy string) dialer {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{Timeout: time.Second}).DialContext(ctx, network, proxy)
		if err == nil {
			_, err = io.WriteString(conn, address+"\n")
		}
		return conn, err
	}
}

func (p *proxy) state() (fault, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.is, p.moved
}

func (p *proxy) set(f fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.is = f
	close(p.moved)
	p.moved = make(chan struct{})
	if f == cut {
		for c := range p.conns {
			c.Close()
		}
	}
}

// keep notes a connection, unless the line is cut.
func (p *proxy) keep(c net.Conn) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.is == cut {
		c.Close()
		return false
	}
	p.conns[c] = struct{}{}
	return true
}

func (p *proxy) drop(c net.Conn) {
	c.Close()
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.conns, c)
}

func (p *proxy) serve() {
	for {
		c, err := p.Accept()
		if err != nil {
			return
		}
		if p.keep(c) {
			p.work.Go(func() { p.carry(c) })
		}
	}
}

// carry connects a device with whom it names.
func (p *proxy) carry(device net.Conn) {
	defer p.drop(device)
	in := bufio.NewReader(device)
	address, err := in.ReadString('\n')
	if err != nil {
		return
	}
	far, err := net.Dial("tcp", strings.TrimSpace(address))
	if err != nil || !p.keep(far) {
		return
	}
	defer p.drop(far)
	var both sync.WaitGroup
	both.Go(func() { p.pass(far, in, false); far.Close(); device.Close() })
	both.Go(func() { p.pass(device, far, true); far.Close(); device.Close() })
	both.Wait()
}

// pass carries one direction; back is the one from the hub.
func (p *proxy) pass(to io.Writer, from io.Reader, back bool) {
	piece := make([]byte, 16<<10)
	lost := false
	for {
		size := len(piece)
		if is, _ := p.state(); is == trickle {
			size = 700
		}
		n, err := from.Read(piece[:size])
		if n > 0 {
			lost = lost || p.hinder(back)
			if !lost {
				if _, err := to.Write(piece[:n]); err != nil {
					return
				}
			}
		}
		if err != nil {
			return
		}
	}
}

// hinder does to a piece what the line does now. It tells that the piece is lost,
// and with it all that follows.
func (p *proxy) hinder(back bool) (lost bool) {
	for {
		is, moved := p.state()
		pause := map[fault]time.Duration{late: 300 * time.Millisecond, trickle: 15 * time.Millisecond}[is]
		switch is {
		case stalled:
			<-moved
			continue
		case halfOpen:
			return back
		case cut:
			return true
		}
		if pause > 0 {
			select {
			case <-time.After(pause): // the fault itself
			case <-moved:
			}
		}
		return false
	}
}
