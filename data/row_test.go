package data

import (
	"cmp"
	"os"
	"strings"
	"testing"
)

func TestEveryTableHasOneRow(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Registers() {
		for _, row := range r.Rows {
			if seen[row.Table] {
				t.Errorf("%s is declared twice", row.Table)
			}
			seen[row.Table] = true
			if row.Subject != "" && !row.Has(row.Subject) {
				t.Errorf("%s speaks of its %s, which it has not", row.Table, row.Subject)
			}
			for _, c := range row.Columns {
				if c.Keep && c.Class == "" {
					t.Errorf("%s.%s is kept, but of no class", row.Table, c.Name)
				}
			}
		}
	}
}

// Lines that are written hold what was open, and hide what was personal: what a
// column of a released version was, it stays.
func TestNoColumnChangesItsClass(t *testing.T) {
	body, err := os.ReadFile("testdata/classes.txt")
	if err != nil {
		t.Fatal(err)
	}
	now := map[string]string{}
	for _, r := range Registers() {
		for _, row := range r.Rows {
			for _, c := range row.Columns {
				now[row.Table+"."+c.Name] = cmp.Or(string(c.Class), "open")
			}
		}
	}
	for line := range strings.Lines(string(body)) {
		column, class, _ := strings.Cut(strings.TrimSpace(line), " ")
		if now[column] != class {
			t.Errorf("%s was %s and is %q", column, class, now[column])
		}
	}
}

func TestARowIsReadFromItsStruct(t *testing.T) {
	type base struct {
		ID      ID
		Visitor ID
	}
	type guardian struct {
		base
		LeftAt Time
		Name   string `personal:"name"`
		Paid   int64  `personal:"money,keep"`
		hidden string
	}
	_ = guardian{}.hidden
	r := row[guardian]("guardian")
	var names []string
	for _, c := range r.Columns {
		names = append(names, c.Name+" "+string(c.Class))
	}
	if got := strings.Join(names, ","); got != "id ,visitor ,left_at ,name name,paid money" {
		t.Error(got)
	}
	if !r.Columns[4].Keep || r.Columns[3].Keep || r.Subject != "visitor" || !r.OfVisitors() || r.Frozen || !r.Freeze().Frozen {
		t.Errorf("%+v", r)
	}
	if s := row[Staff]("staff").About("id"); s.Subject != "id" || s.OfVisitors() {
		t.Errorf("%+v", s)
	}
}

func TestAClassThatNobodyKnowsIsRefused(t *testing.T) {
	type slip struct {
		Name string `personal:"nmae"`
	}
	type word struct {
		Name string `personal:"name,keeps"`
	}
	for name, f := range map[string]func(){"class": func() { row[slip]("slip") }, "word": func() { row[word]("word") }} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("a wrong %s is taken", name)
				}
			}()
			f()
		}()
	}
}
