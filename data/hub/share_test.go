package hub

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

func TestNothingListensBeforeSharing(t *testing.T) {
	h := openHouse(t)
	if err := h.Share(t.Context(), false, chang); err != nil {
		t.Fatal(err)
	}
	if c, err := net.Dial("tcp", h.address); err == nil {
		c.Close()
		t.Fatal("it still listens")
	}
	if err := h.Hub.Close(); err != nil {
		t.Fatal(err)
	}
	h.openHub()
	if err := h.Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s, _ := h.Sharing(t.Context()); s.On {
		t.Fatal("what was closed is opened again")
	}
}

func TestTheChoiceToShareIsKept(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtBar)
	if err := h.Hub.Close(); err != nil {
		t.Fatal(err)
	}
	h.openHub()
	if s, _ := h.Sharing(t.Context()); s.On {
		t.Fatal("opening alone shares")
	}
	if err := h.Resume(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.address = h.reachedAt()[0]
	h.quick(d.moved())
}

func TestSharingEntersTheHubIntoTheBook(t *testing.T) {
	h := openHouse(t)
	is, ok := h.knows(desk)
	if !ok || is.Role != data.AtReception || is.Key != h.Hub.self.Key || is.Name != "前台" || is.AddedBy != chang {
		t.Fatalf("%+v", is)
	}
	head := h.newest()
	if err := h.Share(t.Context(), true, "", "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	if h.newest() != head {
		t.Error("it is entered again")
	}
	list, err := h.Presences(t.Context())
	if err != nil || len(list) != 1 || !list[0].Here || !list[0].Online {
		t.Fatalf("%+v, %v", list, err)
	}
}

func TestOnlyASupervisorSharesFirst(t *testing.T) {
	h := openHouse(t)
	id, err := wire.LoadIdentity(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	h.Hub.Close()
	h.options.Device, h.options.Identity, h.options.Dir = "device-new", id, t.TempDir()
	h.openHub()
	for _, who := range []data.ID{"", an, "nobody"} {
		if err := h.Share(t.Context(), true, who, "127.0.0.1:0"); data.CodeOf(err) != data.Forbidden {
			t.Errorf("%q shares: %v", who, err)
		}
	}
	if s, _ := h.Sharing(t.Context()); s.On {
		t.Error("it is shared")
	}
}

func TestAddressesAreCheckedBeforeListening(t *testing.T) {
	h := openHouse(t)
	for _, bad := range []string{"desk.local:47800", "x", "1.2.3:5"} {
		err := h.Share(t.Context(), true, chang, bad)
		if e, ok := errors.AsType[*data.Error](err); !ok || e.Key != "device.badAddress" || e.Field != "listen" {
			t.Errorf("%s: %v", bad, err)
		}
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	err = h.Share(t.Context(), true, chang, taken.Addr().String())
	if e, ok := errors.AsType[*data.Error](err); !ok || e.Key != "device.portTaken" {
		t.Errorf("%v", err)
	}
}

// announcer keeps what is announced.
type announcer struct {
	mu   sync.Mutex
	list []Service
	off  int
}

func (a *announcer) Announce(s Service) (func(), error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.list = append(a.list, s)
	return func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.off++
	}, nil
}

func (a *announcer) now() (last Service, standing int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.list) > 0 {
		last = a.list[len(a.list)-1]
	}
	return last, len(a.list) - a.off
}

