package cli

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/ui/handover"
	"yingbin/ui/loan"
	"yingbin/ui/paper"
	"yingbin/ui/visit"
)

var desks = []string{"reception", "supervisor"}

func TestTheCommandLineIsReadInAnyOrder(t *testing.T) {
	o, err := Read(strings.Fields("-lang en print -o a.pdf handover -id J-1123-001 -office 馆"), desks)
	if err != nil {
		t.Fatal(err)
	}
	if want := (Options{Word: "print", Object: "handover", Lang: "en", File: "a.pdf", ID: "J-1123-001", Office: "馆", Station: "reception", AnyStation: true}); *o != want {
		t.Errorf("%+v", *o)
	}
	if o, err = Read([]string{"restore", "昨天 的.db"}, desks); err != nil || o.Object != "昨天 的.db" {
		t.Error(o, err)
	}
	if _, err = Read([]string{"-h"}, desks); !errors.Is(err, flag.ErrHelp) {
		t.Error(err)
	}
}

func TestWhatMeansNothingIsRefusedInBothLanguages(t *testing.T) {
	for line, want := range map[string]string{
		"print visits -nix":    "-nix",
		"dance":                "dance",
		"check 甲":              "甲",
		"print visits 甲":       "甲",
		"check -o a.pdf":       "-o",
		"restore a.db -demo":   "-demo",
		"backup -id 3":         "-id",
		"-lang fr":             "fr",
		"-station kitchen":     "kitchen",
		"-demo -office x":      "-office",
		"shots":                "shots",
		"restore":              "restore",
		"backup -demo":         "-o",
		"shots a b":            "b",
		"print -mark 1:2 keys": "-mark",

		"join 10.0.0.5": "-code",
		"join 10.0.0.5 -code 12 -name 吧台平板": "12",
		"hub -pair kitchen":                 "kitchen",
		"promote":                           "-hub-is-off",
		"-demo -join 10.0.0.5":              "-join",
		"check -join 10.0.0.5":              "-join",
	} {
		_, err := Read(strings.Fields(line), desks)
		if _, ok := errors.AsType[Usage](err); !ok || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "\n") || strings.Contains(err.Error(), "⟦") {
			t.Errorf("%s: %v", line, err)
		}
	}
	if _, err := Read([]string{"-station", "bar"}, append(desks, "bar")); err != nil {
		t.Error("a station that has screens is refused:", err)
	}
}

