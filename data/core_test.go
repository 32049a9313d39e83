package data

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func TestFaultsNameEveryField(t *testing.T) {
	var f Faults
	if f.Err() != nil {
		t.Fatal("no fault is an error")
	}
	f.Check(true, "a", "x")
	f.Check(false, "b", "error.range", 1, 9)
	f.Add("c", "error.required")
	err := fmt.Errorf("around: %w", f.Err())
	if CodeOf(err) != Invalid {
		t.Fatal(err)
	}
	all := AsError(err).All()
	if len(all) != 2 || all[0].Field != "b" || all[1].Field != "c" || all[0].Args[1] != 9 {
		t.Fatal(all)
	}
	if s := err.Error(); !strings.Contains(s, "error.range") || !strings.Contains(s, "error.required") {
		t.Error(s)
	}
	foreign := errors.New("disk")
	if e := AsError(foreign); e.Code != Storage || !errors.Is(e, foreign) || CodeOf(foreign) != "" || AsError(nil) != nil || CodeOf(nil) != "" {
		t.Error(e)
	}
}

func TestIDs(t *testing.T) {
	seen := map[ID]bool{}
	for range 2000 {
		id := NewID()
		if !id.Valid() || len(id) != 36 || id[14] != '7' || !strings.ContainsRune("89ab", rune(id[19])) || seen[id] {
			t.Fatal(id)
		}
		seen[id] = true
	}
	for _, id := range []ID{"", "a b", "王", "a/b", "a'b", ID(strings.Repeat("x", 65)), "a\n"} {
		if id.Valid() {
			t.Errorf("%q is an id", id)
		}
	}
}

func TestPINs(t *testing.T) {
	for pin, want := range map[string]bool{
		"2580": true, "147036": true, "13579135": true, "123": false, "123456789": false, "1111": false, "1234": false, "4321": false, "98765": false, "12a4": false, "１２５８": false, "": false,
	} {
		if got := CheckPIN(pin) == nil; got != want {
			t.Errorf("%q may be a PIN: %v", pin, got)
		}
	}
	v := Verifier("2580")
	if strings.Contains(v, "2580") || v == Verifier("2580") {
		t.Error("a verifier has no salt of its own or shows the PIN")
	}
	if !Matches(v, "2580") || Matches(v, "2581") || Matches(v, "") {
		t.Error("the verifier judges wrongly")
	}
	for _, bad := range []string{"", "2580", "pbkdf2-sha256$", "pbkdf2-sha256$x$$", "pbkdf2-sha256$0$$", "pbkdf2-sha256$-1$QQ$QQ", "pbkdf2-sha256$1$!$!", strings.Replace(v, "$", "%", 1)} {
		if Matches(bad, "2580") || Matches(bad, "") {
			t.Errorf("%q lets somebody in", bad)
		}
	}
}

func TestSignaturesFitAndComeBack(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 5))
	draw := func(strokes, points int) Strokes {
		s := make(Strokes, strokes)
		for i := range s {
			s[i] = make([]Point, points)
			for j := range s[i] {
				s[i][j] = Point{int16(rnd.IntN(65536) - 32768), int16(rnd.IntN(1000))}
			}
		}
		return s
	}
	for _, size := range [][2]int{{0, 0}, {1, 1}, {1, 8}, {5, 40}, {3, 200}} {
		s := draw(size[0], size[1])
		if back := DecodeStrokes(s.Encode()); len(s) > 0 && !reflect.DeepEqual(back, s) {
			t.Errorf("%v come back otherwise", size)
		}
	}
	for _, size := range [][2]int{{1, 100_000}, {2000, 2}, {5000, 1}, {300, 300}} {
		s := draw(size[0], size[1])
		text := s.Encode()
		back := DecodeStrokes(text)
		if len(text) > MaxStrokes || back.Empty() {
			t.Errorf("%v take %d bytes, empty %v", size, len(text), back.Empty())
		}
		if back[0][0] != s[0][0] {
			t.Errorf("%v begin elsewhere", size)
		}
	}
	for _, bad := range []string{"", "!", "AA", "//8=", "AAIAAQAB"} {
		if !DecodeStrokes(bad).Empty() {
			t.Errorf("%q is a signature", bad)
		}
	}
	if !draw(1, 7).Empty() || draw(1, 8).Empty() {
		t.Error("a dot is a signature or a line is none")
	}
	if Digest("ab", "c") == Digest("a", "bc") {
		t.Error("two texts have one digest")
	}
}

