package hub

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/wire"
)

var big = flag.Bool("big", false, "long fights and measurements")

// The people of the small office that have a part here, and the hub's own device.
const chang, an, gu, desk = officetest.Chang, officetest.An, officetest.Gu, officetest.Desk

// house is an office with its hub, on loopback.
type house struct {
	*Hub
	*officetest.Clock
	t       testing.TB
	book    *registers.Book
	dir     string
	address string
	options Options
	log     *journalOfLog
}

// journalOfLog keeps what the hub logs.
type journalOfLog struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *journalOfLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *journalOfLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// openHouse opens an office, and shares it. Change may narrow the limits or
// replace what the hub asks of the machine; the clock stands at officetest.Start.
func openHouse(t testing.TB, change ...func(*Options)) *house {
	t.Helper()
	h := &house{t: t, Clock: officetest.NewClock(officetest.Start), dir: t.TempDir(), log: &journalOfLog{}}
	h.openBook()
	officetest.MustAll(t, h.book, catalogue())
	id, err := wire.LoadIdentity(h.dir)
	if err != nil {
		t.Fatal(err)
	}
	l := usual()
	l.rescan, l.device, l.copies = time.Hour, pace{1e6, 1 << 20}, pace{1e6, 1 << 20}
	h.options = Options{
		Identity: id, Device: desk, Name: "前台", Version: "1.0", Dir: h.dir, Clock: h.Read,
		Log:      slog.New(slog.NewTextHandler(h.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		limits:   &l,
		lan:      func() ([]string, error) { return nil, nil },
		firewall: func(context.Context) data.Firewall { return data.Firewall{} },
		dial: func(context.Context, string) (wire.Hello, string, error) {
			return wire.Hello{}, "", errors.New("nobody is there")
		},
	}
	for _, c := range change {
		c(&h.options)
	}
	h.openHub()
	t.Cleanup(func() {
		h.Hub.Close()
		if err := h.book.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := h.Share(context.Background(), true, chang, "127.0.0.1:0"); err != nil {
		t.Fatal(err)
	}
	h.address = h.reachedAt()[0]
	return h
}

func (h *house) openBook() {
	h.t.Helper()
	b, err := registers.Open(context.Background(), filepath.Join(h.dir, "book"), store.Options{Clock: h.Read})
	if err != nil {
		h.t.Fatal(err)
	}
	h.book = b
}

func (h *house) openHub() {
	h.t.Helper()
	h.options.Book = h.book
	hub, err := Open(h.options)
	if err != nil {
		h.t.Fatal(err)
	}
	h.Hub = hub
}

// narrow changes the limits.
func narrow(f func(l *limits)) func(*Options) { return func(o *Options) { f(o.limits) } }

var start = data.TimeOf(officetest.Start)

// headOf makes the head of a command that somebody gives as the tests begin.
func headOf(staff, device data.ID) data.Head {
	return officetest.AtDevice(device, func() time.Time { return officetest.Start }).By(staff)
}

// catalogue is the small office with its menu and ten courts of their own.
func catalogue() []data.Command {
	m := officetest.AtDevice(desk, func() time.Time { return officetest.Start })
	list := append(officetest.Small(m), officetest.Menu(m)...)
	for i := range 10 {
		list = append(list, &data.PutCourt{Head: m.By(chang), Court: data.Court{ID: courtOf(i), Venue: "venue-bad", Name: fmt.Sprintf("羽毛球%d号", i), Units: []string{fmt.Sprintf("floor-%d", i)}, Sort: 10 + i}})
	}
	return list
}

func courtOf(i int) data.ID { return data.ID(fmt.Sprintf("court-%d", i)) }

func (h *house) must(c data.Command) data.Receipt {
	h.t.Helper()
	return officetest.Must(h.t, h.book, c)
}

func (h *house) at(seq int64) data.Mark {
	h.t.Helper()
	m, err := h.book.MarkAt(context.Background(), seq)
	if err != nil {
		h.t.Fatal(err)
	}
	return m
}

func (h *house) newest() data.Mark {
	h.t.Helper()
	m, err := h.book.Head(context.Background())
	if err != nil {
		h.t.Fatal(err)
	}
	return m
}

// device is one that talks to the hub.
type device struct {
	t       testing.TB
	house   *house
	id      data.ID
	self    wire.Identity
	address string
	epoch   int64
	schema  int64
	version string
	hub     string
	reigns  data.ID // that hub, by its id
	client  *http.Client
}

// stranger is a device that has not joined.
func (h *house) stranger() *device {
	h.t.Helper()
	id, err := wire.LoadIdentity(h.t.TempDir())
	if err != nil {
		h.t.Fatal(err)
	}
	return h.deviceOf(data.NewID(), id)
}

func (h *house) deviceOf(id data.ID, self wire.Identity) *device {
	d := &device{t: h.t, house: h, id: id, self: self, address: h.address, epoch: 1, schema: h.book.Schema(), version: "1.0"}
	transport := &http.Transport{TLSClientConfig: self.ClientTLS(h.Hub.self.Key), ForceAttemptHTTP2: true, DisableCompression: true}
	d.client = &http.Client{Transport: transport}
	h.t.Cleanup(transport.CloseIdleConnections)
	return d
}

// joined is a device that the book knows; role may be any.
func (h *house) joined(role data.DeviceRole) *device { return h.joinedAs(data.NewID(), role) }

func (h *house) joinedAs(id data.ID, role data.DeviceRole) *device {
	h.t.Helper()
	d := h.stranger()
	d.id = id
	h.must(&data.AddDevice{Head: headOf(chang, desk), Added: d.id, Name: "平板", Role: role, Key: d.self.Key})
	h.devicesChanged() // as pairing does; the book tells it too
	return d
}

func (d *device) request(ctx context.Context, method, path string, body io.Reader) *http.Request {
	d.t.Helper()
	r, err := http.NewRequestWithContext(ctx, method, "https://"+d.address+path, body)
	if err != nil {
		d.t.Fatal(err)
	}
	r.Header.Set(wire.HeaderProtocol, strconv.Itoa(wire.Protocol))
	r.Header.Set(wire.HeaderSchema, strconv.FormatInt(d.schema, 10))
	r.Header.Set(wire.HeaderVersion, d.version)
	r.Header.Set(wire.HeaderEpoch, strconv.FormatInt(d.epoch, 10))
	r.Header.Set(wire.HeaderReigns, string(d.reigns))
	r.Header.Set(wire.HeaderHub, d.hub)
	return r
}

// answer is what the hub said.
type answer struct {
	status int
	header http.Header
	body   []byte
	fault  *data.Error
	epoch  *data.Epoch
}

func (d *device) send(method, path string, body io.Reader) answer {
	d.t.Helper()
	return d.do(d.request(context.Background(), method, path, body))
}

func (d *device) do(r *http.Request) answer {
	d.t.Helper()
	resp, err := d.client.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	return d.read(resp)
}

func (d *device) read(resp *http.Response) (a answer) {
	d.t.Helper()
	defer resp.Body.Close()
	a = answer{status: resp.StatusCode, header: resp.Header}
	var err error
	if a.body, err = io.ReadAll(resp.Body); err != nil {
		d.t.Fatal(err)
	}
	if a.status/100 != 2 {
		var f wire.Fault
		if err := json.Unmarshal(a.body, &f); err != nil || f.Fault == nil {
			d.t.Fatalf("%d without a fault: %q", a.status, a.body)
		}
		a.fault, a.epoch = f.Fault, f.Epoch
	}
	return a
}

// post sends JSON and reads the answer into into, which may be nil.
func (d *device) post(path string, v, into any) answer {
	d.t.Helper()
	body, err := json.Marshal(v)
	if err != nil {
		d.t.Fatal(err)
	}
	a := d.send(http.MethodPost, path, bytes.NewReader(body))
	if into != nil && a.fault == nil {
		if err := json.Unmarshal(a.body, into); err != nil {
			d.t.Fatal(err)
		}
	}
	return a
}

// give sends commands in one batch.
func (d *device) give(commands ...data.Command) []wire.Answer {
	d.t.Helper()
	var b wire.Batch
	for _, c := range commands {
		b.Commands = append(b.Commands, d.house.wrap(c))
	}
	return d.batch(b)
}

func (d *device) batch(b wire.Batch) []wire.Answer {
	d.t.Helper()
	var answers wire.Answers
	if a := d.post(wire.PathCommands, b, &answers); a.fault != nil {
		d.t.Fatalf("the batch is refused: %v", a.fault)
	}
	if len(answers.Answers) != len(b.Commands) {
		d.t.Fatalf("%d answers to %d commands", len(answers.Answers), len(b.Commands))
	}
	return answers.Answers
}

// wrap signs a command where its person has a PIN, or one was typed.
func (h *house) wrap(c data.Command) data.Envelope {
	h.t.Helper()
	e, err := wrapped(h.Hub.office, c)
	if err != nil {
		h.t.Fatal(err)
	}
	return e
}

func wrapped(office data.ID, c data.Command) (data.Envelope, error) {
	kind, _ := data.KindOf(c)
	e, err := data.Prove(context.Background(), kind, c, office, func(_ context.Context, who data.ID, pin string) (data.Signer, error) {
		return officetest.Signer(who, pin), nil
	})
	if err != nil || e == nil {
		plain, bad := data.Wrap(c)
		return plain, errors.Join(err, bad)
	}
	return *e, nil
}

// refused checks that an answer is a fault with this status and word key.
func (a answer) refused(t testing.TB, status int, key string) {
	t.Helper()
	if a.fault == nil {
		t.Fatalf("answered with %d %q, not refused with %s", a.status, a.body, key)
	}
	if a.status != status || a.fault.Key != key {
		t.Fatalf("refused with %d %v, not %d %s", a.status, a.fault, status, key)
	}
}

// conn is one TLS connection of a device that speaks HTTP/1.1, for what a client
// would not do.
func (d *device) conn() *tls.Conn {
	d.t.Helper()
	config := d.self.ClientTLS("")
	config.NextProtos = []string{"http/1.1"}
	c, err := tls.Dial("tcp", d.address, config)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { c.Close() })
	return c
}

// over sends one request over a connection and reads the answer.
func (d *device) over(c net.Conn, method, path string, v any) answer {
	d.t.Helper()
	body, err := json.Marshal(v)
	if err != nil {
		d.t.Fatal(err)
	}
	r := d.request(context.Background(), method, path, bytes.NewReader(body))
	if err := r.Write(c); err != nil {
		d.t.Fatal(err)
	}
	resp, err := http.ReadResponse(bufio.NewReader(c), r)
	if err != nil {
		d.t.Fatal(err)
	}
	return d.read(resp)
}

// event is one of a stream's.
type event struct {
	name  string
	id    string
	data  string
	lines []data.Posted
}

// stream is an open journal.
type stream struct {
	t      testing.TB
	body   io.ReadCloser
	events chan event // closed when the stream has ended
	raw    bytes.Buffer
	rawMu  sync.Mutex
}

func placePath(m data.Mark) string {
	return fmt.Sprintf("%s?after=%d&digest=%s", wire.PathJournal, m.Seq, hex.EncodeToString(m.Digest[:]))
}

// listen opens the journal after a mark.
func (d *device) listen(m data.Mark) *stream {
	d.t.Helper()
	return d.stream(d.request(context.Background(), http.MethodGet, placePath(m), nil))
}

func (d *device) stream(r *http.Request) *stream {
	d.t.Helper()
	resp, err := d.client.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	if resp.StatusCode != http.StatusOK {
		body, _ := io.ReadAll(resp.Body)
		d.t.Fatalf("no stream: %d %s", resp.StatusCode, body)
	}
	s := &stream{t: d.t, body: resp.Body, events: make(chan event, 4096)}
	go s.read()
	d.t.Cleanup(s.close)
	return s
}

func (s *stream) close() { s.body.Close() }

func (s *stream) read() {
	defer close(s.events)
	var e event
	for line := range linesOf(io.TeeReader(s.body, s)) {
		field, value, _ := strings.Cut(line, ": ")
		switch field {
		case "event":
			e.name = value
		case "id":
			e.id = value
		case "data":
			e.data = value
		case "":
			if e.name == wire.EventLines {
				if err := json.Unmarshal([]byte(e.data), &e.lines); err != nil {
					s.t.Error(err)
				}
			}
			s.events <- e
			e = event{}
		}
	}
}

// Write keeps the bytes of the stream.
func (s *stream) Write(p []byte) (int, error) {
	s.rawMu.Lock()
	defer s.rawMu.Unlock()
	return s.raw.Write(p)
}

func (s *stream) bytes() string {
	s.rawMu.Lock()
	defer s.rawMu.Unlock()
	return s.raw.String()
}

// until collects lines until one with this sequence came.
func (s *stream) until(seq int64) (lines []data.Posted, id string) {
	s.t.Helper()
	for e := range s.events {
		if e.name == wire.EventEnd {
			s.t.Fatalf("the stream ends: %s", e.data)
		}
		lines = append(lines, e.lines...)
		if e.id != "" {
			id = e.id
		}
		if n := len(lines); n > 0 && lines[n-1].Seq >= seq {
			return lines, id
		}
	}
	s.t.Fatalf("the stream ends before line %d", seq)
	return nil, ""
}

// ends waits for the stream's end and gives its reason, nil when it had none.
func (s *stream) ends() *wire.Fault {
	s.t.Helper()
	var why *wire.Fault
	for e := range s.events {
		if e.name == wire.EventEnd {
			why = &wire.Fault{}
			if err := json.Unmarshal([]byte(e.data), why); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	return why
}

// linesOf reads text by lines of any length.
func linesOf(r io.Reader) func(func(string) bool) {
	return func(yield func(string) bool) {
		buffer, chunk := []byte{}, make([]byte, 32<<10)
		for {
			n, err := r.Read(chunk)
			buffer = append(buffer, chunk[:n]...)
			for {
				line, rest, ok := bytes.Cut(buffer, []byte("\n"))
				if !ok {
					break
				}
				buffer = rest
				if !yield(string(line)) {
					return
				}
			}
			if err != nil {
				return
			}
		}
	}
}

// order is an order for one of the tables.
func order(staff, device data.ID) *data.PlaceOrder {
	return officetest.Order(headOf(staff, device), "table-a3")
}

// booking takes a court's half hour of the tests' day, counted from 10:00.
func booking(staff, device data.ID, court, half int) *data.Book {
	from := start.Add(time.Hour + time.Duration(half)*data.SlotLength)
	c := officetest.Booking(headOf(staff, device), courtOf(court), from, from.Add(data.SlotLength))
	c.Note = "膝盖有旧伤"
	return c
}

func unmarshal(t testing.TB, body []byte, v any) {
	t.Helper()
	if err := json.Unmarshal(body, v); err != nil {
		t.Fatalf("%v in %q", err, body)
	}
}
