package ui

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit/kittest"
)

// What a person sees of several devices, at the sizes of the house: nothing is
// cut, out of reach or over something else. YINGBIN_SHOTS keeps the pictures.
func TestWhatIsSeenOfSeveralDevicesFits(t *testing.T) {
	past := data.Past{First: data.LineAbout{Seq: 1523, Kind: "PlaceOrder", Staff: "ji", At: 1795402320000}, Own: 1530, Hub: 1541}
	states := map[string]data.LinkState{
		"online":  {Online: true, Since: 1795402320000, Office: "青禾样例会馆", Address: "192.168.1.10:47800"},
		"offline": {Waiting: 3, Since: 1795402320000, Office: "青禾样例会馆", Address: "192.168.1.10:47800"},
		"catch":   {Online: true, Done: 6200, Total: 10000, Waiting: 3800, Since: 1795402320000, Address: "192.168.1.10:47800"},
		"trouble": {Trouble: data.Fault(data.Forbidden, "link.otherHub"), Address: "192.168.1.10:47800"},
		"stuck":   {Online: true, Waiting: 3, Stuck: data.Fault(data.Storage, "error.diskFull"), Address: "192.168.1.10:47800"},
		"past":    {Past: &past, Trouble: past.Fault(), Waiting: 2, Address: "192.168.1.10:47800"},
		"newhub":  {NewHub: &someHub, Waiting: 2, Since: 1795402320000},
	}
	for _, lang := range []string{"zh", "en"} {
		for _, size := range []fyne.Size{fyne.NewSize(1366, 768), fyne.NewSize(1280, 800), fyne.NewSize(1024, 768)} {
			dark := size.Width == 1280
			f, b := join(t, data.LinkState{Role: data.AtReception}, func(s *Setup) {
				s.Device = NewDevice(lang)
				s.Device.Dark = dark
			})
			f.win.Resize(size)
			f.signOn("常示例", bossPIN)
			f.pass(time.Second)
			check := func(what string) {
				t.Helper()
				f.settle()
				for _, fault := range kittest.CheckLayout(f.root(), size.Width, size.Height) {
					t.Errorf("%s %.0f %s: %s", lang, size.Width, what, fault)
				}
				f.shoot(fmt.Sprintf("seen-%s-%s-%.0f", what, lang, size.Width))
			}
			for name, s := range states {
				f.tell(b, s)
				check("bar-" + name)
				f.w.linkSheet()
				check("sheet-" + name)
				f.key(fyne.KeyEscape)
			}
			b.refused = []data.Rejection{lostBooking("boss"), {ID: "old", Kind: "PlaceOrder", Staff: "ji", At: 1795402000000, Fault: data.Fault(data.Stale, "error.stale")}}
			f.tell(b, data.LinkState{Online: true, Refused: 2, Since: 1795402320000})
			check("refused")
			f.tell(b, data.LinkState{Trouble: data.Fault(data.Forbidden, shutOut), Waiting: 2})
			check("shut")
		}
	}
}

// What the hub says of its devices fits too.
func TestWhatTheHubSaysOfItsDevicesFits(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		for _, size := range []fyne.Size{fyne.NewSize(1366, 768), fyne.NewSize(1024, 768)} {
			f := share(t, func(h *hub) {
				h.sharing.Behind = &data.Behind{Device: "吧台平板", Lines: 12}
				h.sharing.Twice = []data.Twice{{Device: "bar", Name: "吧台平板", Hosts: []string{"192.168.1.20", "192.168.1.31"}, At: 1795402320000}}
				h.sharing.Trouble = data.Fault(data.Storage, "error.diskFull")
				h.present[1].Apart = true
			})
			if lang == "en" {
				f.tap("English")
			}
			f.win.Resize(size)
			f.signOn("常示例", bossPIN)
			f.pass(time.Second)
			f.w.lightSheet()
			f.settle()
			for _, fault := range kittest.CheckLayout(f.root(), size.Width, size.Height) {
				t.Errorf("%s %.0f: %s", lang, size.Width, fault)
			}
			f.shoot(fmt.Sprintf("seen-hub-%s-%.0f", lang, size.Width))
		}
	}
}
