package front

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// The finder knows a visitor by keys; typed text finds a key that begins with
// it. Phones have a mark in front, so that a reversed one never meets a name or
// a phone that reads the same forward.
const (
	markPhone = ">" // the phone
	markTail  = "<" // the phone reversed: its tail is typed
)

const (
	keyLength  = 32 // longest key, in characters
	keyTokens  = 12 // a name is known by its first so many characters or words
	moreSounds = 6  // readings of a name besides the usual one
)

// finderKeys lists the keys of a visitor: every suffix of the name, of its
// pinyin and of the initials, in every likely reading, and the phone forward and
// reversed. A row's keys are found again by making them: who changes what is made,
// if only by a newer dictionary, adds a migration that empties finder and lets
// every visitor with a name or a phone wait in finder_wait.
func finderKeys(name, phone string) []string {
	keys := map[string]bool{}
	tokens := tokensOf(name)
	if len(tokens) > keyTokens {
		tokens = tokens[:keyTokens]
	}
	suffixes(keys, tokens)
	for _, sounds := range readings(tokens) {
		suffixes(keys, sounds)
		for i, s := range sounds {
			sounds[i] = firstOf(s)
		}
		suffixes(keys, sounds)
	}
	if digits := strings.TrimPrefix(phone, "+"); digits != "" {
		keys[markPhone+digits] = true
		keys[markTail+reversed(digits)] = true
	}
	list := make([]string, 0, len(keys))
	for k := range keys {
		list = append(list, k)
	}
	slices.Sort(list)
	// A key that another one begins with finds nothing more.
	kept := list[:0]
	for i, k := range list {
		if i+1 == len(list) || !strings.HasPrefix(list[i+1], k) {
			kept = append(kept, k)
		}
	}
	return kept
}

func suffixes(keys map[string]bool, tokens []string) {
	for i := range tokens {
		keys[cutKey(strings.Join(tokens[i:], ""))] = true
	}
}

func cutKey(s string) string {
	n := 0
	for i := range s {
		if n == keyLength {
			return s[:i]
		}
		n++
	}
	return s
}

func firstOf(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}

func reversed(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b)
}

// plainForm gives a character as keys have it: lower case, half width, ü as v;
// 0 for one that says nothing (spaces, dots between names, emoji).
func plainForm(r rune) rune {
	if r >= '！' && r <= '～' {
		r -= '！' - '!'
	}
	r = unicode.ToLower(r)
	switch {
	case r == 'ü':
		return 'v'
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return r
	}
	return 0
}

// tokensOf splits a name into hanzi and words of other scripts.
func tokensOf(name string) []string {
	var tokens []string
	word := false
	for _, r := range name {
		p := plainForm(r)
		switch {
		case p == 0:
			word = false
		case unicode.Is(unicode.Han, p) || !word:
			tokens = append(tokens, string(p))
			word = !unicode.Is(unicode.Han, p)
		default:
			tokens[len(tokens)-1] += string(p)
		}
	}
	return tokens
}

// readings gives the pinyin of a name, one list of syllables for each likely
// reading: the usual one first, then with one character read otherwise.
func readings(tokens []string) [][]string {
	sounds := make([][]string, len(tokens))
	for i, t := range tokens {
		sounds[i] = soundsOf(t)
	}
	surname(tokens, sounds)
	usual := make([]string, len(tokens))
	for i := range sounds {
		usual[i] = sounds[i][0]
	}
	all := [][]string{slices.Clone(usual)}
	for i := range sounds {
		for _, other := range sounds[i][1:] {
			if len(all) > moreSounds {
				return all
			}
			reading := slices.Clone(usual)
			reading[i] = other
			all = append(all, reading)
		}
	}
	return all
}

// surname puts the readings that characters have as surnames in front.
func surname(tokens []string, sounds [][]string) {
	if len(tokens) > 2 || len(tokens) == 2 {
		if both, ok := surnames[tokens[0]+tokens[1]]; ok {
			for i, s := range strings.Fields(both) {
				sounds[i] = inFront([]string{s}, sounds[i])
			}
			return
		}
	}
	if len(tokens) > 0 {
		if s, ok := surnames[tokens[0]]; ok {
			sounds[0] = inFront(strings.Fields(s), sounds[0])
		}
	}
}

func inFront(first, rest []string) []string {
	all := slices.Clone(first)
	for _, r := range rest {
		if !slices.Contains(all, r) {
			all = append(all, r)
		}
	}
	return all[:min(len(all), 3)]
}

var sounded sync.Map // hanzi → []string

// soundsOf gives the readings of a token without tones: at most three of a
// hanzi, the token itself where there is none.
func soundsOf(token string) []string {
	if known, ok := sounded.Load(token); ok {
		return known.([]string)
	}
	runes := []rune(token)
	if len(runes) != 1 || !unicode.Is(unicode.Han, runes[0]) {
		return []string{token}
	}
	all := pinyin.SinglePinyin(runes[0], pinyin.Args{
		Style: pinyin.Normal, Heteronym: true,
		Fallback: func(r rune, _ pinyin.Args) []string { return []string{string(r)} },
	})
	all = all[:min(len(all), 3)]
	for i, s := range all {
		all[i] = strings.ReplaceAll(s, "ü", "v")
	}
	sounded.Store(token, all)
	return all
}
