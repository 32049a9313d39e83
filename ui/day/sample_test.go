package day

import (
	"context"
	"os"
	"sync"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/data/store"
)

// TestMain lets the test binary stand in for the program that is being started.
func TestMain(m *testing.M) {
	if what := os.Getenv("YINGBIN_DAY_CHILD"); what != "" {
		firstFrame(what)
		os.Exit(0)
	}
	code := m.Run()
	if sampleMade != "" {
		os.RemoveAll(sampleMade)
	}
	os.Exit(code)
}

// sampleNow is the moment at which the sample's pictures are taken too.
var sampleNow = moment(23, "10:52")

var (
	sampleMade string
	sampleOnce sync.Once
)

// sampleDir gives the folder of the sample office, written once as main does.
func sampleDir(t testing.TB) string {
	t.Helper()
	sampleOnce.Do(func() {
		dir, err := os.MkdirTemp("", "yingbin-day-*")
		if err != nil {
			t.Fatal(err)
		}
		clock := sample.NewClock(data.TimeOf(sampleNow))
		book, err := registers.Open(context.Background(), dir, store.Options{Clock: clock.Now, Fast: true})
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		if err := sample.Fill(context.Background(), book, clock, sample.Parts{Catalogue: assets.Office("catalogue"), People: assets.Office("people"), Lists: assets.Office, Now: data.TimeOf(sampleNow)}); err != nil {
			t.Fatal(err)
		}
		sampleMade = dir
	})
	if sampleMade == "" {
		t.Fatal("there is no sample office")
	}
	return sampleMade
}

// freshSample gives a sample office of one's own, to change.
func freshSample(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(sampleDir(t))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// emptyDir gives the folder of an office with a supervisor and nothing else.
func emptyDir(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	c := &clock{at: sampleNow}
	book, err := registers.Open(t.Context(), dir, store.Options{Clock: c.now})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	open := &data.OpenOffice{Head: data.Head{ID: data.NewID(), At: data.TimeOf(sampleNow), Staff: "staff-chang"}, Settings: data.Settings{Name: "青禾样例会馆"}.Defaults(),
		Supervisor: data.NewStaff{ID: "staff-chang", Name: "常示例", Verifier: officetest.Verifier("2580")}}
	if _, err := book.Do(t.Context(), open); err != nil {
		t.Fatal(err)
	}
	return dir
}
