package screen

import (
	"reflect"

	"yingbin/data"
)

// Route is where a tap leads: something that a screen opens. What it is says
// which screen, by its type: a half-filled command leads to where that command
// is given (&data.PlaceOrder{Place: id}), a filter to the list it chooses from, a
// data.Ref to where its register shows records, and a Print to the preview.
//
// So screens don't know each other, nor what another one is called, and yet the
// compiler checks what is handed over at both ends: who leads there makes a value
// of that type, and the screen's own function takes one. That some screen of the
// station opens it is left to a test, because only stations know who is there.
type Route struct {
	key string
	to  any
}

// To makes a route to whichever screen opens an A.
func To[A any](to A) Route { return Route{keyOf(to), to} }

// ToMatter makes a route to what a matter opens, whose type only its register
// knows.
func ToMatter(m data.Matter) Route {
	to := m.Opens()
	if ref, ok := to.(data.Ref); ok {
		return To(ref)
	}
	return Route{reflect.TypeOf(to).String(), to}
}

// What gives what the route leads to.
func (w Route) What() any { return w.to }

// String names what the route leads to, for the log.
func (w Route) String() string { return w.key }

// keyOf names what a screen can open: a type, or for a record its register.
func keyOf[A any](to A) string {
	if ref, ok := any(to).(data.Ref); ok {
		return "ref " + ref.Register
	}
	return reflect.TypeFor[A]().String()
}

// Opening is one thing that a kind of screen opens.
type Opening[S Screen] struct {
	key  string
	open func(S, any)
}

// Opens says that a screen opens an A: a half-filled command, a filter, a Print.
func Opens[S Screen, A any](open func(S, A)) Opening[S] {
	var none A
	return Opening[S]{keyOf(none), func(s S, to any) { open(s, to.(A)) }}
}

// OpensRef says that a screen opens records of a register, named by what makes
// its references: OpensRef(data.EnquiryRef, (*enquiries).open).
func OpensRef[S Screen](of func(data.ID) data.Ref, open func(S, data.ID)) Opening[S] {
	return Opening[S]{keyOf(of("")), func(s S, to any) { open(s, to.(data.Ref).ID) }}
}

// Print asks the preview for one record of the paper package.
type Print = data.Print

// Settings asks the settings for one of their sections.
type Settings = data.SettingsAt
