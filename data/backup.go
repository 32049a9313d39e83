package data

// Backup is a copy of the book in the office's folder for backups.
type Backup struct {
	Path  string
	At    Time
	Size  int64
	Aside bool // the book as it was before a restore or before a newer version
	Ahead bool // dated in the future: the clock stood wrong then, or does now
}

// Restored is what became of a restore.
type Restored struct {
	Head  Mark   // where the journal of the restored book stands
	At    Time   // when its newest line was decided
	Aside string // where the book that was there lies now, "" if there was none
	Later int64  // lines of that one which the restored book does not have

	Calendar Calendar // of the restored book's office
}
