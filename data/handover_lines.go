package data

// DutyLines tells who handed over and who accepted.
func (h Handover) DutyLines(t *DutyRecord) {
	t.Add("handover", h.ID, h.SealedAt, "handover", h.Outgoing, "handover.line.sealed", t.Staff[h.Outgoing], ShortNumber(h.Number))
	t.Add("handover", h.ID, h.LockedAt, "handover", h.Incoming, "handover.line.accepted", t.Staff[h.Incoming], ShortNumber(h.Number))
}

// DutyLines tells an instruction from above in its own words; other notes wait for the
// next shift.
func (n HandoverNote) DutyLines(t *DutyRecord) {
	if n.Kind == "instruction" && t.of(n.At) {
		t.Lines = append(t.Lines, DutyEntry{ID: "handover-note-" + n.ID, Day: t.Day, At: n.At, Kind: "instruction", Staff: n.By, Text: n.Text, Source: "handover"})
	}
}
