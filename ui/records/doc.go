// Package records is 打印: every record with its preview, to the printer or into a
// file.
//
// It must not know what a record says; that is the paper's.
package records
