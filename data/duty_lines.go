package data

// Swap is 换岗: somebody on duty took over the desk at a device.
type Swap struct {
	ID    ID
	Staff ID
	At    Time
}

// DutyLines tells of coming and going.
func (p Post) DutyLines(t *DutyRecord) {
	t.Add("post", p.ID, p.Since, "on", p.Staff, "duty.line.on", t.Staff[p.Staff], p.Post)
	t.Add("post", p.ID, p.Until, "off", p.Staff, "duty.line.off", t.Staff[p.Staff], p.Post)
}

// DutyLines tells of a break or another absence from a post.
func (a Absence) DutyLines(t *DutyRecord) {
	key := "duty.line." + a.Kind
	switch {
	case a.Lasts():
		key += "Now"
	case a.TooLong(t.Break, t.Now):
		key += "Long"
	}
	t.Add("absence", a.ID, a.Since, a.Kind, a.Staff, key, t.Staff[a.Staff], t.Staff[a.StandIn],
		t.Calendar.Clock(a.Since), t.Calendar.Clock(a.Until), a.Minutes(t.Now))
}

// DutyLines tells who took over the desk.
func (w Swap) DutyLines(t *DutyRecord) {
	t.Add("staff", w.ID, w.At, "swap", w.Staff, "duty.line.swap", t.Staff[w.Staff])
}