func TestARecordIsAskedForAsItCanBe(t *testing.T) {
	for line, want := range map[string]string{
		"print":                               "visits",
		"print sticker -o a.xlsx -id L-1-1":   "keys",
		"print handover -o a.csv":             "handover",
		"print visits -o a.xls":               "a.xls",
		"print visits -o a.xlsx":              "",
		"print visits -o a.CSV":               "",
		"print nix":                           "nix",
		"print visits":                        "-o",
		"print sticker -o a.pdf":              "-id",
		"print visits -o a.pdf -id L-1123-1":  "visits",
		"print handover -o a.pdf -id J-1-1":   "",
		"print sticker -o a.pdf -id L-1123-1": "",
	} {
		o, err := Read(strings.Fields(line), desks)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = o.Record(papers(nil)); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// papers are some records of every sort.
func papers(b *registers.Book) []paper.Record {
	return slices.Concat(visit.Papers(b), handover.Papers(b), loan.Papers(b))
}

// TestAListIsWrittenByTheFilesEnding as what it asks for.
func TestAListIsWrittenByTheFilesEnding(t *testing.T) {
	book, now := openBook(t)
	for ending, begins := range map[string]string{".pdf": "%PDF", ".xlsx": "PK", ".csv": "\ufeff"} {
		file := filepath.Join(t.TempDir(), "来访"+ending)
		o, err := Read([]string{"print", "visits", "-o", file}, desks)
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Print(t.Context(), book, papers(book), now); err != nil {
			t.Fatal(err)
		}
		body, err := os.ReadFile(file)
		if err != nil || !strings.HasPrefix(string(body), begins) || ending == ".csv" && !strings.Contains(string(body), "欧阳䶮") {
			t.Errorf("%s: %q, %v", ending, body[:min(len(body), 8)], err)
		}
	}
}

func TestOneThingIsPrintedByItsNumber(t *testing.T) {
	book, now := openBook(t)
	for id, code := range map[string]data.Code{"L-1123-001": "", "L-20261123-001": "", "L-1123-002": data.NotFound, "nix": data.NotFound} {
		file := filepath.Join(t.TempDir(), "贴.pdf")
		o, err := Read([]string{"print", "sticker", "-id", id, "-o", file}, desks)
		if err != nil {
			t.Fatal(err)
		}
		if err := o.Print(t.Context(), book, papers(book), now); data.CodeOf(err) != code {
			t.Errorf("%s: %v", id, err)
		}
		if body, _ := os.ReadFile(file); (code == "") != bytes.HasPrefix(body, []byte("%PDF")) {
			t.Errorf("%s wrote %d bytes", id, len(body))
		}
	}
}

// openBook is the book of an office in which one guest has been.
func openBook(t *testing.T) (*registers.Book, data.Time) {
	t.Helper()
	ctx := t.Context()
	now := time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)
	book, err := registers.Open(ctx, t.TempDir(), store.Options{Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	head := func() data.Head { return data.Head{ID: data.NewID(), At: data.TimeOf(now), Staff: "boss"} }
	for _, c := range []data.Command{
		&data.OpenOffice{Head: head(), Settings: data.Settings{Name: "青禾样例会馆"}.Defaults(), Supervisor: data.NewStaff{ID: "boss", Name: "常示例", Verifier: "x"}},
		&data.CheckIn{Head: head(), Visit: data.NewID(), Visitor: data.NewID(), Name: "欧阳䶮", NoPhone: true, Adults: 1, Purpose: "business", Firm: "青禾实业", Host: "常示例"},
	} {
		if _, err := book.Do(ctx, c); err != nil {
			t.Fatal(err)
		}
	}
	return book, data.TimeOf(now)
}

func TestAJoinedDeviceShowsWhatItIsFor(t *testing.T) {
	for _, c := range []struct {
		line, want string
		role       data.DeviceRole
	}{
		{"", "reception", ""}, {"-station bar", "bar", ""}, {"", "bar", data.AtBar}, {"-station bar", "bar", data.AtBar},
		{"-station reception", "", data.AtBar}, {"-station bar", "bar", data.AtSupervisor}, {"", "supervisor", data.AtSupervisor},
	} {
		o, err := Read(strings.Fields(c.line), append(desks, "bar"))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := o.StationOf(c.role); got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%q on a device for %q shows %q, %v", c.line, c.role, got, err)
		}
	}
}

func TestAHubIsToldWhereToListen(t *testing.T) {
	o, err := Read(strings.Fields("hub -listen 192.168.1.10,127.0.0.1:47900 -pair bar"), desks)
	if err != nil || len(o.ListenAt()) != 2 || o.ListenAt()[1] != "127.0.0.1:47900" || o.Pair != "bar" {
		t.Errorf("%+v, %v", o, err)
	}
}

func TestASupervisorAgreesInATerminal(t *testing.T) {
	staff := []data.Staff{{ID: "an", Name: "安小样", Role: data.Reception}, {ID: "boss", Name: "常示例", Role: data.Supervisor}}
	var out bytes.Buffer
	if a, err := AskApproval(strings.NewReader("常示例\n2580\n"), &out, staff); err != nil || a.Staff != "boss" || a.PIN != "2580" {
		t.Errorf("%+v, %v", a, err)
	}
	if strings.Contains(out.String(), "2580") {
		t.Error("the PIN is said aloud")
	}
	if _, err := AskApproval(strings.NewReader("安小样\n1024\n"), &out, staff); data.CodeOf(err) != data.Forbidden {
		t.Errorf("a receptionist agrees: %v", err)
	}
}
