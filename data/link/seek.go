package link

import (
	"context"
	"math/rand/v2"
	"net"
	"slices"
	"strconv"
	"sync"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// seek looks for the hub elsewhere: where other devices with the whole book were
// last seen, and on the LAN. The hub at a new address is used from now on; a
// device that has become the hub is offered to a person. The address is left alone
// where the hub answers but can't be followed.
func (l *Link) seek(ctx context.Context, moved bool) {
	if !l.seeking.CompareAndSwap(false, true) {
		return // once at a time
	}
	defer l.seeking.Store(false)
	ctx, cancel := context.WithTimeout(ctx, l.o.Timing.Quiet+time.Second)
	defer cancel()
	var work sync.WaitGroup
	for _, address := range l.places(ctx) {
		work.Go(func() {
			if err := l.try(ctx, address, moved); err != nil {
				l.log.Debug("no hub", "address", address, "err", err)
			}
		})
	}
	work.Wait()
}

// places lists where a hub may be: where it was, too, for its heir.
func (l *Link) places(ctx context.Context) []string {
	k := l.set.known()
	list := []string{k.address}
	for _, p := range k.peers {
		list = append(list, withPort(p.Host))
	}
	if l.o.Find != nil {
		found, err := l.o.Find(ctx)
		if err != nil {
			l.log.Debug("nobody can be found", "err", err)
		}
		list = append(list, announced(found, k.officeID)...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// maxAnnounced is how many announced addresses are tried: anybody on the LAN can
// announce, and each try is a connection.
const maxAnnounced = 32

// announced gives the addresses at which an office is announced, some of them where
// there are too many: other ones each time.
func announced(found []Found, office data.ID) (list []string) {
	for _, i := range rand.Perm(len(found)) {
		if found[i].Office == office && len(list) < maxAnnounced {
			list = append(list, found[i].Address)
		}
	}
	return list
}

// withPort gives an address its port where it names none.
func withPort(address string) string {
	if _, _, err := net.SplitHostPort(address); err == nil {
		return address
	}
	return net.JoinHostPort(address, strconv.Itoa(wire.Port))
}

// try asks who is at an address, believing the hub and the devices that could
// have become it. moved says that the hub is called there from now on.
func (l *Link) try(ctx context.Context, address string, moved bool) error {
	k := l.set.known()
	heirs, err := l.heirs(ctx)
	if err != nil {
		return err
	}
	c := l.call(address, func(key string) bool { return key == k.key || heirs[key].ID != "" })
	defer c.close()
	h, err := l.greet(ctx, c, "")
	if err != nil {
		return err
	}
	if h.OfficeID != k.officeID {
		return data.Fault(data.Forbidden, "link.otherOffice", h.Office)
	}
	own, err := l.book.Epoch(ctx)
	if err != nil {
		return err
	}
	latest := max(own.Number, k.epoch)
	key := c.peer()
	switch {
	case h.Epoch.Number < latest:
		return l.tellSuperseded(ctx, c)
	case key != k.key:
		return l.offer(heirs[key], key, address, h, latest)
	case address == k.address || !moved:
		return nil
	}
	err = l.set.change(func(s *Settings) bool { s.Address = address; return true })
	l.hurry()
	return err
}

// heirs are the devices that hold the whole book, by their keys.
func (l *Link) heirs(ctx context.Context) (map[string]data.Device, error) {
	list, err := l.book.Devices(ctx)
	heirs := map[string]data.Device{}
	for _, d := range list {
		if d.Active() && d.Role.Full() {
			heirs[d.Key] = d
		}
	}
	return heirs, err
}

// offer shows a device that has become the hub, for a person to confirm.
func (l *Link) offer(d data.Device, key, address string, h wire.Hello, latest int64) error {
	if h.Epoch.Number <= latest || h.Hub != d.ID {
		return data.Fault(data.Forbidden, "link.otherHub")
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.state.NewHub = &data.HubOffer{Device: d.ID, Name: d.Name, Address: address, Epoch: h.Epoch}
	l.offered = key
	l.changed()
	return nil
}

// SetAddress takes an address that somebody typed because the hub has moved. It is
// kept when the hub answers there; one who has become the hub is offered.
func (l *Link) SetAddress(ctx context.Context, address string) error {
	return asFault(l.try(ctx, withPort(address), true), address)
}
