package link

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
)

// folderOf reads every file of a device's folder, whatever it is called.
func (b *tablet) folderOf() string {
	b.t.Helper()
	var all strings.Builder
	must(b.t, filepath.WalkDir(b.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		body, err := os.ReadFile(path)
		all.Write(body)
		return err
	}))
	return all.String()
}

// guests are what reception writes down of people, and what must not be found.
type guests struct {
	h       *house
	n       int
	secrets []string
}

// come lets guests come, ring up, and change their minds.
func (g *guests) come(times int) {
	for range times {
		g.n++
		phone, note := fmt.Sprintf("137%08d", 31415926+g.n*7919), fmt.Sprintf("只对前台说的话第%d句", g.n)
		mirror := []byte(phone)
		slices.Reverse(mirror)
		g.secrets = append(g.secrets, phone, string(mirror), phone[3:], note)
		visit := &data.CheckIn{Head: g.h.head(an), Visit: data.NewID(), Visitor: data.NewID(), Name: "李样", Phone: phone, Adults: 1, Purpose: data.Purposes[0], Note: note}
		g.h.do(visit)
		if g.n%4 == 0 {
			g.h.do(&data.Undo{Head: g.h.head(an), Command: visit.ID})
		}
		b := bookingAt(g.h.head(an), fmt.Sprint(1+g.n%2), "10:00", "10:30")
		b.Spans[0].Start += data.Time(g.n/2) * 30 * 60 * 1000
		b.Spans[0].End = b.Spans[0].Start + 30*60*1000
		b.Phone, b.Note = phone, note
		g.h.do(b)
		if g.n%3 == 0 {
			g.h.do(&data.CancelBooking{Head: g.h.head(an), Booking: b.Spans[0].Booking, Why: note})
		}
	}
}

// A tablet's whole folder, after a busy day with lines cut, commands refused and
// the hub restored: nothing of people that it may not hold, in any file, open or
// closed.
func TestATabletsFolderHoldsNoPhoneAndNoRemark(t *testing.T) {
	h := openHouse(t)
	g := &guests{h: h}
	g.come(4)
	bar, venue := h.join(data.AtBar), h.join(data.AtVenue)
	g.come(4)
	file := filepath.Join(t.TempDir(), "backup.db")
	must(t, h.book.Backup(context.Background(), file))
	bar.do(bar.order("a1"))
	bar.offline()
	for range 5 {
		bar.waits(bar.order("a2"))
	}
	lost := bar.order("a3")
	bar.waits(lost)
	must(t, bar.box.Refuse(context.Background(), lost.ID, data.Fault(data.NotFound, "error.notFound")))
	g.come(4)
	bar.heal()
	g.come(4)
	h.same(bar, venue)
	h.restore(file)
	g.come(4)
	h.same(bar, venue)
	for _, b := range []*tablet{bar, venue} {
		open := b.folderOf()
		b.close()
		shut := b.folderOf()
		if !strings.Contains(open, "少放茶叶") || !strings.Contains(shut, "少放茶叶") || len(g.secrets) != 80 {
			t.Fatal("the search itself finds nothing")
		}
		for _, s := range append(g.secrets, officetest.Verifier(officetest.PINs[an]), officetest.Verifier(officetest.PINs[chang])) {
			if strings.Contains(open, s) || strings.Contains(shut, s) {
				t.Errorf("%s: its folder holds %q", b.set.Role, s)
			}
		}
	}
}
