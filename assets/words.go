package assets

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strconv"
	"strings"
	"sync"
)

// Lexicon holds every text of one language by its key. It is read-only and safe for use from
// several goroutines.
type Lexicon struct {
	lang  string
	texts map[string][]piece
}

// piece is a part of a text: words as they stand, an argument, a word chosen by an argument, or the
// text of a key that an argument completes.
type piece struct {
	words     string
	arg       int // -1 for plain words
	one, many string
	choice    bool
	family    string
}

// lexicons reads all word files once: they are inside the program, so a fault in them is a fault of the
// program and stops it at the first word, naming the file.
var lexicons = sync.OnceValue(func() map[string]*Lexicon {
	all := map[string]*Lexicon{}
	for _, lang := range Langs() {
		files, err := read(words, lang)
		if err != nil {
			panic(err)
		}
		lex := &Lexicon{lang: lang, texts: map[string][]piece{}}
		for _, texts := range files {
			for key, text := range texts {
				lex.texts[key] = parse(text)
			}
		}
		all[lang] = lex
	}
	return all
})

// Langs returns the languages the program speaks, the office's own first.
func Langs() []string { return []string{"zh", "en"} }

// Words returns the texts of a language, "zh" or "en"; any other name gives the Chinese ones.
func Words(lang string) *Lexicon {
	if lex, ok := lexicons()[lang]; ok {
		return lex
	}
	return lexicons()["zh"]
}

// Lang returns the language of the texts, "zh" or "en".
func (l *Lexicon) Lang() string { return l.lang }

// Say returns the text of a key with its arguments put in: {0} is the first one, and
// {0|guest|guests} is "guest" if the first one is 1, else "guests"; {0@common.month} is the text of
// "common.month." with the first one added, so that a caller hands over 11 and each language says
// it in its way. A key that nobody wrote shows as ⟦key⟧, and an argument nobody gave as its number
// in braces, so that neither hides.
func (l *Lexicon) Say(key string, args ...any) string {
	pieces, ok := l.texts[key]
	if !ok {
		return "⟦" + key + "⟧"
	}
	if len(pieces) == 1 && pieces[0].arg < 0 {
		return pieces[0].words
	}
	var b strings.Builder
	for _, p := range pieces {
		switch {
		case p.arg < 0:
			b.WriteString(p.words)
		case p.arg >= len(args):
			b.WriteString("{" + strconv.Itoa(p.arg) + "}")
		case p.family != "":
			b.WriteString(l.Say(p.family + "." + fmt.Sprint(args[p.arg])))
		case !p.choice:
			fmt.Fprint(&b, args[p.arg])
		case fmt.Sprint(args[p.arg]) == "1":
			b.WriteString(p.one)
		default:
			b.WriteString(p.many)
		}
	}
	return b.String()
}

// Has reports whether there is a text for the key.
func (l *Lexicon) Has(key string) bool {
	_, ok := l.texts[key]
	return ok
}

// Keys returns all keys, sorted.
func (l *Lexicon) Keys() []string {
	keys := make([]string, 0, len(l.texts))
	for key := range l.texts {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// read returns the texts of a language by file and key.
func read(files fs.FS, lang string) (map[string]map[string]string, error) {
	found, err := fs.Glob(files, "words/"+lang+"/*.json")
	if err != nil {
		return nil, err
	}
	all := map[string]map[string]string{}
	for _, name := range found {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		texts := map[string]string{}
		if err := json.Unmarshal(b, &texts); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all[strings.TrimSuffix(path.Base(name), ".json")] = texts
	}
	return all, nil
}

// parse cuts a text into pieces. Braces that hold no argument stay as they are.
func parse(text string) []piece {
	var pieces []piece
	plain := func(s string) {
		if n := len(pieces); n > 0 && pieces[n-1].arg < 0 {
			pieces[n-1].words += s
		} else if s != "" {
			pieces = append(pieces, piece{words: s, arg: -1})
		}
	}
	for text != "" {
		before, rest, ok := strings.Cut(text, "{")
		plain(before)
		if !ok {
			break
		}
		inner, after, closed := strings.Cut(rest, "}")
		if p, good := argument(inner); closed && good {
			pieces = append(pieces, p)
			text = after
			continue
		}
		plain("{")
		text = rest
	}
	return pieces
}

// argument reads the inside of a pair of braces: a number, a number and two words, or a number and
// the keys it chooses from.
func argument(inner string) (piece, bool) {
	inner, family, named := strings.Cut(inner, "@")
	if named {
		n, err := strconv.Atoi(inner)
		return piece{arg: n, family: family}, err == nil && n >= 0 && family != ""
	}
	parts := strings.Split(inner, "|")
	n, err := strconv.Atoi(parts[0])
	if err != nil || n < 0 {
		return piece{}, false
	}
	switch len(parts) {
	case 1:
		return piece{arg: n}, true
	case 3:
		return piece{arg: n, one: parts[1], many: parts[2], choice: true}, true
	}
	return piece{}, false
}
