package hub

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/wire"
)

func TestBadRequestsGetCleanFaults(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtReception)
	for _, c := range []struct {
		method, path, body string
		status             int
		key                string
	}{
		{"GET", "/", "", 404, "device.noPath"},
		{"GET", "/v1/hello/", "", 404, "device.noPath"},
		{"GET", "//v1/hello", "", 404, "device.noPath"},
		{"GET", "/v1/../v1/hello", "", 404, "device.noPath"},
		{"GET", "/v1/%68ello", "", 404, "device.noPath"},
		{"GET", "/v1/hello%00", "", 404, "device.noPath"},
		{"GET", "/v1/snapshot/..%2f..%2fdevice.pem", "", 404, "device.noPath"},
		{"GET", "/hub.json", "", 404, "device.noPath"},
		{"POST", wire.PathHello, "", 405, "device.noPath"},
		{"HEAD", wire.PathJournal, "", 405, ""},
		{"DELETE", wire.PathCommands, "", 405, "device.noPath"},
		{"GET", wire.PathCommands, "", 405, "device.noPath"},
		{"POST", wire.PathCommands, "", 400, "device.badBody"},
		{"POST", wire.PathCommands, "{", 400, "device.badBody"},
		{"POST", wire.PathCommands, "[]", 400, "device.badBody"},
		{"POST", wire.PathCommands, `{"commands":[]} {}`, 400, "device.badBody"},
		{"POST", wire.PathCommands, `{"waiting":-1}`, 400, "device.badBody"},
		{"POST", wire.PathCommands, strings.Repeat("[", 20000), 400, "device.badBody"},
		{"POST", wire.PathPIN, `{"staff":1}`, 400, "device.badBody"},
		{"POST", wire.PathBeat, `{"seq":-5}`, 400, "device.badBody"},
		{"POST", wire.PathBeat, "\x00\xff", 400, "device.badBody"},
		{"GET", wire.PathJournal + "?after=x", "", 400, "device.badPlace"},
		{"GET", wire.PathJournal + "?after=-1&digest=" + strings.Repeat("0", 64), "", 400, "device.badPlace"},
		{"GET", wire.PathJournal + "?after=5", "", 400, "device.badPlace"},
		{"GET", wire.PathJournal + "?epoch=2&after=1&digest=" + strings.Repeat("0", 64), "", 400, "device.badPlace"},
		{"POST", wire.PathPair, `{"device":"x","name":"x","proof":"!!"}`, 400, "device.badBody"},
		{"POST", wire.PathPair, `{"device":"x","name":"x"}`, 403, "device.wrongCode"},
	} {
		r := d.request(context.Background(), c.method, wire.PathHello, strings.NewReader(c.body))
		path, query, _ := strings.Cut(c.path, "?")
		r.URL.Opaque, r.URL.RawQuery = "//"+d.address+path, query
		if c.method == "HEAD" {
			resp, err := d.client.Do(r)
			if err != nil || resp.StatusCode != c.status {
				t.Errorf("%s %s: %v, %v", c.method, c.path, resp, err)
			}
			continue
		}
		if a := d.do(r); a.fault == nil || a.status != c.status || a.fault.Key != c.key {
			t.Errorf("%s %s %.20q: %d %v instead of %d %s", c.method, c.path, c.body, a.status, a.fault, c.status, c.key)
		}
	}
}

func TestOversizedBodiesAreRefused(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtBar)
	big := `{"commands":[],"x":"` + strings.Repeat("a", wire.MaxBody) + `"}`
	d.send(http.MethodPost, wire.PathCommands, strings.NewReader(big)).refused(t, http.StatusRequestEntityTooLarge, "device.tooLarge")
	// Without a length the bytes are counted as they come.
	d.send(http.MethodPost, wire.PathCommands, io.MultiReader(strings.NewReader(big))).refused(t, http.StatusRequestEntityTooLarge, "device.tooLarge")
	r := d.request(context.Background(), http.MethodGet, wire.PathHello, nil)
	r.Header.Set("X-Long", strings.Repeat("a", 2*maxHeader))
	if resp, err := d.client.Do(r); err == nil && resp.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("a long head is answered with %s", resp.Status)
	}
	h.quick(d)
}

