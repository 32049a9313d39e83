package assets

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"
)

// prefix is the part of a key before its first dot.
func prefix(key string) string {
	before, _, _ := strings.Cut(key, ".")
	return before
}

// hanziInEnglish lists the keys whose English text names something by its Chinese name.
var hanziInEnglish = map[string]bool{"shell.otherLang": true}

func texts(t *testing.T, lang string) map[string]map[string]string {
	t.Helper()
	files, err := read(words, lang)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("no words in %s", lang)
	}
	return files
}

// flat joins the files of a language.
func flat(files map[string]map[string]string) map[string]string {
	all := map[string]string{}
	for _, texts := range files {
		for key, text := range texts {
			all[key] = text
		}
	}
	return all
}

func TestBothLanguagesHoldTheSameKeysAndArguments(t *testing.T) {
	zh, en := texts(t, "zh"), texts(t, "en")
	for file, pairs := range zh {
		for key, text := range pairs {
			other, ok := en[file][key]
			if !ok {
				t.Errorf("en/%s.json lacks %s", file, key)
				continue
			}
			if a, b := arguments(text), arguments(other); !slices.Equal(a, b) {
				t.Errorf("%s takes the arguments %v in zh, %v in en", key, a, b)
			}
		}
	}
	for file, pairs := range en {
		for key := range pairs {
			if _, ok := zh[file][key]; !ok {
				t.Errorf("zh/%s.json lacks %s", file, key)
			}
		}
	}
}

// arguments are the numbers of the arguments in a text, each once.
func arguments(text string) []int {
	var found []int
	for _, p := range parse(text) {
		if p.arg >= 0 && !slices.Contains(found, p.arg) {
			found = append(found, p.arg)
		}
	}
	sort.Ints(found)
	return found
}

func TestEveryPrefixBelongsToOneFile(t *testing.T) {
	for _, lang := range Langs() {
		owner := map[string]string{}
		for file, pairs := range texts(t, lang) {
			for key := range pairs {
				p := prefix(key)
				if p == key {
					t.Errorf("%s/%s.json: %s has no prefix", lang, file, key)
				}
				if other, ok := owner[p]; ok && other != file {
					t.Errorf("%s: keys with %s. stand in %s.json and in %s.json", lang, p, other, file)
				}
				owner[p] = file
			}
		}
	}
}

// A section that a register hands over has its word: the handover would show the
// code instead.
func TestEverySectionOfTheHandoverHasItsWord(t *testing.T) {
	section := regexp.MustCompile(`Section(?::|\s*=|,.*=) "(\w+)"`)
	found := map[string]bool{}
	err := filepath.WalkDir("../data/store", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, m := range section.FindAllStringSubmatch(string(source), -1) {
			found[m[1]] = true
		}
		return err
	})
	if err != nil || len(found) < 8 {
		t.Fatal(found, err)
	}
	for _, lang := range Langs() {
		words := texts(t, lang)["handover"]
		for s := range found {
			if words["handover.section."+s] == "" {
				t.Errorf("%s: handover.section.%s is missing", lang, s)
			}
		}
	}
}

