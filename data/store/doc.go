// Package store is the engine of an office's book: one SQLite file, its migrations,
// its journal, its copies and its backups.
//
// It decides commands (Book.Do) with the deciders of the registers that it is given
// in a Catalogue, and answers their queries. All writing goes through Tx, whose
// methods note every row change for the journal. The engine's own nouns are setting,
// staff, device, epoch, visitor, counter, what was undone and the journal itself; it
// names no register and no table of one, and knows nothing of windows or networks.
// Each register stands in a package below this one and is given to the engine as one
// value, a Register.
package store
