package hub

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/wire"
)

// pairAsk is what a device says over a connection to prove a code.
func (d *device) pairAsk(c *tls.Conn, code string) wire.PairAsk {
	d.t.Helper()
	ask := wire.PairAsk{Device: d.id, Name: "吧台平板"}
	var err error
	if ask.Proof, err = wire.Prove(c.ConnectionState(), code, wire.SideDevice, ask.Said()...); err != nil {
		d.t.Fatal(err)
	}
	return ask
}

// pairs joins with a code over a connection of its own.
func (d *device) pairs(code string) answer {
	d.t.Helper()
	c := d.conn()
	return d.over(c, http.MethodPost, wire.PathPair, d.pairAsk(c, code))
}

func (h *house) code(role data.DeviceRole) data.PairingCode {
	h.t.Helper()
	c, err := h.PairingCode(context.Background(), role, chang)
	if err != nil {
		h.t.Fatal(err)
	}
	return c
}

func (h *house) knows(id data.ID) (data.Device, bool) {
	h.t.Helper()
	list, err := h.book.Devices(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	i := slices.IndexFunc(list, func(d data.Device) bool { return d.ID == id })
	if i < 0 {
		return data.Device{}, false
	}
	return list[i], true
}

func TestADeviceJoinsWithACode(t *testing.T) {
	h := openHouse(t)
	d := h.stranger()
	code := h.code(data.AtBar)
	if s, _ := h.Sharing(t.Context()); s.Code == nil || s.Code.Code != code.Code || !s.On || len(s.Addresses) != 1 {
		t.Fatalf("shown: %+v", s)
	}
	c := d.conn()
	state := c.ConnectionState()
	var a wire.PairAnswer
	got := d.over(c, http.MethodPost, wire.PathPair, d.pairAsk(c, code.Code))
	if got.fault != nil {
		t.Fatal(got.fault)
	}
	unmarshal(t, got.body, &a)
	want, err := wire.Prove(state, code.Code, wire.SideHub, a.Said()...)
	if err != nil || !wire.Proved(a.Proof, want) {
		t.Fatalf("the hub doesn't prove that it knows the code: %v", err)
	}
	if a.Role != data.AtBar || a.Hub != desk || a.Office != "青禾样例会馆" || a.Epoch.Number != 1 || a.OfficeID != h.office {
		t.Fatalf("%+v", a)
	}
	is, ok := h.knows(d.id)
	if !ok || is.Role != data.AtBar || is.Key != d.self.Key || is.AddedBy != chang || is.Name != "吧台平板" {
		t.Fatalf("in the book: %+v", is)
	}
	var hello wire.Hello
	unmarshal(t, d.send(http.MethodGet, wire.PathHello, nil).body, &hello)
	if !hello.Known || hello.Office == "" || hello.Head != h.newest().Seq {
		t.Fatalf("%+v", hello)
	}
	if s, _ := h.Sharing(t.Context()); s.Code != nil {
		t.Error("a code that was used is still shown")
	}
}

func TestAStrangerLearnsLittle(t *testing.T) {
	h := openHouse(t)
	d := h.stranger()
	a := d.send(http.MethodGet, wire.PathHello, nil)
	var hello wire.Hello
	unmarshal(t, a.body, &hello)
	if hello.Known || hello.Office != "" || hello.Head != 0 || hello.OfficeID != h.office || strings.Contains(string(a.body), "青禾") {
		t.Fatalf("a stranger is told %s", a.body)
	}
	for path, e := range endpoints {
		if !e.open {
			d.send(e.method, path, strings.NewReader("{}")).refused(t, http.StatusForbidden, "device.unknown")
		}
	}
}

func TestWrongCodesAreRefusedAndEndTheAddressesTries(t *testing.T) {
	h := openHouse(t)
	d := h.stranger()
	code := h.code(data.AtBar)
	for range tries {
		d.pairs(wire.NewCode()).refused(t, http.StatusForbidden, "device.wrongCode")
	}
	d.pairs(code.Code).refused(t, http.StatusForbidden, "device.wrongCode")
	if s, _ := h.Sharing(t.Context()); s.Code == nil {
		t.Error("a code is not shown any more because somebody guessed")
	}
	if _, ok := h.knows(d.id); ok {
		t.Fatal("the device is in the book")
	}
	if log := h.log.String(); !strings.Contains(log, "device.wrongCode") || strings.Contains(log, code.Code) {
		t.Errorf("the log says %s", log)
	}
	// A further code gives the address its tries back.
	if a := d.pairs(h.code(data.AtVenue).Code); a.fault != nil {
		t.Fatal(a.fault)
	}
}

// wrongs gives proofs of no code from an address until it has no try left.
func (h *house) wrongs(host string) {
	for range tries + 3 {
		h.codes.take(h.Read(), host, func(string) bool { return false })
	}
}

// Whoever guesses uses up nothing but his own tries: codes serve everybody else,
// however many addresses he has.
func TestGuessingVoidsNobodysCode(t *testing.T) {
	h := openHouse(t)
	bar, venue := h.code(data.AtBar), h.code(data.AtVenue)
	for i := range 3 * maxGuessing {
		h.wrongs(fmt.Sprintf("10.0.%d.%d", i/256, i%256))
	}
	for _, p := range h.codes.list {
		if len(p.wrong) > maxGuessing {
			t.Fatalf("%d addresses are kept", len(p.wrong))
		}
	}
	h.Pass(time.Second) // others take turns too
	for _, code := range []data.PairingCode{bar, venue} {
		if a := h.stranger().pairs(code.Code); a.fault != nil {
			t.Fatalf("%s: %v", code.Role, a.fault)
		}
	}
}

// All addresses together have few guesses, and a right one does not wait for them:
// one that has not been wrong yet is looked at.
func TestGuessesOfAllAddressesAreFew(t *testing.T) {
	h := openHouse(t)
	code := h.code(data.AtBar)
	guessed := 0
	for i := range 500 {
		for range tries {
			_, _, looked := h.codes.take(h.Read(), fmt.Sprintf("10.0.%d.%d", i/256, i%256), func(string) bool { return false })
			if looked {
				guessed++
			}
		}
	}
	if most := 500 + guesses.burst; guessed > most {
		t.Errorf("%d guesses in no time, not %d", guessed, most)
	}
	if _, ok, looked := h.codes.take(h.Read(), "10.0.1.200", func(string) bool { return true }); ok || looked {
		t.Error("an address that guessed is looked at at once")
	}
	if a := h.stranger().pairs(code.Code); a.fault != nil {
		t.Fatal(a.fault)
	}
}

func TestACodeEnds(t *testing.T) {
	h := openHouse(t)
	code := h.code(data.AtBar)
	h.Pass(codeTime - time.Millisecond)
	if s, _ := h.Sharing(t.Context()); s.Code == nil {
		t.Fatal("the code ended early")
	}
	h.Pass(time.Millisecond)
	h.stranger().pairs(code.Code).refused(t, http.StatusForbidden, "device.wrongCode")
	if s, _ := h.Sharing(t.Context()); s.Code != nil {
		t.Error("a code that has ended is still shown")
	}
}

func TestACodeServesOnce(t *testing.T) {
	h := openHouse(t)
	code := h.code(data.AtBar)
	first := h.stranger()
	c := first.conn()
	ask := first.pairAsk(c, code.Code)
	if a := first.over(c, http.MethodPost, wire.PathPair, ask); a.fault != nil {
		t.Fatal(a.fault)
	}
	// The very same words again, over the very same connection and over another.
	first.over(c, http.MethodPost, wire.PathPair, ask).refused(t, http.StatusForbidden, "device.wrongCode")
	first.over(first.conn(), http.MethodPost, wire.PathPair, ask).refused(t, http.StatusForbidden, "device.wrongCode")
	h.stranger().pairs(code.Code).refused(t, http.StatusForbidden, "device.wrongCode")
}

// Somebody between device and hub has two sessions: what the device proves in one
// is worth nothing in the other.
func TestAProofFromAnotherSessionIsRefused(t *testing.T) {
	h := openHouse(t)
	code := h.code(data.AtBar)
	victim, between := h.stranger(), h.stranger()
	proof := victim.pairAsk(victim.conn(), code.Code)
	between.over(between.conn(), http.MethodPost, wire.PathPair, proof).refused(t, http.StatusForbidden, "device.wrongCode")
	if _, ok := h.knows(victim.id); ok {
		t.Fatal("somebody else's key is in the book")
	}
	if a := victim.pairs(code.Code); a.fault != nil {
		t.Fatalf("the device itself is refused: %v", a.fault)
	}
}

func TestACodeLetsNobodyBecomeAnotherDevice(t *testing.T) {
	h := openHouse(t)
	tablet := h.joined(data.AtBar)
	code := h.code(data.AtReception)
	for _, id := range []data.ID{desk, tablet.id} {
		thief := h.stranger()
		thief.id = id
		thief.pairs(code.Code).refused(t, http.StatusConflict, "device.idTaken")
	}
	odd := h.stranger()
	odd.id = "../x"
	odd.pairs(code.Code).refused(t, http.StatusBadRequest, "error.invalid")
	if is, _ := h.knows(tablet.id); is.Key != tablet.self.Key || is.Role != data.AtBar {
		t.Fatalf("%+v", is)
	}
	// A device that was revoked may come back with a new key.
	h.must(&data.RevokeDevice{Head: headOf(chang, desk), Revoked: tablet.id})
	h.devicesChanged()
	again := h.stranger()
	again.id = tablet.id
	if a := again.pairs(code.Code); a.fault != nil {
		t.Fatal(a.fault)
	}
}

func TestOnlySupervisorsMakeCodes(t *testing.T) {
	h := openHouse(t)
	for _, who := range []data.ID{an, gu, "nobody", ""} {
		if _, err := h.PairingCode(t.Context(), data.AtBar, who); data.CodeOf(err) != data.Forbidden {
			t.Errorf("%q makes a code: %v", who, err)
		}
	}
	if _, err := h.PairingCode(t.Context(), "hub", chang); data.CodeOf(err) != data.Invalid {
		t.Errorf("a code for no role: %v", err)
	}
	h.must(&data.PutStaff{Head: headOf(chang, desk), Person: "staff-second", Name: "李次席", Role: data.Supervisor})
	h.must(&data.SetPIN{Head: headOf(chang, desk), Person: "staff-second", Verifier: officetest.Verifier("6071")})
	code, err := h.PairingCode(t.Context(), data.AtBar, "staff-second")
	if err != nil {
		t.Fatal(err)
	}
	h.must(&data.PutStaff{Head: headOf(chang, desk), Person: "staff-second", Name: "李次席", Role: data.Supervisor, Gone: true}) // left before the device came
	h.stranger().pairs(code.Code).refused(t, http.StatusForbidden, "error.forbidden")
	if err := h.Share(t.Context(), false, chang); err != nil {
		t.Fatal(err)
	}
	if _, err := h.PairingCode(t.Context(), data.AtBar, chang); data.CodeOf(err) != data.Conflict {
		t.Errorf("a code while nothing is shared: %v", err)
	}
}

// Two codes for one role let two devices in, as hub -pair bar,bar prints them.
func TestEveryCodeServesAlsoOfOneRole(t *testing.T) {
	h := openHouse(t)
	for _, code := range []data.PairingCode{h.code(data.AtBar), h.code(data.AtBar), h.code(data.AtVenue)} {
		if a := h.stranger().pairs(code.Code); a.fault != nil {
			t.Errorf("a code for %s: %v", code.Role, a.fault)
		}
		if a := h.stranger().pairs(code.Code); a.fault == nil {
			t.Error("it serves twice")
		}
	}
	for range maxCodes + 3 {
		h.code(data.AtReception)
	}
	if n := len(h.codes.list); n != maxCodes {
		t.Errorf("%d codes serve", n)
	}
}
