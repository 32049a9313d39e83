package ui

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit/kittest"
)

// lan is a network with hubs, one of which lets a device in by a code.
type lan struct {
	hubs  []FoundHub
	err   error
	asked [3]string
	fault error
}

func (l *lan) Find(context.Context) ([]FoundHub, error) { return l.hubs, l.err }

func (l *lan) Join(_ context.Context, address, code, name string, progress func(done, total int64)) error {
	l.asked = [3]string{address, code, name}
	if l.fault == nil {
		progress(1, 2)
	}
	return l.fault
}

const someCode = "0123456789ABCDEF"

func TestAFreshDeviceJoinsAnOffice(t *testing.T) {
	l := &lan{hubs: []FoundHub{{Address: "192.168.1.10:47800", Name: "青禾样例会馆"}, {Address: "192.168.1.20:47800"}}}
	opened := 0
	f := open(t, true, func(s *Setup) { s.Join, s.Reopen = l, func() { opened++ } })
	f.want("欢迎使用迎宾", "开一本新账")
	f.tap("加入已有的账本")
	f.want("青禾样例会馆", "192.168.1.10:47800", "迎宾主机", "吧台平板")
	f.tap("加入")
	f.want("配对码共 16 位，还差 16 位。", "请选一台找到的主机，或填写地址。", "请填写这一项。")
	f.tap("青禾样例会馆")
	for _, r := range "o123 4567-89ab cdef" { // by keyboard, as people type it
		f.w.set.Window.Canvas().Focused().TypedRune(r)
	}
	f.tap("吧台平板")
	f.tap("English")
	f.want("Pairing code", "192.168.1.10:47800")
	l.fault = data.Fault(data.Forbidden, "error.pin").At("code")
	f.tap("Join")
	if l.asked != [3]string{"192.168.1.10:47800", someCode, "吧台平板"} {
		t.Fatalf("asked with %q", l.asked)
	}
	f.want("Wrong PIN")
	if opened != 0 {
		t.Fatal("opened though it was refused")
	}
	l.fault = data.Fault(data.Offline, "error.offline")
	f.tap("Join")
	f.want("reach")
	l.fault = nil
	f.tap("Join")
	f.pass(time.Second)
	if opened != 1 {
		t.Fatalf("opened anew %d times", opened)
	}
}

func TestACodeAndAnAddressAreTypedByFinger(t *testing.T) {
	l := &lan{}
	f := open(t, true, func(s *Setup) { s.Join, s.Device = l, NewDevice("zh") })
	f.tap("加入已有的账本")
	f.want("没有找到。")
	for _, r := range someCode[10:] { // letters stand on one pad only
		f.tap(string(r))
	}
	f.tap(".")
	f.tap(":")
	if got := kittest.Field(t, f.root(), "主机地址").Text(); got != ".:" {
		t.Errorf("the address is %q", got)
	}
	f.want("A", "F")
}

func TestACodeIsPasted(t *testing.T) {
	f := open(t, true, func(s *Setup) { s.Join = &lan{} })
	f.tap("加入已有的账本")
	clip := fyne.CurrentApp().Clipboard()
	clip.SetContent(" 0123 4567 89ab cdef\n")
	f.win.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clip})
	f.tap("加入")
	f.wantNot("配对码共 16 位")
}

func TestAnAddressGivenBeforehandIsFilledIn(t *testing.T) {
	f := open(t, true, func(s *Setup) { s.Join, s.JoinAt = &lan{}, "10.0.0.5" })
	if got := kittest.Field(t, f.root(), "主机地址").Text(); got != "10.0.0.5" {
		t.Fatalf("the address is %q", got)
	}
	f.tap("返回")
	f.tap("开一本新账")
	f.want("主管姓名")
	f.tap("返回")
	f.want("欢迎使用迎宾")
}

func TestTheJoinFormFits(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		for _, station := range []string{"reception", "bar"} {
			for _, size := range []fyne.Size{fyne.NewSize(1366, 768), fyne.NewSize(1280, 800), fyne.NewSize(1024, 768)} {
				l := &lan{hubs: []FoundHub{{Address: "192.168.1.10:47800", Name: "青禾样例会馆"}}}
				f := open(t, true, func(s *Setup) { s.Join, s.Device, s.Station = l, NewDevice(lang), station })
				f.win.Resize(size)
				f.settle()
				check := func(what string) {
					for _, fault := range kittest.CheckLayout(f.root(), size.Width, size.Height) {
						t.Errorf("%s %s %v %s: %s", lang, station, size, what, fault)
					}
				}
				check("choice")
				f.w.joinForm(joinTyped{address: "192.168.1.10:47800", code: "0123456789A"})
				f.settle()
				check("join")
				f.shoot(fmt.Sprintf("join-%s-%s-%.0f", lang, station, size.Width))
			}
		}
	}
}
