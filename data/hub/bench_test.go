package hub

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/wire"
)

// TestMain lets the test binary stand in for fifty devices, so that their memory
// is not taken for the hub's.
func TestMain(m *testing.M) {
	if task := os.Getenv("YINGBIN_CHILD"); task != "" {
		if err := childStreams(task); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// BenchmarkPlainRoundTrip is what the others are to be read beside: one request
// over loopback without TLS and without a book.
func BenchmarkPlainRoundTrip(b *testing.B) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("{}")) }))
	defer s.Close()
	var times []time.Duration
	for b.Loop() {
		began := time.Now()
		resp, err := http.Get(s.URL)
		if err != nil {
			b.Fatal(err)
		}
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		times = append(times, time.Since(began))
	}
	report(b, times)
}

// BenchmarkHello is a round trip through the hub that asks nothing of the disk.
func BenchmarkHello(b *testing.B) {
	h := openHouse(b)
	d := h.joined(data.AtBar)
	var times []time.Duration
	for b.Loop() {
		began := time.Now()
		d.send(http.MethodGet, wire.PathHello, nil)
		times = append(times, time.Since(began))
	}
	report(b, times)
}

// report gives the middle and the slow end.
func report(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	at := func(share float64) float64 {
		return float64(times[int(share*float64(len(times)-1))].Microseconds()) / 1000
	}
	b.ReportMetric(at(0.5), "ms-p50")
	b.ReportMetric(at(0.99), "ms-p99")
}

// BenchmarkOrderToBar sends an order from a reception and waits until each of
// twenty bars has its line; the times are those of every bar.
func BenchmarkOrderToBar(b *testing.B) {
	h := openHouse(b)
	reception := h.joined(data.AtReception)
	arrived := make(chan time.Time, 64)
	for range 20 {
		s := h.joined(data.AtBar).listen(h.newest())
		go func() {
			for e := range s.events {
				for range e.lines {
					arrived <- time.Now()
				}
			}
		}()
	}
	for range 19 * 20 / 2 { // the devices that joined meanwhile are lines too
		<-arrived
	}
	var times []time.Duration
	for b.Loop() {
		began := time.Now()
		reception.give(order(an, reception.id))
		for range 20 {
			times = append(times, (<-arrived).Sub(began))
		}
	}
	report(b, times)
}

// BenchmarkCommands sends commands from one device, alone and by the batch; each
// answer comes when they are on disk.
func BenchmarkCommands(b *testing.B) {
	for _, n := range []int{1, 50, wire.MaxBatch} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			h := openHouse(b)
			d := h.joined(data.AtBar)
			list := make([]data.Command, n)
			var took time.Duration
			for b.Loop() {
				for i := range list {
					list[i] = order(gu, d.id)
				}
				began := time.Now()
				for _, a := range d.give(list...) {
					if a.Receipt == nil {
						b.Fatal(a.Fault)
					}
				}
				took += time.Since(began)
			}
			b.ReportMetric(float64(n*b.N)/took.Seconds(), "commands/s")
		})
	}
}

// BenchmarkClients lets devices send one command after the other, each over its own
// connection and each answered when it is on disk, all at once.
func BenchmarkClients(b *testing.B) {
	for _, n := range []int{1, 20, 50} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			h := openHouse(b)
			left := make(chan data.ID, b.N)
			for range b.N {
				left <- data.NewID()
			}
			close(left)
			var devices []*device
			for range n {
				d := h.joined(data.AtReception)
				d.send(http.MethodGet, wire.PathHello, nil) // the handshake is not measured
				devices = append(devices, d)
			}
			times := make([][]time.Duration, n)
			var all sync.WaitGroup
			b.ResetTimer()
			for i, d := range devices {
				all.Go(func() {
					for id := range left {
						began := time.Now()
						c := &data.NoteDuty{Head: headOf(an, d.id), Entry: id, What: "complaint", Text: "客户意见"}
						if a := d.give(c); a[0].Receipt == nil {
							b.Error(a[0].Fault)
						}
						times[i] = append(times[i], time.Since(began))
					}
				})
			}
			all.Wait()
			b.StopTimer()
			report(b, slices.Concat(times...))
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commands/s")
		})
	}
}

// BenchmarkFiftyStreams measures what fifty open streams of another process cost
// this one, once all have taken a thousand lines.
func BenchmarkFiftyStreams(b *testing.B) {
	h := openHouse(b)
	dir := b.TempDir()
	var ids []string
	for i := range 50 {
		d := h.joined(data.DeviceRoles[i%len(data.DeviceRoles)])
		own := filepath.Join(dir, fmt.Sprint(i))
		if err := os.Mkdir(own, 0o700); err != nil {
			b.Fatal(err)
		}
		id, err := wire.LoadIdentity(own)
		if err != nil {
			b.Fatal(err)
		}
		h.must(&data.AddDevice{Head: headOf(chang, desk), Added: d.id, Name: "平板", Role: data.DeviceRoles[i%len(data.DeviceRoles)], Key: id.Key})
		ids = append(ids, own)
	}
	h.devicesChanged()
	head := h.newest()
	before := inUse()
	task, err := json.Marshal(childTask{Address: h.address, Key: h.Hub.self.Key, Schema: h.book.Schema(), Path: placePath(head), Until: head.Seq + 1000, Devices: ids})
	if err != nil {
		b.Fatal(err)
	}
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "YINGBIN_CHILD="+string(task))
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	in, err := child.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := child.Start(); err != nil {
		b.Fatal(err)
	}
	said := bufio.NewReader(out)
	wait := func(word string) {
		if line, err := said.ReadString('\n'); err != nil || strings.TrimSpace(line) != word {
			b.Fatalf("the devices say %q: %v", line, err)
		}
	}
	wait("open")
	opened := inUse()
	for range 10 {
		var list []data.Command
		for range 100 {
			list = append(list, order(an, desk))
		}
		if _, err := h.book.DoAll(context.Background(), slices.Values(list)); err != nil {
			b.Fatal(err)
		}
	}
	wait("taken")
	b.ReportMetric(float64(opened-before)/1024, "KiB-open")
	b.ReportMetric(float64(inUse()-before)/1024, "KiB-after-1000-lines")
	b.ReportMetric(float64(runtime.NumGoroutine()), "goroutines")
	in.Close()
	child.Wait()
}

