package cli

import (
	"slices"
	"strings"

	"yingbin/assets"
	"yingbin/data"
)

// WaysOn are the lines below a fault that say how to go on from it: by their names, but
// for restoring, which has a word of its own, and for trying again.
func WaysOn(ways []string, backups []data.Backup) string {
	var lines []string
	for _, way := range ways {
		switch i := slices.IndexFunc(backups, func(k data.Backup) bool { return !k.Ahead }); {
		case way == "again":
		case way == "restore" && i >= 0:
			lines = append(lines, Both("sorry.cli.restore", backups[i].Path))
		case way == "restore":
			lines = append(lines, Both("sorry.cli.restoreNone"))
		default:
			lines = append(lines, both(way))
		}
	}
	if len(lines) == 0 {
		return ""
	}
	return Both("sorry.cli") + "\n" + strings.Join(lines, "\n")
}

// both is the line of a way, in both languages.
func both(way string) string {
	say := func(lang string) string {
		lex := assets.Words(lang)
		return lex.Say("sorry.cli.way", way, lex.Say("sorry.way."+way))
	}
	return say("zh") + "\n" + say("en")
}

// Told is a fault with what can be done about it.
type Told struct {
	Err  error
	More string
}

// Error is the fault's.
func (t Told) Error() string { return t.Err.Error() }

// Unwrap gives the fault.
func (t Told) Unwrap() error { return t.Err }

// NoWay says that a way leads nowhere from what keeps the office from opening.
func NoWay(way string) error { return Usage{key: "sorry.cli.noWay", args: []any{way}} }
