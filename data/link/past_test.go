package link

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/registers"
	"yingbin/data/store"
)

var boss = data.Approval{Staff: chang, PIN: officetest.PINs[chang]}

// forge rewrites a line of a closed book, and every digest from it on, as somebody
// does who may write the file and knows how it is made.
func forge(t testing.TB, dir string, seq int64, from, to string) {
	t.Helper()
	db, err := sql.Open("sqlite3", filepath.Join(dir, "book.db"))
	must(t, err)
	defer db.Close()
	rows, err := db.Query(`SELECT seq, body FROM journal WHERE seq >= ? ORDER BY seq`, seq)
	must(t, err)
	var before []byte
	must(t, db.QueryRow(`SELECT digest FROM journal WHERE seq = ?`, seq-1).Scan(&before))
	type line struct {
		seq    int64
		body   string
		digest []byte
	}
	var lines []line
	for rows.Next() {
		var l line
		must(t, rows.Scan(&l.seq, &l.body))
		if l.seq == seq {
			if !strings.Contains(l.body, from) {
				t.Fatalf("line %d does not say %q", seq, from)
			}
			l.body = strings.ReplaceAll(l.body, from, to)
		}
		digest := data.Chain([sha256.Size]byte(before), []byte(l.body))
		l.digest = digest[:]
		before = l.digest
		lines = append(lines, l)
	}
	must(t, errors.Join(rows.Err(), rows.Close()))
	for _, l := range lines {
		_, err := db.Exec(`UPDATE journal SET body = ?, digest = ? WHERE seq = ?`, l.body, l.digest, l.seq)
		must(t, err)
	}
	os.Remove(filepath.Join(dir, "anchor")) // the hub's own witness
}

// apartAt waits until a device has found that the hub has another past.
func (b *tablet) apartAt(seq int64) data.Past {
	b.t.Helper()
	s := b.until("it tells that the books differ", func(s data.LinkState) bool { return s.Past != nil && s.Trouble != nil })
	if s.Online || s.Past.First.Seq != seq || s.Past.Behind || s.Trouble.Key != "link.otherPast" {
		b.t.Fatalf("%+v, %v; expected line %d", s.Past, s.Trouble, seq)
	}
	return *s.Past
}

// A hub in another process, whose book was rewritten from some line on with all its
// digests, is told by each device at its anchor: the whole replica and the tablet
// name the line, keep their own files and what waits, and go on when a supervisor
// has decided on them.
func TestAForgedBookIsToldAtTheAnchorOfAnotherDevice(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	second, bar := h.join(data.AtReception), h.join(data.AtBar)
	c := bar.order("a1")
	r := bar.do(c)
	for range 3 {
		bar.do(bar.order("a2"))
	}
	h.same(second, bar)
	for _, b := range []*tablet{second, bar} {
		b.offline()
		b.waits(orderAt(b.head(gu), "a3"))
	}
	must(t, h.hub.Close())
	must(t, h.book.Close())
	forge(t, h.dir, r.Seq, `"table-a1"`, `"table-a3"`)

	n := &node{t: t, part: part{Dir: h.dir, Own: h.own, Role: data.AtReception, Staff: an, Listen: h.address, Acks: filepath.Join(t.TempDir(), "acks"), Began: h.began}}
	t.Cleanup(n.kill)
	if a := n.start(); a.Err != "" || !a.Hub {
		t.Fatalf("%+v", a)
	}
	for _, b := range []*tablet{second, bar} {
		own, err := b.book.Head(ctx)
		must(t, err)
		b.cable.sever(false)
		p := b.apartAt(r.Seq)
		if p.First.Kind != "PlaceOrder" || p.First.Staff != gu || p.Kept {
			t.Errorf("%+v", p.First)
		}
		b.reopen() // nothing is forgotten over night
		b.apartAt(r.Seq)
		if is, err := b.book.Head(ctx); err != nil || is != own {
			t.Fatalf("its book moved from %v to %v, %v", own, is, err)
		}
		if s := b.State(); s.Waiting != 1 {
			t.Fatalf("%+v", s)
		}
		keyOf(t, b.DecidePast(ctx, data.Approval{Staff: chang, PIN: "0000"}, true), "error.pin")
		keyOf(t, b.DecidePast(ctx, data.Approval{Staff: an, PIN: officetest.PINs[an]}, true), "error.needSupervisor")
		must(t, b.DecidePast(ctx, boss, false))
		b.until("its own is kept", func(s data.LinkState) bool { return s.Past != nil && s.Past.Kept })
		b.reopen()
		if s := b.until("it stays so", func(s data.LinkState) bool { return s.Past != nil }); !s.Past.Kept || s.Waiting != 1 {
			t.Fatalf("%+v", s)
		}
		must(t, b.DecidePast(ctx, boss, true))
		s := b.until("it has taken the hub's over", func(s data.LinkState) bool { return s.Online && s.Waiting == 0 })
		if s.Past != nil || s.Trouble != nil || s.Refused != 0 {
			t.Fatalf("%+v", s)
		}
		aside, err := filepath.Glob(filepath.Join(b.dir, "aside", "*.db"))
		if err != nil || len(aside) != 1 {
			t.Fatal("nothing was set aside:", aside, err)
		}
		must(t, b.book.KeepBackups(ctx, 1))
		if _, err := os.Stat(aside[0]); err != nil {
			t.Error("what was set aside is gone:", err)
		}
		keyOf(t, b.DecidePast(ctx, boss, true), "error.stale")
	}
}

