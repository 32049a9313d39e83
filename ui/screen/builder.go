package screen

import "slices"

// Builder is what a register exports of one of its screens: what it is called,
// how it is built, and what it opens. Where it stands and who sees it is said in
// ui/stations.go.
type Builder struct {
	Name  string // unique at a station
	Title string // word key
	Icon  string

	build func(sh Shell) Screen
	opens []Opening[Screen]
}

// New makes a builder. The office is no part of it: a register's function takes
// the part it asks for and builds with that, so that the compiler checks it.
func New[S Screen](name, title, icon string, build func(sh Shell) S, opens ...Opening[S]) Builder {
	b := Builder{Name: name, Title: title, Icon: icon, build: func(sh Shell) Screen { return build(sh) }}
	for _, o := range opens {
		b.opens = append(b.opens, Opening[Screen]{o.key, func(s Screen, to any) { o.open(s.(S), to) }})
	}
	return b
}

// Build builds the screen.
func (b Builder) Build(sh Shell) Screen { return b.build(sh) }

// Opens reports whether a route leads to this screen.
func (b Builder) Opens(to Route) bool {
	return slices.ContainsFunc(b.opens, func(o Opening[Screen]) bool { return o.key == to.key })
}

// Keys names all that leads to this screen.
func (b Builder) Keys() []string {
	keys := make([]string, len(b.opens))
	for i, o := range b.opens {
		keys[i] = o.key
	}
	return keys
}

// Open opens on a screen of this builder what a route leads to, and reports
// whether it is one of this screen's.
func (b Builder) Open(s Screen, to Route) bool {
	i := slices.IndexFunc(b.opens, func(o Opening[Screen]) bool { return o.key == to.key })
	if i >= 0 {
		b.opens[i].open(s, to.to)
	}
	return i >= 0
}
