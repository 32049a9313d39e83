package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"yingbin/data"
	"yingbin/data/officetest"
)

// spoilt are ways in which a line's row change can be wrong.
var spoilt = map[string]func(c *data.RowChange){
	"no key":                  func(c *data.RowChange) { c.Key = nil },
	"a key too short":         func(c *data.RowChange) { c.Key = c.Key[:len(c.Key)-1] },
	"a key too long":          func(c *data.RowChange) { c.Key = append(c.Key, "x") },
	"nothing as key":          func(c *data.RowChange) { c.Key[0] = nil },
	"a truth as key":          func(c *data.RowChange) { c.Key[0] = true },
	"a list as key":           func(c *data.RowChange) { c.Key[0] = []any{"x"} },
	"a map as key":            func(c *data.RowChange) { c.Key[0] = map[string]any{"a": 1} },
	"no such table":           func(c *data.RowChange) { c.Table = "nowhere" },
	"no table":                func(c *data.RowChange) { c.Table = "" },
	"a table out of the text": func(c *data.RowChange) { c.Table = `visit" WHERE 1; --` },
	"the journal":             func(c *data.RowChange) { c.Table, c.Key = "journal", []any{1} },
	"personal values":         func(c *data.RowChange) { c.Table, c.Key = "journal_side", []any{1, "a", "b"} },
	"the copy":                func(c *data.RowChange) { c.Table, c.Key = "copy", nil },
	"the finder":              func(c *data.RowChange) { c.Table, c.Key = "finder", nil },
	"SQLite's own table":      func(c *data.RowChange) { c.Table, c.Key = "sqlite_schema", nil },
	"no operation":            func(c *data.RowChange) { c.Op = "" },
	"another operation":       func(c *data.RowChange) { c.Op = "drop" },
	"a column that is not":    func(c *data.RowChange) { c.New = with(c.New, "nothing", "x") },
	"an old one that is not":  func(c *data.RowChange) { c.Old = with(c.Old, "nothing", "x") },
	"a column aside":          func(c *data.RowChange) { c.Aside = []string{"nothing"} },
	"values of another type":  func(c *data.RowChange) { c.New = others(c.New) },
	"values that are nothing": func(c *data.RowChange) { c.New = filled(c.New, nil) },
	"values that are lists":   func(c *data.RowChange) { c.New = filled(c.New, []any{1}) },
}

func with(m map[string]any, name string, v any) map[string]any {
	m = maps.Clone(m)
	if m == nil {
		m = map[string]any{}
	}
	m[name] = v
	return m
}

func filled(m map[string]any, v any) map[string]any {
	f := map[string]any{"seq": v}
	for k := range m {
		f[k] = v
	}
	return f
}

func others(m map[string]any) map[string]any {
	o := map[string]any{"seq": "x"}
	for k, v := range m {
		if _, text := v.(string); text {
			o[k] = 7
		} else {
			o[k] = "x"
		}
	}
	return o
}

// linesOfABar are lines that insert, change and remove rows of many tables, with
// keys of one column and of several, and a copy that stands before them.
func linesOfABar(t testing.TB) (copy *testBook, lines []data.Posted) {
	t.Helper()
	hub := barBook(t)
	copy = joinedTo(t, hub, data.AtReception)
	copy.follow(hub)
	c := officetest.Order(hub.By(an), "table-a1")
	hub.must(c)
	hub.must(&data.AdvanceLines{Head: hub.By(gu), Lines: []data.ID{c.Lines[0].Line}, To: data.Making})
	guest := hub.Guest("王示例", "13900000000")
	hub.must(guest)
	hub.must(&data.Undo{Head: hub.By(chang), Command: guest.ID})
	lines, err := hub.Tail(context.Background(), data.AtReception, copy.mark().Seq, -1)
	if err != nil {
		t.Fatal(err)
	}
	return copy, lines
}

// refuses tells that a copy takes a line for a fault, and is as it was.
func (b *testBook) refuses(what string, p data.Posted) {
	b.T.Helper()
	before := b.mark()
	if err := b.Take(context.Background(), []data.Posted{p}); err == nil || b.mark() != before {
		b.T.Fatalf("%s: taken as it is: %v", what, err)
	}
}

