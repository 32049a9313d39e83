package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"yingbin/data"
	"yingbin/ui/acts"
	"yingbin/ui/appliance"
	"yingbin/ui/backup"
	"yingbin/ui/booking"
	"yingbin/ui/breakage"
	"yingbin/ui/check"
	"yingbin/ui/checklist"
	"yingbin/ui/device"
	"yingbin/ui/duty"
	"yingbin/ui/enquiry"
	"yingbin/ui/facility"
	"yingbin/ui/floor"
	"yingbin/ui/hall"
	"yingbin/ui/handover"
	"yingbin/ui/kit"
	"yingbin/ui/late"
	"yingbin/ui/loan"
	"yingbin/ui/menu"
	"yingbin/ui/order"
	"yingbin/ui/paper"
	"yingbin/ui/place"
	"yingbin/ui/privacy"
	"yingbin/ui/records"
	"yingbin/ui/screen"
	"yingbin/ui/settings"
	"yingbin/ui/staff"
	"yingbin/ui/stock"
	"yingbin/ui/today"
	"yingbin/ui/visit"
)

// Station is where the program stands: its rail, in the order shown.
type Station struct {
	Name    string
	Touch   bool // worked by fingers alone, wet ones at the bar and hasty ones beside a court
	Entries []Entry
}

// Theme gives the station's theme.
func (s Station) Theme(dark bool) fyne.Theme {
	if s.Touch {
		return kit.NewTouchTheme(dark)
	}
	return kit.NewTheme(dark)
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
		boss   = []data.Role{data.Supervisor}
		desk   = []data.Role{data.Reception}
		hosts  = []data.Role{data.Reception, data.Usher}
		courts = []data.Role{data.Reception, data.Usher, data.VenueStaff}
		bar    = []data.Role{data.Bar, data.Floor}
		care   = []data.Role{data.Bar, data.Floor, data.VenueStaff, data.Reception}
		mend   = []data.Role{data.Bar, data.Floor, data.VenueStaff, data.Engineering}
	)
	return []Station{
		{Name: "reception", Entries: []Entry{
			{Builder: today.Screen(o), Roles: slices.Concat(courts, bar)},
			{Builder: visit.Screen(o), Roles: hosts},
			{Builder: booking.Screen(o), Roles: courts},
			{Builder: loan.Screen(o), Roles: courts},
			{Builder: facility.Screen(o)},
			{Builder: duty.Screen(o), Roles: hosts},
			{Builder: handover.Screen(o), Roles: desk},
			{Builder: order.Screen(o, "reception"), Icon: "coffee"},
			{Builder: enquiry.Screen(o, "desk")},
			{Builder: records.Screen(o, papers), Roles: boss},
			{Builder: settings.Screen(sections(o)...), Roles: boss},
			{Builder: acts.Screen(o, corrections()...), Roles: boss, Hidden: true},
			{Builder: checklist.Screen(o, "reception"), Roles: hosts, Hidden: true},
			{Builder: appliance.Screen(o), Hidden: true},
			{Builder: breakage.Approval(o), Roles: boss, Hidden: true},
			{Builder: late.Screen(o), Roles: boss, Hidden: true},
			{Builder: records.Print(o, papers), Hidden: true},
		}},
		{Name: "bar", Touch: true, Entries: []Entry{
			{Builder: order.Queue(o), Listens: true},
			{Builder: order.Screen(o, "bar"), Icon: "receipt"},
			{Builder: floor.Screen(o), Roles: slices.Concat(bar, hosts)},
			{Builder: stock.Screen(o), Roles: bar},
			{Builder: breakage.Screen(o), Roles: care},
			{Builder: appliance.Screen(o), Roles: mend},
			{Builder: checklist.Screen(o, "bar", "floor", "venue"), Roles: care},
			{Builder: booking.Expected(o)},
			{Builder: enquiry.Screen(o, "bar")},
			{Builder: records.Print(o, papers), Hidden: true},
		}},
		{Name: "venue", Touch: true, Entries: []Entry{
			{Builder: hall.Now(o), Listens: true},
			{Builder: hall.Bookings(o)},
			{Builder: hall.Courts(o)},
			{Builder: order.Screen(o, "venue"), Icon: "coffee"},
		}},
		{Name: "supervisor", Entries: []Entry{
			{Builder: records.Screen(o, papers)},
			{Builder: acts.Screen(o, corrections()...), Roles: boss},
			{Builder: breakage.Approval(o), Roles: boss},
			{Builder: late.Screen(o), Roles: boss},
			{Builder: settings.Screen(sections(o)...), Roles: boss},
			{Builder: appliance.Screen(o)},
			{Builder: records.Print(o, papers), Hidden: true},
		}},
	}
}

// sections lists the parts of the settings in their order.
func sections(o Office) []screen.Section {
	shared, _ := o.(device.Shared)
	joined, _ := o.(device.Joined)
	return []screen.Section{
		settings.House(o),
		staff.Section(o),
		staff.Consultants(o),
		place.Venues(o),
		place.Tables(o),
		floor.Section(o),
		loan.Section(o),
		menu.Section(o),
		stock.Section(o),
		appliance.Section(o),
		checklist.Section(o),
		booking.Vouchers(o),
		privacy.Section(o),
		device.Section(shared, joined),
		check.Section(o),
		backup.Section(o),
	}
}

// corrections are the sheets by which registers ask for what puts an act right.
func corrections() []screen.Correction {
	return slices.Concat(checklist.Corrections(), appliance.Corrections(), breakage.Corrections(), enquiry.Corrections())
}

// Papers are the office's records, as they stand in the menu of 打印. A nil office
// gives records that can be listed and not made.
func Papers(o PaperOffice) []paper.Record {
	return slices.Concat(
		visit.Papers(o),
		booking.Papers(o),
		handover.Papers(o),
		loan.Papers(o),
		duty.Papers(o),
		order.Papers(o),
		floor.Papers(o),
		stock.Papers(o),
		breakage.Papers(o),
		appliance.Papers(o),
		checklist.Papers(o),
		enquiry.Papers(o),
	)
}

// StationNames names the stations.
func StationNames() []string {
	var names []string
	for _, s := range Stations(nil) {
		names = append(names, s.Name)
	}
	return names
}

// Office is what the window and all screens ask of the office. Each screen
// declares its own part; whoever hands an office over hands over all of them, and
// the compiler says which method is missing.
type Office interface {
	WindowOffice
	PaperOffice

	acts.Office
	appliance.Office
	appliance.SectionOffice
	backup.Office
	booking.ExpectedOffice
	booking.Office
	booking.VoucherOffice
	breakage.ApprovalOffice
	check.Office
	breakage.Office
	checklist.Office
	checklist.SectionOffice
	duty.Office
	enquiry.Office
	facility.Office
	floor.Office
	floor.SectionOffice
	hall.BookingsOffice
	hall.CourtsOffice
	hall.NowOffice
	handover.Office
	late.Office
	loan.Office
	loan.SectionOffice
	menu.Office
	order.Office
	order.QueueOffice
	place.TableOffice
	place.VenueOffice
	privacy.Office
	records.Office
	settings.Office
	staff.Office
	stock.Office
	stock.SectionOffice
	today.Office
	visit.Office
}

// PaperOffice is an office of which every paper can be made.
type PaperOffice interface {
	visit.PaperOffice
	booking.PaperOffice
	handover.PaperOffice
	loan.PaperOffice
	duty.PaperOffice
	order.PaperOffice
	floor.PaperOffice
	stock.PaperOffice
	breakage.PaperOffice
	appliance.PaperOffice
	checklist.PaperOffice
	enquiry.PaperOffice
}
