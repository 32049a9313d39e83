package hall

import (
	"yingbin/data"
	"yingbin/ui/kit"
	"yingbin/ui/screen"
)

// commonFaults are what breaks at courts; one tap says it.
var commonFaults = []string{"light", "air", "gear", "floor", "power"}

// askFault reports what is wrong with a court. It is then given to nobody until
// it is mended.
func (d *desk) askFault(court data.ID) {
	say, code := d.sh.Say, new(string)
	f := screen.NewForm(d.sh, "venue.report", "fault/"+string(court), func(c *data.OpenRepair) { c.Repair, c.Thing = data.NewID(), court })
	what := screen.Pick(f, "what", code, kit.Labelled(say, "venue.fault.", commonFaults)).SetOptional(true)
	more := f.Text("fault", &f.C.Fault, data.RemarkLength/2).SetHint(say("venue.faultEg")).SetMulti(2)
	f.OnFill = func(*data.OpenRepair) { *code = "" }
	f.OnGive = func(c *data.OpenRepair) { c.Fault = faultWords(say, *code, c.Fault) }
	f.Do("appliance.faultSave", func(_ *data.OpenRepair, r data.Receipt) {
		d.sh.Toast(say("appliance.faultSaved", d.court(court), data.ShortNumber(r.Number)), r.ID)
		d.touched(court, r)
		d.load()
	})
	f.Button.SetIcon("wrench")
	f.Sheet(say("venue.faultOf", d.court(court)), what, more, kit.NewParagraph(say("venue.faultHint"), kit.Label))
}

// faultWords joins what was chosen and what was added.
func faultWords(say say, code, more string) string {
	words := data.Tidy(more)
	switch {
	case code == "":
		return words
	case words == "":
		return say("venue.fault." + code)
	}
	return say("venue.faultBoth", say("venue.fault."+code), words)
}

// touched lists the bookings that a fault stands in the way of: reception has to
// speak with those guests.
func (d *desk) touched(court data.ID, r data.Receipt) {
	if len(r.Warnings) == 0 {
		return
	}
	say := d.sh.Say
	body := kit.VBox(kit.NewParagraph(say("venue.touched"), kit.BodyBold))
	for _, w := range r.Warnings {
		body.Add(kit.NewBanner(say(w.Key, w.Args...), kit.ToneSoon))
	}
	seen := kit.NewButton(say("venue.seen"), kit.Primary, nil)
	body.Add(seen)
	shut := d.sh.Sheet(d.court(court), kit.NewScroll(kit.PaddedBy(kit.SizeFocus, body)), nil)
	seen.SetTap(func() { shut() })
}
