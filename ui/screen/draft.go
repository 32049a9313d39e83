package screen

import (
	"maps"

	"yingbin/ui/kit"
)

// Draft is half-typed state that outlives its screen. It belongs to the UI
// goroutine.
type Draft struct{ values map[string]any }

// NewDraft makes an empty draft.
func NewDraft() *Draft { return &Draft{values: map[string]any{}} }

// Empty reports whether nothing is kept.
func (d *Draft) Empty() bool { return len(d.values) == 0 }

// Clear forgets all, after the command was done.
func (d *Draft) Clear() { clear(d.values) }

// Put keeps a value; nil, "", 0, false and empty lists are forgotten.
func (d *Draft) Put(key string, v any) {
	switch x := v.(type) {
	case nil:
		delete(d.values, key)
		return
	case string:
		if x == "" {
			delete(d.values, key)
			return
		}
	case int:
		if x == 0 {
			delete(d.values, key)
			return
		}
	case bool:
		if !x {
			delete(d.values, key)
			return
		}
	case []string:
		if len(x) == 0 {
			delete(d.values, key)
			return
		}
	}
	d.values[key] = v
}

// Get gives a value, nil when there is none.
func (d *Draft) Get(key string) any { return d.values[key] }

// Text gives words, "" when there are none.
func (d *Draft) Text(key string) string { s, _ := d.values[key].(string); return s }

// Number gives a number, 0 when there is none.
func (d *Draft) Number(key string) int { n, _ := d.values[key].(int); return n }

// Flag gives a yes or no, no when there is none.
func (d *Draft) Flag(key string) bool { b, _ := d.values[key].(bool); return b }

// List gives words, nil when there are none.
func (d *Draft) List(key string) []string { l, _ := d.values[key].([]string); return l }

// Has reports whether something is kept under the key.
func (d *Draft) Has(key string) bool { _, ok := d.values[key]; return ok }

// Values gives a copy of all.
func (d *Draft) Values() map[string]any { return maps.Clone(d.values) }

// Field fills a field from the draft and keeps what is typed into it from now
// on. Set the field's own OnChanged before.
func (d *Draft) Field(key string, f *kit.Field) {
	if s := d.Text(key); s != "" {
		f.SetText(s)
	}
	before := f.OnChanged
	f.OnChanged = func(s string) {
		d.Put(key, f.Raw())
		if before != nil {
			before(s)
		}
	}
}

// Chips does the same for chips.
func (d *Draft) Chips(key string, c *kit.Chips) {
	if l := d.List(key); len(l) > 0 {
		c.Select(l...)
	}
	before := c.OnChanged
	c.OnChanged = func() {
		d.Put(key, c.SelectedAll())
		if before != nil {
			before()
		}
	}
}

// Stepper does the same for a stepper.
func (d *Draft) Stepper(key string, s *kit.Stepper) {
	if d.Has(key) {
		s.SetValue(d.Number(key))
	}
	before := s.OnChanged
	s.OnChanged = func(n int) {
		d.values[key] = n // 0 is a number somebody chose
		if before != nil {
			before(n)
		}
	}
}
