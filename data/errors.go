package data

import (
	"errors"
	"fmt"
	"strings"
)

// Code is the kind of a fault. Programs decide by it; people read the message
// that Key names.
type Code string

// The codes of the house.
const (
	Invalid   Code = "invalid"   // a field holds what it must not
	Conflict  Code = "conflict"  // another record holds the place
	NotFound  Code = "not-found" // no such record
	Forbidden Code = "forbidden" // this person or device may not do this
	Stale     Code = "stale"     // the record has changed since
	Offline   Code = "offline"   // the hub is needed and out of reach
	Storage   Code = "storage"   // the disk or the book failed
)

// Error is the one error type of the house. Key names a sentence in the word
// files, Args fill its places, Field names the form field at fault ("" is the
// whole command), Also holds further faults of the same command and Cause what
// the logs should say.
type Error struct {
	Code  Code
	Field string
	Key   string
	Args  []any
	Also  []*Error
	Near  []Offer // with Conflict: the nearest free slots
	Done  bool    // nothing is left to do: what was wanted is so already
	Cause error
}

// Error gives a line for the log; screens translate Key instead.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s", e.Code, e.Key)
	if e.Field != "" {
		fmt.Fprintf(&b, " (%s)", e.Field)
	}
	if len(e.Args) > 0 {
		fmt.Fprintf(&b, " %v", e.Args)
	}
	if e.Cause != nil {
		fmt.Fprintf(&b, ": %v", e.Cause)
	}
	for _, a := range e.Also {
		fmt.Fprintf(&b, "; %v", a)
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// All lists the error itself and its companions.
func (e *Error) All() []*Error { return append([]*Error{e}, e.Also...) }

// Fault makes an error of a code with a message key.
func Fault(code Code, key string, args ...any) *Error {
	return &Error{Code: code, Key: key, Args: args}
}

// At names the field the error belongs to.
func (e *Error) At(field string) *Error { e.Field = field; return e }

// Moot says that nothing is left to do.
func (e *Error) Moot() *Error { e.Done = true; return e }

// Because adds the cause for the log.
func (e *Error) Because(err error) *Error { e.Cause = err; return e }

// CodeOf gives the code of an error, or "" when it is none of ours.
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ""
}

// AsError gives err as the house's error, wrapping a foreign one as Storage.
func AsError(err error) *Error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return Fault(Storage, "error.internal").Because(err)
}

// Faults collects the errors of a command's fields.
type Faults []*Error

// Add notes a fault of a field.
func (f *Faults) Add(field, key string, args ...any) {
	*f = append(*f, Fault(Invalid, key, args...).At(field))
}

// Check notes a fault unless ok.
func (f *Faults) Check(ok bool, field, key string, args ...any) {
	if !ok {
		f.Add(field, key, args...)
	}
}

// Err gives all faults as one error, or nil.
func (f Faults) Err() error {
	if len(f) == 0 {
		return nil
	}
	first := *f[0]
	first.Also = f[1:]
	return &first
}
