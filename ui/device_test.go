package ui

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTheDeviceIsRemembered(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "预约 #1?")
	d := LoadDevice(dir)
	if d.Lang != "zh" || d.Dark || !d.ID.Valid() {
		t.Fatalf("begins as %+v", d)
	}
	d.Lang, d.Dark, d.Kept = "en", true, map[string][]string{"venue/venues": {"venue-read"}}
	if err := d.Save(); err != nil {
		t.Fatal(err)
	}
	if again := LoadDevice(dir); again.ID != d.ID || again.Lang != "en" || !again.Dark || again.Kept["venue/venues"][0] != "venue-read" {
		t.Fatalf("came back as %+v", again)
	}
	os.WriteFile(filepath.Join(dir, deviceFile), []byte("{broken"), 0o600)
	if anew := LoadDevice(dir); anew.ID == d.ID || !anew.ID.Valid() || anew.Lang != "zh" {
		t.Fatalf("a broken file gives %+v", anew)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".device-*")); len(left) > 0 {
		t.Fatalf("left behind: %v", left)
	}
}

func TestTheLogTurnsOverAndCrashesAreKept(t *testing.T) {
	dir := t.TempDir()
	os.MkdirAll(filepath.Join(dir, logFolder), 0o700)
	path := filepath.Join(dir, logFolder, logFile)
	os.WriteFile(path, make([]byte, logMost+1), 0o600)
	os.WriteFile(filepath.Join(dir, logFolder, crashFile), []byte("panic: sample"), 0o600)
	logger, file := OpenLog(dir)
	logger.Error("fault", "cause", "sample")
	file.Close()
	if info, err := os.Stat(path); err != nil || info.Size() > logMost {
		t.Fatalf("the log did not turn over: %v", err)
	}
	if old, _ := os.ReadFile(filepath.Join(dir, logFolder, crashFile+".old")); string(old) != "panic: sample" {
		t.Fatalf("the last crash says %q", old)
	}
	if _, file := OpenLog(filepath.Join(path, "no folder")); file.Close() != nil {
		t.Error("no log is no fault")
	}
}
