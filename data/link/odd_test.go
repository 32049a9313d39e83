package link

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"yingbin/data"
	"yingbin/data/wire"
)

// before puts a handler of the test's before the hub, under the hub's own key,
// and lets a device go there. The handler reports whether it has answered.
func (h *house) before(b *tablet, odd func(w http.ResponseWriter, r *http.Request, batch *wire.Batch) bool) {
	h.t.Helper()
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var batch *wire.Batch
		if r.URL.Path == wire.PathCommands {
			body, _ := io.ReadAll(r.Body)
			batch = new(wire.Batch)
			json.Unmarshal(body, batch)
			r.Body = io.NopCloser(bytes.NewReader(body))
		}
		if !odd(w, r, batch) {
			h.hub.ServeHTTP(w, r)
		}
	}))
	s.EnableHTTP2 = true
	s.TLS = h.id.ServerTLS()
	s.StartTLS()
	h.t.Cleanup(func() {
		b.close() // or its stream would keep the server
		s.CloseClientConnections()
		s.Close()
	})
	b.cable.sever(true)
	b.cable.mu.Lock()
	b.cable.to = s.Listener.Addr().String()
	b.cable.mu.Unlock()
	b.until("it is offline", func(s data.LinkState) bool { return !s.Online })
}

func faultOf(w http.ResponseWriter, status int, f *data.Error) bool {
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(wire.Fault{Fault: f})
	return true
}

func TestOneSpoiltCommandDoesNotHoldUpTheOthers(t *testing.T) {
	h := openHouse(t)
	bar := h.join(data.AtBar)
	bar.offline()
	var list []*data.PlaceOrder
	for range 9 {
		c := bar.order("a1")
		bar.waits(c)
		list = append(list, c)
	}
	spoilt := list[5].ID
	h.before(bar, func(w http.ResponseWriter, _ *http.Request, batch *wire.Batch) bool {
		if batch != nil {
			for _, e := range batch.Commands {
				if head, _ := e.Meta(); head.ID == spoilt {
					return faultOf(w, http.StatusBadRequest, data.Fault(data.Invalid, "device.badBody"))
				}
			}
		}
		return false
	})
	bar.heal()
	if s := bar.State(); s.Refused != 1 {
		t.Fatalf("%+v", s)
	}
	for i, c := range list {
		want := 1
		if i == 5 {
			want = 0
		}
		if n := h.countOf(c.ID); n != want {
			t.Errorf("command %d is there %d times", i, n)
		}
	}
}

func TestOddAnswersLoseNothing(t *testing.T) {
	h := openHouse(t)
	bar := h.join(data.AtBar)
	bar.offline()
	c, d := bar.order("a1"), bar.order("a2")
	bar.waits(c)
	bar.waits(d)
	var turn atomic.Int32
	h.before(bar, func(w http.ResponseWriter, r *http.Request, batch *wire.Batch) bool {
		if batch == nil {
			return false
		}
		switch turn.Add(1) {
		case 1: // no hub at all
			io.WriteString(w, "<html>请登录无线网络</html>")
		case 2: // too few answers
			json.NewEncoder(w).Encode(wire.Answers{Answers: []wire.Answer{{}}})
		case 3: // answers that say nothing
			json.NewEncoder(w).Encode(wire.Answers{Answers: make([]wire.Answer, len(batch.Commands))})
		case 4:
			return faultOf(w, http.StatusServiceUnavailable, data.Fault(data.Offline, "device.busy"))
		case 5:
			http.Redirect(w, r, "https://example.invalid/", http.StatusFound)
		case 6: // decided, and the answer broken off
			rec := httptest.NewRecorder()
			h.hub.ServeHTTP(rec, r)
			w.Write(rec.Body.Bytes()[:rec.Body.Len()/2])
		default:
			return false
		}
		return true
	})
	bar.heal()
	h.once(c.ID, d.ID)
	if turn.Load() < 6 { // what was decided then, its line says
		t.Fatal("only", turn.Load(), "answers were asked for")
	}
	bar.sameLines()
}

func TestADeviceThatIsPairedAgainAsAnotherFetchesTheBookAnew(t *testing.T) {
	h := openHouse(t)
	b := h.join(data.AtReception)
	b.do(bookingAt(b.head(an), "1", "10:00", "11:00")) // the outbox holds the phone too
	b.do(b.order("a1"))
	b.close()
	h.do(&data.PutArea{Head: h.head(chang), Area: data.Area{ID: "area-x", Name: "影音室"}})
	_, err := b.pair(h.code(data.AtBar))
	must(t, err)
	b.open()
	s := b.until("it is the bar's", func(s data.LinkState) bool { return s.Role == data.AtBar && s.Online })
	if s.Trouble != nil || len(orders(t, b.book)) != 1 {
		t.Fatalf("%+v", s)
	}
	b.do(b.order("a2"))
	h.same(b)
	if s := b.State(); s.Refused != 0 {
		t.Fatalf("%+v", s)
	}
	b.close()
	if containsAny(b.bytesOf(), "13800138000") {
		t.Fatal("its file still holds a phone")
	}
}

func TestWhoIsForgottenIsForgottenInTheOutboxToo(t *testing.T) {
	h := openHouse(t)
	b := h.join(data.AtReception)
	c := &data.CheckIn{Head: b.head(an), Visit: data.NewID(), Visitor: data.NewID(), Name: "欧阳䶮", Phone: "13912345678", Adults: 1, Purpose: data.Purposes[0]}
	b.do(c)
	b.do(&data.CheckOut{Head: b.head(an), Visits: []data.ID{c.Visit}, How: "seen-off"})
	if !containsAny(b.bytesOf(), "13912345678") {
		t.Fatal("it never held the phone")
	}
	h.do(&data.Anonymise{Head: h.head(chang), Visitors: []data.ID{c.Visitor}})
	b.caughtUp()
	b.close()
	if containsAny(b.bytesOf(), "13912345678", "欧阳䶮") {
		t.Fatal("its files still hold who was forgotten")
	}
}

func TestALineThatComesBeforeItsAnswerIsCountedOnce(t *testing.T) {
	h := openHouse(t)
	b := h.join(data.AtReception)
	b.offline()
	lost := bookingAt(b.head(an), "1", "10:00", "11:00")
	b.waits(lost)
	h.do(bookingAt(h.head(an), "1", "10:00", "11:00"))
	b.heal()
	b.until("one is refused", func(s data.LinkState) bool { return s.Refused == 1 }) // so that lines are looked through
	h.gate.hook(nil, func() {
		b.caughtUp()
		b.until("the line was looked through", func(data.LinkState) bool {
			r, kept, _, err := b.box.Find(t.Context(), "before-its-answer")
			return err == nil && kept && !r.Waiting
		})
	})
	c := b.order("a1")
	c.ID = "before-its-answer"
	b.do(c)
	h.gate.hook(nil, nil)
	if s := b.State(); s.Waiting != 0 || !s.Online {
		t.Fatalf("%+v", s)
	}
	b.do(b.order("a2"))
	b.sameLines()
}
