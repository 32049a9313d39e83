package screen

import (
	"yingbin/data"
	"yingbin/ui/kit"
)

// Faulty is what can say what is wrong with it: fields, chips, time grids.
type Faulty interface{ SetFault(msg string) }

// ShowFaults says at each place what an error finds wrong there and clears the
// others. Places are named as the command names its fields. What belongs to no
// place is given back as one sentence, "" when there is nothing; a nil error
// clears everything.
func ShowFaults(sh Shell, err error, places map[string]Faulty) (rest string) {
	said := map[string]string{}
	if err != nil {
		for _, e := range data.AsError(err).All() {
			if _, ok := places[e.Field]; !ok || e.Field == "" {
				if rest == "" {
					rest = sh.Fault(e)
				}
			} else if said[e.Field] == "" {
				said[e.Field] = sh.Fault(e)
			}
		}
	}
	for name, place := range places {
		place.SetFault(said[name])
	}
	return rest
}

// FaultLine is a line that says what is wrong with something that can't say it itself.
type FaultLine struct{ *kit.Paragraph }

// NewFaultLine makes one that says nothing yet.
func NewFaultLine() FaultLine {
	f := FaultLine{kit.NewParagraph("", kit.Label.In(kit.ColorLate))}
	f.Hide()
	return f
}

// SetFault says what is wrong; "" clears it.
func (f FaultLine) SetFault(msg string) {
	f.SetText(msg)
	f.Hidden = msg == ""
	f.Refresh()
}
