package paper

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tools puts shell scripts in the place of the system's programs.
func tools(t *testing.T, scripts map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, body := range scripts {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+body+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir)
	return dir
}

func TestPrintWays(t *testing.T) {
	for name, c := range map[string]struct {
		scripts map[string]string
		how     How
		fails   bool
	}{
		"default":  {map[string]string{"lp": `[ "$2" = "Office" ] && [ "$4" = "交接班记录" ]`, "lpstat": `echo "system default destination: Office"`}, ToPrinter, false},
		"only one": {map[string]string{"lp": `[ "$2" = "Laser" ]`, "lpstat": `[ "$1" = "-e" ] && echo Laser`}, ToPrinter, false},
		"several": {map[string]string{"lp": "exit 0", "lpstat": `[ "$1" = "-e" ] && echo "A
B"`, "xdg-open": "exit 0"}, ToViewer, false},
		"none":       {map[string]string{"lp": "exit 0", "lpstat": "echo no system default destination", "xdg-open": "exit 0"}, ToViewer, false},
		"refused":    {map[string]string{"lp": "exit 1", "lpstat": `echo "system default destination: Office"`, "xdg-open": "exit 0"}, ToViewer, false},
		"no cups":    {map[string]string{"xdg-open": "exit 0"}, ToViewer, false},
		"no way out": {nil, "", true},
	} {
		t.Run(name, func(t *testing.T) {
			tools(t, c.scripts)
			how, err := Print(context.Background(), "/nowhere/a.pdf", "交接班记录")
			if how != c.how || (err != nil) != c.fails {
				t.Errorf("went %q, %v", how, err)
			}
		})
	}
}

// What is printed lies in a folder that nobody else can read, until the program ends;
// what the printer has taken does not stay at all.
func TestPrintKeepsFilesPrivateAndShort(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "print")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "old.pdf"), []byte("%PDF"), 0o600); err != nil {
		t.Fatal(err)
	}
	empty := Scratch(dir)
	defer scratch.Store(nil)
	d := NewSheet(Setup{Title: "交接班"}).Para("欧阳䶮").Finish()
	d.Name = "交接班/2026:11"
	tools(t, map[string]string{"lp": "exit 0", "lpstat": "echo 'system default destination: desk'"})
	if how, err := d.Print(context.Background(), time.Now()); how != ToPrinter || err != nil {
		t.Fatalf("went %q, %v", how, err)
	}
	if all, err := os.ReadDir(dir); err != nil || len(all) != 0 {
		t.Fatalf("the folder holds %v, %v", all, err)
	}
	tools(t, map[string]string{"xdg-open": "exit 0"})
	how, err := d.Print(context.Background(), time.Now())
	if how != ToViewer || err != nil {
		t.Fatalf("went %q, %v", how, err)
	}
	all, err := os.ReadDir(dir)
	if err != nil || len(all) != 1 || !strings.HasPrefix(all[0].Name(), "交接班-2026-11-") {
		t.Fatalf("the folder holds %v, %v", all, err)
	}
	info, _ := all[0].Info()
	folder, _ := os.Stat(dir)
	if info.Mode().Perm() != 0o600 || folder.Mode().Perm() != 0o700 {
		t.Errorf("others can read: %v in %v", info.Mode(), folder.Mode())
	}
	empty()
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Error("the folder stays:", err)
	}
}
