package data

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// This file is how a command is signed. What is signed are the bytes of the command
// without its personal values, as they were sent and as the journal keeps them, and
// one digest that stands for the values: of each only a salted digest goes into it,
// and the salt lies beside the value and is forgotten with it. So a signature holds
// after people are forgotten, and what is left tells nothing of them.

// sealTag tells our signatures from all others made with the same key.
const sealTag = "yingbin act 1"

// Salted is one personal value of a signed command.
type Salted struct {
	Value json.RawMessage `json:"v"`
	Salt  []byte          `json:"s"` // 128 bits
}

// Signatures are those of a command. All are of the same digest.
type Signatures struct {
	Hidden   string `json:"h,omitempty"`       // stands for the personal values, base64; "" without any
	By       []byte `json:"by,omitempty"`      // of who gave it
	Approval []byte `json:"ok,omitempty"`      // of the supervisor who approved it
	Voucher  ID     `json:"voucher,omitempty"` // the supervisor who answers for one of which nobody has signed
	Vouch    []byte `json:"vouch,omitempty"`
}

// SignedWith are the public keys that the signatures are said to be of. They are
// compared with the book's.
type SignedWith struct {
	By       string `json:"by,omitempty"`
	Approval string `json:"ok,omitempty"`
	Vouch    string `json:"vouch,omitempty"`
}

// Signer signs in one person's name.
type Signer interface {
	Person() ID
	// Sign signs an envelope of an office, and gives the public key with which it did.
	// One that has to ask the hub fails with error.offline or why the hub refuses.
	Sign(ctx context.Context, office ID, e Envelope) (sign []byte, key string, err error)
}

// personKey signs here and now.
type personKey struct {
	who ID
	key ed25519.PrivateKey
}

// NewSigner signs with a person's key.
func NewSigner(who ID, key ed25519.PrivateKey) Signer { return personKey{who, key} }

func (p personKey) Person() ID { return p.who }

func (p personKey) Sign(_ context.Context, office ID, e Envelope) ([]byte, string, error) {
	text, err := e.signedText(office)
	if err != nil {
		return nil, "", err
	}
	return ed25519.Sign(p.key, text), enc(p.key.Public().(ed25519.PublicKey)), nil
}

// String keeps the key out of logs.
func (p personKey) String() string { return "key of " + string(p.who) }

// GoString is String.
func (p personKey) GoString() string { return p.String() }

// Seal puts a command into an envelope to be signed: its personal values apart, each
// with a salt of its own.
func Seal(k Kind, c Command) (Envelope, error) {
	e, err := k.wrap(c)
	if err != nil {
		return e, err
	}
	return e, e.part(reflect.TypeOf(c).Elem())
}

// part takes the personal values out of the command. Nothing is put into structs
// and written again: fields that this program does not know stay as they came.
func (e *Envelope) part(t reflect.Type) error {
	tree, err := treeOf(e.Command)
	if err != nil {
		return err
	}
	e.Signed = &Signatures{}
	values := Sides{}
	strip(tree, t, "", "", nil, values)
	for _, of := range values {
		for path, v := range of {
			body, err := json.Marshal(v)
			if err != nil {
				return Fault(Invalid, "error.internal").Because(err)
			}
			if e.Aside == nil {
				e.Aside = map[string]Salted{}
			}
			salt := make([]byte, 16)
			rand.Read(salt)
			e.Aside[path[1:]] = Salted{body, salt}
		}
	}
	if e.Command, err = json.Marshal(tree); err != nil {
		return Fault(Invalid, "error.internal").Because(err)
	}
	e.Signed.Hidden = hidden(e.Aside)
	return nil
}

// SignAnew has a person sign an envelope whose signature counts no more, or that
// nobody has signed. Whoever is not its person answers for it, as a supervisor does
// for one that was decided before.
func (e Envelope) SignAnew(ctx context.Context, office ID, by Signer) (Envelope, error) {
	k, ok := KindNamed(e.Kind)
	if !ok {
		return e, Fault(Invalid, "device.unknownKind", e.Kind)
	}
	h, err := e.Meta()
	if err == nil && e.Signed == nil {
		err = e.part(reflect.TypeOf(k.New()).Elem())
	}
	if err != nil {
		return e, err
	}
	s := *e.Signed
	e.Signed = &s
	if by.Person() == h.Staff {
		s.By, e.Keys.By, err = by.Sign(ctx, office, e)
		return e, err
	}
	s.Voucher = by.Person()
	s.Vouch, e.Keys.Vouch, err = by.Sign(ctx, office, e)
	return e, err
}