// inUse gives the memory held by heap and stacks, in bytes.
func inUse() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}

// childTask is what the other process is to do.
type childTask struct {
	Address, Key, Path string
	Schema, Until      int64
	Devices            []string
}

// childStreams opens the streams, takes lines, and stays until it is told to end.
func childStreams(text string) error {
	var task childTask
	if err := json.Unmarshal([]byte(text), &task); err != nil {
		return err
	}
	taken := make(chan error, len(task.Devices))
	for _, dir := range task.Devices {
		self, err := wire.LoadIdentity(dir)
		if err != nil {
			return err
		}
		client := &http.Client{Transport: &http.Transport{TLSClientConfig: self.ClientTLS(task.Key), ForceAttemptHTTP2: true, DisableCompression: true}}
		r, err := http.NewRequest(http.MethodGet, "https://"+task.Address+task.Path, nil)
		if err != nil {
			return err
		}
		r.Header.Set(wire.HeaderProtocol, "1")
		r.Header.Set(wire.HeaderEpoch, "1")
		r.Header.Set(wire.HeaderSchema, fmt.Sprint(task.Schema))
		resp, err := client.Do(r)
		if err != nil || resp.StatusCode != http.StatusOK {
			return fmt.Errorf("no stream: %v, %v", resp, err)
		}
		go func() {
			for line := range linesOf(resp.Body) {
				if strings.HasPrefix(line, fmt.Sprintf("id: %d:", task.Until)) {
					taken <- nil
				}
			}
			taken <- io.ErrUnexpectedEOF
		}()
	}
	fmt.Println("open")
	for range task.Devices {
		if err := <-taken; err != nil {
			return err
		}
	}
	fmt.Println("taken")
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

// BenchmarkSnapshot joins by a snapshot with a week of history, or two years with
// -big: some 210 lines a day.
func BenchmarkSnapshot(b *testing.B) {
	h := openHouse(b)
	days := 7
	if *big {
		days = 2 * 365
	}
	h.live(days)
	for _, role := range []data.DeviceRole{data.AtBar, data.AtReception} {
		b.Run(string(role), func(b *testing.B) {
			d := h.joined(role)
			var a answer
			for b.Loop() {
				a = d.snapshot()
			}
			b.ReportMetric(float64(len(a.body)), "bytes")
			b.ReportMetric(float64(len(unpack(b, a.body))), "bytes-unpacked")
			b.ReportMetric(float64(h.newest().Seq), "lines")
		})
	}
}

// live fills days with bookings and orders.
func (h *house) live(days int) {
	h.t.Helper()
	for range days {
		var list []data.Command
		now := data.TimeOf(h.Read())
		for i := range 60 {
			b := booking(an, desk, i%10, 0)
			b.Spans[0].Start = now.Add(time.Hour + time.Duration(i/10)*data.SlotLength)
			b.Spans[0].End, b.At = b.Spans[0].Start.Add(data.SlotLength), now
			b.Phone = fmt.Sprintf("138%08d", h.newest().Seq*100+int64(i))
			list = append(list, b)
		}
		for range 150 {
			o := order(gu, desk)
			o.At = now
			list = append(list, o)
		}
		results, err := h.book.DoAll(context.Background(), slices.Values(list))
		if err != nil {
			h.t.Fatal(err)
		}
		for _, r := range results {
			if r.Err != nil {
				h.t.Fatal(r.Err)
			}
		}
		h.Pass(24 * time.Hour)
	}
}

// BenchmarkCatchUp streams a week's lines (two years' with -big) to a device that
// holds none.
func BenchmarkCatchUp(b *testing.B) {
	h := openHouse(b)
	h.live(map[bool]int{false: 7, true: 2 * 365}[*big])
	d := h.joined(data.AtReception)
	head := h.newest()
	mark := []byte("id: " + wire.FormatMark(head))
	for b.Loop() {
		resp, err := d.client.Do(d.request(context.Background(), http.MethodGet, placePath(data.Mark{}), nil))
		if err != nil {
			b.Fatal(err)
		}
		for line := range linesOf(resp.Body) {
			if bytes.Equal([]byte(line), mark) {
				break
			}
		}
		resp.Body.Close()
	}
	b.ReportMetric(float64(head.Seq)*float64(b.N)/b.Elapsed().Seconds(), "lines/s")
}
