package screen

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"yingbin/assets"
	"yingbin/data"
)

// Content is one thing that a command says: what it is called and what it is.
type Content struct{ Label, Value string }

// Contents tells what a command says, whoever gave it, in the words of a language:
// fields by act.field.<name>, codes by the words that the register has for them,
// ids by the names given. What only the program needs is left out.
func Contents(sh Shell, names map[data.ID]string, c data.Command) []Content {
	if c == nil {
		return nil
	}
	kind, _ := data.KindOf(c)
	t := teller{sh: sh, names: names, register: data.RegisterOf(kind.Name), words: wordsOf(sh.Lang())}
	t.tell(reflect.ValueOf(c).Elem(), false)
	return t.all
}

// inWords says contents in one line, each once.
func inWords(all []Content) string {
	var parts []string
	for _, c := range all {
		if words := strings.Join(strings.Fields(c.Value), " "); words != "" && !slices.Contains(parts, words) {
			parts = append(parts, words)
		}
	}
	return strings.Join(parts, " · ")
}

// codeWords finds the word of a code: by what the register calls its field, or by
// the code alone where the register has only one.
type codeWords struct {
	lex      *assets.Lexicon
	byField  map[string][]string // "field.code" → keys
	byItself map[string][]string // "code" → keys
}

var codeWordsOf sync.Map // language → *codeWords

func wordsOf(lang string) *codeWords {
	if w, ok := codeWordsOf.Load(lang); ok {
		return w.(*codeWords)
	}
	w := &codeWords{lex: assets.Words(lang), byField: map[string][]string{}, byItself: map[string][]string{}}
	for _, key := range w.lex.Keys() {
		parts := strings.Split(key, ".")
		if n := len(parts); n > 2 {
			last := parts[n-2] + "." + parts[n-1]
			w.byField[last] = append(w.byField[last], key)
			w.byItself[parts[n-1]] = append(w.byItself[parts[n-1]], key)
		}
	}
	codeWordsOf.Store(lang, w)
	return w
}

func (w *codeWords) find(register, field, code string) (string, bool) {
	if key := "act.code." + code; w.lex.Has(key) {
		return key, true
	}
	own := func(keys []string) string {
		for _, key := range keys {
			if strings.HasPrefix(key, register+".") {
				return key
			}
		}
		return ""
	}
	if key := own(w.byField[field+"."+code]); key != "" {
		return key, true
	}
	if keys := w.byField[field+"."+code]; len(keys) > 0 {
		return keys[0], true
	}
	if key := own(w.byItself[code]); key != "" {
		return key, true
	}
	return "", false
}

// teller puts a command into words.
type teller struct {
	sh       Shell
	names    map[data.ID]string
	register string
	words    *codeWords
	all      []Content
}

func (t *teller) tell(v reflect.Value, within bool) {
	items := stringsAt(v, "Items")
	for i := range v.NumField() {
		f := v.Type().Field(i)
		switch {
		case f.Type == reflect.TypeFor[data.Head](), !f.IsExported():
			continue
		case f.Anonymous && f.Type.Kind() == reflect.Struct:
			t.tell(v.Field(i), within)
			continue
		case f.Name == "Items" && len(items) > 0:
			continue
		}
		name := FieldName(f)
		key := "act.field." + name
		if !t.words.lex.Has(key) { // nothing that anybody looks for
			continue
		}
		if value := t.value(name, v.Field(i), items); value != "" {
			t.all = append(t.all, Content{t.sh.Say(key), value})
		}
	}
}

// FieldName is what a field is called in the words: its name in JSON.
func FieldName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" || name == "-" {
		name = strings.ToLower(f.Name[:1]) + f.Name[1:]
	}
	return name
}

// value says what a field holds, "" where it is blank or nobody's business.
func (t *teller) value(name string, v reflect.Value, items []string) string {
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	if v.IsZero() {
		return ""
	}
	calendar := t.sh.Settings().Calendar
	switch x := v.Interface().(type) {
	case data.ID:
		return t.names[x]
	case data.Time:
		return calendar.Stamp(x)
	case data.Day:
		return string(x)
	case data.Minutes:
		return x.String()
	case data.Fen:
		return data.Yuan(x)
	case []int:
		return t.places(x, items)
	}
	switch v.Kind() {
	case reflect.Bool:
		return t.sh.Say("common.yes")
	case reflect.Int, reflect.Int64, reflect.Int32:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.String:
		return t.text(name, v.String())
	case reflect.Slice:
		return t.list(name, v)
	case reflect.Struct:
		inner := teller{sh: t.sh, names: t.names, register: t.register, words: t.words}
		inner.tell(v, true)
		return inWords(inner.all)
	}
	return ""
}

// places says which of a list's items a row of places means.
func (t *teller) places(at []int, items []string) string {
	var said []string
	for _, i := range at {
		if i < len(items) {
			said = append(said, items[i])
		} else {
			said = append(said, strconv.Itoa(i+1))
		}
	}
	return data.Joined(t.sh.Say, said)
}

func (t *teller) text(name, s string) string {
	switch {
	case slices.Contains([]string{"strokes", "signature"}, name):
		return t.sh.Say("act.signed")
	case slices.Contains([]string{"verifier", "salt", "key", "cert"}, name):
		return ""
	}
	if key, ok := t.words.find(t.register, name, s); ok && isCode(s) {
		return t.sh.Say(key)
	}
	return s
}

// isCode reports whether a text looks like a code and not like words of somebody.
func isCode(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && r != '-' && (r < 'A' || r > 'Z') }) < 0
}

func (t *teller) list(name string, v reflect.Value) string {
	var said []string
	for i := range v.Len() {
		if s := t.value(name, v.Index(i), nil); s != "" {
			said = append(said, s)
		}
	}
	if len(said) > 0 && v.Index(0).Kind() == reflect.Struct {
		return strings.Join(said, "\n")
	}
	return data.Joined(t.sh.Say, said)
}

// stringsAt gives a list of words among the fields of a struct.
func stringsAt(v reflect.Value, field string) []string {
	f := v.FieldByName(field)
	if !f.IsValid() || f.Type() != reflect.TypeFor[[]string]() {
		return nil
	}
	return f.Interface().([]string)
}
