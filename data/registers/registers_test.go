package registers_test

import (
	"context"
	"maps"
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
	engine := map[string]bool{"office": true, "staff": true, "device": true, "undo": true, "visitor": true}
	for _, r := range data.Registers() {
		if !known[r.Name] && !engine[r.Name] {
			t.Errorf("%s is declared and in no catalogue", r.Name)
		}
	}
}

// changed is the catalogue with one register changed.
func changed(name string, change func(r *store.Register)) store.Catalogue {
	known := registers.All()
	for i := range known {
		if known[i].Of.Name == name {
			known[i].Decide = maps.Clone(known[i].Decide)
			change(&known[i])
		}
	}
	return known
}

func TestADeciderWritesNoTableOfAnotherRegister(t *testing.T) {
	b := storetest.FreshOf(t, changed("enquiry", func(r *store.Register) {
		r.Decide["TakeEnquiry"] = store.Decides(func(tx *store.Tx, c *data.TakeEnquiry) error {
			return tx.Insert("refusal", data.Refusal{ID: "r1", Number: "X-1", Day: tx.Day(), At: tx.At(), Reason: "sales", By: c.Staff})
		})
	}))
	_, err := b.Do(context.Background(), &data.TakeEnquiry{Head: b.By(officetest.Gu), Enquiry: data.NewID(), Heard: "bar", Question: "几时交房？", Answer: "明年"})
	if data.CodeOf(err) != data.Storage || !strings.Contains(data.AsError(err).Unwrap().Error(), "enquiry writes refusal, a table of front") {
		t.Fatal(err)
	}
}

// A catalogue with a fault in it opens no book.
func TestABrokenCatalogueOpensNoBook(t *testing.T) {
	for want, known := range map[string]store.Catalogue{
		"two registers have the letters L": changed("enquiry", func(r *store.Register) { r.Numbers = map[string]string{"L": "enquiry"} }),
		"nobody decides TakeEnquiry":       changed("enquiry", func(r *store.Register) { delete(r.Decide, "TakeEnquiry") }),
		"NobodysAct is decided":            changed("enquiry", func(r *store.Register) { r.Decide["NobodysAct"] = r.Decide["TakeEnquiry"] }),
		"two registers answer": changed("enquiry", func(r *store.Register) {
			r.Handlers = []store.Handler{store.HandleQuery(func(context.Context, store.Querier, *data.ListPlaceNames) error { return nil })}
		}),
		"which nobody declares":        changed("enquiry", func(r *store.Register) { r.Check = map[string]store.Rule{"nothing": nil} }),
		"two registers have the table": append(registers.All(), store.Register{Of: data.Register{Name: "twin", Rows: data.Enquiries.Rows}}),
	} {
		_, err := store.Open(context.Background(), known, t.TempDir(), store.Options{})
		if err == nil || !strings.Contains(data.AsError(err).Unwrap().Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func TestAGuestIsMetByAnyRegister(t *testing.T) {
	b := storetest.FreshOf(t, changed("enquiry", func(r *store.Register) {
		r.Decide["TakeEnquiry"] = store.Decides(func(tx *store.Tx, c *data.TakeEnquiry) error {
			_, err := tx.Guest(store.Guest{ID: c.Visitor, Name: c.Who, Phone: c.Phone})
			return err
		})
	}))
	b.Must(&data.TakeEnquiry{Head: b.By(officetest.Gu), Enquiry: data.NewID(), Visitor: data.NewID(), Who: "欧阳䶮", Phone: "13800000001", Heard: "bar", Question: "几时交房？", Answer: "明年"})
	if v, err := b.FindVisitors(context.Background(), "欧阳", 5); err != nil || len(v) != 1 {
		t.Fatal(v, err)
	}
}