// A hub whose file went back to an older copy, by whatever way, is behind: a device
// says by how much and waits, and both go on when a supervisor has said so on the hub.
func TestAHubThatFellBehindWaitsForASupervisor(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	second, bar := h.join(data.AtReception), h.join(data.AtBar)
	file := filepath.Join(t.TempDir(), "book.db")
	must(t, h.book.Backup(ctx, file))
	var ids []data.ID
	for range 3 {
		c := bar.order("a1")
		bar.do(c)
		ids = append(ids, c.ID)
	}
	h.same(second, bar)
	for _, b := range []*tablet{second, bar} {
		b.offline()
	}
	must(t, h.hub.Close())
	must(t, h.book.Close())
	h.putBack(file)
	h.share(h.address)
	head, err := h.book.Head(ctx)
	must(t, err)
	for _, b := range []*tablet{second, bar} {
		b.cable.sever(false)
		s := b.until("it tells that the hub is behind", func(s data.LinkState) bool { return s.Past != nil && s.Trouble != nil })
		if !s.Past.Behind || s.Past.Own-s.Past.Hub != 3 || s.Trouble.Key != "link.hubBehind" || s.Online {
			t.Fatalf("%+v %v", s.Past, s.Trouble)
		}
	}
	news := h.hub.WatchSharing(ctx)
	sharing, err := h.hub.Sharing(ctx)
	for ; err == nil && sharing.Behind == nil; sharing, err = h.hub.Sharing(ctx) {
		select {
		case <-news:
		case <-time.After(patience):
			t.Fatal("the hub says nothing")
		}
	}
	must(t, err)
	if sharing.Behind.Lines != 3 {
		t.Fatalf("%+v", sharing.Behind)
	}
	if is, err := h.book.Head(ctx); err != nil || is != head {
		t.Fatal("the hub went on by itself", is, err)
	}
	must(t, h.hub.GoOn(ctx, boss))
	h.same(second, bar)
	h.once(ids...)
}

// A hub that went back and went on by itself has another past, and no supervisor's
// word reaches back to where it parted: each device asks.
func TestAHubThatWentOnAloneIsNotFollowed(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	bar := h.join(data.AtBar)
	file := filepath.Join(t.TempDir(), "book.db")
	must(t, h.book.Backup(ctx, file))
	c := bar.order("a1")
	r := bar.do(c)
	h.same(bar)
	bar.offline()
	must(t, h.hub.Close())
	must(t, h.book.Close())
	h.putBack(file)
	h.do(orderAt(h.head(an), "a3"))
	h.do(&data.BeginEpoch{Head: h.head(chang), Hub: h.own, Name: "前台", Role: data.AtReception, Key: h.id.Key, Why: data.RestoredBehind})
	h.share(h.address)
	bar.cable.sever(false)
	bar.apartAt(r.Seq)
	must(t, bar.DecidePast(ctx, boss, true))
	h.same(bar)
	h.once(c.ID) // given again
}

// An epoch that no supervisor began is not followed, whether it is met at the door or
// in the stream.
func TestAnEpochWithoutASupervisorIsNotFollowed(t *testing.T) {
	ctx := context.Background()
	for _, streamed := range []bool{true, false} {
		h := openHouse(t)
		bar := h.join(data.AtBar)
		if !streamed {
			bar.offline()
		}
		own, err := bar.book.Head(ctx)
		must(t, err)
		h.do(&data.BeginEpoch{Head: h.head(an), Hub: h.own, Name: "前台", Role: data.AtReception, Key: h.id.Key, Why: data.RestoredBehind})
		h.do(orderAt(h.head(an), "a3"))
		bar.cable.sever(false)
		bar.until("it stops", func(s data.LinkState) bool { return s.Trouble != nil && s.Trouble.Key == "link.unsupervised" })
		if is, err := bar.book.Head(ctx); err != nil || is != own {
			t.Fatal(is, err)
		}
		must(t, bar.DecidePast(ctx, boss, true))
		h.same(bar)
	}
}

// putBack puts an older copy of the file where the hub's book lies, without a word.
func (h *house) putBack(file string) {
	h.t.Helper()
	for _, with := range []string{"", "-wal", "-shm"} {
		os.Remove(filepath.Join(h.dir, "book.db"+with))
	}
	os.Remove(filepath.Join(h.dir, "anchor"))
	body, err := os.ReadFile(file)
	must(h.t, err)
	must(h.t, os.WriteFile(filepath.Join(h.dir, "book.db"), body, 0o600))
	h.book, err = registers.Open(context.Background(), h.dir, store.Options{Clock: h.now})
	must(h.t, err)
}