// quick checks that the hub still answers a device.
func (h *house) quick(d *device) {
	h.t.Helper()
	if a := d.give(order(gu, d.id))[0]; a.Receipt == nil {
		h.t.Fatal(a.Fault)
	}
}

func TestMissingOrOtherVersionsAreToldInWords(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtBar)
	old := *d
	old.schema--
	old.version = "0.9"
	a := old.post(wire.PathBeat, wire.Beat{}, nil)
	a.refused(t, http.StatusConflict, "device.updateDevice")
	if a.fault.Args[0] != "0.9" || a.fault.Args[1] != "1.0" {
		t.Errorf("%v", a.fault.Args)
	}
	young := *d
	young.schema++
	young.version = "<b>2"
	a = young.post(wire.PathBeat, wire.Beat{}, nil)
	a.refused(t, http.StatusConflict, "device.updateHub")
	if a.fault.Args[1] != "?" {
		t.Errorf("%v", a.fault.Args)
	}
	for _, name := range []string{wire.HeaderProtocol, wire.HeaderSchema, wire.HeaderEpoch} {
		r := d.request(context.Background(), http.MethodPost, wire.PathBeat, strings.NewReader("{}"))
		r.Header.Del(name)
		d.do(r).refused(t, http.StatusBadRequest, "device.noHeader")
	}
}

// raw is a TCP connection that has not said anything yet.
func (h *house) raw() net.Conn {
	h.t.Helper()
	c, err := net.Dial("tcp", h.address)
	if err != nil {
		h.t.Fatal(err)
	}
	h.t.Cleanup(func() { c.Close() })
	return c
}

// cut waits until the hub has closed a connection.
func cut(t testing.TB, c net.Conn) {
	t.Helper()
	if _, err := io.Copy(io.Discard, c); err != nil && !errors.Is(err, net.ErrClosed) && !strings.Contains(err.Error(), "reset") {
		t.Logf("ended with %v", err)
	}
}

