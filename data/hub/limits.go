package hub

import (
	"time"

	"golang.org/x/time/rate"
)

// limits is what one hub puts up with. Tests make them narrow.
type limits struct {
	header  time.Duration // for the handshake, and for a request's head
	body    time.Duration // for a request's body
	idle    time.Duration // a connection without requests
	write   time.Duration // for one piece of an answer to be taken
	ping    time.Duration // between pings of a stream
	quiet   time.Duration // a device that beat so lately is there
	rescan  time.Duration // between looks at the machine's addresses
	look    time.Duration // between questions to those who could have become the hub
	closing time.Duration // for requests to end when the sharing ends

	connections int // of all
	strangers   int // of them whose key is not a device's, or not yet shown
	perHost     int // of strangers on one host
	perDevice   int // of one device; the oldest is closed for a further one
	streams     int // of one device; the oldest ends for a further one
	inFlight    int // requests of one device beside its streams
	snapshots   int // made at a time

	device, pins, copies, stranger pace
	log                            pace // lines about refused strangers

	sparesLoopback bool // this machine's own programs need not be told apart by host
}

// pace is how often something may be: a second, and at once.
type pace struct {
	often rate.Limit
	burst int
}

func (p pace) limiter() *rate.Limiter { return rate.NewLimiter(p.often, p.burst) }

func usual() limits {
	return limits{
		header: 10 * time.Second, body: 30 * time.Second, idle: time.Minute, write: 15 * time.Second,
		ping: time.Second, quiet: 5 * time.Second, rescan: 10 * time.Second, look: 30 * time.Second, closing: 3 * time.Second,
		connections: 512, strangers: 96, perHost: 12, perDevice: 12, streams: 3, inFlight: 8, snapshots: 2,
		device: pace{300, 600}, pins: pace{1, 10}, copies: pace{0.5, 20}, stranger: pace{2, 20}, log: pace{2, 50},
		sparesLoopback: true,
	}
}

// maxHeader is the most bytes of a request's head.
const maxHeader = 64 << 10

// What a device may say of lines, epochs and commands that this hub knows nothing
// of. More is no office's truth, and nothing is begun or given up because of it.
const (
	maxAhead   = 1 << 20 // lines after the hub's newest: as many as five busy years write
	maxReigns  = 256     // epochs above the hub's own
	maxWaiting = 1 << 20 // commands in an outbox
)

// paces keeps a limiter for each of those who ask. Those not heard of for a while
// are forgotten, so that many addresses don't fill the memory.
type paces struct {
	pace pace
	of   map[string]*rate.Limiter
}

// most is how many limiters are kept.
const most = 1024

// allow takes one turn of a name. The caller holds the lock.
func (p *paces) allow(name string, now time.Time) bool {
	l := p.of[name]
	if l == nil {
		if len(p.of) >= most {
			p.forget(now)
		}
		l = p.pace.limiter()
		p.of[name] = l
	}
	return l.AllowN(now, 1)
}

// forget drops those who have all their turns again, and everybody when there
// are still too many.
func (p *paces) forget(now time.Time) {
	for name, l := range p.of {
		if l.TokensAt(now) >= float64(p.pace.burst) {
			delete(p.of, name)
		}
	}
	if len(p.of) >= most {
		clear(p.of)
	}
}
