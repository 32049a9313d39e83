package data

// ApplianceView is an appliance as its card shows it: how it stands to its
// plan, when it was cleaned last, and the repair that keeps it out of use.
type ApplianceView struct {
	Appliance
	Standing Standing
	Last     *Cleaning   // the newest, whatever its result
	Unseen   []string    // steps that whoever did it could not know of
	Repair   *Repair     // open, or nil
	Year     Punctuality // of the last 365 days
	Plan     []Planned   // the last periods, the oldest first
}
