package data

// PlaceNames asks the house for the names of its areas, tables and courts.
type PlaceNames struct {
	Names map[ID]string // the answer
}
