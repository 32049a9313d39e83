package paper

import (
	"slices"
	"strings"
	"time"

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

// GuestName is a guest's name as it is said: with the title where it belongs.
func GuestName(say Say, name, title string) string {
	if name == "" || title == "" {
		return name
	}
	return say("common.named."+title, name)
}

// Length is a length of time in words, in whole minutes.
func Length(say Say, d time.Duration) string {
	m := int(d / time.Minute)
	switch {
	case m < 60:
		return say("common.minutes", m)
	case m < 24*60 && m%60 == 0:
		return say("common.hours", m/60)
	case m < 24*60:
		return say("common.hoursMinutes", m/60, m%60)
	}
	return say("common.days", m/(24*60))
}
