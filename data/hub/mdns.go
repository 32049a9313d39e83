package hub

import (
	"errors"
	"io"
	"log"
	"net"
	"net/netip"
	"slices"
	"strings"

	"github.com/hashicorp/mdns"

	"yingbin/data/wire"
)

// MDNS announces by multicast DNS on the interfaces that hold the addresses
// shared, each with its own addresses, and on no other.
type MDNS struct{}

// Announce answers questions for the service until stop is called.
func (MDNS) Announce(s Service) (stop func(), err error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	var servers []*mdns.Server
	var failed []error
	for _, i := range interfaces {
		own := on(i, s.Addresses)
		if len(own) == 0 {
			continue
		}
		server, err := announceOn(i, own, s)
		if err != nil {
			failed = append(failed, err)
			continue
		}
		servers = append(servers, server)
	}
	if len(servers) == 0 {
		return nil, errors.Join(append(failed, errors.New("hub: no interface to announce on"))...)
	}
	return func() {
		for _, server := range servers {
			_ = server.Shutdown()
		}
	}, nil
}

func announceOn(i net.Interface, own []net.IP, s Service) (*mdns.Server, error) {
	label := strings.ReplaceAll(s.Instance, ".", "-")
	zone, err := mdns.NewMDNSService(label, wire.Service, "local.", label+".local.", s.Port, own, s.Text)
	if err != nil {
		return nil, err
	}
	return mdns.NewServer(&mdns.Config{Zone: zone, Iface: &i, Logger: log.New(io.Discard, "", 0)})
}

// on keeps the addresses that an interface holds.
func on(i net.Interface, addresses []netip.Addr) []net.IP {
	held, err := i.Addrs()
	if err != nil {
		return nil
	}
	var own []net.IP
	for _, a := range private(held) {
		if slices.Contains(addresses, a) {
			own = append(own, a.AsSlice())
		}
	}
	return own
}
