package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/kit/kittest"
)

// gone is what a mending was asked for.
type gone struct{ way, file, name, pin string }

func sorryWindow(t *testing.T, lang string, size fyne.Size, err error, m Mending) fyne.Window {
	t.Helper()
	kittest.App(t, false)
	win := test.NewWindow(nil)
	t.Cleanup(win.Close)
	win.Resize(size)
	Sorry(win, NewDevice(lang), err, m)
	return win
}

// Whoever finds the book gone reads why, chooses a way from the message, and a supervisor
// confirms it there; what is wrong with it is said at the same place.
func TestTheWayOnIsATapFromTheMessage(t *testing.T) {
	var went []gone
	var fails error
	m := Mending{Ways: []string{"restore", "empty"}, Asks: func(way string) bool { return way == "restore" },
		Backups: []data.Backup{{Path: "/b/2.db", At: 1795402320000}, {Path: "/b/1.db", At: 1795302320000}},
		Do: func(way, file, name, pin string, done func(error)) {
			went = append(went, gone{way, file, name, pin})
			done(fails)
		}}
	win := sorryWindow(t, "zh", fyne.NewSize(1024, 768), data.Fault(data.Storage, "error.bookMissing", "/馆/book.db"), m)
	want := func(texts ...string) {
		t.Helper()
		for _, text := range texts {
			if !kittest.Has(win.Content(), text) {
				t.Fatalf("nobody says %q; there is %q", text, kittest.Texts(win.Content()))
			}
		}
	}
	tap := func(text string) { t.Helper(); kittest.Tap(t, win.Content(), text) }
	want("账本文件不见了", "/馆/book.db", "从一本空账开始")
	tap("恢复 2026-11-23 10:52 的备份")
	want("原来的账本另存在 backup 文件夹里", "请主管写姓名和密码")
	tap("取消")
	tap("从一本空账开始")
	want("若有备份，请先恢复备份")
	tap("取消")
	tap("恢复 2026-11-23 10:52 的备份")
	kittest.Type(t, win.Content(), "主管姓名", "常示例")
	fails = data.Fault(data.Forbidden, "error.pin")
	tap("确认")
	want("密码不对")
	fails = nil
	tap("确认")
	if len(went) != 2 || went[1].way != "restore" || went[1].file != "/b/2.db" || went[1].name != "常示例" {
		t.Errorf("%+v", went)
	}
	win = sorryWindow(t, "zh", fyne.NewSize(1024, 768), data.Fault(data.Storage, "error.diskFull"), Mending{Ways: []string{"again"}, Do: m.Do})
	tap("再试一次")
	if last := went[len(went)-1]; last.way != "again" {
		t.Errorf("%+v", last)
	}
}

func TestEveryWayOnHasItsWordsAndFits(t *testing.T) {
	ways := []string{"again", "restore", "empty", "on", "fetch", "outbox", "key", "pair", "lead"}
	for lang, size := range map[string]fyne.Size{"zh": fyne.NewSize(1366, 768), "en": fyne.NewSize(1024, 768)} {
		for _, way := range ways {
			m := Mending{Ways: []string{way}, Asks: func(string) bool { return true }, Backups: []data.Backup{{Path: "/b/2.db", At: 1795402320000}}}
			win := sorryWindow(t, lang, size, data.Fault(data.Storage, "error.bookShort", 12, 1523), m)
			check := func(what string) {
				t.Helper()
				for _, fault := range kittest.CheckLayout(win.Content(), size.Width, size.Height) {
					if !strings.Contains(fault, "passwordRevealer") { // the toolkit's own
						t.Errorf("%s %s %.0f: %s", way, lang, size.Width, fault)
					}
				}
				if all := strings.Join(kittest.Texts(win.Content()), " "); strings.Contains(all, "sorry.") {
					t.Errorf("%s: a word is missing: %s", way, all)
				}
				if dir := os.Getenv("YINGBIN_SHOTS"); dir != "" {
					kittest.Relayout(win.Content())
					if err := savePNG(filepath.Join(dir, fmt.Sprintf("sorry-%s-%s-%s-%.0f.png", what, way, lang, size.Width)), win.Canvas().Capture()); err != nil {
						t.Fatal(err)
					}
				}
			}
			check("ways")
			if way == "again" {
				continue
			}
			i := slices.IndexFunc(kittest.Texts(win.Content()), func(s string) bool {
				return strings.Contains(s, "2026-11-23") || s == assets.Words(lang).Say("sorry.way."+way)
			})
			if i < 0 {
				t.Fatalf("%s is not offered: %q", way, kittest.Texts(win.Content()))
			}
			kittest.Tap(t, win.Content(), kittest.Texts(win.Content())[i])
			check("sure")
		}
	}
}
