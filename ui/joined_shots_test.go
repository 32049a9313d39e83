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
	states := map[string]data.LinkState{
		"online":  {Online: true, Since: 1795402320000, Office: "青禾样例会馆", Address: "192.168.1.10:47800"},
		"offline": {Waiting: 3, Since: 1795402320000, Office: "青禾样例会馆", Address: "192.168.1.10:47800"},
		"catch":   {Online: true, Done: 6200, Total: 10000, Waiting: 3800, Since: 1795402320000, Address: "192.168.1.10:47800"},
		"trouble": {Trouble: data.Fault(data.Forbidden, "link.revoked"), Address: "192.168.1.10:47800"},
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
		}
	}
}
