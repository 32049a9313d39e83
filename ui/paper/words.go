package paper

import (
	"slices"
	"strings"

	"yingbin/data"
)

// What papers and screens word alike.

// Say gives the words of one language for a key, as Lexicon.Say does.
type Say = func(key string, args ...any) string

// Linked puts what is not empty one after the other, by what stands between.
func Linked(by string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(parts), func(s string) bool { return s == "" }), by)
}

// Chain says several things one after the other, two at a time by the words of a
// key.
func Chain(say Say, key string, parts ...string) string {
	if len(parts) == 0 {
		return ""
	}
	said := parts[0]
	for _, p := range parts[1:] {
		said = say(key, said, p)
	}
	return said
}

// Joined lists names as the language does.
func Joined(say Say, names []string) string { return data.Joined(say, names) }