func TestPersonalValuesAreTakenOutOfCommands(t *testing.T) {
	c := &AcceptHandover{Head: Head{ID: "c", At: 1, Staff: "s", Approval: &Approval{Staff: "boss", PIN: "2580"}}, Handover: "h", PIN: "1470", Strokes: "画",
		Marks: []HandoverMark{{Item: "i1", Mark: "ok"}, {Item: "i2", Mark: "off", Word: "少一把"}}}
	sides := Sides{}
	body, err := Strip(c, sides)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"画", "少一把", "1470", "2580"} {
		if bytes.Contains(body, []byte(secret)) {
			t.Errorf("%s stands in %s", secret, body)
		}
	}
	if len(sides) != 2 || sides["signature"]["cmd.strokes"] != "画" || sides["remark"]["cmd.marks.1.word"] != "少一把" {
		t.Error(sides)
	}
	var back AcceptHandover
	if err := json.Unmarshal(body, &back); err != nil || back.Handover != "h" || len(back.Marks) != 2 || back.Marks[1].Mark != "off" || back.Approval.Staff != "boss" {
		t.Error(back, err)
	}
	seals := sides.Seal()
	for _, s := range seals {
		other := s
		other.Salt = append([]byte{1}, s.Salt[1:]...)
		if len(s.Salt) != 16 || s.Digest() == other.Digest() && s.Salt[0] != 1 {
			t.Error("the salt doesn't count")
		}
	}
}

// Commands stand in the journal for good: every kind has one name, can be read
// back, and keeps nothing that it doesn't name.
func TestEveryKindCanStandInTheJournal(t *testing.T) {
	names := map[string]bool{}
	for _, r := range Registers() {
		for _, k := range r.Kinds {
			if names[k.Name] {
				t.Errorf("two kinds are named %s", k.Name)
			}
			names[k.Name] = true
			c := k.New()
			body, err := json.Marshal(c)
			if err != nil {
				t.Fatal(k.Name, err)
			}
			back, err := k.Decode(k.Version, body)
			if err != nil || !reflect.DeepEqual(back, c) {
				t.Errorf("%s comes back as %v (%v)", k.Name, back, err)
			}
			if _, err := k.Decode(k.Version, []byte("{")); CodeOf(err) != Invalid {
				t.Errorf("%s reads nonsense: %v", k.Name, err)
			}
			if err := c.Validate(); err != nil && AsError(err).Code != Invalid {
				t.Errorf("an empty %s is %v", k.Name, err)
			}
			typ := reflect.TypeOf(c).Elem()
			for i := range typ.NumField() {
				f := typ.Field(i)
				if tag := f.Tag.Get("json"); !f.Anonymous && tag == "" {
					t.Errorf("%s.%s has no name in the journal", k.Name, f.Name)
				}
			}
		}
	}
}

func TestLinesComeBackAsTheyWere(t *testing.T) {
	l := Line{Epoch: 1, Seq: 9, Kind: "K", Version: 1, Command: json.RawMessage(`{"id":"c"}`), Receipt: Receipt{ID: "c", Warnings: []Warning{{Key: "w", Args: []any{int64(3), "x"}}}},
		Changes: []RowChange{{Table: "t", Key: []any{"a", int64(1 << 60)}, Op: Updated, Old: map[string]any{"n": int64(-1)}, New: map[string]any{"n": int64(9007199254740993), "s": "<&>"}}}}
	body, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	back, err := ParseLine(body)
	if err != nil || !reflect.DeepEqual(back, l) {
		t.Fatalf("%+v (%v)", back, err)
	}
	if _, err := ParseLine(body[1:]); CodeOf(err) != Storage {
		t.Fatal(err)
	}
	var m Mark
	if m.Short() != "0000 0000 0000" || Chain(m.Digest, body) == Chain(m.Digest, body[1:]) {
		t.Error(m.Short())
	}
}

// What a row keeps as personal is personal in the command that brings it, too: a
// field without its tag would stand in the journal for good.
func TestACommandSaysWhatIsPersonalLikeItsRow(t *testing.T) {
	for _, r := range Registers() {
		classes := map[string]Class{}
		for _, row := range r.Rows {
			for _, c := range row.Columns {
				if c.Class != "" {
					classes[c.Name] = c.Class
				}
			}
		}
		for _, k := range r.Kinds {
			typ := reflect.TypeOf(k.New()).Elem()
			for i := range typ.NumField() {
				f := typ.Field(i)
				if want := classes[ColumnName(f.Name)]; want != "" && f.Type.Kind() == reflect.String && f.Tag.Get("personal") == "" && f.Tag.Get("json") != "-" {
					t.Errorf("%s.%s has no tag; the rows say %s", k.Name, f.Name, want)
				}
			}
		}
	}
}
