package hall

import "yingbin/data"

// grounds is the courts as they are now, with what is out of order.
type grounds struct {
	data.Board
	repairs []data.RepairView
}

// state gives how a court is; one that nobody spoke of is normal.
func (g grounds) state(court data.ID) data.Facility {
	if f, ok := g.States[court]; ok {
		return f
	}
	return data.Facility{Place: court, State: data.Normal}
}

// on gives who is on a court, and who is still to come.
func (g grounds) on(court data.ID) (playing, coming []data.Booking) {
	for _, b := range g.Bookings {
		switch {
		case b.Court != court:
		case b.Status == data.Playing:
			playing = append(playing, b)
		case b.Status == data.Booked || b.Status == data.Arrived:
			coming = append(coming, b)
		}
	}
	return playing, coming
}

// repair gives the open repair of a court.
func (g grounds) repair(court data.ID) (data.RepairView, bool) {
	for _, r := range g.repairs {
		if r.Thing == court {
			return r, true
		}
	}
	return data.RepairView{}, false
}
