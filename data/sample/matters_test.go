package sample_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/data/registers"
	"yingbin/data/sample"
	"yingbin/data/store"
)

// Registers say what is to do in keys: each is there in both languages, and every
// matter says what it opens and which register gives it.
func TestEveryMatterOfTheSampleCanBeSaid(t *testing.T) {
	ctx, now := context.Background(), at(t, "18:10")
	clock := sample.NewClock(now)
	b, err := registers.Open(ctx, t.TempDir(), store.Options{Fast: true, Clock: clock.Now, Strict: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	if err := sample.Fill(ctx, b, clock, sample.Parts{Catalogue: assets.Office("catalogue"), People: assets.Office("people"), Lists: assets.Office, Now: now, Days: 12}); err != nil {
		t.Fatal(err)
	}
	s, err := b.Settings(ctx)
	if err != nil {
		t.Fatal(err)
	}
	names, err := b.Names(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"zh", "en"} {
		speaker := data.Speaker{Say: assets.Words(lang).Say, Calendar: s.Calendar, Today: s.Calendar.Day(now), Staff: names.Staff}
		given := map[string]int{}
		all, err := store.OpenMatters(ctx, b.Book, store.At(now, s))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range all {
			if m.Register == "" || m.Ref.Register == "" || m.Ref.ID == "" || m.Section == "" && m.Todo == nil {
				t.Errorf("%+v", m)
			}
			if m.Todo == nil {
				continue
			}
			given[m.Register]++
			row := fmt.Sprint(speaker.Word(m.Todo.Lead), "|", speaker.Word(m.Todo.Title), "|", speaker.Word(m.Todo.Sub), "|", speaker.Word(m.Todo.Badge))
			if strings.Contains(row, m.Register+".") || strings.Contains(row, "common.") || strings.Contains(row, "{") || strings.HasPrefix(row, "|") {
				t.Errorf("%s: %s", lang, row)
			}
		}
		if len(given) < 7 {
			t.Error("hardly anything is to do in the sample:", given)
		}
	}
}