// The machine's addresses change while it is shared; each one is listened on by
// itself, and what holds is announced.
func TestSharingFollowsTheMachinesAddresses(t *testing.T) {
	a := &announcer{}
	var mu sync.Mutex
	lan := []string{"127.0.0.2"}
	h := openHouse(t, func(o *Options) {
		o.Announce, o.port = a, "0"
		o.lan = func() ([]string, error) {
			mu.Lock()
			defer mu.Unlock()
			return slices.Clone(lan), nil
		}
	})
	if s, n := a.now(); n != 0 {
		t.Fatalf("what listens on loopback only is announced: %+v", s)
	}
	if err := h.Share(t.Context(), true, chang); err != nil {
		t.Fatal(err)
	}
	only := func(host string) string {
		t.Helper()
		got := h.reachedAt()
		if len(got) != 1 || hostOf(got[0]) != host {
			t.Fatalf("reached at %v, not at %s", got, host)
		}
		return got[0]
	}
	old := only("127.0.0.2")
	mu.Lock()
	lan = []string{"127.0.0.3"}
	mu.Unlock()
	h.Hub.sharing.Lock()
	h.readdress(h.opened())
	h.Hub.sharing.Unlock()
	h.address = only("127.0.0.3")
	h.quick(h.joined(data.AtBar))
	if c, err := net.Dial("tcp", old); err == nil {
		c.Close()
		t.Error("it still listens where the machine is no longer")
	}
}

func TestWhatIsAnnouncedFindsTheOfficeAndNamesNobody(t *testing.T) {
	h := openHouse(t)
	l := &opening{listeners: map[string]net.Listener{"a": fakeListener("192.168.1.5"), "b": fakeListener("127.0.0.1"), "c": fakeListener("0.0.0.0")}}
	s := h.service(l)
	found, ok := wire.ReadTXT(s.Text)
	if !ok || found.Office != h.office || found.Epoch != 1 || found.Protocol != wire.Protocol || !strings.HasPrefix(h.Hub.self.Key, found.Key) || len(found.Key) != wire.KeyPrefix {
		t.Fatalf("%v", s.Text)
	}
	if s.Port != 47800 || !slices.Equal(s.Addresses, []netip.Addr{netip.MustParseAddr("192.168.1.5")}) || s.Instance != string(desk) {
		t.Fatalf("%+v", s)
	}
	if strings.Contains(strings.Join(s.Text, ""), "青禾") {
		t.Error("the office is named")
	}
	for _, bad := range [][]string{nil, {"office=x"}, {"office=../x", "epoch=1", "protocol=1", "key=0123456789abcdef"}, {"office=x", "epoch=z", "protocol=1", "key=0123456789abcdef"}} {
		if f, ok := wire.ReadTXT(bad); ok {
			t.Errorf("%v is read as %+v", bad, f)
		}
	}
}

type fakeListener string

func (f fakeListener) Accept() (net.Conn, error) { return nil, net.ErrClosed }
func (f fakeListener) Close() error              { return nil }
func (f fakeListener) Addr() net.Addr {
	return net.TCPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr(string(f)), 47800))
}

func TestOnlyPrivateAddressesAreTheLAN(t *testing.T) {
	var list []net.Addr
	for _, s := range []string{"127.0.0.1/8", "192.168.1.5/24", "10.1.2.3/8", "172.20.0.1/16", "8.8.8.8/24", "169.254.1.1/16", "100.64.0.1/10", "fd00::1/64", "fe80::1/64", "2001:db8::1/64", "::1/128"} {
		p := netip.MustParsePrefix(s)
		list = append(list, &net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())})
	}
	var got []string
	for _, a := range private(list) {
		got = append(got, a.String())
	}
	if want := []string{"192.168.1.5", "10.1.2.3", "172.20.0.1", "fd00::1"}; !slices.Equal(got, want) {
		t.Fatalf("%v", got)
	}
	hosts, err := lanAddresses()
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range hosts {
		if a, err := netip.ParseAddr(host); err != nil || !a.IsPrivate() {
			t.Errorf("%s is shared", host)
		}
	}
}

