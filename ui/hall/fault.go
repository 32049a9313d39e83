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
	say, draft := d.sh.Say, d.sh.Keep("fault/"+string(court))
	var choices []kit.Choice
	for _, f := range commonFaults {
		choices = append(choices, kit.Choice{Code: f, Label: say("venue.fault." + f)})
	}
	what := kit.NewChips(say("venue.faultWhat"), choices).SetOptional(true)
	draft.Chips("what", what)
	more := kit.NewField(say("venue.faultMore")).SetHint(say("venue.faultEg")).SetMulti(2).SetMaxRunes(data.RemarkLength / 2)
	draft.Field("more", more)
	rest := kit.NewBanner("", kit.ToneLate)
	rest.Hide()
	save := kit.NewButton(say("appliance.faultSave"), kit.Primary, nil).SetIcon("wrench")
	hint := kit.NewParagraph(say("venue.faultHint"), kit.Label)
	shut := d.sh.Sheet(say("venue.faultOf", d.court(court)), kit.VBoxGap(kit.SizePad, what, more, hint, rest, save), nil)
	save.SetTap(func() {
		save.Lock()
		d.sh.Do(&data.OpenRepair{Repair: data.NewID(), Thing: court, Fault: faultWords(say, what.Selected(), more.Text())}, func(r data.Receipt, err error) {
			save.Unlock()
			words := screen.ShowFaults(d.sh, err, map[string]screen.Faulty{"fault": more})
			rest.Hidden = words == ""
			rest.Set(words, kit.ToneLate)
			if err != nil {
				return
			}
			draft.Clear()
			shut()
			d.sh.Toast(say("appliance.faultSaved", d.court(court), data.ShortNumber(r.Number)), r.ID)
			d.touched(court, r)
			d.load()
		})
	})
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
