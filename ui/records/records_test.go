package records

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/ui/duty"
	"yingbin/ui/enquiry"
	"yingbin/ui/handover"
	"yingbin/ui/loan"
	"yingbin/ui/paper"
	"yingbin/ui/screen"
	"yingbin/ui/screen/officetest"
	"yingbin/ui/visit"
)

func records(b *registers.Book, sh screen.Shell) screen.Screen {
	return newPrint(b, papers(b), sh, false)
}

// papers are records of every span.
func papers(b *registers.Book) []paper.Record {
	return slices.Concat(visit.Papers(b), handover.Papers(b), loan.Papers(b), duty.Papers(b), enquiry.Papers(b))
}

func shown(r *officetest.Room) *printing { return r.Screen.(*printing) }

func checkIn(name string) *data.CheckIn {
	return &data.CheckIn{Visit: data.NewID(), Visitor: data.NewID(), Name: name, Title: "mr", Phone: "13812345678", Adults: 2, Purpose: "viewing", Identity: "known"}
}

func TestARecordIsSeenAtOnceAndFollowsTheBook(t *testing.T) {
	r := officetest.Enter(t, "zh", 1230, records)
	r.Give(checkIn("欧阳䶮"))
	r.TapIn("visits")
	r.Want("来访登记", "第 1 页／共 1 页")
	if text := shown(r).doc.Text(); !strings.Contains(text, "欧阳䶮") {
		t.Fatalf("the preview says %s", text)
	}
	r.Give(&data.PutArea{Area: data.Area{ID: "roof", Name: "露台"}})
	before := shown(r).doc
	r.Change("area")
	if shown(r).doc == before {
		t.Error("the preview did not follow the book: its mark is an old one")
	}
	r.Tap("昨天")
	if text := shown(r).doc.Text(); strings.Contains(text, "欧阳䶮") {
		t.Error("yesterday's register holds today's guest")
	}
	r.Tap("自选")
	r.Want("至")
}

func TestTheScreenComesBackAsItWas(t *testing.T) {
	r := officetest.Enter(t, "zh", 1230, records)
	r.TapIn("keys")
	r.Tap("本月")
	again := newPrint(r.Book, papers(r.Book), r.Sh, false)
	r.Settle()
	if again.record.Name != "keys" || again.period.from != "2026-11-01" || again.period.to != "2026-11-30" {
		t.Fatalf("it came back with %s from %s to %s", again.record.Name, again.period.from, again.period.to)
	}
}

func TestEveryRecordHasAPreview(t *testing.T) {
	r := officetest.Enter(t, "en", 1230, records)
	for _, record := range papers(r.Book) {
		if record.Span == paper.Pick {
			continue
		}
		r.TapIn(record.Name)
		if shown(r).doc == nil {
			t.Errorf("%s: %q", record.Name, r.Texts())
		}
	}
}

// atHome lets what is saved lie in a folder of the test.
func atHome(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
	os.MkdirAll(filepath.Join(home, ".config"), 0o700)
	os.WriteFile(filepath.Join(home, ".config", "user-dirs.dirs"), []byte("# a comment\nXDG_DOCUMENTS_DIR=\"$HOME/文档\"\n"), 0o600)
}

// TestListsAreAlsoWorkbooksAndCSV, beside the PDF; a form is neither.
func TestListsAreAlsoWorkbooksAndCSV(t *testing.T) {
	atHome(t)
	for _, width := range []float32{1230, 900} {
		r := officetest.Enter(t, "zh", width, records)
		r.Give(checkIn("=欧阳䶮"))
		r.TapIn("visits")
		for _, b := range []string{"Excel", "CSV"} {
			r.Tap(b)
			r.Want("已存为", "打开文件夹")
		}
		r.TapIn("handover")
		if r.Has("Excel") || r.Has("CSV") {
			t.Error("a form is offered as a table")
		}
		r.TapIn("visits")
		r.Want("Excel", "CSV")
	}
	folder := filepath.Join(documents(), "迎宾")
	var csv []byte
	for ending, begins := range map[string]string{".xlsx": "PK", ".csv": "\ufeff"} {
		found, _ := filepath.Glob(filepath.Join(folder, "来访登记表 *"+ending))
		if len(found) != 2 {
			t.Fatalf("%s: %q", ending, found)
		}
		body, err := os.ReadFile(found[0])
		if err != nil || !strings.HasPrefix(string(body), begins) {
			t.Errorf("%s: %v", found[0], err)
		}
		csv = append(csv, body...)
	}
	if !strings.Contains(string(csv), "'=欧阳䶮") {
		t.Error("a guest's name would be reckoned with")
	}
}

