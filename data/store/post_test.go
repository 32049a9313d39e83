package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
)

func TestATabletHoldsNoPhoneNoRemarkAndNoForeignPIN(t *testing.T) {
	ctx := context.Background()
	hub := barBook(t)
	secret := "13912348765"
	guest := hub.Guest("欧阳䶮", secret)
	guest.Note, guest.Table = "脾气急，别提价格", "table-a1"
	hub.must(guest)
	hub.must(&data.MarkVisitor{Head: hub.By(an), Visitor: guest.Visitor, Mark: "上回投诉过"})
	booking := hub.book("court-bad1", "11:00", "12:00")
	booking.Note = "要安静的角落"
	hub.must(booking)
	for _, role := range []data.DeviceRole{data.AtBar, data.AtVenue} {
		tablet := joinedTo(t, hub, role)
		later := hub.Guest("司马小样", "13887654321")
		later.Note = "带着孩子脾气大"
		hub.must(later)
		hub.must(&data.SetPIN{Head: hub.By(chang), Person: bai, Verifier: officetest.Verifier("8642")})
		hub.must(&data.SetPIN{Head: hub.By(chang), Person: jiang, Verifier: officetest.Verifier("7531")})
		tablet.follow(hub)
		names := []string{"欧阳䶮", "司马小样", "王建国"}
		if missing := len(names) - len(distinct(officetest.Holds(t, tablet.dir, names...))); missing > 0 {
			t.Error(role, "knows", missing, "guests less")
		}
		var secrets []string
		staff, _ := hub.Staff(ctx)
		for _, p := range staff {
			if !role.Knows(p.Role) && p.Verifier != "" {
				secrets = append(secrets, p.Verifier)
			}
		}
		if len(secrets) < 3 {
			t.Fatal(secrets)
		}
		bad := append(secrets, secret, "5678432193", "13887654321", "12345678831", "13800138000", "00083100831", "脾气急", "上回投诉过", "要安静的角落", "带着孩子")
		if got := officetest.Holds(t, tablet.dir, bad...); len(got) > 0 {
			t.Errorf("%s holds %v", role, got)
		}
		if err := tablet.CheckPINHere(ctx, jiang, "7531"); err != nil {
			t.Error(role, err)
		}
		if err := tablet.CheckPINHere(ctx, chang, officetest.PINs[chang]); data.CodeOf(err) != data.Offline {
			t.Error(role, err)
		}
		tablet.sound()
		tablet.Close()
	}
}

func distinct(list []string) map[string]bool {
	set := map[string]bool{}
	for _, s := range list {
		set[s] = true
	}
	return set
}

func TestWhoRisesIsNoLongerKnownToTheTablet(t *testing.T) {
	hub := freshBook(t)
	bar := joinedTo(t, hub, data.AtBar)
	bar.follow(hub)
	if err := bar.CheckPINHere(t.Context(), gu, officetest.PINs[gu]); err != nil {
		t.Fatal(err)
	}
	hub.must(&data.PutStaff{Head: hub.By(chang), Person: gu, Name: "古试饮", Role: data.Supervisor})
	bar.follow(hub)
	if err := bar.CheckPINHere(t.Context(), gu, officetest.PINs[gu]); data.CodeOf(err) != data.Offline {
		t.Fatal(err)
	}
}