func TestNoKeyIsWrittenTwice(t *testing.T) {
	err := fs.WalkDir(words, "words", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f, err := words.Open(name)
		if err != nil {
			return err
		}
		defer f.Close()
		seen := map[string]bool{}
		for in, key := json.NewDecoder(f), true; ; key = !key {
			token, err := in.Token()
			if err != nil {
				return nil
			}
			if _, brace := token.(json.Delim); brace {
				key = !key
				continue
			}
			word, ok := token.(string)
			if !ok {
				t.Errorf("%s holds %v, which is not a text", name, token)
			} else if key {
				if seen[word] {
					t.Errorf("%s holds %s twice", name, word)
				}
				seen[word] = true
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

var (
	braces   = regexp.MustCompile(`\{[^{}]*\}`)
	halfZh   = regexp.MustCompile(`\p{Han}\s*[,;:!?]|[,;!?:]\s*\p{Han}`)
	spacedZh = regexp.MustCompile(`[，。：；！？、]\s|\s[，。：；！？、]`)
)

func TestTextsAreWellSet(t *testing.T) {
	for _, lang := range Langs() {
		for key, text := range flat(texts(t, lang)) {
			plain := braces.ReplaceAllString(text, "0")
			switch {
			case strings.TrimSpace(text) == "":
				t.Errorf("%s: %s is empty", lang, key)
			case strings.Trim(text, " \n\t") != text: // a wide space is a blank to write in
				t.Errorf("%s: %s begins or ends with a space", lang, key)
			case strings.ContainsAny(plain, "{}"):
				t.Errorf("%s: %s has a brace without its mate: %s", lang, key, text)
			}
			for _, inner := range braces.FindAllString(text, -1) {
				if p, ok := argument(inner[1 : len(inner)-1]); !ok {
					t.Errorf("%s: %s holds %s, which is no argument", lang, key, inner)
				} else if p.family != "" && !family(Words(lang), p.family) {
					t.Errorf("%s: %s chooses from %s, which holds no texts", lang, key, p.family)
				}
			}
			if prefix(key) == "error" && strings.ContainsAny(text, "!！") {
				t.Errorf("%s: %s shouts: %s", lang, key, text)
			}
			if lang == "zh" {
				if halfZh.MatchString(plain) {
					t.Errorf("zh: %s has half-width punctuation: %s", key, text)
				}
				if spacedZh.MatchString(plain) {
					t.Errorf("zh: %s has a space beside full-width punctuation: %s", key, text)
				}
			}
			if lang == "en" && !hanziInEnglish[key] {
				for _, r := range text {
					if unicode.Is(unicode.Han, r) || r >= 0xFF01 && r <= 0xFF60 || r >= 0x3001 && r <= 0x303F {
						t.Errorf("en: %s is not English: %s", key, text)
						break
					}
				}
			}
		}
	}
}

// family reports whether there are texts whose keys begin so.
func family(l *Lexicon, name string) bool {
	for _, key := range l.Keys() {
		if strings.HasPrefix(key, name+".") {
			return true
		}
	}
	return false
}

func TestFontsDrawEveryWord(t *testing.T) {
	for _, lang := range Langs() {
		for key, text := range flat(texts(t, lang)) {
			for _, heavy := range []bool{false, true} {
				if !Draws(strings.ReplaceAll(text, "\n", ""), heavy) {
					t.Errorf("%s: bold %v has no glyph for part of %s: %s", lang, heavy, key, text)
				}
			}
		}
	}
}

func TestSay(t *testing.T) {
	zh, en := Words("zh"), Words("en")
	for _, c := range []struct {
		lex  *Lexicon
		key  string
		args []any
		want string
	}{
		{zh, "common.undo", nil, "撤回"},
		{zh, "common.people", []any{3}, "3 人"},
		{en, "common.people", []any{1}, "1 person"},
		{en, "common.people", []any{12}, "12 people"},
		{en, "common.people", []any{int64(1)}, "1 person"},
		{zh, "common.page", []any{2, 5}, "第 2 页／共 5 页"},
		{zh, "common.date.md", []any{11, 23}, "11月23日"},
		{en, "common.date.md", []any{11, 23}, "23 Nov"},
		{zh, "common.date.mdw", []any{11, 23, 1}, "11月23日 周一"},
		{en, "common.date.mdw", []any{11, 23, 1}, "Mon 23 Nov"},
		{zh, "common.named.mr", []any{"{0}"}, "{0}先生"},
		{zh, "common.page", []any{1}, "第 1 页／共 {1} 页"},
		{zh, "no.such.key", []any{1}, "⟦no.such.key⟧"},
	} {
		if got := c.lex.Say(c.key, c.args...); got != c.want {
			t.Errorf("%s in %s is %q, not %q", c.key, c.lex.Lang(), got, c.want)
		}
	}
}

func TestUnknownLanguageIsChinese(t *testing.T) {
	if lang := Words("fr").Lang(); lang != "zh" {
		t.Errorf("an unknown language gives %s", lang)
	}
	if !Words("").Has("common.save") || Words("en").Has("common.") {
		t.Error("Has does not tell what is there")
	}
}

func TestParseKeepsWhatIsNoArgument(t *testing.T) {
	for text, want := range map[string]string{
		"a{0}b":        "a7b",
		"{":            "{",
		"}{":           "}{",
		"{x}":          "{x}",
		"{0|a}":        "{0|a}",
		"{-1}":         "{-1}",
		"{{0}}":        "{7}",
		"{0|one|two}":  "two",
		"{0@}":         "{0@}",
		"{0@common.x}": "⟦common.x.7⟧",
	} {
		lex := &Lexicon{texts: map[string][]piece{"k": parse(text)}}
		if got := lex.Say("k", 7); got != want {
			t.Errorf("%q says %q, not %q", text, got, want)
		}
	}
}

func TestFaultyWordFileIsNamed(t *testing.T) {
	files := fstest.MapFS{"words/zh/visit.json": {Data: []byte(`{"visit.title": 1}`)}}
	if _, err := read(files, "zh"); err == nil || !strings.Contains(fmt.Sprint(err), "visit.json") {
		t.Errorf("a faulty file gives %v", err)
	}
}
