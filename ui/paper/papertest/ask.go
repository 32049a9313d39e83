package papertest

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/paper"
)

// Remark has three hundred characters, punctuation and words among them.
var Remark = func() string {
	s := ""
	for i := 0; len([]rune(s)) < 300; i++ {
		s += fmt.Sprintf("第%d次到访，客户询问“车位”与学区（Block-%c座），电话13800138000；", i+1, 'A'+rune(i%26))
	}
	return string([]rune(s)[:300])
}()

// Ask asks for November, at its end.
func Ask() paper.Ask {
	set := data.Settings{Name: "青禾样例会馆"}.Defaults()
	return paper.Ask{
		From: "2026-11-01", To: "2026-11-30", Lex: assets.Words("zh"), Settings: set,
		Now: set.Calendar.At("2026-11-30", 17*60+55), Staff: "安小样",
		Head: paper.Proof{Seq: 20417, Digest: "7f3a91c20e5d44a1b09c1122334455667788990011223344556677889900aabb"},
	}
}

// AskDay asks for the 23rd of November, in the evening of that day.
func AskDay(lang string) paper.Ask {
	a := Ask()
	a.From, a.To, a.Now, a.Lex = "2026-11-23", "2026-11-23", At(21*60), assets.Words(lang)
	return a
}

// At is a moment of that day, so many minutes after midnight.
func At(m int) data.Time {
	return data.Settings{}.Defaults().Calendar.At("2026-11-23", data.Minutes(m))
}

// Scribble is a signature drawn with three loops.
func Scribble() data.Strokes {
	var line []data.Point
	for i := range 60 {
		a := float64(i) / 60 * 6 * math.Pi
		line = append(line, data.Point{X: int16(150 + i*10), Y: int16(200 + 90*math.Sin(a))})
	}
	return data.Strokes{line}
}

// Make makes a record of that name.
func Make(t testing.TB, all []paper.Record, name string, a paper.Ask) *paper.Document {
	t.Helper()
	r, ok := paper.Find(all, name)
	if !ok {
		t.Fatal("no record", name)
	}
	d, err := r.Make(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if d.IsList() != r.List {
		t.Errorf("%s: it says of itself that it is a list: %v", name, r.List)
	}
	return d
}

// Whole checks a record that was made: its paper, that no word is missing and,
// of a list, its files.
func Whole(t testing.TB, d *paper.Document) {
	t.Helper()
	if i := strings.Index(d.Text(), "⟦"); i >= 0 {
		t.Errorf("a word is missing: %s", Clip(d.Text()[i:], 60))
	}
	Check(t, d)
	if d.IsList() {
		CheckFiles(t, d)
	}
}

// Says fails the test for every text that is not on the paper, spaces apart.
func Says(t testing.TB, d *paper.Document, texts ...string) {
	t.Helper()
	on := Squeeze(d.Text())
	for _, text := range texts {
		if !strings.Contains(on, Squeeze(text)) {
			t.Errorf("the paper lacks %q in %s", text, Clip(on, 2000))
		}
	}
}

// On gives a page's texts.
func On(p paper.Page) []string {
	var all []string
	for _, m := range p.Marks {
		if t, ok := m.(paper.Text); ok {
			all = append(all, t.S)
		}
	}
	return all
}

// PDF is the document's bytes.
func PDF(t testing.TB, d *paper.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.WritePDF(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// File writes the document where the tools of the system can read it.
func File(t testing.TB, d *paper.Document) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, PDF(t, d), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Save leaves the paper in the folder that YINGBIN_SHOTS names, to be looked at.
func Save(t testing.TB, d *paper.Document, name string) {
	t.Helper()
	if dir := os.Getenv("YINGBIN_SHOTS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), PDF(t, d), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
