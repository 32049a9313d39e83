// Package store is the office's book: one SQLite file, its migrations, its
// journal and its search.
//
// It decides commands (Book.Do) and answers questions about the registers with
// the types of package data. It knows nothing of windows or networks. All
// writing goes through Tx, whose helpers note every row change for the
// journal; a register's file holds its deciders and its reads and announces
// them with one part value.
package store