// A line that can't be one of this book's is refused whole, whatever is wrong with
// it; the line itself is taken afterwards.
func TestALineThatDoesNotFitIsRefused(t *testing.T) {
	copy, lines := linesOfABar(t)
	for _, p := range lines {
		line, err := data.ParseLine([]byte(p.Body))
		if err != nil {
			t.Fatal(err)
		}
		for i := range line.Changes {
			for _, what := range slices.Sorted(maps.Keys(spoilt)) {
				bad, _ := data.ParseLine([]byte(p.Body))
				spoilt[what](&bad.Changes[i])
				copy.refuses(bad.Changes[i].Table+": "+what, data.Posted{Seq: p.Seq, Body: textOf(t, bad), Sides: p.Sides})
			}
		}
		copy.takes(p)
	}
	copy.sound()
}

func textOf(t testing.TB, l data.Line) string {
	t.Helper()
	body, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

func TestALinesOwnWordsAreChecked(t *testing.T) {
	copy, lines := linesOfABar(t)
	for _, p := range lines {
		for what, spoil := range map[string]func(l *data.Line, q *data.Posted){
			"an epoch that ended":    func(l *data.Line, _ *data.Posted) { l.Epoch = 0 },
			"an epoch out of reach":  func(l *data.Line, _ *data.Posted) { l.Epoch = 1 << 62 },
			"a sequence far ahead":   func(l *data.Line, q *data.Posted) { l.Seq, q.Seq = 1<<62, 1<<62 },
			"a sequence below":       func(l *data.Line, q *data.Posted) { l.Seq, q.Seq = -1, -1 },
			"two sequences":          func(_ *data.Line, q *data.Posted) { q.Seq++ },
			"no command":             func(l *data.Line, _ *data.Posted) { l.Command = nil },
			"a command that is none": func(l *data.Line, _ *data.Posted) { l.Command = json.RawMessage(`[1]`) },
			"values nobody spoke of": func(_ *data.Line, q *data.Posted) {
				q.Sides = append(slices.Clone(q.Sides), data.Side{Class: "name", Subject: "x", Values: []byte("{}")})
			},
			"values that are another": func(_ *data.Line, q *data.Posted) {
				q.Sides = []data.Side{{Class: "name", Subject: "x", Values: []byte(`{"0.new.name":true}`)}}
			},
		} {
			bad, _ := data.ParseLine([]byte(p.Body))
			q := p
			spoil(&bad, &q)
			q.Body = textOf(t, bad)
			copy.refuses(what, q)
		}
		if len(p.Sides) > 0 {
			twice := p
			twice.Sides = append(slices.Clone(p.Sides), p.Sides[0])
			copy.refuses("values twice", twice)
		}
		copy.takes(p)
	}
}

// FuzzLine gives a copy any line that claims to be the next one: it is taken or a
// fault, and what it did is taken back each time.
func FuzzLine(f *testing.F) {
	copy, lines := linesOfABar(f)
	ctx := context.Background()
	for _, p := range lines {
		values := []byte("{}")
		if len(p.Sides) > 0 {
			values = p.Sides[0].Values
		}
		f.Add([]byte(p.Body), values)
	}
	f.Add([]byte(`{"epoch":1,"cmd":{},"changes":[{"t":"visit","op":"insert","k":[]}]}`), []byte(`{"0.new.name":null}`))
	f.Fuzz(func(t *testing.T, body, values []byte) {
		line, err := data.ParseLine(body)
		if err != nil {
			return
		}
		side := data.Side{Class: "name", Subject: "x", Values: values}
		line.Personal = map[string]string{side.Name(): side.Digest()}
		err = copy.change(ctx, func(ctx context.Context) error {
			s := copy.session(ctx)
			if err := s.exec(`BEGIN IMMEDIATE`); err != nil {
				t.Fatal(err)
			}
			defer s.rollback()
			line.Seq = s.head.Seq + 1
			tx := &Tx{ctx: ctx, book: copy.Book, seq: line.Seq, now: line.Receipt.Decided, at: line.Receipt.At, settings: s.settings, replayed: true}
			return s.replay(tx, line, body, []data.Side{side})
		})
		if data.CodeOf(err) == "" && err != nil {
			t.Fatalf("%v is no fault of ours", err)
		}
	})
}