func TestPDFsLieInTheDocumentsAndNoneIsOverwritten(t *testing.T) {
	atHome(t)
	r := officetest.Enter(t, "zh", 1230, records)
	r.TapIn("visits")
	r.Tap("存为 PDF")
	r.Want("已存为", "打开文件夹")
	r.Tap("存为 PDF")
	folder := filepath.Join(documents(), "迎宾")
	found, err := os.ReadDir(folder)
	if err != nil || len(found) != 2 {
		t.Fatalf("%s holds %v, %v", folder, found, err)
	}
	for _, f := range found {
		body, _ := os.ReadFile(filepath.Join(folder, f.Name()))
		if !strings.HasPrefix(string(body), "%PDF-") {
			t.Errorf("%s is no PDF", f.Name())
		}
	}
}

func TestAnotherScreenAsksForOneRecord(t *testing.T) {
	r := officetest.Enter(t, "zh", 1230, func(b *registers.Book, sh screen.Shell) screen.Screen { return newPrint(b, papers(b), sh, true) })
	shown(r).take(screen.Print{Record: "duty", From: "2026-11-22", To: "2026-11-22"})
	r.Settle()
	r.Want("返回", "第 1 页")
	if p := shown(r); p.period.from != "2026-11-22" || p.record.Name != "duty" {
		t.Fatalf("it shows %s of %s", p.record.Name, p.period.from)
	}
	r.Tap("返回")
	if r.Sh.Backs != 1 {
		t.Fatalf("went %v", r.Sh.Goings)
	}
	shown(r).take(screen.Print{Record: "none"})
	r.Settle()
	r.Want("没有这种记录")
}

func TestRecordsOfOthersAreNotOffered(t *testing.T) {
	all := []paper.Record{{Name: "a"}, {Name: "b", Roles: []data.Role{data.Bar}}}
	names := func(role data.Role) (got []string) {
		for _, r := range all {
			if mayPrint(r, role) {
				got = append(got, r.Name)
			}
		}
		return got
	}
	if got := names(data.Reception); !slices.Equal(got, []string{"a"}) {
		t.Errorf("reception is offered %v", got)
	}
	if got := names(data.Supervisor); !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("a supervisor is offered %v", got)
	}
}

func TestStretchesOfDays(t *testing.T) {
	for _, c := range []struct {
		today    data.Day
		name     string
		from, to data.Day
	}{
		{"2026-11-23", spanWeek, "2026-11-23", "2026-11-29"},
		{"2026-11-29", spanWeek, "2026-11-23", "2026-11-29"},
		{"2026-12-31", spanMonth, "2026-12-01", "2026-12-31"},
		{"2026-03-31", spanLast, "2026-02-01", "2026-02-28"},
		{"2027-01-01", spanLast, "2026-12-01", "2026-12-31"},
		{"2026-03-01", spanYesterday, "2026-02-28", "2026-02-28"},
	} {
		if from, to := stretch(c.today, c.name); from != c.from || to != c.to {
			t.Errorf("%s of %s is %s to %s", c.name, c.today, from, to)
		}
		if name := nameOf(c.today, c.from, c.to); name != c.name && c.name != spanYesterday {
			t.Errorf("%s to %s on %s is called %s", c.from, c.to, c.today, name)
		}
	}
}

func TestTheRecordsScreenIsWellSet(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		for _, width := range []float32{1230, 900} {
			r := officetest.Enter(t, lang, width, records)
			r.TapIn("keys")
			r.Check()
			r.Key(fyne.KeyPageDown)
		}
	}
}
