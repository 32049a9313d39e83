package front_test

import (
	"fmt"
	"slices"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
	"yingbin/data/store/storetest"
)

// lockedBook is a book whose handover was looked through twice, accepted and
// witnessed.
func lockedBook(t *testing.T) *storetest.Book {
	t.Helper()
	b := shiftBook(t)
	seal(b, officetest.An, "ho-1")
	c := accept(b, officetest.Bai, "ho-1")
	c.Marks[0].Mark, c.Marks[0].Word = "off", "没有看到"
	b.Must(&data.AcceptHandover{Head: b.By(officetest.Bai), Handover: "ho-1", Marks: c.Marks[:3]})
	c.Head, c.Marks[0].Mark, c.Marks[0].Word = b.By(officetest.Bai), "ok", ""
	c.Witness, c.WitnessStrokes, c.Approval = officetest.Chang, officetest.Strokes(3), &data.Approval{Staff: officetest.Chang, PIN: officetest.PINs[officetest.Chang]}
	b.Must(c)
	return b
}

// TestAHandoverThatWasChangedHasNoCode, whatever in it was changed, with any other
// program.
func TestAHandoverThatWasChangedHasNoCode(t *testing.T) {
	b := lockedBook(t)
	code := view(b, "ho-1").Code
	if v := view(b, "ho-1"); v.Differs || v.Code == "" || v.Proof.Short() != v.Code {
		t.Fatal("an untouched handover:", v.Code, v.Differs)
	}
	db := b.Beside()
	defer db.Close()
	try := func(what string, forge ...string) {
		t.Helper()
		undo := []string{`PRAGMA foreign_keys = OFF`}
		for _, table := range []string{"handover", "handover_item", "journal", "journal_side"} {
			undo = append(undo, `CREATE TEMP TABLE keep_`+table+` AS SELECT * FROM main.`+table)
		}
		for _, q := range slices.Concat(undo, forge) {
			if _, err := db.Exec(q); err != nil {
				t.Fatal(q, err)
			}
		}
		v, err := b.Handover(t.Context(), "ho-1")
		if err != nil || !v.Differs || v.Code != "" || v.Proof.Seq != 0 {
			t.Errorf("%s: shown with the code %q, differs %v, %v", what, v.Code, v.Differs, err)
		}
		for _, table := range []string{"journal_side", "journal", "handover_item", "handover"} {
			for _, q := range []string{`DELETE FROM main.` + table, `INSERT INTO main.` + table + ` SELECT * FROM keep_` + table, `DROP TABLE keep_` + table} {
				if _, err := db.Exec(q); err != nil {
					t.Fatal(q, err)
				}
			}
		}
	}
	const changed = `UPDATE %[1]s SET "%[2]s" = CASE typeof("%[2]s") WHEN 'integer' THEN "%[2]s" + 1 ELSE "%[2]s" || ' ' END WHERE id = (SELECT max(id) FROM %[1]s)`
	for _, table := range []string{"handover", "handover_item"} {
		for _, column := range b.Columns(table) {
			if column != "id" {
				try(table+"."+column, fmt.Sprintf(changed, table, column))
			}
		}
	}
	try("an item gone", `DELETE FROM handover_item WHERE id = (SELECT max(id) FROM handover_item)`)
	try("an item more", `INSERT INTO handover_item SELECT id || 'x', handover, section, sort, ref, visitor, title, detail, key, args, who, due, amiss, mark, word, seq, called FROM handover_item LIMIT 1`)
	try("the line that locked it", `UPDATE journal SET body = replace(body, '"locked"', '"lockeD"') WHERE seq = (SELECT seq FROM handover)`)
	try("the digest of that line", `UPDATE journal SET digest = randomblob(32) WHERE seq = (SELECT seq FROM handover)`)
	try("the line that sealed it", `DELETE FROM journal WHERE seq = (SELECT sealed_seq FROM handover)`)
	try("the signatures gone everywhere", `DELETE FROM journal_side WHERE class = 'signature'`, `UPDATE handover SET out_strokes = '', in_strokes = '', witness_strk = ''`)
	try("a guest's name gone everywhere", `DELETE FROM journal_side WHERE subject = 'guest-1'`, `UPDATE handover_item SET title = '', detail = '', word = '' WHERE visitor = 'guest-1'`)
	if v := view(b, "ho-1"); v.Code != code || v.Differs {
		t.Error("put back:", v.Code, v.Differs)
	}
}

// TestASealedHandoverKeepsTheNamesOfItsDay when people and the house are called
// otherwise, and so does one that waits to be accepted.
func TestASealedHandoverKeepsTheNamesOfItsDay(t *testing.T) {
	b := shiftBook(t)
	seal(b, officetest.An, "ho-1")
	rename := func(id data.ID, name string) {
		b.Must(&data.PutStaff{Head: b.By(officetest.Chang), Person: id, Name: name, Role: data.Reception})
	}
	rename(officetest.An, "安改名")
	b.Must(accept(b, officetest.Bai, "ho-1"))
	code := view(b, "ho-1").Code
	rename(officetest.Bai, "白改名")
	s, err := b.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.Name = "改名会馆"
	b.Must(&data.ChangeSettings{Head: b.By(officetest.Chang), Settings: s})
	v := view(b, "ho-1")
	names := v.AsSealed.Called(map[data.ID]string{officetest.An: "安改名", officetest.Bai: "白改名", "x": "别人"})
	if names[officetest.An] != "安小样" || names[officetest.Bai] != "白小范" || names["x"] != "别人" || v.AsSealed.House != "青禾样例会馆" || v.AsSealed.Next != "late" {
		t.Errorf("%+v", v.AsSealed)
	}
	if v.Code != code || v.Differs {
		t.Error(v.Code, code)
	}
	for _, item := range v.Items {
		if item.Who != "" && v.AsSealed.Names[item.Who] == "" {
			t.Error("nobody knows later what", item.Who, "was called")
		}
	}
}
