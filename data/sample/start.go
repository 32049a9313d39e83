package sample

import (
	"time"

	"yingbin/data"
)

// Daytime is the sample office's clock: the true one while the house would be
// open, else one that sets out in the middle of the morning, so that whoever
// tries it at night sees a day. A still one stands there for good: pictures are
// all of one moment.
func Daytime(now time.Time, still bool) func() time.Time {
	cal := data.Settings{}.Defaults().Calendar
	morning := cal.At(cal.Day(data.TimeOf(now)), 10*60+52).Std()
	switch m := cal.MinutesOf(data.TimeOf(now)); {
	case still:
		return func() time.Time { return morning }
	case m >= 9*60+30 && m < 20*60:
		return time.Now
	}
	return func() time.Time { return morning.Add(time.Since(now)) }
}

// atStation names who works at a station in the sample; at any other it is the
// supervisor, the first of its people.
var atStation = map[string]data.ID{"reception": "staff-an", "bar": "staff-gu", "venue": "staff-jiang"}

// Start signs on who works at the station, and tells everybody's PIN in the
// words of say.
func Start(people []byte, station string, say func(key string, args ...any) string) (start data.SignOn, hint string, err error) {
	pins, err := PINs(people)
	if err != nil {
		return start, "", err
	}
	who, there := atStation[station]
	if !there {
		who = pins[0].Person
	}
	names := map[string][]string{}
	var order []string
	for _, p := range pins {
		if p.Person == who {
			start = data.SignOn{Head: data.Head{Staff: p.Person}, PIN: p.PIN}
		}
		if names[p.PIN] == nil {
			order = append(order, p.PIN)
		}
		names[p.PIN] = append(names[p.PIN], p.Name)
	}
	for _, pin := range order {
		whose := names[pin][0]
		if len(names[pin]) > 1 {
			whose = say("shell.signOn.others")
		}
		if whose = say("shell.signOn.pinOf", whose, pin); hint != "" {
			whose = say("shell.joined", hint, whose)
		}
		hint = whose
	}
	return start, say("shell.signOn.hint", hint), nil
}