func TestASnapshotThatIsNotSoundIsNotInstalled(t *testing.T) {
	hub := freshBook(t)
	bar := joinedTo(t, hub, data.AtBar)
	before := bar.mark()
	file := filepath.Join(t.TempDir(), "broken.db")
	if _, err := hub.Snapshot(t.Context(), data.AtBar, file); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.WriteFile(file, body[:len(body)/2], 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := bar.Swap(t.Context(), file); err == nil {
		t.Fatal("half a book was installed")
	}
	if bar.mark() != before {
		t.Fatal("the copy is another")
	}
	bar.follow(hub)
	whole := filepath.Join(t.TempDir(), "whole.db")
	hub.must(hub.Guest("王示例", "13900000000"))
	if _, err := hub.Snapshot(t.Context(), data.AtBar, whole); err != nil {
		t.Fatal(err)
	}
	if err := bar.Swap(t.Context(), whole); err != nil || bar.mark() != hub.mark() {
		t.Fatal(err)
	}
	bar.follow(hub)
	if kept, err := bar.Backups(t.Context()); err != nil || len(kept) != 0 {
		t.Fatal("a tablet keeps a copy of before", kept, err)
	}
}

func TestACopyThatBecomesATabletsKeepsNothingOfBefore(t *testing.T) {
	ctx, phone := t.Context(), "13912348765"
	hub := freshBook(t)
	hub.must(hub.Guest("欧阳䶮", phone))
	desk := joinedTo(t, hub, data.AtReception)
	if _, err := desk.BackupNow(ctx); err != nil || len(officetest.Holds(t, desk.dir, phone)) == 0 {
		t.Fatal("it never held the phone", err)
	}
	for i, role := range []data.DeviceRole{data.AtReception, data.AtBar} {
		file := filepath.Join(t.TempDir(), "next.db")
		if _, err := hub.Snapshot(ctx, role, file); err != nil {
			t.Fatal(err)
		}
		if err := desk.Swap(ctx, file); err != nil {
			t.Fatal(err)
		}
		if kept, err := desk.Backups(ctx); err != nil || (len(kept) > 0) != (i == 0) {
			t.Fatal(role, kept, err)
		}
	}
	if got := officetest.Holds(t, desk.dir, phone, "5678432193"); len(got) > 0 {
		t.Fatal(got)
	}
}

func TestLinesGiveTheirCommandsBack(t *testing.T) {
	hub := freshBook(t)
	c := hub.Guest("欧阳䶮", "13912348765")
	c.Note = "靠窗"
	hub.must(c)
	copy := joinedTo(t, hub, data.AtReception)
	copy.follow(hub)
	found := false
	for _, p := range copy.linesAfter(0) {
		l, err := data.ParseLine([]byte(p.Body))
		if err != nil {
			t.Fatal(err)
		}
		e, whole, err := l.Whole(p.Sides)
		if err != nil || !whole {
			t.Fatal(l.Kind, whole, err)
		}
		again, err := e.Open()
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := again.(*data.CheckIn); ok {
			found = got.Name == c.Name && got.Phone == c.Phone && got.Note == c.Note && got.ID == c.ID
		}
	}
	if !found {
		t.Fatal("the check-in did not come back")
	}
}

func TestWhereTwoJournalsPart(t *testing.T) {
	hub := freshBook(t)
	copy := joinedTo(t, hub, data.AtReception)
	copy.follow(hub)
	at := copy.mark().Seq
	parting := func(from *testBook) int64 {
		t.Helper()
		file := filepath.Join(t.TempDir(), "fetched.db")
		if _, err := from.Snapshot(t.Context(), data.AtReception, file); err != nil {
			t.Fatal(err)
		}
		seq, err := copy.Parting(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		return seq
	}
	hub.must(hub.Guest("王示例", "13900000000")) // the copy is only behind
	if got := parting(hub); got != at {
		t.Fatal(got, at)
	}
	old := filepath.Join(t.TempDir(), "yesterday.db")
	if err := hub.Backup(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	common := hub.mark().Seq
	for range 3 {
		hub.must(hub.Guest("李示例", "13900000001"))
	}
	copy.follow(hub)
	hub.Close()
	if _, err := Restore(t.Context(), TestCatalogue(), hub.dir, old, Options{Clock: hub.Read}); err != nil {
		t.Fatal(err)
	}
	hub.open()
	for range 7 { // the restored book has gone on by itself
		hub.must(hub.Guest("张示例", "13900000002"))
	}
	if got := parting(hub); got != common {
		t.Fatal(got, common)
	}
	if got := parting(freshBook(t)); got != 0 {
		t.Fatal(got)
	}
}