// A folder that was copied and is in use at two places is told at the hub, whichever
// of the two comes first; a device that is only started again is not.
func TestACopiedFolderIsToldAtTheHub(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	bar, other := h.join(data.AtBar), h.join(data.AtVenue)
	for range 3 {
		bar.reopen()
		other.reopen()
		bar.heal()
		other.heal()
	}
	if s, err := h.hub.Sharing(ctx); err != nil || len(s.Twice) != 0 {
		t.Fatal(s.Twice, err)
	}
	thief := &tablet{t: t, house: h, dir: filepath.Join(t.TempDir(), "copied"), own: bar.own, id: bar.id, cable: newCable(), timing: quick, began: h.began}
	must(t, os.CopyFS(thief.dir, os.DirFS(bar.dir)))
	os.Remove(filepath.Join(thief.dir, "running"))
	thief.open()
	t.Cleanup(thief.close)
	two := h.toldTwice()
	if len(two) != 1 || two[0].Device != bar.own || two[0].Name != "平板" || len(two[0].Hosts) != 1 {
		t.Fatalf("%+v", two)
	}
	h.hub.Close()
	h.share(h.address)
	if s, err := h.hub.Sharing(ctx); err != nil || len(s.Twice) != 1 {
		t.Fatal("it is forgotten over night:", s.Twice, err)
	}
	keyOf(t, h.hub.KnowsTwice(ctx, bar.own, an), "error.needSupervisor")
	thief.close()
	must(t, h.hub.KnowsTwice(ctx, bar.own, chang))
	if s, err := h.hub.Sharing(ctx); err != nil || len(s.Twice) != 0 {
		t.Fatal(s.Twice, err)
	}
	bar.heal()
	thief.open() // both go on
	h.toldTwice()
	h.do(&data.RevokeDevice{Head: h.head(chang), Revoked: bar.own})
	news := h.hub.WatchSharing(ctx)
	for s, err := h.hub.Sharing(ctx); len(s.Twice) > 0; s, err = h.hub.Sharing(ctx) {
		must(t, err)
		<-news
	}
}

func (h *house) toldTwice() []data.Twice {
	h.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	news := h.hub.WatchSharing(ctx)
	for {
		s, err := h.hub.Sharing(ctx)
		must(h.t, err)
		if len(s.Twice) > 0 {
			return s.Twice
		}
		if _, ok := <-news; !ok {
			h.t.Fatal("nobody is told")
		}
	}
}

// A hub whose disk is full says so on both: what the tablet did stays there, and goes
// when there is room again.
func TestAHubsFullDiskIsSaidOnBothSides(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	bar := h.join(data.AtBar)
	h.gate.hook(func() error { return data.Fault(data.Storage, "error.diskFull") }, nil)
	c := bar.order("a1")
	bar.waits(c)
	s := bar.until("it tells why nothing goes", func(s data.LinkState) bool { return s.Stuck != nil })
	if s.Stuck.Key != "error.diskFull" || !s.Online || s.Waiting != 1 {
		t.Fatalf("%+v", s)
	}
	if s, err := h.hub.Sharing(ctx); err != nil || s.Trouble == nil || s.Trouble.Key != "error.diskFull" {
		t.Fatal(s.Trouble, err)
	}
	h.gate.hook(nil, nil)
	s = bar.until("it goes on", func(s data.LinkState) bool { return s.Waiting == 0 && s.Stuck == nil })
	h.once(c.ID)
	if s, err := h.hub.Sharing(ctx); err != nil || s.Trouble != nil {
		t.Fatal(s.Trouble, err)
	}
}

// A hub that was set up anew has another key: its devices are let in again with a
// code, keep their book and give what waits.
func TestAHubWithANewKeyIsBelievedWithItsCode(t *testing.T) {
	ctx := context.Background()
	h := openHouse(t)
	bar := h.join(data.AtBar)
	must(t, h.hub.Close())
	bar.until("it is offline", func(s data.LinkState) bool { return !s.Online })
	c := bar.order("a1")
	bar.waits(c)
	must(t, os.Remove(filepath.Join(h.dir, "device.pem")))
	h.share(h.address)
	bar.until("it does not believe it", func(s data.LinkState) bool { return s.Trouble != nil && s.Trouble.Key == "link.otherHub" })
	keyOf(t, bar.PairAgain(ctx, "", "0000000000000000"), "device.wrongCode")
	stranger := openHouse(t)
	code := stranger.code(data.AtBar)
	bar.cable.mu.Lock()
	bar.cable.to = stranger.address
	bar.cable.mu.Unlock()
	keyOf(t, bar.PairAgain(ctx, "", code), "link.otherOffice")
	bar.cable.mu.Lock()
	bar.cable.to = ""
	bar.cable.mu.Unlock()
	must(t, bar.PairAgain(ctx, "", h.code(data.AtBar)))
	h.same(bar)
	h.once(c.ID)
}
