package store

import (
	"context"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/officetest"
)

func TestABookOpensKeepsAndVerifies(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	now := time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)
	b, err := Open(ctx, TestCatalogue(), dir, Options{Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	head := func(staff data.ID) data.Head {
		return data.Head{ID: data.NewID(), At: data.TimeOf(now), Staff: staff, Signer: officetest.Signer("chang", "2580")}
	}
	open := &data.OpenOffice{Head: head(""), Settings: data.Settings{Name: "青禾样例会馆"}, Supervisor: data.NewStaff{ID: "chang", Name: "常示例", Verifier: officetest.Verifier("2580")}}
	if _, err := b.Do(ctx, open); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Do(ctx, open); err != nil {
		t.Fatal("the same id again:", err)
	}
	put := &data.PutStaff{Head: head("chang"), Person: "an", Name: "安小样", Role: data.Reception}
	if _, err := b.Do(ctx, put); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Do(ctx, &data.Undo{Head: head("chang"), Command: put.ID}); err != nil {
		t.Fatal(err)
	}
	staff, err := b.Staff(ctx)
	if err != nil || len(staff) != 1 {
		t.Fatalf("after undo: %v %v", staff, err)
	}
	if m, err := b.Verify(ctx, nil); err != nil || m.Seq != 3 {
		t.Fatal(m, err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if b, err = Open(ctx, TestCatalogue(), dir, Options{}); err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if err := b.CheckPIN(ctx, "chang", "2580"); err != nil {
		t.Fatal(err)
	}
	if s, _ := b.Settings(ctx); s.Name != "青禾样例会馆" {
		t.Fatal(s)
	}
}
