package paper_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"yingbin/data"
	. "yingbin/ui/paper"
	"yingbin/ui/paper/papertest"
)

func TestWriteFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "张三 的#文件?")
	path := filepath.Join(dir, "交接班.pdf")
	if err := handover().WriteFile(path); err != nil {
		t.Fatal(err)
	}
	if err := handover().WriteFile(path); err != nil { // over itself
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil || !strings.HasPrefix(string(b), "%PDF-") {
		t.Fatalf("%v, %q", err, papertest.Clip(string(b), 10))
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("beside the file lie %v", left)
	}
	// A folder of that name is in the way: an error in the house's words, and
	// nothing left behind.
	blocked := filepath.Join(dir, "blocked")
	if err := os.MkdirAll(filepath.Join(blocked, "x"), 0o700); err != nil {
		t.Fatal(err)
	}
	var e *data.Error
	if err := handover().WriteFile(blocked); !errors.As(err, &e) || e.Key != "paper.cannotWrite" {
		t.Errorf("writing over a folder gives %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("beside the file lie %v", left)
	}
}

func TestFileName(t *testing.T) {
	for in, want := range map[string]string{
		"visits-2026-11": "visits-2026-11", `a/b\c:d*e?`: "a-b-c-d-e-", "": "paper", "..": "paper", "来访 登记": "来访 登记",
		strings.Repeat("甲", 90): strings.Repeat("甲", 60),
	} {
		if got := (&Document{Name: in}).FileName(); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
