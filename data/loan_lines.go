package data

import "time"

// DutyLines tells of a key or a radio that went out and came back.
func (l Lending) DutyLines(t *DutyRecord, item Item) {
	if !item.Single() {
		return
	}
	var who any = Named{l.Name, l.Title}
	switch {
	case l.Staff != "":
		who = t.Staff[l.Staff]
	case l.Name == "":
		who = l.Firm
	}
	t.Add("loan", l.ID, l.OutAt, "loan", l.OutBy, "loan.line.lent", item.Label(), who, t.Calendar.Clock(l.Due))
	key := "loan.line.back"
	if l.Late(l.TakenAt) > 0 {
		key += "Late"
	}
	if l.ReturnedBy != "" {
		who = l.ReturnedBy
	}
	t.Add("loan", l.ID, l.TakenAt, "loan", l.TakenBy, key, item.Label(), who, int(l.Late(l.TakenAt)/time.Minute))
}
