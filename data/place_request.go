package data

// ListPlaceNames asks the house for the names of its areas, tables and courts.
type ListPlaceNames struct {
	Names map[ID]string // the answer
}