// hidden is the digest that stands for personal values.
func hidden(aside map[string]Salted) string {
	if len(aside) == 0 {
		return ""
	}
	var parts []string
	for _, path := range slices.Sorted(maps.Keys(aside)) {
		h := sha256.New()
		h.Write(aside[path].Salt)
		h.Write(aside[path].Value)
		parts = append(parts, path, string(h.Sum(nil)))
	}
	sum := Digest(parts...)
	return enc(sum[:])
}

// signedText is what is signed.
func (e Envelope) signedText(office ID) ([]byte, error) {
	h, err := e.Meta()
	if err != nil {
		return nil, err
	}
	sum := Digest(sealTag, string(office), string(h.ID), e.Kind, strconv.Itoa(e.Version), string(h.Device), string(e.Command), e.Signed.Hidden)
	return sum[:], nil
}

// Verify reports whether a signature of the envelope is of a public key.
func (e Envelope) Verify(office ID, sign []byte, key string) bool {
	public, err := base64.RawStdEncoding.DecodeString(key)
	if e.Signed == nil || err != nil || len(public) != ed25519.PublicKeySize || len(sign) != ed25519.SignatureSize {
		return false
	}
	text, err := e.signedText(office)
	return err == nil && ed25519.Verify(public, text, sign)
}

// Which says whose signature is meant.
type Which int

// Whose signatures a command can have.
const (
	ByPerson Which = iota
	ByApprover
	ByVoucher
)

// Sign gives one of the signatures and the key that it is said to be of.
func (e Envelope) Sign(which Which) (sign []byte, key string) {
	switch which {
	case ByApprover:
		return e.Signed.Approval, e.Keys.Approval
	case ByVoucher:
		return e.Signed.Vouch, e.Keys.Vouch
	}
	return e.Signed.By, e.Keys.By
}

// OwnKey gives the public key of a command that is signed with a key which it brings
// itself, "" for any other.
func OwnKey(c Command) string {
	if c, ok := c.(*RaisePIN); ok {
		return KeyIn(c.Verifier)
	}
	return ""
}

// Fits checks that what was signed is what is done: nothing personal stands in the
// open part, nothing else is hidden, and the values are those that were signed.
func (e Envelope) Fits(k Kind) error {
	wrong := func(why string) error { return Fault(Invalid, "error.invalid").Because(errors.New(why)) }
	if e.Kind != k.Name {
		return wrong("another kind was signed")
	}
	if !e.Unchanged() {
		return wrong("values are not those that were signed")
	}
	tree, err := treeOf(e.Command)
	if err != nil {
		return err
	}
	if again, err := json.Marshal(tree); err != nil || !bytes.Equal(again, e.Command) {
		return wrong("the command is not written as it is kept")
	}
	t := reflect.TypeOf(k.New()).Elem()
	for path, v := range e.Aside {
		class, known := classAt(t, path)
		if known && class == "" && e.Version == k.Version || len(v.Salt) != 16 {
			return wrong(path + " is hidden")
		}
	}
	open := Sides{}
	if strip(tree, t, "", "", nil, open); len(open) > 0 && e.Version == k.Version {
		return wrong("personal values in the open")
	}
	return nil
}

// Unchanged reports whether the personal values are those that were signed.
func (e Envelope) Unchanged() bool { return e.Signed != nil && hidden(e.Aside) == e.Signed.Hidden }

// classAt gives the class of the value that a path leads to in a command; known says
// that the type has such a field. Fields of the head are never personal.
func classAt(t reflect.Type, path string) (class Class, known bool) {
	for f := range fieldsOf(reflect.TypeFor[Head]()) {
		if f.name == path || strings.HasPrefix(path, f.name+".") {
			return "", true
		}
	}
	return classIn(t, path)
}

func classIn(t reflect.Type, path string) (class Class, known bool) {
	name, rest, more := strings.Cut(path, ".")
	for t.Kind() == reflect.Slice {
		if _, err := strconv.Atoi(name); err != nil || !more {
			return "", false
		}
		t = t.Elem()
		name, rest, more = strings.Cut(rest, ".")
	}
	for f := range fieldsOf(t) {
		if f.name == name {
			if more && f.class == "" {
				return classIn(f.kind, rest)
			}
			return f.class, true
		}
	}
	return "", false
}

