package data

// Swap is 换岗: somebody on duty took over the desk at a device.
type Swap struct {
	ID    ID
	Staff ID
	At    Time
}

// Tell tells of coming and going.
func (p Post) Tell(t *DayLog) {
	t.Tell("post", p.ID, p.Since, "on", p.Staff, "duty.line.on", t.Staff[p.Staff], p.Post)
	t.Tell("post", p.ID, p.Until, "off", p.Staff, "duty.line.off", t.Staff[p.Staff], p.Post)
}

// Tell tells of a break or another absence from a post.
func (a Absence) Tell(t *DayLog) {
	key := "duty.line." + a.Kind
	switch {
	case a.Lasts():
		key += "Now"
	case a.TooLong(t.Break, t.Now):
		key += "Long"
	}
	t.Tell("absence", a.ID, a.Since, a.Kind, a.Staff, key, t.Staff[a.Staff], t.Staff[a.StandIn],
		t.Calendar.Clock(a.Since), t.Calendar.Clock(a.Until), a.Minutes(t.Now))
}

// Tell tells who took over the desk.
func (w Swap) Tell(t *DayLog) {
	t.Tell("staff", w.ID, w.At, "swap", w.Staff, "duty.line.swap", t.Staff[w.Staff])
}
