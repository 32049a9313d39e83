package link

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"yingbin/data"
)

// How long it takes from when reception places an order until it is on the disk of
// the devices that follow: of each, and of the last one.
func BenchmarkOrderToBar(b *testing.B) {
	for _, devices := range []int{1, 20} {
		b.Run(fmt.Sprint(devices, "devices"), func(b *testing.B) {
			h := openHouse(b)
			var all []<-chan data.Change
			for i := range devices {
				d := h.join([]data.DeviceRole{data.AtBar, data.AtVenue}[min(i, 1)], func(t *tablet) { t.timing = Timing{} })
				all = append(all, d.book.Watch(context.Background()))
			}
			var each, last []time.Duration
			for b.Loop() {
				order := orderAt(h.head(an), "a1")
				began := time.Now()
				r := h.do(order)
				took := make([]time.Duration, devices)
				var wait sync.WaitGroup
				for i, changes := range all {
					wait.Go(func() {
						for c := range changes {
							if c.Seq >= r.Seq {
								took[i] = time.Since(began)
								return
							}
						}
					})
				}
				wait.Wait()
				each, last = append(each, took...), append(last, slices.Max(took))
			}
			tell(b, each)
			slices.Sort(last)
			b.ReportMetric(float64(last[len(last)*99/100].Microseconds())/1000, "ms-p99-last")
		})
	}
}

// tell reports the middle and the slowest of a hundred.
func tell(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
}

// How long the bar waits for the hub's decision, until it can read it.
func BenchmarkOrderFromBar(b *testing.B) {
	h := openHouse(b)
	bar := h.join(data.AtBar)
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		bar.do(bar.order("a1"))
		took = append(took, time.Since(began))
		time.Sleep(10 * time.Millisecond) // a hundred a second is what a hub bears of one device
	}
	tell(b, took)
}

// A plain round trip over TLS on loopback, to see the others beside.
func BenchmarkPlainRoundTrip(b *testing.B) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.Copy(w, r.Body) }))
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	c := s.Client()
	c.Transport.(*http.Transport).DialContext = (&net.Dialer{}).DialContext
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		answer, err := c.Get(s.URL)
		must(b, err)
		io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
		took = append(took, time.Since(began))
	}
	tell(b, took)
}
