package settings

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// Office is what this section asks of the office.
type Office interface {
	Settings(ctx context.Context) (data.Settings, error)
}

// House is where the office itself is set up: name, hours, limits.
func House(o Office) screen.Section {
	return screen.NewSection("house", func(sh screen.Shell) *house { return newHouse(o, sh) })
}

// house is the office's own choices.
type house struct {
	office Office
	sh     screen.Shell
	now    data.Settings // as the book has them
	form   *screen.Form[data.ChangeSettings]
	codes  []string               // of the shifts there are
	shifts map[string]*data.Shift // by code, those that there may be too
	all    fyne.CanvasObject
}

// shiftCodes are the shifts an office may have, in the order of the day.
var shiftCodes = []string{"early", "middle", "late", "night"}

func newHouse(o Office, sh screen.Shell) *house {
	h := &house{office: o, sh: sh, now: sh.Settings(), shifts: map[string]*data.Shift{}}
	h.form = screen.NewForm(sh, "settings.house", "house", func(c *data.ChangeSettings) { c.Settings = h.now })
	f, s, say := h.form, &h.form.C.Settings, sh.Say
	two := func(a, b fyne.CanvasObject) fyne.CanvasObject { return kit.Columns([]float32{1, 1}, a, b) }
	parts := []fyne.CanvasObject{
		two(f.Text("name", &s.Name, data.NameLength), f.Text("phone", &s.Phone, 0).SetHint(say("settings.house.phoneHint"))),
		kit.Columns([]float32{1, 1, 1, 1}, f.Clock("opens", &s.Opens), f.Clock("closes", &s.Closes), f.Clock("dayEnd", &s.DayEnd), f.Clock("cutoff", &s.Cutoff)),
		screen.Many(f, "shifts", &h.codes, kit.Labelled(say, "settings.shift.", shiftCodes)), h.times(),
		kit.Columns([]float32{1, 1, 1.4}, f.Count("loanHours", &s.LoanHours, 1, 24), f.Count("breakMinutes", &s.BreakMinutes, 5, 60), f.Count("retention", &s.Retention, 0, 3650)),
		two(f.Count("orderSoon", &s.OrderSoon, 1, 60), f.Count("orderLate", &s.OrderLate, 2, 120)),
		two(f.Count("seenSoon", &s.SeenSoon, 1, 60), f.Count("seenLate", &s.SeenLate, 2, 120)),
		two(f.Text("voucherPrefix", &s.VoucherPrefix, 8), f.Text("zone", &s.Zone, 0)),
	}
	f.OnFill, f.OnGive = h.unfold, h.fold
	f.Do("common.save", func(c *data.ChangeSettings, r data.Receipt) {
		h.now = c.Settings
		sh.Toast(say("common.saved"), r.ID)
	})
	foot := kit.VBox(f.Banner, kit.Row(nil, nil, f.Button))
	h.all = kit.NewCard(say("settings.house"), nil, kit.Pin(nil, foot, nil, nil, kit.NewScroll(f.Column(parts...))))
	return h
}

// times are the fields for when the shifts chosen begin and end.
func (h *house) times() fyne.CanvasObject {
	line := kit.Grid(4)
	for _, code := range shiftCodes {
		shift := &data.Shift{Code: code}
		h.shifts[code] = shift
		shown := func() bool { return slices.Contains(h.codes, code) }
		line.Add(h.clock(code, "from", &shift.From, shown))
		line.Add(h.clock(code, "to", &shift.To, shown))
	}
	return line
}

func (h *house) clock(code, end string, p *data.Minutes, shown func() bool) *kit.Field {
	field := h.form.Clock(code+end, p)
	field.SetLabel(h.sh.Say("settings.shift."+code) + " " + h.sh.Say("common."+end))
	h.form.Show(shown, code+end)
	return field
}

// unfold shows the shifts that the settings hold.
func (h *house) unfold(c *data.ChangeSettings) {
	h.codes = nil
	for _, s := range c.Settings.Shifts {
		if shift := h.shifts[s.Code]; shift != nil {
			h.codes, *shift = append(h.codes, s.Code), s
		}
	}
}

// fold puts the shifts chosen into the settings.
func (h *house) fold(c *data.ChangeSettings) {
	c.Settings.Shifts = nil
	for _, code := range h.codes {
		c.Settings.Shifts = append(c.Settings.Shifts, *h.shifts[code])
	}
}

// Content gives what is shown.
func (h *house) Content() fyne.CanvasObject { return h.all }

// Tables names the changes that concern it.
func (h *house) Tables() []string { return []string{"setting"} }

// Load takes over what stands in the book wherever nobody is at it.
func (h *house) Load() {
	var now data.Settings
	h.sh.Load(func(ctx context.Context) (err error) {
		now, err = h.office.Settings(ctx)
		return err
	}, func(err error) {
		if err != nil {
			h.form.Fault(err)
			return
		}
		h.now = now
		h.form.Fill(&data.ChangeSettings{})
	})
}
