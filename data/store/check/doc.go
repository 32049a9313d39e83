// Package check holds a book against its own journal: the chain, the personal
// values beside it, and every table against what the lines say. The journal is the
// truth, tables are its sum; a row that was changed with any other program is told.
//
// It knows the engine and no register: which tables there are, it asks the book. What
// it needs of disk it takes in the office's folder, in a folder of its own that is
// removed afterwards. It must not change the book.
package check
