package settings

import (
	"context"

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
	keep   *screen.Draft
	now    data.Settings

	name, zone, prefix, phone     *kit.Field
	opens, closes, cutoff, dayEnd *kit.Field
	loan, pause, retention        *kit.Stepper
	seenSoon, seenLate            *kit.Stepper
	soon, late                    *kit.Stepper // minutes an order may wait
	shifts                        *kit.Chips
	shiftFrom, shiftTo            map[string]*kit.Field
	rows                          *fyne.Container
	edit                          *screen.Editor
	all                           fyne.CanvasObject
}

// shiftCodes are the shifts an office may have, in the order of the day.
var shiftCodes = []string{"early", "middle", "late", "night"}

func newHouse(o Office, sh screen.Shell) *house {
	h := &house{office: o, sh: sh, keep: sh.Keep("house"), now: sh.Settings(), shiftFrom: map[string]*kit.Field{}, shiftTo: map[string]*kit.Field{}}
	say := sh.Say
	h.name = kit.NewField(say("settings.house.name")).SetMaxRunes(data.NameLength)
	h.phone = kit.NewField(say("settings.house.phone")).SetHint(say("settings.house.phoneHint"))
	h.zone = kit.NewField(say("settings.house.zone"))
	h.prefix = kit.NewField(say("settings.house.prefix")).SetMaxRunes(8)
	h.opens, h.closes = screen.ClockField(say("settings.house.opens"), 0), screen.ClockField(say("settings.house.closes"), 0)
	h.cutoff, h.dayEnd = screen.ClockField(say("settings.house.cutoff"), 0), screen.ClockField(say("settings.house.dayEnd"), 0)
	h.loan = kit.NewStepper(say("settings.house.loan"), 1, 24, 2)
	h.pause = kit.NewStepper(say("settings.house.break"), 5, 60, 15)
	h.retention = kit.NewStepper(say("settings.house.retention"), 0, 3650, 0)
	h.soon = kit.NewStepper(say("settings.house.orderSoon"), 1, 60, 5)
	h.late = kit.NewStepper(say("settings.house.orderLate"), 2, 120, 8)
	h.seenSoon = kit.NewStepper(say("settings.house.seenSoon"), 1, 60, 5)
	h.seenLate = kit.NewStepper(say("settings.house.seenLate"), 2, 120, 8)
	var choices []kit.Choice
	for _, code := range shiftCodes {
		choices = append(choices, kit.Choice{Code: code, Label: say("settings.shift." + code)})
		h.shiftFrom[code] = screen.ClockField(say("settings.shift."+code)+" "+say("common.from"), 0)
		h.shiftTo[code] = screen.ClockField(say("settings.shift."+code)+" "+say("common.to"), 0)
	}
	h.shifts = kit.NewChips(say("settings.house.shifts"), choices).SetMulti(true)
	h.rows = kit.VBox()
	h.edit = screen.NewEditor(sh, map[string]screen.Faulty{
		"name": h.name, "zone": h.zone, "opens": h.opens, "closes": h.closes, "cutoff": h.cutoff, "dayEnd": h.dayEnd,
		"voucherPrefix": h.prefix, "shifts": h.shifts,
	}, h.command)
	h.edit.Done = func(r data.Receipt) {
		h.keep.Clear()
		sh.Toast(say("common.saved"), r.ID)
	}
	two := func(a, b fyne.CanvasObject) fyne.CanvasObject { return kit.Columns([]float32{1, 1}, a, b) }
	form := kit.VBoxGap(kit.SizePad,
		two(h.name, h.phone), kit.Columns([]float32{1, 1, 1, 1}, h.opens, h.closes, h.dayEnd, h.cutoff),
		h.shifts, h.rows,
		kit.Columns([]float32{1, 1, 1.4}, h.loan, h.pause, h.retention), two(h.soon, h.late), two(h.seenSoon, h.seenLate),
		two(h.prefix, h.zone))
	foot := kit.VBox(h.edit.Other, kit.Row(nil, nil, h.edit.Save))
	h.all = kit.NewCard(say("settings.house"), nil, kit.Pin(nil, foot, nil, nil, kit.NewScroll(form)))
	h.fill(h.now)
	h.draft()
	return h
}

// Content gives what is shown.
func (h *house) Content() fyne.CanvasObject { return h.all }

// Tables names the changes that concern it.
func (h *house) Tables() []string { return []string{"setting"} }

