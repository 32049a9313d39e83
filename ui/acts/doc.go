// Package acts is 操作记录: what everybody did, with what it said, for a supervisor to
// take back or to put right.
//
// It must not know what any act means; its kind says how it is corrected.
package acts