// whole gives the command's JSON with its personal values back.
func (e Envelope) whole() (json.RawMessage, error) {
	if len(e.Aside) == 0 {
		return e.Command, nil
	}
	tree, err := treeOf(e.Command)
	if err != nil {
		return nil, err
	}
	for path, s := range e.Aside {
		var v any
		if err := decode(s.Value, &v); err != nil {
			return nil, Fault(Invalid, "error.invalid").Because(err)
		}
		if !graft(tree, strings.Split(path, "."), v) {
			return nil, Fault(Invalid, "error.invalid").Because(fmt.Errorf("no place for %s", path))
		}
	}
	body, err := json.Marshal(tree)
	if err != nil {
		return nil, Fault(Invalid, "error.internal").Because(err)
	}
	return body, nil
}

// Put notes the personal values of a signed command beside a line, each with its
// salt: whose they are deciding has shown, see StripOf.
func (e Envelope) Put(c Command, subject ID, parts map[string]ID, sides Sides) error {
	t := reflect.TypeOf(c).Elem()
	for path, s := range e.Aside {
		var v any
		if err := decode(s.Value, &v); err != nil {
			return err
		}
		class, _ := classAt(t, path)
		if class == "" { // of a version that this program does not know
			class = Document
		}
		owner, within := subject, ""
		for at, own := range parts {
			if strings.HasPrefix(path, at+".") && len(at) > len(within) {
				owner, within = own, at
			}
		}
		sides.Put(class, owner, commandPrefix+path, v)
		sides.Put(class, owner, saltPrefix+path, s.Salt)
	}
	return nil
}

// What the values of a command and their salts are called beside a line.
const (
	commandPrefix = "cmd."
	saltPrefix    = "salt."
)

func treeOf(body json.RawMessage) (map[string]any, error) {
	tree := map[string]any{}
	if err := decode(body, &tree); err != nil {
		return nil, Fault(Invalid, "error.invalid").Because(err)
	}
	return tree, nil
}

// Typed is a command for which its person's PIN is typed: it is signed with the key
// that this PIN gives. ok is false where another key may sign it.
func Typed(c Command) (pin string, ok bool) {
	switch c := c.(type) {
	case *SignOn:
		return c.PIN, c.PIN != "" || c.Signer == nil && !c.Offline
	case *AcceptHandover:
		return c.PIN, c.Strokes != ""
	case *SetPIN:
		return c.Old, c.Person == c.Staff
	}
	return "", false
}

// Unlocker gives the signer whose PIN it is; nil for a person who has no key yet.
type Unlocker func(ctx context.Context, who ID, pin string) (Signer, error)

// Prove has a command signed by who gave it and who approved it: with the signers
// that its head brings, or with PINs that were typed for it. One that came signed
// stays as it is. It gives nil where nobody signs.
func Prove(ctx context.Context, k Kind, c Command, office ID, unlock Unlocker) (*Envelope, error) {
	h := c.Meta()
	if _, opens := c.(*OpenOffice); opens || h.Sealed != nil || h.Recovered { // the first of all keys comes with the office
		return h.Sealed, nil
	}
	by, approver, err := signers(ctx, c, unlock)
	if err != nil || by == nil && approver == nil {
		return nil, err
	}
	e, err := Seal(k, c)
	if err != nil {
		return nil, err
	}
	if by != nil {
		if e.Signed.By, e.Keys.By, err = by.Sign(ctx, office, e); err != nil {
			return nil, err
		}
	}
	if approver != nil {
		e.Signed.Approval, e.Keys.Approval, err = approver.Sign(ctx, office, e)
	}
	return &e, err
}

// Unlocked gives the signer of an approval: its own, or the one whose PIN was typed.
func (a Approval) Unlocked(ctx context.Context, unlock Unlocker) (Signer, error) {
	if a.Signer != nil && a.Signer.Person() == a.Staff {
		return a.Signer, nil
	}
	return unlock(ctx, a.Staff, a.PIN)
}

func signers(ctx context.Context, c Command, unlock Unlocker) (by, approver Signer, err error) {
	h := c.Meta()
	if h.Signer != nil && h.Signer.Person() == h.Staff {
		by = h.Signer
	}
	if a := h.Approval; a != nil {
		if approver, err = a.Unlocked(ctx, unlock); err != nil {
			return nil, nil, err
		}
	}
	if pin, typed := Typed(c); typed {
		by, err = unlock(ctx, h.Staff, pin)
	}
	return by, approver, err
}
