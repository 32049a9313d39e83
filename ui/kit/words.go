package kit

import "strings"

// Labelled makes choices of codes whose labels stand under a prefix.
func Labelled[T ~string](say func(key string, args ...any) string, prefix string, codes []T) []Choice {
	list := make([]Choice, len(codes))
	for i, c := range codes {
		list[i] = Choice{Code: string(c), Label: say(prefix + string(c))}
	}
	return list
}

// OneLine joins the lines of a remark.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Dotted puts short facts of a row side by side; those that are empty are left
// out.
func Dotted(facts ...string) string {
	var all []string
	for _, s := range facts {
		if s != "" {
			all = append(all, s)
		}
	}
	return strings.Join(all, " · ")
}
