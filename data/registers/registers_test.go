package registers_test

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/registers"
	"yingbin/data/store"
	"yingbin/data/store/storetest"
)

// What the engine may speak of by itself: settings, people, devices, visitors and
// how they are found and forgotten, and its own book-keeping.
var engineTables = map[string]bool{
	"setting": true, "staff": true, "device": true, "epoch": true, "visitor": true, "counter": true, "undone": true, "copy": true,
	"journal": true, "journal_side": true, "journal_stray": true, "migration": true,
}

// speaksOf finds the tables that SQL in a source text names, and those that are
// named by a literal.
func speaksOf(source string, tables []string) (found []string) {
	for _, t := range tables {
		sql := regexp.MustCompile(`(?i)\b(FROM|JOIN|INTO|UPDATE|TABLE)\s+"?` + t + `\b`)
		if sql.MatchString(source) || strings.Contains(source, `"`+t+`"`) {
			found = append(found, t)
		}
	}
	return found
}

// registerTables lists the tables of all registers but those that are the engine's
// nouns.
func registerTables() (tables []string) {
	for _, r := range registers.All() {
		for _, row := range r.Of.Rows {
			if !engineTables[row.Table] {
				tables = append(tables, row.Table)
			}
		}
	}
	return tables
}

// A new table of a register needs no change of the engine, for the engine names
// none.
func TestTheEngineNamesNoTableOfARegister(t *testing.T) {
	files, err := filepath.Glob("../store/*.go")
	if err != nil || len(files) < 20 {
		t.Fatal(files, err)
	}
	tables := registerTables()
	if len(tables) < 30 {
		t.Fatal(tables)
	}
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") || strings.HasSuffix(f, "/outbox.go") { // a file of its own with a table of its own
			continue
		}
		source, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if found := speaksOf(string(source), tables); len(found) > 0 {
			t.Errorf("%s names %v", f, found)
		}
	}
	if found := speaksOf("all(ctx, q, `SELECT * FROM enquiry`)", tables); len(found) != 1 {
		t.Error("the rule finds nothing:", found)
	}
}

// Two readers with a method of one name would both lose it in silence.
func TestNoTwoReadersAnswerByOneName(t *testing.T) {
	of := map[string]string{}
	reads := reflect.TypeFor[registers.Reads]()
	promoted := reflect.TypeFor[registers.Reads]()
	for i := range reads.NumField() {
		reader := reads.Field(i).Type
		for m := range reader.NumMethod() {
			name := reader.Method(m).Name
			if other, twice := of[name]; twice {
				t.Errorf("%s and %s both have %s", other, reader, name)
			}
			of[name] = reader.String()
			if _, there := promoted.MethodByName(name); !there {
				t.Errorf("%s of %s is not offered", name, reader)
			}
		}
	}
	if len(of) < 60 {
		t.Fatalf("only %d reads", len(of))
	}
}

// Every register stands in the catalogue once, with what it declares.
func TestTheCatalogueHoldsEveryRegister(t *testing.T) {
	known := map[string]bool{}
	for _, r := range registers.All() {
		if r.Of.Name == "" || known[r.Of.Name] {
			t.Errorf("%q stands twice or has no name", r.Of.Name)
		}
		known[r.Of.Name] = true
	}
	engine := map[string]bool{"office": true, "staff": true, "device": true, "undo": true}
	for _, r := range data.Registers() {
		if !known[r.Name] && !engine[r.Name] {
			t.Errorf("%s is declared and in no catalogue", r.Name)
		}
	}
}

// trespass is a register that writes another's table.
func trespass(kind string, of data.Register) store.Register {
	return store.Register{Of: of, Decide: map[string]store.Decider{kind: store.On(func(tx *store.Tx, c *data.TakeEnquiry) error {
		return tx.Insert("refusal", data.Refusal{ID: "r1", Number: "X-1", Day: tx.Day(), At: tx.At(), Reason: "sales", By: c.Staff})
	})}}
}

func TestADeciderWritesNoTableOfAnotherRegister(t *testing.T) {
	known := registers.All()
	for i, r := range known {
		if r.Of.Name == "enquiry" {
			known[i] = trespass("TakeEnquiry", r.Of)
		}
	}
	b := storetest.FreshOf(t, known)
	_, err := b.Do(context.Background(), &data.TakeEnquiry{Head: b.By(officetest.Gu), Enquiry: data.NewID(), Heard: "bar", Question: "几时交房？", Answer: "明年"})
	if data.CodeOf(err) != data.Storage || !strings.Contains(data.AsError(err).Unwrap().Error(), "enquiry writes refusal, a table of front") {
		t.Fatal(err)
	}
}
