package data

// Venue is one kind of place that guests book: 羽毛球, 书吧, ….
type Venue struct {
	ID       ID
	Name     string
	Kind     string // badminton, basketball, tabletennis, billiards, cards, reading, children
	Opens    Minutes
	Closes   Minutes
	Guardian bool // children: the guardian and where they sit are asked
	Sort     int
	Retired  bool
}

// Court is what is booked in a venue: a court, a room, or places that are
// counted. Units are what it occupies: halls that share a floor share units; a
// counted court has one unit a place and a booking takes as many as it has
// people.
type Court struct {
	ID      ID
	Venue   ID
	Name    string
	Units   []string
	Counted bool
	Sort    int
	Retired bool
}

// Area is where guests are led: 沙盘区, 洽谈区, ….
type Area struct {
	ID      ID
	Name    string
	Sort    int
	Retired bool
}

// Table is a place to sit in an area; courts stand beside them as places that
// are served.
type Table struct {
	ID      ID
	Area    ID
	Name    string
	Seats   int
	Sort    int
	Retired bool
}

// PutVenue adds or changes a venue.
type PutVenue struct {
	Head
	Venue Venue `json:"venue"`
}

// Validate checks every field.
func (c *PutVenue) Validate() error {
	var f Faults
	v := c.Venue
	f.Check(v.ID.Valid(), "id", "error.invalid")
	checkName(&f, "name", v.Name, true, NameLength)
	night := v.Closes > 0 && v.Closes < 12*60 && v.Closes < v.Opens // it closes in the night after the day
	f.Check(v.Opens >= 0 && v.Opens < 24*60 && (v.Opens < v.Closes || night) && v.Closes <= 24*60 && v.Opens%30 == 0 && v.Closes%30 == 0, "opens", "office.badHours")
	return f.Err()
}

// PutCourt adds or changes a court.
type PutCourt struct {
	Head
	Court Court `json:"court"`
}

// Validate checks every field.
func (c *PutCourt) Validate() error {
	var f Faults
	f.Check(c.Court.ID.Valid(), "id", "error.invalid")
	f.Check(c.Court.Venue.Valid(), "venue", "error.required")
	checkName(&f, "name", c.Court.Name, true, NameLength)
	f.Check(len(c.Court.Units) >= 1 && len(c.Court.Units) <= 200, "units", "error.range", 1, 200)
	seen := map[string]bool{}
	for _, u := range c.Court.Units {
		f.Check(ID(u).Valid() && !seen[u], "units", "error.invalid")
		seen[u] = true
	}
	return f.Err()
}

// PutArea adds or changes an area.
type PutArea struct {
	Head
	Area Area `json:"area"`
}

// Validate checks every field.
func (c *PutArea) Validate() error {
	var f Faults
	f.Check(c.Area.ID.Valid(), "id", "error.invalid")
	checkName(&f, "name", c.Area.Name, true, NameLength)
	return f.Err()
}

// PutTable adds or changes a table.
type PutTable struct {
	Head
	Table Table `json:"table"`
}

// Validate checks every field.
func (c *PutTable) Validate() error {
	var f Faults
	f.Check(c.Table.ID.Valid(), "id", "error.invalid")
	f.Check(c.Table.Area.Valid(), "area", "error.required")
	checkName(&f, "name", c.Table.Name, true, NameLength)
	f.Check(c.Table.Seats >= 1 && c.Table.Seats <= 100, "seats", "error.range", 1, 100)
	return f.Err()
}

// Places is the register of venues, courts, areas and tables.
var Places = announce(Register{
	Name: "place",
	Kinds: []Kind{
		kind[PutVenue]("PutVenue", Supervisor),
		kind[PutCourt]("PutCourt", Supervisor),
		kind[PutArea]("PutArea", Supervisor),
		kind[PutTable]("PutTable", Supervisor),
	},
	Rows: []Row{row[Venue]("venue"), row[Court]("court"), row[Area]("area"), row[Table]("tables")},
})