// Whoever opens a connection and says little is cut off, at each step.
func TestSlowTalkersAreCutOff(t *testing.T) {
	h := openHouse(t, narrow(func(l *limits) {
		l.header, l.body, l.idle = 50*time.Millisecond, 50*time.Millisecond, 50*time.Millisecond
	}))
	d := h.joined(data.AtBar)
	silent := h.raw()
	cut(t, silent)
	hello := h.raw()
	hello.Write([]byte{22, 3, 1}) // the beginning of a handshake
	cut(t, hello)
	head := d.conn()
	io.WriteString(head, "GET /v1/hello HTTP/1.1\r\nHost: x\r\nX-Slow: ")
	cut(t, head)
	body := d.conn()
	r := d.request(context.Background(), http.MethodPost, wire.PathBeat, nil)
	io.WriteString(body, "POST /v1/beat HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n")
	r.Header.Write(body)
	io.WriteString(body, "\r\n{")
	cut(t, body)
	h2, err := tls.Dial("tcp", h.address, d.self.ClientTLS(""))
	if err != nil {
		t.Fatal(err)
	}
	defer h2.Close()
	io.WriteString(h2, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
	h2.Write([]byte{0, 0, 0, 4, 0, 0, 0, 0, 0})             // settings
	h2.Write([]byte{0, 1, 0, 1, 0, 0, 0, 0, 1, 0x82, 0x86}) // a head that never ends
	cut(t, h2)
	h.quick(d)
}

func TestConnectionsAreFew(t *testing.T) {
	h := openHouse(t, narrow(func(l *limits) { l.perHost, l.sparesLoopback = 3, false }))
	d := h.joined(data.AtBar)
	h.quick(d) // its connection stands
	var open []net.Conn
	for range 3 {
		open = append(open, h.stranger().conn())
	}
	cut(t, h.raw()) // the fourth of this host
	h.quick(d)
	open[0].Close()
	for { // the place is given back as soon as the hub sees the end
		d2 := h.stranger()
		config := d2.self.ClientTLS("")
		c, err := tls.Dial("tcp", h.address, config)
		if err == nil {
			c.Close()
			break
		}
	}
}

// A claim that no office could make true is invalid: no epoch begins because of it,
// and the hub goes on deciding.
func TestClaimsFarAheadBeginNothing(t *testing.T) {
	h := openHouse(t)
	before := h.epoch()
	for _, role := range []data.DeviceRole{data.AtBar, data.AtReception} {
		d := h.joined(role)
		for _, seq := range []int64{h.newest().Seq + maxAhead + 1, 1 << 40, 1<<63 - 1} {
			m := data.Mark{Seq: seq, Digest: [32]byte{1}}
			d.journal(m).refused(t, http.StatusBadRequest, "device.badPlace")
			r := d.request(context.Background(), http.MethodGet, wire.PathJournal, nil)
			r.Header.Set("Last-Event-ID", wire.FormatMark(m))
			d.do(r).refused(t, http.StatusBadRequest, "device.badPlace")
			d.post(wire.PathBeat, wire.Beat{Seq: seq}, nil).refused(t, http.StatusBadRequest, "device.badBody")
		}
		d.post(wire.PathBeat, wire.Beat{Waiting: maxWaiting + 1}, nil).refused(t, http.StatusBadRequest, "device.badBody")
		d.post(wire.PathCommands, wire.Batch{Waiting: maxWaiting + 1}, nil).refused(t, http.StatusBadRequest, "device.badBody")
		long := wire.Batch{Commands: []data.Envelope{{Kind: strings.Repeat("x", 1<<20), Version: 1, Command: []byte("{}")}}}
		if a := d.batch(long)[0]; a.Fault == nil || len(a.Fault.Args) != 0 {
			t.Errorf("%.100v", a.Fault)
		}
		h.quick(d)
	}
	if h.epoch() != before {
		t.Fatal("an epoch began")
	}
	if s, _ := h.Sharing(t.Context()); s.Successor != nil {
		t.Fatalf("the hub stands down: %+v", s.Successor)
	}
}

// Whoever may say little is not read for long.
func TestSmallQuestionsHaveSmallBodies(t *testing.T) {
	h := openHouse(t)
	d, s := h.joined(data.AtBar), h.stranger()
	big := `{"name":"` + strings.Repeat("a", smallBody) + `"}`
	for _, path := range []string{wire.PathPair, wire.PathPIN, wire.PathBeat} {
		d.send(http.MethodPost, path, strings.NewReader(big)).refused(t, http.StatusRequestEntityTooLarge, "device.tooLarge")
		d.send(http.MethodPost, path, io.MultiReader(strings.NewReader(big))).refused(t, http.StatusRequestEntityTooLarge, "device.tooLarge")
	}
	s.send(http.MethodPost, wire.PathPair, io.MultiReader(strings.NewReader(big))).refused(t, http.StatusRequestEntityTooLarge, "device.tooLarge")
}

// A verifier that costs too much is not worked on, whether a device sets it or it
// stands in the book.
func TestAVerifierOfAbsurdCostIsRefused(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtReception)
	absurd := strings.Replace(officetest.Verifier("2580"), "$1$", "$9999999$", 1)
	c := &data.SetPIN{Head: headOf(an, d.id), Person: an, Verifier: absurd, Old: officetest.PINs[an]}
	if a := d.give(c)[0]; a.Fault == nil || a.Fault.Code != data.Invalid {
		t.Fatalf("%+v", a)
	}
	h.quickly(func() {
		d.post(wire.PathPIN, wire.PINAsk{Staff: an, PIN: strings.Repeat("1", smallBody/2)}, nil).refused(t, http.StatusForbidden, "error.pin")
	})
}

// quickly fails when f takes as long as an absurd cost would.
func (h *house) quickly(f func()) {
	h.t.Helper()
	began := time.Now()
	if f(); time.Since(began) > 2*time.Second {
		h.t.Errorf("it took %v", time.Since(began))
	}
}

// Devices of the office take no places of strangers.
func TestDevicesAreNotCrowdedOutByStrangers(t *testing.T) {
	h := openHouse(t, narrow(func(l *limits) { l.perHost, l.sparesLoopback = 2, false }))
	for range 6 {
		d := h.joined(data.AtBar)
		h.quick(d)
	}
	h.gate.mu.Lock()
	defer h.gate.mu.Unlock()
	if h.gate.strangers != 0 || h.gate.all != 6 {
		t.Fatalf("%d strangers of %d", h.gate.strangers, h.gate.all)
	}
}

