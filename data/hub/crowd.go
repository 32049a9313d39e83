package hub

import (
	"sync"
	"time"

	"golang.org/x/time/rate"

	"yingbin/data"
)

// crowd is who is here: what each device last said of itself, and its streams.
// Only devices of the book come in, so it stays small.
type crowd struct {
	mu      sync.Mutex
	limits  limits
	of      map[data.ID]*presence
	devices paces
	pins    paces
	copies  paces
	guests  paces // by host
}

type presence struct {
	seen     time.Time
	waiting  int
	seq      int64
	apart    bool // its copy has another past than this book
	version  string
	host     string
	inFlight int
	streams  []*session // oldest first
}

// session is one open stream of a device.
type session struct {
	device data.Device
	ended  chan *refusal // takes one: why it ends
}

func (s *session) dismiss(why *refusal) {
	select {
	case s.ended <- why:
	default: // it is ending already
	}
}

func (c *crowd) init(l limits) {
	c.limits, c.of = l, map[data.ID]*presence{}
	c.devices.pace, c.pins.pace, c.copies.pace, c.guests.pace = l.device, l.pins, l.copies, l.stranger
	for _, p := range []*paces{&c.devices, &c.pins, &c.copies, &c.guests} {
		p.of = map[string]*rate.Limiter{}
	}
}

func (c *crowd) at(id data.ID) *presence {
	p := c.of[id]
	if p == nil {
		p = &presence{}
		c.of[id] = p
	}
	return p
}

// arrive notes a request of a device; it reports whether it may go on, and
// whether the device was away before. leave must follow when it may.
func (c *crowd) arrive(d data.Device, host, version string, now time.Time) (may, new bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := c.at(d.ID)
	if !c.devices.allow(string(d.ID), now) || p.inFlight >= c.limits.inFlight {
		return false, false
	}
	new = !p.online(now, c.limits.quiet) || p.host != host
	p.seen, p.host, p.version = now, host, version
	p.inFlight++
	return true, new
}

func (c *crowd) leave(id data.ID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at(id).inFlight--
}

// allow takes a turn of one of the crowd's paces.
func (c *crowd) allow(p *paces, name string, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return p.allow(name, now)
}

// tell notes what a device says of itself, and reports whether it is news. A
// sequence of -1 is one it didn't say.
func (c *crowd) tell(id data.ID, waiting int, seq int64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := c.at(id)
	news := p.waiting != waiting
	p.waiting = waiting
	if seq >= 0 {
		p.seq = seq
	}
	return news
}

// setApart notes whether a device's copy has another past than this book, and reports
// whether that is news.
func (c *crowd) setApart(id data.ID, apart bool) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := c.at(id)
	news := p.apart != apart
	p.apart = apart
	return news
}

// follows notes how far a device's stream has come.
func (c *crowd) follows(id data.ID, seq int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at(id).seq = seq
}

// join takes in a stream. A device that has too many has lost the oldest without
// being told, so that one ends. A stream takes no place among requests.
func (c *crowd) join(d data.Device) *session {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := c.at(d.ID)
	s := &session{device: d, ended: make(chan *refusal, 1)}
	p.streams = append(p.streams, s)
	p.inFlight--
	if len(p.streams) > c.limits.streams {
		p.streams[0].dismiss(nil)
	}
	return s
}

func (c *crowd) part(s *session, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := c.at(s.device.ID)
	for i, other := range p.streams {
		if other == s {
			p.streams = append(p.streams[:i:i], p.streams[i+1:]...)
			break
		}
	}
	p.seen = now
	p.inFlight++ // back among the requests, from which the caller takes it
}

// dismiss ends the streams for which why gives a reason.
func (c *crowd) dismiss(why func(data.Device) *refusal) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range c.of {
		for _, s := range p.streams {
			if r := why(s.device); r != nil {
				s.dismiss(r)
			}
		}
	}
}

func (p *presence) online(now time.Time, quiet time.Duration) bool {
	return len(p.streams) > 0 || !p.seen.IsZero() && now.Sub(p.seen) < quiet
}
