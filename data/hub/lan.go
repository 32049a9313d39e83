package hub

import (
	"net"
	"net/netip"
	"slices"
)

// lanAddresses lists the addresses of this machine on private networks: IPv4 ones
// first, without those of interfaces that are down or lead to one peer only. What
// is reachable from the internet is not among them.
func lanAddresses() ([]string, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, err
	}
	var found []netip.Addr
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&(net.FlagLoopback|net.FlagPointToPoint) != 0 {
			continue
		}
		addresses, err := i.Addrs()
		if err != nil {
			continue // it went away meanwhile
		}
		found = append(found, private(addresses)...)
	}
	slices.SortFunc(found, netip.Addr.Compare)
	var hosts []string
	for _, a := range slices.Compact(found) {
		hosts = append(hosts, a.String())
	}
	return hosts, nil
}

// private keeps the addresses of RFC 1918 and RFC 4193.
func private(addresses []net.Addr) []netip.Addr {
	var kept []netip.Addr
	for _, a := range addresses {
		n, ok := a.(*net.IPNet)
		if !ok {
			continue
		}
		ip, ok := netip.AddrFromSlice(n.IP)
		if ip = ip.Unmap(); ok && ip.IsPrivate() {
			kept = append(kept, ip)
		}
	}
	return kept
}