// A device whose network keeps breaking leaves connections behind: the newest
// serves.
func TestADeviceHasFewConnections(t *testing.T) {
	h := openHouse(t, narrow(func(l *limits) { l.perDevice = 2 }))
	d := h.joined(data.AtBar)
	oldest := d.beats()
	d.beats()
	d.beats()
	cut(t, oldest)
	h.gate.mu.Lock()
	defer h.gate.mu.Unlock()
	if h.gate.all != 2 || len(h.gate.devices[d.self.Key]) != 2 {
		t.Errorf("%d connections", h.gate.all)
	}
}

// beats makes a connection that the hub knows to be the device's.
func (d *device) beats() *tls.Conn {
	d.t.Helper()
	c := d.conn()
	if a := d.over(c, http.MethodPost, wire.PathBeat, wire.Beat{}); a.fault != nil {
		d.t.Fatal(a.fault)
	}
	return c
}

func TestStrangersAndDevicesHaveTheirPace(t *testing.T) {
	h := openHouse(t, narrow(func(l *limits) {
		l.sparesLoopback, l.stranger, l.device = false, pace{1, 3}, pace{1, 4}
	}))
	s, d := h.stranger(), h.joined(data.AtBar)
	for range 3 {
		if a := s.send(http.MethodGet, wire.PathHello, nil); a.fault != nil {
			t.Fatal(a.fault)
		}
	}
	a := s.send(http.MethodGet, wire.PathHello, nil)
	a.refused(t, http.StatusTooManyRequests, "device.busy")
	if a.header.Get("Retry-After") == "" || a.fault.Code != data.Offline {
		t.Errorf("%v %v", a.header, a.fault)
	}
	for range 4 {
		h.quick(d)
	}
	d.post(wire.PathBeat, wire.Beat{}, nil).refused(t, http.StatusTooManyRequests, "device.busy")
	h.Pass(time.Second)
	h.quick(d)
	if a := s.send(http.MethodGet, wire.PathHello, nil); a.fault != nil {
		t.Fatal(a.fault)
	}
}

// Making a copy costs the hub some work: a device can't have it do nothing else.
func TestCopiesHaveTheirPace(t *testing.T) {
	h := openHouse(t, narrow(func(l *limits) { l.copies = pace{1, 2} }))
	d := h.joined(data.AtBar)
	d.snapshot()
	d.snapshot()
	d.send(http.MethodGet, wire.PathSnapshot, nil).refused(t, http.StatusTooManyRequests, "device.busy")
	h.Pass(time.Second)
	d.snapshot()
}

func TestOldTLSAndNoKeyAreRefused(t *testing.T) {
	h := openHouse(t)
	config := h.stranger().self.ClientTLS("")
	config.MinVersion, config.MaxVersion = tls.VersionTLS12, tls.VersionTLS12
	if c, err := tls.Dial("tcp", h.address, config); err == nil {
		c.Close()
		t.Error("TLS 1.2 is spoken")
	}
	bare := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	if resp, err := bare.Get("https://" + h.address + wire.PathHello); err == nil {
		t.Errorf("a caller without a key is answered with %s", resp.Status)
	}
	if resp, err := http.Get("http://" + h.address + wire.PathHello); err == nil && resp.StatusCode != http.StatusBadRequest {
		t.Errorf("plain HTTP is answered with %s", resp.Status)
	}
}

// Refusals are logged by ids and codes, never by what was said.
func TestTheLogHoldsNoPersonalData(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtReception)
	b := booking(an, d.id, 0, 0)
	d.give(b)
	lost := booking(an, d.id, 0, 0)
	d.give(lost, order(gu, "device-else"))
	d.send(http.MethodPost, wire.PathCommands, bytes.NewReader([]byte(`{"phone":"13800138000"`)))
	d.post(wire.PathPIN, wire.PINAsk{Staff: an, PIN: "97531"}, nil)
	h.stranger().send(http.MethodGet, "/王建国", nil)
	log := h.log.String()
	for _, secret := range []string{"13800138000", "王建国", "膝盖", "97531", officetest.PINs[an]} {
		if strings.Contains(log, secret) {
			t.Errorf("%q stands in the log", secret)
		}
	}
	for _, want := range []string{string(d.id), "device.otherDevice", "error.pin", "device.badBody", strconv.Itoa(http.StatusForbidden)} {
		if !strings.Contains(log, want) {
			t.Errorf("%q is not logged:\n%s", want, log)
		}
	}
}
