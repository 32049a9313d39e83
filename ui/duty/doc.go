// Package duty is 值班: who is here, who stands in, what happened.
//
// It must not know what other registers tell the duty record; the office compiles
// that.
package duty
