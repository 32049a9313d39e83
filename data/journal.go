package data

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
)

// Line is one line of the journal: a decided command and the row changes it
// caused. Its personal values stand apart, in Sides; the line holds only their
// digests, so that they can be forgotten and the chain still verifies.
type Line struct {
	Epoch    int64             `json:"epoch"`
	Seq      int64             `json:"seq"`
	Kind     string            `json:"kind"`
	Version  int               `json:"v"`
	Command  json.RawMessage   `json:"cmd"`
	Receipt  Receipt           `json:"receipt"`
	Changes  []RowChange       `json:"changes"`
	Personal map[string]string `json:"personal,omitempty"` // side name → SHA-256 of salt and values, hex
	Signed   *Signatures       `json:"signed,omitempty"`   // of Command; nil for what the house does, and from before there were keys
}

// RowChange is one row written by a command. Key holds the values of the
// primary key in the order of the table. Old and New hold the columns that
// changed, without those that are personal, which Aside names; an inserted row
// has no Old, a removed one no New.
type RowChange struct {
	Table string         `json:"t"`
	Key   []any          `json:"k"`
	Op    string         `json:"op"` // insert, update, delete
	Old   map[string]any `json:"old,omitempty"`
	New   map[string]any `json:"new,omitempty"`
	Aside []string       `json:"aside,omitempty"` // columns of New whose values stand in Sides
}

// The operations of a row change.
const (
	Inserted = "insert"
	Updated  = "update"
	Removed  = "delete"
)

// Side holds the personal values of one line that belong together: one class,
// one visitor (Subject, "" for nobody in particular). Values is a JSON object.
type Side struct {
	Class   Class
	Subject ID
	Salt    []byte // 128 bits
	Values  []byte
}

// Name is what the line calls the side.
func (s Side) Name() string {
	if s.Subject == "" {
		return string(s.Class)
	}
	return string(s.Class) + "/" + string(s.Subject)
}

// Digest is what the line holds instead of the values.
func (s Side) Digest() string {
	h := sha256.New()
	h.Write(s.Salt)
	h.Write(s.Values)
	return hex.EncodeToString(h.Sum(nil))
}

// Sides collects personal values while a line is written.
type Sides map[string]map[string]any // side name → value name → value

// Put notes a value under a class and a subject.
func (s Sides) Put(class Class, subject ID, name string, v any) {
	key := Side{Class: class, Subject: subject}.Name()
	if s[key] == nil {
		s[key] = map[string]any{}
	}
	s[key][name] = v
}

// Seal gives each side its salt.
func (s Sides) Seal() []Side {
	var all []Side
	for name, values := range s {
		class, subject, _ := strings.Cut(name, "/")
		salt := make([]byte, 16)
		rand.Read(salt)
		body, err := json.Marshal(values)
		if err != nil { // values are strings, numbers and nil
			panic(err)
		}
		all = append(all, Side{Class(class), ID(subject), salt, body})
	}
	slices.SortFunc(all, func(a, b Side) int { return strings.Compare(a.Name(), b.Name()) })
	return all
}

// Subjected is a command that holds personal values of a visitor.
type Subjected interface{ Subject() ID }

// Strip gives the JSON of a command without its personal values, which it puts
// into sides under "cmd." and their path.
func Strip(c Command, sides Sides) (json.RawMessage, error) {
	var subject ID
	if s, ok := c.(Subjected); ok {
		subject = s.Subject()
	}
	return StripOf(c, subject, nil, sides)
}

// StripOf is Strip for a command whose deciding showed which visitor it speaks
// of: often another than the one its maker could name. Elements of its lists may
// speak of others; parts names these by path, such as "marks.0".
func StripOf(c Command, subject ID, parts map[string]ID, sides Sides) (json.RawMessage, error) {
	body, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	t := reflect.TypeOf(c).Elem()
	if !holdsPersonal(t) {
		return body, nil
	}
	tree := map[string]any{}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		return nil, err
	}
	strip(tree, t, "cmd", subject, parts, sides)
	return json.Marshal(tree)
}

func strip(tree map[string]any, t reflect.Type, path string, subject ID, parts map[string]ID, sides Sides) {
	if own, ok := parts[strings.TrimPrefix(path, "cmd.")]; ok {
		subject = own
	}
	for f := range fieldsOf(t) {
		v, found := tree[f.name]
		if !found {
			continue
		}
		if f.class != "" {
			sides.Put(f.class, subject, path+"."+f.name, v)
			delete(tree, f.name)
			continue
		}
		switch v := v.(type) {
		case map[string]any:
			strip(v, f.kind, path+"."+f.name, subject, parts, sides)
		case []any:
			for i, e := range v {
				if m, ok := e.(map[string]any); ok && f.kind.Kind() == reflect.Slice {
					strip(m, f.kind.Elem(), path+"."+f.name+"."+itoa(i), subject, parts, sides)
				}
			}
		}
	}
}

type field struct {
	name  string
	class Class
	kind  reflect.Type
}

func fieldsOf(t reflect.Type) func(func(field) bool) {
	return func(yield func(field) bool) {
		if t.Kind() != reflect.Struct {
			return
		}
		for i := range t.NumField() {
			f := t.Field(i)
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			if f.Anonymous || name == "-" || name == "" {
				continue
			}
			if !yield(field{name, Class(f.Tag.Get("personal")), f.Type}) {
				return
			}
		}
	}
}

func holdsPersonal(t reflect.Type) bool {
	for f := range fieldsOf(t) {
		kind := f.kind
		if kind.Kind() == reflect.Slice {
			kind = kind.Elem()
		}
		if f.class != "" || holdsPersonal(kind) {
			return true
		}
	}
	return false
}

func itoa(i int) string {
	b, _ := json.Marshal(i)
	return string(b)
}

// Chain gives the digest of a line that follows one with digest prev: SHA-256
// over prev and the line's bytes. The first line follows 32 zero bytes.
func Chain(prev [32]byte, body []byte) [32]byte {
	h := sha256.New()
	h.Write(prev[:])
	h.Write(body)
	return [32]byte(h.Sum(nil))
}

// Mark is the place a journal has reached: the newest sequence and its digest.
// Every print carries it.
type Mark struct {
	Seq    int64
	Digest [32]byte
}

// Short gives the digest's first 48 bits in groups of four: 2B8E 44D1 A09C.
func (m Mark) Short() string { return ShortDigest(m.Digest) }

// ShortDigest gives a digest's first 48 bits as people compare it.
func ShortDigest(d [32]byte) string {
	s := strings.ToUpper(hex.EncodeToString(d[:6]))
	return s[:4] + " " + s[4:8] + " " + s[8:]
}

// ParseLine reads a line; numbers in row changes come back as int64.
func ParseLine(body []byte) (Line, error) {
	var l Line
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := d.Decode(&l); err != nil {
		return l, Fault(Storage, "error.damaged").Because(err)
	}
	for _, w := range l.Receipt.Warnings {
		for i, v := range w.Args {
			w.Args[i] = Plain(v)
		}
	}
	for i := range l.Changes {
		c := &l.Changes[i]
		for j, v := range c.Key {
			c.Key[j] = Plain(v)
		}
		for _, m := range []map[string]any{c.Old, c.New} {
			for k, v := range m {
				m[k] = Plain(v)
			}
		}
	}
	return l, nil
}

// Plain gives a value read from JSON as the store keeps it: nil, int64 or
// string.
func Plain(v any) any {
	if n, ok := v.(json.Number); ok {
		i, err := n.Int64()
		if err == nil {
			return i
		}
		return n.String()
	}
	return v
}
