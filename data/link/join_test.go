package link

import (
	"context"
	"errors"
	"flag"
	"io"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/wire"
)

// newcomer is a device that has not joined yet.
func (h *house) newcomer() *tablet {
	b := &tablet{t: h.t, house: h, dir: h.t.TempDir(), own: data.NewID(), cable: newCable(), timing: quick, began: h.began}
	id, err := wire.LoadIdentity(b.dir)
	must(h.t, err)
	b.id = id
	return b
}

func TestOnlyTheCodeLetsADeviceIn(t *testing.T) {
	h := openHouse(t)
	b := h.newcomer()
	_, joined, err := Load(b.dir)
	if joined || err != nil {
		t.Fatal(joined, err)
	}
	e := data.AsError(second(b.pair("ABC")))
	if e.Key != "device.badCode" || e.Field != "code" {
		t.Fatal(e)
	}
	keyOf(t, second(b.pair(wire.NewCode())), "device.wrongCode")
	if _, joined, _ := Load(b.dir); joined {
		t.Fatal("it remembers that it joined")
	}
	code := h.code(data.AtBar)
	s, err := b.pair(" " + code[:4] + "-" + code[4:])
	must(t, err)
	if s.Role != data.AtBar || s.Key != h.id.Key || s.Hub != desk || s.Address != h.address {
		t.Fatalf("%+v", s)
	}
	other := h.newcomer()
	keyOf(t, second(other.pair(code)), "device.wrongCode") // it serves once
	h.hub.Close()
	keyOf(t, second(other.pair(code)), "link.unreachable")
}

func second[T any](_ T, err error) error { return err }

// A man between the two has a session with each: no proof serves in the other.
func TestNobodyBetweenTheTwoCanPair(t *testing.T) {
	h := openHouse(t)
	thief := h.newcomer()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer listener.Close()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go between(conn, thief.id, h.address)
		}
	}()
	b := h.newcomer()
	b.cable.to = listener.Addr().String()
	keyOf(t, second(b.pair(h.code(data.AtBar))), "device.wrongCode")
	devices, err := h.book.Devices(context.Background())
	must(t, err)
	if len(devices) != 1 {
		t.Fatal("somebody came in", devices)
	}
}

// A hub that does not know the code can't be taken for the office's.
func TestAHubThatDoesNotKnowTheCodeIsNotBelieved(t *testing.T) {
	h := openHouse(t)
	liar := h.newcomer()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer listener.Close()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go lie(conn, liar.id)
		}
	}()
	b := h.newcomer()
	b.cable.to = listener.Addr().String()
	keyOf(t, second(b.pair(wire.NewCode())), "link.noProof")
	if _, joined, _ := Load(b.dir); joined {
		t.Fatal("it remembers that it joined")
	}
}

func TestABookThatArrivesInPartIsNotKept(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	b := h.newcomer()
	set, err := b.pair(h.code(data.AtBar))
	must(t, err)
	for _, after := range []int{2000, 6000} {
		cut := func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
			return &shortConn{Conn: conn, left: after}, err
		}
		_, _, err := Fetch(ctx, Options{Identity: b.id, Settings: set, Dial: cut}, h.book.Schema(), nil)
		if data.CodeOf(err) != data.Offline {
			t.Fatal(err)
		}
		left, err := filepath.Glob(filepath.Join(b.dir, "*.db"))
		must(t, err)
		hidden, err := filepath.Glob(filepath.Join(b.dir, ".fetched-*"))
		must(t, err)
		if len(left)+len(hidden) != 0 {
			t.Fatal("something was left:", left, hidden)
		}
	}
	var done, total int64
	file, mark, err := Fetch(ctx, Options{Identity: b.id, Settings: set}, h.book.Schema(), func(d, n int64) { done, total = d, n })
	must(t, err)
	head, err := h.book.Head(ctx)
	must(t, err)
	if info, err := os.Stat(file); err != nil || info.Size() != total || done != total || mark != head {
		t.Fatal(err, done, total, mark, head)
	}
}

// shortConn breaks off after some bytes.
type shortConn struct {
	net.Conn
	left int
}

func (c *shortConn) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, io.ErrUnexpectedEOF
	}
	n, err := c.Conn.Read(p[:min(len(p), c.left)])
	c.left -= n
	return n, err
}