func TestFirewallsAreRead(t *testing.T) {
	for conf, want := range map[string]bool{"ENABLED=yes\n": true, "# ufw\nENABLED=\"yes\"\nLOGLEVEL=low": true, "ENABLED=no": false, "#ENABLED=yes": false, "": false} {
		if ufwOn(conf) != want {
			t.Errorf("%q: %v", conf, !want)
		}
	}
	for rule, want := range map[string]bool{
		"### tuple ### allow tcp 47800 0.0.0.0/0 any 0.0.0.0/0 in":       true,
		"### tuple ### allow any 47800 0.0.0.0/0 any 0.0.0.0/0 in":       true,
		"### tuple ### allow tcp 47000:48000 0.0.0.0/0 any 0.0.0.0/0 in": true,
		"### tuple ### allow any any 0.0.0.0/0 any 192.168.0.0/16 in":    true,
		"### tuple ### deny tcp 47800 0.0.0.0/0 any 0.0.0.0/0 in":        false,
		"### tuple ### allow udp 47800 0.0.0.0/0 any 0.0.0.0/0 in":       false,
		"### tuple ### allow tcp 22 0.0.0.0/0 any 0.0.0.0/0 in":          false,
		"-A ufw-user-input -p tcp --dport 47800 -j ACCEPT":               false,
	} {
		if ufwOpens("*filter\n"+rule+"\nCOMMIT", wire.Port) != want {
			t.Errorf("%q: %v", rule, !want)
		}
	}
	const program = `C:\Yingbin\yingbin.exe`
	for rule, want := range map[string]bool{
		`v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=47800|Name=Yingbin|`:                          true,
		`v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Profile=Private|App=c:\yingbin\YINGBIN.exe|Name=x|`: true,
		`v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=47800|App=C:\other.exe|`:                      false,
		`v2.31|Action=Allow|Active=FALSE|Dir=In|Protocol=6|LPort=47800|`:                                      false,
		`v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=47800|`:                                       false,
		`v2.31|Action=Allow|Active=TRUE|Dir=Out|Protocol=6|LPort=47800|`:                                      false,
		`v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=47800|`:                                      false,
		`v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=80|LPort=443|`:                                false,
		`v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort2_10=47000-48000|`:                             true,
		`v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|Svc=x|`:                                             false,
		``: false,
	} {
		if windowsOpens(rule, wire.Port, program) != want {
			t.Errorf("%q: %v", rule, !want)
		}
	}
}

// Codes and presence speak of what the window sees.
func TestTheWindowIsToldWhoIsThere(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtReception)
	told := h.WatchSharing(t.Context())
	s := d.listen(data.Mark{})
	<-told
	is := func(id data.ID) data.Presence {
		t.Helper()
		list, err := h.Presences(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return list[slices.IndexFunc(list, func(p data.Presence) bool { return p.ID == id })]
	}
	s.until(h.newest().Seq)
	if p := is(d.id); !p.Online || p.Behind != 0 {
		t.Fatalf("%+v", p)
	}
	var b wire.Beaten
	other := h.joined(data.AtBar)
	other.post(wire.PathBeat, wire.Beat{Waiting: 3, Seq: h.newest().Seq - 2}, &b)
	if b.Now != start || len(b.Peers) != 1 || b.Peers[0] != (wire.Peer{Device: d.id, Host: "127.0.0.1"}) {
		t.Fatalf("%+v", b)
	}
	if p := is(other.id); !p.Online || p.Behind != 2 || p.Waiting != 3 {
		t.Fatalf("%+v", p)
	}
	s.close()
	for is(d.id).Online { // the hub sees the end of the stream
		<-told
		h.Pass(h.limits.quiet)
	}
	h.Pass(time.Hour)
	if p := is(other.id); p.Online || p.LastSeen.IsZero() {
		t.Fatalf("%+v", p)
	}
	d.post(wire.PathBeat, wire.Beat{}, nil)
	if h.must(&data.RevokeDevice{Head: headOf(chang, desk), Revoked: other.id}); is(other.id).Online {
		t.Error("a revoked device is there")
	}
	if a := h.stranger().send(http.MethodGet, wire.PathHello, nil); a.fault != nil {
		t.Fatal(a.fault)
	}
	if list, _ := h.Presences(t.Context()); len(list) != 3 {
		t.Errorf("%d devices", len(list))
	}
}
