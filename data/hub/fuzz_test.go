package hub

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/wire"
)

// FuzzBody sends any body to any endpoint, as a stranger, a tablet and a device
// with the whole book: the answer is a clean one, and the hub is well afterwards.
func FuzzBody(f *testing.F) {
	h := openHouse(f, narrow(func(l *limits) { l.pins = pace{1e6, 1 << 20} }))
	devices := []*device{h.stranger(), h.joinedAs("device-bar", data.AtBar), h.joinedAs("device-full", data.AtReception)} // known to every process that fuzzes
	paths := []string{wire.PathPair, wire.PathCommands, wire.PathPIN, wire.PathBeat, wire.PathSign}
	seed := func(path int, v any) {
		body, err := json.Marshal(v)
		if err != nil {
			f.Fatal(err)
		}
		for who := range devices {
			f.Add(uint8(path), uint8(who), body)
		}
	}
	bar := devices[1].id
	seed(0, wire.PairAsk{Device: "device-x", Name: "平板", Proof: []byte("x")})
	seed(1, wire.Batch{Commands: []data.Envelope{h.wrap(order(gu, bar)), h.wrap(booking(an, devices[2].id, 0, 0)), h.wrap(&data.SignOn{Head: headOf(gu, bar), PIN: officetest.PINs[gu]})}, Waiting: 2})
	seed(1, wire.Batch{Commands: []data.Envelope{h.wrap(order(gu, bar))}, Recovered: true})
	seed(1, map[string]any{"commands": []any{nil, map[string]any{"kind": "PlaceOrder", "v": 1, "cmd": nil}, map[string]any{"kind": "PlaceOrder", "v": -1, "cmd": 1}}})
	seed(2, wire.PINAsk{Staff: gu, PIN: "9173"})
	seed(3, wire.Beat{Waiting: 1, Seq: 1 << 62})
	seed(3, wire.Beat{Waiting: 1<<63 - 1, Seq: 1<<63 - 1})
	seed(0, wire.PairAsk{Device: data.ID(strings.Repeat("x", 200)), Name: strings.Repeat("平", 2000), Proof: make([]byte, 4096)})
	seed(1, wire.Batch{Commands: []data.Envelope{{Kind: strings.Repeat("x", 1000), Version: 1 << 30, Command: []byte(`{"at":9223372036854775807}`)}}, Waiting: 1 << 62})
	seed(1, wire.Batch{Commands: []data.Envelope{h.wrap(&data.SetPIN{Head: headOf(an, devices[2].id), Person: an, Verifier: "pbkdf2-sha256$9999999$AA$AA", Old: "1"})}})
	seed(2, wire.PINAsk{Staff: data.ID(strings.Repeat("y", 5000)), PIN: strings.Repeat("1", 5000)})
	f.Add(uint8(1), uint8(1), []byte(`{"commands":[{"kind":"SignOn","v":1,"cmd":{},"signed":{},"aside":{"x":null}}]`))
	seed(4, wire.SignAsk{Staff: gu, PIN: "9173", Command: h.wrap(order(gu, bar))})
	seed(4, wire.SignAsk{Staff: chang, PIN: "2580", Command: data.Envelope{Kind: "SignOn", Version: -1, Command: []byte(`[]`), Signed: &data.Signatures{}}})
	f.Add(uint8(4), uint8(1), []byte(`{"staff":"staff-gu","pin":"9173","command":{"cmd":null,"signed":{"by":"AA=="}}}`))
	f.Fuzz(func(t *testing.T, path, who uint8, body []byte) {
		d := *devices[int(who)%len(devices)]
		d.t = t
		a := d.send(http.MethodPost, paths[int(path)%len(paths)], bytes.NewReader(body))
		if a.status == http.StatusInternalServerError || a.fault != nil && a.fault.Key == "" {
			t.Fatalf("%d %v for %q", a.status, a.fault, body)
		}
		if a.status != http.StatusOK || paths[int(path)%len(paths)] != wire.PathCommands {
			return
		}
		var answers wire.Answers
		unmarshal(t, a.body, &answers)
		for _, one := range answers.Answers {
			if (one.Fault == nil) == (one.Receipt == nil) || one.Fault != nil && one.Fault.Code == data.Storage {
				t.Fatalf("%s for %q", a.body, body)
			}
		}
	})
}

// FuzzCommand opens any envelope: a command comes out that the device may give,
// or a fault.
func FuzzCommand(f *testing.F) {
	for _, r := range data.Registers() {
		for _, k := range r.Kinds {
			c := k.New()
			c.Meta().Device = "device-x"
			body, err := json.Marshal(c)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(k.Name, k.Version, body, "staff.0.x", false)
		}
	}
	f.Add("PlaceOrder", 1, []byte(`{"device":"device-x","lines":[null,{"qty":1e9}]}`), "", true)
	f.Fuzz(func(t *testing.T, kind string, version int, body []byte, path string, recovered bool) {
		e := data.Envelope{Kind: kind, Version: version, Command: body, Recovered: recovered, Signed: &data.Signatures{By: []byte(path)},
			Aside: map[string]data.Salted{path: {Value: body, Salt: make([]byte, 16)}}}
		for _, d := range []data.Device{{ID: "device-x", Role: data.AtBar}, {ID: "device-x", Role: data.AtReception}} {
			o := openOne(e, d)
			if (o.command == nil) == (o.fault == nil) {
				t.Fatalf("%+v", o)
			}
			if o.command == nil {
				continue
			}
			k, _ := data.KindOf(o.command)
			if k.HubOnly || !d.Role.Allows(k) || !recovered && o.command.Meta().Device != d.ID {
				t.Fatalf("%s is let through for %s", kind, d.Role)
			}
			o.command.Validate()
			e.Fits(k)
			e.Verify("office", e.Signed.By, path)
		}
	})
}

// FuzzPlace reads any place to go on from: what is taken is written the same way.
func FuzzPlace(f *testing.F) {
	m := data.Mark{Seq: 7, Digest: [32]byte{1, 2, 3}}
	f.Add(wire.FormatMark(m), "", "", "1")
	f.Add("", "7", wire.FormatMark(m)[2:], "1")
	f.Add("", "", "", "")
	f.Add("x:y", "-1", "zz", "9")
	f.Add("9223372036854775808:"+wire.FormatMark(m)[2:], "", "", "1")
	f.Add("", "9223372036854775807", wire.FormatMark(m)[2:], "9223372036854775807")
	f.Fuzz(func(t *testing.T, last, after, digest, epoch string) {
		r := httptest.NewRequest(http.MethodGet, wire.PathJournal, nil)
		r.URL.RawQuery = url.Values{"after": {after}, "digest": {digest}, "epoch": {epoch}}.Encode()
		r.Header.Set("Last-Event-ID", last)
		r.Header.Set(wire.HeaderEpoch, "1")
		at, err := placeOf(r)
		if err != nil {
			return
		}
		again, ok := wire.ReadMark(wire.FormatMark(at))
		if !ok || again != at || at.Seq < 0 {
			t.Fatalf("%q %q %q: %+v", last, after, digest, at)
		}
	})
}
