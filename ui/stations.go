package ui

import (
	"slices"

	"yingbin/data"
	"yingbin/ui/bar"
	"yingbin/ui/reception"
	"yingbin/ui/screen"
	"yingbin/ui/supervisor"
	"yingbin/ui/venue"
)

// Office is what the window and all screens ask of the office. Each screen
// declares its own part; whoever hands an office over hands over all of them, and
// the compiler says which method is missing.
type Office interface {
	WindowOffice
	PaperOffice

	reception.TodayOffice
	reception.VisitOffice
	reception.BookingOffice
	reception.LoanOffice
	reception.FacilityOffice
	reception.DutyOffice
	reception.HandoverOffice
	bar.QueueOffice
	bar.OrderOffice
	bar.TablesOffice
	bar.CountOffice
	bar.BreakageOffice
	bar.ApplianceOffice
	bar.CleaningOffice
	bar.ExpectedOffice
	bar.EnquiryOffice
	venue.HallOffice
	venue.BookingsOffice
	venue.CourtsOffice
	supervisor.RecordOffice
	supervisor.BreakageOffice
	supervisor.SettingsOffice
}

// Station is where the program stands: its rail, in the order shown.
type Station struct {
	Name    string
	Entries []Entry
}

// Entry is one screen at a station.
type Entry struct {
	screen.Builder
	Icon    string      // instead of the screen's own
	Roles   []data.Role // who sees it, besides supervisors; none is everybody
	Hidden  bool        // not in the rail: others lead there
	Listens bool        // an Overhearer that is there from the first, whichever screen is shown
}

// Allows reports whether somebody with this role sees the entry.
func (e Entry) Allows(role data.Role) bool {
	return len(e.Roles) == 0 || role == data.Supervisor || slices.Contains(e.Roles, role)
}

// Stations lists the stations with their screens. The office is handed to each
// screen when it is built, so the list can be made without one.
func Stations(o Office) []Station {
	papers := Papers(o)
	var (
		boss  = []data.Role{data.Supervisor}
		desk  = []data.Role{data.Reception}
		hosts = []data.Role{data.Reception, data.Usher}
		halls = []data.Role{data.Reception, data.Usher, data.VenueStaff}
		floor = []data.Role{data.Bar, data.Floor}
	)
	return []Station{
		{"reception", []Entry{
			{Builder: reception.Today(o), Roles: slices.Concat(halls, floor)},
			{Builder: reception.Visits(o), Roles: hosts},
			{Builder: reception.Bookings(o), Roles: halls},
			{Builder: reception.Loans(o), Roles: halls},
			{Builder: reception.Facilities(o)},
			{Builder: reception.Duty(o), Roles: hosts},
			{Builder: reception.Handover(o), Roles: desk},
			{Builder: bar.Order(o, "reception"), Icon: "coffee"},
			{Builder: bar.Enquiries(o, "desk")},
			{Builder: supervisor.Records(o, papers), Roles: boss},
			{Builder: supervisor.Settings(o), Roles: boss},
			{Builder: bar.Cleaning(o, "reception"), Roles: hosts, Hidden: true},
			{Builder: bar.Appliances(o), Hidden: true},
			{Builder: supervisor.Approval(o), Roles: boss, Hidden: true},
			{Builder: supervisor.Print(o, papers), Hidden: true},
		}},
		{"bar", []Entry{
			{Builder: bar.Queue(o), Listens: true},
			{Builder: bar.Order(o, "bar"), Icon: "receipt"},
			{Builder: bar.Tables(o), Roles: slices.Concat(floor, hosts)},
			{Builder: bar.Count(o), Roles: floor},
			{Builder: bar.Breakage(o), Roles: slices.Concat(floor, []data.Role{data.VenueStaff, data.Reception})},
			{Builder: bar.Appliances(o), Roles: slices.Concat(floor, []data.Role{data.VenueStaff, data.Engineering})},
			{Builder: bar.Cleaning(o, "bar", "floor", "venue"), Roles: slices.Concat(floor, []data.Role{data.VenueStaff, data.Reception})},
			{Builder: bar.Expected(o)},
			{Builder: bar.Enquiries(o, "bar")},
			{Builder: supervisor.Print(o, papers), Hidden: true},
		}},
		{"venue", []Entry{
			{Builder: venue.Now(o), Listens: true},
			{Builder: venue.Bookings(o)},
			{Builder: venue.Courts(o)},
			{Builder: bar.Order(o, "venue"), Icon: "coffee"},
		}},
		{"supervisor", []Entry{
			{Builder: supervisor.Records(o, papers)},
			{Builder: supervisor.Approval(o), Roles: boss},
			{Builder: supervisor.Settings(o), Roles: boss},
			{Builder: bar.Appliances(o)},
			{Builder: supervisor.Print(o, papers), Hidden: true},
		}},
	}
}

// StationNames names the stations.
func StationNames() []string {
	var names []string
	for _, s := range Stations(nil) {
		names = append(names, s.Name)
	}
	return names
}
