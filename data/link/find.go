package link

import (
	"context"
	"io"
	"log"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/mdns"

	"yingbin/data"
	"yingbin/data/wire"
)

// Found is a hub on the LAN, as it announces itself: nothing of it is believed
// before its key is.
type Found struct {
	Device  data.ID // the hub's
	Address string  // host:port
	wire.Found
}

// findFor is how long the LAN is listened to.
const findFor = time.Second

// Find asks the LAN for hubs by multicast DNS, on every interface that is up.
func Find(ctx context.Context) ([]Found, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	entries := make(chan *mdns.ServiceEntry, 64)
	asked := 0
	done := make(chan struct{})
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagMulticast == 0 || i.Flags&net.FlagLoopback != 0 {
			continue
		}
		asked++
		go func() {
			_ = mdns.QueryContext(ctx, &mdns.QueryParam{ // an interface that can't is as good as an empty one
				Service: wire.Service, Domain: "local", Timeout: findFor, Interface: &i, Entries: entries,
				WantUnicastResponse: true, DisableIPv6: true, Logger: log.New(io.Discard, "", 0),
			})
			done <- struct{}{}
		}()
	}
	var list []Found
	for asked > 0 {
		select {
		case e := <-entries:
			list = append(list, foundOf(e)...)
		case <-done:
			asked--
		}
	}
	return sorted(list), nil
}

// foundOf reads an announcement, if it is one of ours.
func foundOf(e *mdns.ServiceEntry) []Found {
	text, ok := wire.ReadTXT(e.InfoFields)
	ip, good := netip.AddrFromSlice(e.AddrV4)
	if !ok || !good || e.Port == 0 {
		return nil
	}
	label, _, _ := strings.Cut(e.Name, ".")
	return []Found{{Device: data.ID(label), Address: net.JoinHostPort(ip.Unmap().String(), strconv.Itoa(e.Port)), Found: text}}
}

// sorted puts what was found into a steady order, each address once.
func sorted(list []Found) []Found {
	slices.SortFunc(list, func(a, b Found) int { return strings.Compare(a.Address, b.Address) })
	return slices.CompactFunc(list, func(a, b Found) bool { return a.Address == b.Address })
}
