package link

import (
	"context"
	"errors"
	"net"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/store"
)

// A hub that was restored goes on by itself before anybody comes, so that its new
// epoch begins after lines that no device holds: those before it are not common.
func TestWhatARestoredHubDecidedAloneIsNotTakenForWhatItLost(t *testing.T) {
	for _, alone := range []int{1, 3, 6, 9, 40} {
		h := openHouse(t)
		bar, second := h.join(data.AtBar), h.join(data.AtReception)
		file := filepath.Join(t.TempDir(), "backup.db")
		must(t, h.book.Backup(context.Background(), file))
		var ids []data.ID
		for range 3 {
			for _, c := range []data.Command{bar.order("a1"), bar.order("a2")} {
				bar.do(c)
				ids = append(ids, c.Meta().ID)
			}
		}
		h.same(bar, second)
		bar.offline()
		second.close() // it will not help
		h.restore(file)
		for range alone {
			h.do(orderAt(h.head(an), "a3"))
		}
		bar.cable.sever(false)
		h.same(bar)
		h.once(ids...)
		if s := bar.State(); s.Refused != 0 {
			t.Fatalf("%+v", s)
		}
	}
}

// A decision whose line never came is worth nothing once the hub was restored.
func TestADecisionWithoutItsLineIsAskedForAgain(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	bar := h.join(data.AtBar)
	file := filepath.Join(t.TempDir(), "backup.db")
	must(t, h.book.Backup(ctx, file))
	bar.offline()
	c := bar.order("a1")
	bar.waits(c)
	r := h.do(c) // the answer reaches the bar, the line doesn't
	must(t, bar.box.Confirm(ctx, []data.Receipt{r}))
	bar.close()
	h.restore(file)
	bar.cable.sever(false)
	bar.open()
	h.same(bar)
	h.once(c.ID)
}

// A command that was refused because what it needs was not there yet, and is done
// when another device brings both, is not left standing as refused.
func TestWhatIsDoneAfterAllIsNotToldToBeRefused(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	bar, second := h.join(data.AtBar), h.join(data.AtReception)
	for _, b := range []*tablet{bar, second} { // by the stream, and by a book fetched anew
		b.offline()
		c := b.order("a1")
		b.waits(c)
		must(t, b.box.Refuse(ctx, c.ID, data.Fault(data.NotFound, "error.notFound")))
		b.reopen()
		if s := b.State(); s.Refused != 1 {
			t.Fatalf("%+v", s)
		}
		h.do(c)
		b.cable.sever(false)
		if b == second {
			b.until("it is online", func(s data.LinkState) bool { return s.Online })
			if err := b.mend(); !errors.Is(err, errAgain) {
				t.Fatal(err)
			}
		}
		b.until("nothing is refused", func(s data.LinkState) bool { return s.Refused == 0 && s.Waiting == 0 })
		h.once(c.ID)
	}
}

// deafConn hears nothing any more after some bytes, and is not told.
type deafConn struct {
	net.Conn
	left int
	once sync.Once
	gone chan struct{}
}

func (c *deafConn) Read(p []byte) (int, error) {
	if c.left <= 0 {
		<-c.gone
		return 0, net.ErrClosed
	}
	n, err := c.Conn.Read(p[:min(len(p), c.left)])
	c.left -= n
	return n, err
}

func (c *deafConn) Close() error {
	c.once.Do(func() { close(c.gone) })
	return c.Conn.Close()
}

// A book that stops coming is given up, or a device would wait for it for ever.
func TestABookThatStopsComingIsGivenUp(t *testing.T) {
	h := openHouse(t)
	b := h.newcomer()
	set, err := b.pair(h.code(data.AtBar))
	must(t, err)
	deaf := func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
		return &deafConn{Conn: conn, left: 6000, gone: make(chan struct{})}, err
	}
	o := Options{Identity: b.id, Settings: set, Dial: deaf, Timing: Timing{Silence: 200 * time.Millisecond}}
	if _, _, err := Fetch(context.Background(), o, h.book.Schema(), nil); data.CodeOf(err) != data.Offline {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(b.dir, ".fetched-*"))
	if err != nil || len(left) > 0 {
		t.Fatal(left, err)
	}
}

// What waited on a device that became the hub is decided there, in its order; what
// is refused stays for the people to see, and doing it again changes nothing.
func TestANewHubSettlesItsOutbox(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	box, err := store.OpenOutbox(t.TempDir())
	must(t, err)
	defer box.Close()
	first := bookingAt(h.head(an), "1", "10:00", "11:00")
	list := []data.Command{first, bookingAt(h.head(an), "1", "10:30", "11:30"), &data.Undo{Head: h.head(an), Command: first.ID}, bookingAt(h.head(an), "1", "10:00", "10:30")}
	for _, c := range list {
		e, err := data.Wrap(c)
		must(t, err)
		must(t, box.Put(ctx, e, an, c.Meta().At))
	}
	must(t, box.Put(ctx, data.Envelope{Kind: "Dream", Version: 1, Command: []byte(`{"id":"dream-1"}`)}, an, 1))
	for range 2 {
		must(t, Settle(ctx, h.book, box))
		waiting, refused, err := box.Count(ctx)
		if err != nil || waiting != 0 || refused != 2 {
			t.Fatal(waiting, refused, err)
		}
		h.once(list[0].Meta().ID, list[2].Meta().ID, list[3].Meta().ID)
		_, err = box.Reopen(ctx, 0) // as after a kill
		must(t, err)
	}
	rejected, err := box.Rejections(ctx)
	must(t, err)
	keys := []string{rejected[0].Fault.Key, rejected[1].Fault.Key}
	if !slices.Contains(keys, "device.unknownKind") || !slices.Contains(keys, "booking.taken") {
		t.Fatal(keys)
	}
}
