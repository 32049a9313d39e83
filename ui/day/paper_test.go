package day

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"yingbin/ui/kit/kittest"
)

// sheet is a PDF that was saved, with the words that are read out of it.
type sheet struct {
	t     testing.TB
	path  string
	words string // without any space: lines are broken where the paper ends
}

// documents lets what is saved lie in a folder of the test.
func documents(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
}

// pdf saves the record on the screen and reads it back.
func (h *house) pdf() sheet {
	h.t.Helper()
	h.Tap("存为 PDF")
	const kept = "已存为 "
	for _, text := range kittest.Texts(h.Root()) {
		if at := strings.Index(text, kept); at >= 0 {
			return readPDF(h.t, text[at+len(kept):])
		}
	}
	h.t.Fatalf("nothing was saved; there is %q", h.Texts())
	return sheet{}
}

// readPDF reads a file with another program than the one that wrote it.
func readPDF(t testing.TB, path string) sheet {
	t.Helper()
	if st, err := os.Stat(path); err != nil || st.Size() < 1000 {
		t.Fatal(path, st, err)
	}
	out, err := exec.Command("pdftotext", "-raw", "-enc", "UTF-8", path, "-").Output()
	if err != nil {
		t.Fatal(path, err)
	}
	return sheet{t, path, strings.Join(strings.Fields(string(out)), "")}
}

// holds fails the test for every text that can't be read.
func (s sheet) holds(texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if !strings.Contains(s.words, strings.Join(strings.Fields(text), "")) {
			s.t.Errorf("%s does not say %q but %s", filepath.Base(s.path), text, s.words)
		}
	}
}