// Load takes over what stands in the book, unless somebody is at it.
func (h *house) Load() {
	var now data.Settings
	h.sh.Load(func(ctx context.Context) (err error) {
		now, err = h.office.Settings(ctx)
		return err
	}, func(err error) {
		if err != nil {
			h.edit.Say(h.sh.Fault(err))
			return
		}
		h.now = now
		if h.keep.Empty() {
			h.fill(now)
			h.keep.Clear() // filling is not typing
		}
	})
}

func (h *house) fill(s data.Settings) {
	h.name.SetText(s.Name)
	h.phone.SetText(s.Phone)
	h.zone.SetText(s.Zone)
	h.prefix.SetText(s.VoucherPrefix)
	h.opens.SetText(s.Opens.String())
	h.closes.SetText(s.Closes.String())
	h.cutoff.SetText(s.Cutoff.String())
	h.dayEnd.SetText(s.DayEnd.String())
	h.loan.SetValue(s.LoanHours)
	h.pause.SetValue(s.BreakMinutes)
	h.retention.SetValue(s.Retention)
	h.soon.SetValue(s.OrderSoon)
	h.late.SetValue(s.OrderLate)
	h.seenSoon.SetValue(s.SeenSoon)
	h.seenLate.SetValue(s.SeenLate)
	var codes []string
	for _, sh := range s.Shifts {
		if f := h.shiftFrom[sh.Code]; f != nil {
			codes = append(codes, sh.Code)
			f.SetText(sh.From.String())
			h.shiftTo[sh.Code].SetText(sh.To.String())
		}
	}
	h.shifts.Select(codes...)
	h.showShifts()
}

// draft keeps what is typed from now on.
func (h *house) draft() {
	h.shifts.OnChanged = h.showShifts
	for key, f := range map[string]*kit.Field{
		"name": h.name, "phone": h.phone, "zone": h.zone, "prefix": h.prefix,
		"opens": h.opens, "closes": h.closes, "cutoff": h.cutoff, "dayEnd": h.dayEnd,
	} {
		h.keep.Field(key, f)
	}
	for _, code := range shiftCodes {
		h.keep.Field(code+"From", h.shiftFrom[code])
		h.keep.Field(code+"To", h.shiftTo[code])
	}
	h.keep.Chips("shifts", h.shifts)
	h.keep.Stepper("loan", h.loan)
	h.keep.Stepper("break", h.pause)
	h.keep.Stepper("retention", h.retention)
	h.keep.Stepper("orderSoon", h.soon)
	h.keep.Stepper("orderLate", h.late)
	h.keep.Stepper("seenSoon", h.seenSoon)
	h.keep.Stepper("seenLate", h.seenLate)
	h.showShifts()
}

// showShifts shows the times of the shifts chosen.
func (h *house) showShifts() {
	h.rows.Objects = nil
	var line []fyne.CanvasObject
	for _, code := range h.shifts.SelectedAll() {
		line = append(line, h.shiftFrom[code], h.shiftTo[code])
	}
	if len(line) > 0 {
		h.rows.Add(kit.Grid(4, line...))
	}
	h.rows.Refresh()
	if h.all != nil {
		h.all.Refresh()
	}
}

func (h *house) command() data.Command {
	s := h.now
	s.Name, s.Phone, s.Zone, s.VoucherPrefix = h.name.Text(), h.phone.Text(), h.zone.Text(), h.prefix.Text()
	s.LoanHours, s.BreakMinutes, s.Retention = h.loan.Value(), h.pause.Value(), h.retention.Value()
	s.OrderSoon, s.OrderLate = h.soon.Value(), h.late.Value()
	s.SeenSoon, s.SeenLate = h.seenSoon.Value(), h.seenLate.Value()
	ok := screen.Clocks(h.sh, []*kit.Field{h.opens, h.closes, h.cutoff, h.dayEnd}, &s.Opens, &s.Closes, &s.Cutoff, &s.DayEnd)
	s.Shifts = nil
	for _, code := range h.shifts.SelectedAll() {
		shift := data.Shift{Code: code}
		ok = screen.Clocks(h.sh, []*kit.Field{h.shiftFrom[code], h.shiftTo[code]}, &shift.From, &shift.To) && ok
		s.Shifts = append(s.Shifts, shift)
	}
	if !ok {
		return nil
	}
	return &data.ChangeSettings{Settings: s}
}
