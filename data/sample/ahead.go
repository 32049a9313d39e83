package sample

// callAhead has people ring up this morning for tomorrow, so that tomorrow's
// ledgers say something at every venue's tablet. It is planned after all
// days, which are the same without it.
func (l *life) callAhead() {
	d := l.today.Plus(1)
	for i, kind := range []string{"badminton", "tabletennis", "basketball", "billiards", "reading", "children", "badminton"} {
		b := &booking{day: d, way: "phone", people: l.between(play[kind].least, play[kind].most), taken: l.at(l.today, 9, 6+9*i)}
		var ok bool
		if b.court, b.start, b.end, ok = l.span(d, kind, b.people); !ok || l.ill(b.court, b.taken) {
			continue
		}
		b.guest = l.guests.somebody(d, 55, true)
		b.guest.bookedOn[d] = true
		if kind == "children" {
			b.children = b.people
		}
		l.bookings = append(l.bookings, b)
		l.take(b)
	}
}
