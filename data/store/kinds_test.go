package store

import (
	"context"
	"slices"
	"testing"

	"yingbin/data"
)

// TestEveryKindHasOneDecider: a command that can be given can be decided, by one
// register only, and nothing is decided that nobody can give.
func TestEveryKindHasOneDecider(t *testing.T) {
	kinds := map[string]data.Kind{}
	for _, r := range data.Registers() {
		for _, k := range r.Kinds {
			if _, twice := kinds[k.Name]; twice {
				t.Errorf("%s stands in two registers", k.Name)
			}
			kinds[k.Name] = k
		}
	}
	deciders, derived := map[string]bool{}, map[string]bool{}
	for _, r := range slices.Concat(engineRegisters(), TestCatalogue()) {
		for name := range r.Decide {
			if _, known := kinds[name]; !known || deciders[name] {
				t.Errorf("%s is decided, known %v, before %v", name, known, deciders[name])
			}
			deciders[name] = true
		}
		for table := range r.Check {
			derived[table] = true
		}
	}
	b := freshBook(t)
	for name, k := range kinds {
		if !deciders[name] {
			t.Errorf("nobody decides %s", name)
		}
		c := k.New()
		*c.Meta() = b.By(chang)
		if c.Validate() == nil {
			continue // an empty one is enough for few
		}
		// Given empty it is refused in words, whoever gives it; nothing panics.
		if _, err := b.Do(context.Background(), c); err == nil || slices.Contains([]data.Code{"", data.Storage}, data.CodeOf(err)) {
			t.Errorf("an empty %s is answered with %v", name, err)
		}
	}
	for table := range derived {
		if b.tables[table] == nil {
			t.Errorf("something is derived from %s, which is no table", table)
		}
	}
}
