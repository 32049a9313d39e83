package cli

import (
	"context"
	"fmt"
	"slices"

	"yingbin/assets"
	"yingbin/data"
	"yingbin/ui/paper"
)

// Office is what printing asks of the office besides what the records read that it
// is given.
type Office interface {
	Settings(ctx context.Context) (data.Settings, error)
	Head(ctx context.Context) (data.Mark, error)
	Numbered(ctx context.Context, number string) (data.ID, error)
}

// Record is the one of the records that print was asked for. Its errors are of
// the command line; that of an unknown record lists them all, that of one that
// can't be a table lists those that can.
func (o *Options) Record(all []paper.Record) (paper.Record, error) {
	r, ok := paper.Find(all, o.Object)
	form, known := paper.FormOf(o.File)
	switch {
	case !ok:
		u := Usage{key: "shell.cli.records", args: []any{o.Object}}
		if o.Object == "" {
			u = Usage{key: "shell.cli.which"}
		}
		return r, u.listing(all)
	case o.File == "":
		return r, Usage{key: "shell.cli.file"}
	case o.ID != "" && !r.ByID():
		return r, Usage{key: "shell.cli.notOne", args: []any{r.Name}}
	case o.ID == "" && r.Span == paper.Pick:
		return r, Usage{key: "shell.cli.id", args: []any{r.Name}}
	case !known:
		return r, Usage{key: "shell.cli.ending", args: []any{o.File}}
	case form != paper.PDF && !r.List:
		lists := slices.DeleteFunc(slices.Clone(all), func(r paper.Record) bool { return !r.List })
		return r, Usage{key: "shell.cli.noList", args: []any{r.Name}}.listing(lists)
	}
	return r, nil
}

// listing lists records below the fault.
func (u Usage) listing(all []paper.Record) Usage {
	for _, r := range all {
		u.more += fmt.Sprintf("\n  %-16s %s / %s", r.Name, assets.Words("zh").Say(r.Title), assets.Words("en").Say(r.Title))
	}
	return u
}

// Print makes the record that was asked for and writes it, in the form that the
// file's ending names. Its errors are those of Record, of the office and storage
// faults of the file.
func (o *Options) Print(ctx context.Context, office Office, all []paper.Record, now data.Time) error {
	r, err := o.Record(all)
	if err != nil {
		return err
	}
	ask, err := o.ask(ctx, office, o.Lang, now)
	if err != nil {
		return err
	}
	if o.ID != "" {
		id, err := office.Numbered(ctx, o.ID)
		if err != nil {
			return err
		}
		ask.ID = string(id)
	}
	doc, err := r.Make(ctx, ask)
	if err != nil {
		return err
	}
	if err := doc.WriteFile(o.File); err != nil {
		return err
	}
	said := Both("shell.cli.written", o.File, len(doc.Pages))
	if form, _ := paper.FormOf(o.File); form != paper.PDF { // it has no pages
		said = Both("shell.cli.saved", o.File)
	}
	fmt.Println(said)
	return nil
}

// ask says what records are made from: the days wanted, and where the journal
// stands.
func (o *Options) ask(ctx context.Context, office Office, lang string, now data.Time) (a paper.Ask, err error) {
	settings, err := office.Settings(ctx)
	if err != nil {
		return a, err
	}
	mark, err := office.Head(ctx)
	if err != nil {
		return a, err
	}
	a = paper.Ask{From: data.Day(o.From), To: data.Day(o.To), Lex: assets.Words(lang), Settings: settings, Now: now,
		Head: paper.ProofOf(mark)}
	if a.From == "" {
		a.From = settings.Calendar.Day(now)
	}
	if a.To == "" {
		a.To = a.From
	}
	if !a.From.Valid() || !a.To.Valid() || a.To < a.From {
		return a, Usage{key: "shell.cli.days", args: []any{o.From + " " + o.To}}
	}
	return a, nil
}

// Papers makes every one of the records of today in both languages, by name.
func (o *Options) Papers(ctx context.Context, office Office, all []paper.Record, now data.Time, each func(name string, doc *paper.Document)) error {
	for _, lang := range assets.Langs() {
		ask, err := o.ask(ctx, office, lang, now)
		if err != nil {
			return err
		}
		for _, r := range all {
			doc, err := r.Make(ctx, ask)
			if data.CodeOf(err) == data.NotFound {
				continue // there is none of it today
			} else if err != nil {
				return err
			}
			each(r.Name+"-"+lang, doc)
		}
	}
	return nil
}