func TestSettingsThatCanNotBeReadAreAFault(t *testing.T) {
	dir := t.TempDir()
	for _, body := range []string{"", "{", "{}", `{"device":"x","key":""}`} {
		must(t, os.WriteFile(filepath.Join(dir, settingsFile), []byte(body), 0o600))
		if _, joined, err := Load(dir); !joined || data.AsError(err).Key != "link.settingsLost" {
			t.Errorf("%q: %v %v", body, joined, err)
		}
	}
}

func TestPeopleSignOnWithoutTheHub(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	bar := h.join(data.AtBar)
	bar.do(&data.SignOn{Head: bar.head(gu), PIN: officetest.PINs[gu]})
	must(t, bar.book.CheckPIN(ctx, chang, officetest.PINs[chang])) // the hub is asked
	bar.offline()
	keyOf(t, doErr(bar, &data.SignOn{Head: bar.head(gu), PIN: "0007"}), "error.pin")
	keyOf(t, doErr(bar, &data.SignOn{Head: bar.head(chang), PIN: officetest.PINs[chang]}), "device.pinNeedsHub")
	keyOf(t, bar.book.CheckPIN(ctx, chang, officetest.PINs[chang]), "device.pinNeedsHub")
	must(t, bar.book.CheckPIN(ctx, gu, officetest.PINs[gu]))
	on := &data.SignOn{Head: bar.head(gu), PIN: officetest.PINs[gu]}
	bar.waits(on)
	approved := bar.order("a1")
	approved.Approval = &data.Approval{Staff: chang, PIN: officetest.PINs[chang]}
	keyOf(t, doErr(bar, approved), "device.pinNeedsHub")
	body, err := os.ReadFile(filepath.Join(bar.dir, "outbox.db"))
	must(t, err)
	log, err := os.ReadFile(filepath.Join(bar.dir, "outbox.db-wal"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	for _, pin := range officetest.PINs {
		if containsAny(string(body)+string(log), `"`+pin+`"`) {
			t.Fatal("the outbox holds a PIN")
		}
	}
	bar.heal()
	h.once(on.ID)
	r := bar.do(approved)
	if r.Waiting {
		t.Fatalf("%+v", r)
	}
}

func TestAHubWhoseDiskIsFullKeepsCommandsWaiting(t *testing.T) {
	h := openHouse(t)
	bar := h.join(data.AtBar, func(b *tablet) { b.timing.Answer = 5 * time.Second })
	full := data.Fault(data.Storage, "error.diskFull")
	h.gate.hook(func() error { return full }, nil)
	c, d := bar.order("a1"), bar.order("a2")
	bar.waits(c)
	bar.waits(d)
	if s := bar.State(); !s.Online || s.Waiting != 2 || s.Refused != 0 {
		t.Fatalf("%+v", s)
	}
	h.gate.hook(nil, nil)
	bar.heal()
	h.once(c.ID, d.ID)
	bar.sameLines()
}

var many = flag.Int("many", 700, "how many commands a device and its hub do apart")

func TestMuchIsCaughtUpWithProgress(t *testing.T) {
	h := openHouse(t)
	bar := h.join(data.AtBar)
	bar.offline()
	n := *many
	var ids []data.ID
	for range n {
		c, d := bar.order("a1"), orderAt(h.head(an), "a2")
		bar.waits(c)
		h.do(d)
		ids = append(ids, c.ID, d.ID)
	}
	var most int64
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	changes := bar.WatchState(ctx)
	began := time.Now()
	bar.cable.sever(false)
	for range changes {
		s := bar.State()
		if s.Done > s.Total || s.Done < 0 {
			t.Fatalf("%+v", s)
		}
		most = max(most, s.Total)
		if s.Online && s.Waiting == 0 && s.Total == 0 && most > 0 {
			break
		}
	}
	h.same(bar)
	t.Logf("%d and %d commands met in %v", n, n, time.Since(began))
	if most < int64(n) {
		t.Fatal("no progress was shown:", most)
	}
	if len(orders(t, bar.book)) != 2*n {
		t.Fatal(len(orders(t, bar.book)), "orders")
	}
	seen := map[data.ID]int{}
	lines, err := h.book.LinesAfter(ctx, 0)
	must(t, err)
	for _, p := range lines {
		line, err := data.ParseLine([]byte(p.Body))
		must(t, err)
		seen[line.Receipt.ID]++
	}
	for _, id := range ids {
		if seen[id] != 1 {
			t.Fatal("a command is there", seen[id], "times")
		}
	}
}
