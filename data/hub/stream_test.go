package hub

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// consecutive checks that lines follow a sequence without loss or double.
func consecutive(t testing.TB, after int64, lines []data.Posted) {
	t.Helper()
	for i, l := range lines {
		if l.Seq != after+int64(i)+1 {
			t.Fatalf("line %d where %d should be", l.Seq, after+int64(i)+1)
		}
	}
}

func TestLinesAreStreamedAsTheyAreDecided(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtBar)
	s := d.listen(data.Mark{})
	head := h.newest()
	lines, id := s.until(head.Seq)
	consecutive(t, 0, lines)
	if id != wire.FormatMark(head) {
		t.Fatalf("the id is %s, not %s", id, wire.FormatMark(head))
	}
	r := h.must(order(an, desk))
	lines, id = s.until(r.Seq)
	consecutive(t, head.Seq, lines)
	if id != wire.FormatMark(h.newest()) {
		t.Fatalf("the id is %s", id)
	}
}

func TestAStreamGoesOnWhereItWasCut(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtReception)
	at := h.newest()
	s := d.listen(at)
	var all []data.Posted
	for range 5 {
		for range 7 {
			h.must(order(an, desk))
		}
		lines, id := s.until(h.newest().Seq)
		all = append(all, lines...)
		s.close() // in the middle of it, for the hub
		for range 3 {
			h.must(order(an, desk)) // while nobody listens
		}
		r := d.request(context.Background(), http.MethodGet, wire.PathJournal+"?after=999&digest=00", nil)
		r.Header.Set("Last-Event-ID", id)
		s = d.stream(r)
	}
	lines, _ := s.until(h.newest().Seq)
	consecutive(t, at.Seq, append(all, lines...))
}

// A stream that is behind reads the disk, and one that comes to the shared tail in
// the middle of its frames goes on with it.
func TestStreamsOfAllPlacesMeet(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtReception)
	first := d.listen(h.newest())
	at := h.newest()
	const n = 450 // more than a frame
	list := make([]data.Command, n)
	for i := range list {
		list[i] = order(an, desk)
	}
	if _, err := h.book.DoAll(t.Context(), func(yield func(data.Command) bool) {
		for _, c := range list {
			if !yield(c) {
				return
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	lines, _ := first.until(h.newest().Seq)
	consecutive(t, at.Seq, lines)
	for _, from := range []int64{at.Seq + 1, at.Seq + frameLines - 1, at.Seq + frameLines, at.Seq + n - 1, 3} {
		lines, id := d.listen(h.at(from)).until(h.newest().Seq)
		consecutive(t, from, lines)
		if id != wire.FormatMark(h.newest()) {
			t.Fatalf("after %d the id is %s", from, id)
		}
	}
}

func TestAStreamPings(t *testing.T) {
	h := openHouse(t, narrow(func(l *limits) { l.ping = time.Millisecond }))
	s := h.joined(data.AtBar).listen(h.newest())
	for i := 0; i < 3; {
		e, ok := <-s.events
		if !ok {
			t.Fatal("the stream ends")
		}
		if e.name == wire.EventPing {
			var p wire.Ping
			unmarshal(t, []byte(e.data), &p)
			if p.Now != start || p.Head != h.newest().Seq {
				t.Fatalf("%+v", p)
			}
			i++
		}
	}
}

func TestARevokedDeviceIsOutAtOnce(t *testing.T) {
	h := openHouse(t)
	d, other := h.joined(data.AtBar), h.joined(data.AtBar)
	s, kept := d.listen(h.newest()), other.listen(h.newest())
	h.must(&data.RevokeDevice{Head: headOf(chang, desk), Revoked: d.id})
	why := s.ends()
	if why == nil || why.Fault.Key != "device.revoked" || why.Fault.Code != data.Forbidden {
		t.Fatalf("the stream ends for %+v", why)
	}
	for path, e := range endpoints {
		if !e.open {
			d.send(e.method, path, strings.NewReader("{}")).refused(t, http.StatusForbidden, "device.revoked")
		}
	}
	r := h.must(order(an, desk))
	kept.until(r.Seq)
}

func TestADeviceOfAnotherRoleFetchesItsBookAnew(t *testing.T) {
	h := openHouse(t)
	d := h.joined(data.AtReception)
	s := d.listen(h.newest())
	h.must(&data.AddDevice{Head: headOf(chang, desk), Added: d.id, Name: "平板", Role: data.AtBar, Key: d.self.Key})
	if why := s.ends(); why == nil || why.Fault.Key != "device.apart" {
		t.Fatalf("the stream ends for %+v", why)
	}
}

func TestADeviceHasFewStreams(t *testing.T) {
	h := openHouse(t, narrow(func(l *limits) { l.streams = 2 }))
	d := h.joined(data.AtBar)
	first := d.listen(h.newest())
	rest := []*stream{d.listen(h.newest()), d.listen(h.newest())}
	if why := first.ends(); why != nil {
		t.Fatalf("the oldest stream ends for %+v", why)
	}
	r := h.must(order(an, desk))
	for _, s := range rest {
		s.until(r.Seq)
	}
}

func TestClosingEndsStreams(t *testing.T) {
	h := openHouse(t)
	s := h.joined(data.AtBar).listen(h.newest())
	if err := h.Share(t.Context(), false, chang); err != nil {
		t.Fatal(err)
	}
	if why := s.ends(); why != nil {
		t.Fatalf("a device is told %+v: it must come back", why)
	}
	if s, _ := h.Sharing(t.Context()); s.On || len(s.Addresses) != 0 {
		t.Fatalf("%+v", s)
	}
}

// secrets of people that a tablet must never see, and no name for them.
var phones, remarks = []string{"13800138000", "0008310083", "8000"}, []string{"膝盖有旧伤"}

// A tablet's bytes hold neither phone nor remark, on the way and in the book.
func TestTabletsNeverSeePhonesOrRemarks(t *testing.T) {
	h := openHouse(t)
	for i := range 4 {
		h.must(booking(an, desk, i, 0))
	}
	bar, venue, full := h.joined(data.AtBar), h.joined(data.AtVenue), h.joined(data.AtReception)
	for _, d := range []*device{bar, venue, full} {
		s := d.listen(data.Mark{})
		s.until(h.newest().Seq)
		r := h.must(booking(an, desk, 5, int(h.newest().Seq)%8))
		s.until(r.Seq)
		seen := s.bytes() + string(unpack(t, d.snapshot().body))
		for _, secret := range append(phones[:2:2], remarks...) {
			if has := strings.Contains(seen, secret); has != (d == full) && secret != phones[1] {
				t.Errorf("%s: %q is seen: %v", h.role(d), secret, has)
			}
		}
	}
}

func (h *house) role(d *device) data.DeviceRole { is, _ := h.knows(d.id); return is.Role }
