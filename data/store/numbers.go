package store

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"yingbin/data"
)

// numbered names the table whose records carry numbers of this one's letters, ""
// when there is none.
func (b *Book) numbered(number string) string {
	letters, _, _ := strings.Cut(number, "-")
	return b.numbers[letters]
}

// shortNumber is a number as screens and papers show it, without the year.
var shortNumber = regexp.MustCompile(`^([A-Z]{1,2})-(\d{4})-(\d+)$`)

// Numbered gives the record that carries a number, whole or as it is shown: then
// the one of the latest year. What is no number is an id already.
func (b *Book) Numbered(ctx context.Context, number string) (data.ID, error) {
	register := b.numbered(number)
	if register == "" {
		return data.ID(number), nil
	}
	tries := []string{number}
	if p := shortNumber.FindStringSubmatch(number); p != nil {
		settings, err := b.Settings(ctx)
		if err != nil {
			return "", err
		}
		year := settings.Calendar.Local(b.now()).Year()
		tries = nil
		for back := range 3 {
			tries = append(tries, p[1]+"-"+strconv.Itoa(year-back)+p[2]+"-"+p[3])
		}
	}
	for _, n := range tries {
		id, err := Value[string](ctx, b, `SELECT id FROM `+register+` WHERE number = ?`, n)
		if err != nil || id != "" {
			return data.ID(id), err
		}
	}
	return data.ID(number), nil
}
