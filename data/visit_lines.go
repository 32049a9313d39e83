package data

// DutyLines tells of a visit's arrival and leaving.
func (v Visit) DutyLines(t *DutyRecord) {
	place := t.Places[v.Area]
	if table := t.Places[v.TableID]; table != "" {
		place += " " + table
	}
	key := "visit.line.visit"
	if place == "" {
		key += "Nowhere"
	}
	if v.Name == "" {
		key += "Unnamed"
	}
	who := Named{v.Name, v.Title}
	t.Add("visit", v.ID, v.Arrived, "greeting", v.By, key, who, v.People(), v.Purpose, place)
	key = "visit.line.left"
	if v.Name == "" {
		key += "Unnamed"
	}
	by := v.LeftBy
	if by == "" {
		by = v.By
	}
	t.Add("visit", v.ID, v.LeftAt, "farewell", by, key, who, v.People(), v.LeftHow)
}

// DutyLines tells of somebody who was turned away.
func (r Refusal) DutyLines(t *DutyRecord) {
	t.Add("refusal", r.ID, r.At, "refusal", r.By, "visit.line.refused", r.Reason)
}
