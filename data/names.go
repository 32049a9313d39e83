package data

// Names are what people and places are called, for whoever shows records that
// name them by id.
type Names struct {
	Staff  map[ID]string
	Places map[ID]PlaceName
}

// PlaceName is what a table, a court or an area is called.
type PlaceName struct {
	Name string
	Sort int // among all places: tables, then courts, then areas
}
