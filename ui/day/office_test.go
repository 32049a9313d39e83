package day

import (
	"testing"

	devices "yingbin/data/office"
	"yingbin/ui"
	"yingbin/ui/bar"
	"yingbin/ui/kit"
	"yingbin/ui/kit/kittest"
	"yingbin/ui/reception"
	"yingbin/ui/supervisor"
	"yingbin/ui/venue"
)

// The offices that main opens are what every screen and the window ask for: a
// method that two of their parts share would be missing without a word.
func TestEveryScreenTakesTheOfficesThatMainOpens(t *testing.T) {
	var routes []kit.Route
	routes = append(routes, reception.Routes()...)
	routes = append(routes, bar.Routes()...)
	routes = append(routes, supervisor.Routes()...)
	routes = append(routes, supervisor.PrintRoutes(ui.Papers)...)
	routes = append(routes, venue.Routes()...)
	for name, o := range map[string]devices.Office{"host": &devices.Host{}, "member": &devices.Member{}} {
		if _, ok := o.(ui.Office); !ok {
			t.Errorf("the window can't take a %s", name)
		}
		for _, r := range routes {
			asks(t, name+" "+r.Name, r, o)
		}
	}
	if _, ok := devices.Office(&devices.Host{}).(ui.Shared); !ok {
		t.Error("a host can't be shared")
	}
	if _, ok := devices.Office(&devices.Member{}).(ui.Joined); !ok {
		t.Error("a member has not joined")
	}
}

// asks builds a screen on an office without a book: it may fail for that, but not
// because the office lacks what the screen asks for.
func asks(t *testing.T, what string, r kit.Route, o devices.Office) {
	t.Helper()
	sh := kittest.NewShell(t)
	defer func() {
		if p, ok := recover().(string); ok {
			t.Errorf("%s: %s", what, p)
		}
	}()
	r.Build(o, sh)
}
