package duty

import (
	"context"
	"strings"

	"yingbin/data"
	"yingbin/ui/paper"
)

// PaperOffice is what the 值班记录 reads.
type PaperOffice interface {
	paper.Staffed
	DutyDay(ctx context.Context, day data.Day) (data.DutyDay, error)
	Posts(ctx context.Context, day data.Day) ([]data.Post, error)
	Absences(ctx context.Context, day data.Day) ([]data.Absence, error)
	DutyEntries(ctx context.Context, day data.Day) ([]data.DutyEntry, error)
}

// Papers are the register's records. A nil office will do to list them.
func Papers(o PaperOffice) []paper.Record {
	return []paper.Record{{Name: "duty", Title: "duty.paper.title", Span: paper.Day, List: true,
		Lay: func(ctx context.Context, a paper.Ask) (*paper.Document, error) {
			d := dutyPaper{Ask: a, names: map[data.ID]string{}, posted: map[data.ID]string{}}
			if err := d.read(ctx, o); err != nil {
				return nil, err
			}
			return d.lay(), nil
		}}}
}

// dutyPaper is a day of duty on its way to paper.
type dutyPaper struct {
	paper.Ask
	names    map[data.ID]string
	posted   map[data.ID]string // the post in the office's own words
	day      data.DutyDay
	posts    []data.Post
	absences []data.Absence
	entries  []data.DutyEntry
}

func (d *dutyPaper) read(ctx context.Context, o PaperOffice) error {
	staff, err := o.Staff(ctx)
	if err != nil {
		return err
	}
	for _, s := range staff {
		d.names[s.ID], d.posted[s.ID] = s.Name, s.Post
	}
	if d.day, err = o.DutyDay(ctx, d.From); err != nil {
		return err
	}
	if d.posts, err = o.Posts(ctx, d.From); err != nil {
		return err
	}
	if d.absences, err = o.Absences(ctx, d.From); err != nil {
		return err
	}
	d.entries, err = o.DutyEntries(ctx, d.From)
	return err
}

// clock gives a time of day, or what stands for one that has not come.
func (d *dutyPaper) clock(t data.Time, openKey string) paper.Value {
	if t == 0 {
		return paper.Words(d.Say(openKey))
	}
	return d.Clock(t)
}

func (d *dutyPaper) lay() *paper.Document {
	set := d.Setup("duty.paper.title")
	set.Name, set.Dense = "duty-"+string(d.From), true
	if d.day.Weather != "" {
		set.Facts = append(set.Facts, d.Say("duty.paper.weather", d.Say("duty.weather."+d.day.Weather)))
	}
	people := map[data.ID]bool{}
	for _, p := range d.posts {
		people[p.Staff] = true
	}
	set.Facts = append(set.Facts, d.Say("duty.paper.onDuty", len(people)), d.Say("duty.paper.lines", len(d.entries)))
	s := paper.NewSheet(set).Add(d.onPost())
	if len(d.absences) > 0 { // a day without any has no such part
		s.Add(d.away())
	}
	return s.Add(d.lines()).Sign("duty.paper.onDutySign", "common.supervisor").Finish()
}

func (d *dutyPaper) onPost() paper.Listed {
	type row = data.Post
	return paper.List[row]{Title: d.Say("duty.paper.posts"), Rows: d.posts, Columns: []paper.Col[row]{
		{Head: "duty.paper.name", Width: 40, Text: func(p row) string { return d.names[p.Staff] }},
		{Head: "duty.paper.post", Width: 40, Text: func(p row) string { return d.Say("duty.post." + p.Post) }},
		{Head: "duty.paper.since", Width: 30, Align: paper.Centre, Value: func(p row) paper.Value { return d.Clock(p.Since) }},
		{Head: "duty.paper.until", Width: 30, Align: paper.Centre, Value: func(p row) paper.Value { return d.clock(p.Until, "duty.paper.open") }},
	}}
}

// absent is an absence with what about it wants an eye.
type absent struct {
	data.Absence
	flag  data.AbsenceFlag
	words string
}

// away lists the absences, those that were too long and those at the same time
// as another's among them.
func (d *dutyPaper) away() paper.Listed {
	type row = absent
	flags := data.FlagAbsences(d.absences, d.Settings.LongestBreak(), d.Now)
	byID := map[data.ID]data.Absence{}
	for _, a := range d.absences {
		byID[a.ID] = a
	}
	var rows []row
	for _, a := range d.absences {
		f := flags[a.ID]
		var words []string
		if f.TooLong {
			words = append(words, d.Say("duty.paper.tooLong", d.Settings.BreakMinutes))
		}
		for _, id := range f.Overlaps {
			words = append(words, d.Say("duty.paper.overlap", d.names[byID[id].Staff]))
		}
		if a.Told {
			words = append(words, d.Say("duty.paper.told"))
		}
		rows = append(rows, row{a, f, paper.Linked("\n", append(words, a.Note)...)})
	}
	return paper.List[row]{Title: d.Say("duty.paper.absences"), Rows: rows, Columns: []paper.Col[row]{
		{Head: "duty.paper.name", Width: 22, Text: func(a row) string { return d.names[a.Staff] }},
		{Head: "duty.paper.kind", Width: 16, Align: paper.Centre, Text: func(a row) string { return d.Say("duty.kind." + a.Kind) }},
		{Head: "duty.paper.left", Width: 15, Align: paper.Centre, Value: func(a row) paper.Value { return d.Clock(a.Since) }},
		{Head: "duty.paper.back", Width: 17, Align: paper.Centre, Value: func(a row) paper.Value { return d.clock(a.Until, "duty.paper.notBack") }},
		{Head: "duty.paper.length", Width: 16, Align: paper.Right, Value: func(a row) paper.Value {
			return paper.Number(a.flag.Minutes).As(d.Say("common.minutes", a.flag.Minutes)).Bold(a.flag.TooLong)
		}},
		{Head: "duty.paper.standIn", Width: 22, Text: func(a row) string { return d.names[a.StandIn] }},
		{Head: "duty.paper.flags", Width: 52, Value: func(a row) paper.Value { return paper.Words(a.words).Bold(a.flag.Wrong()) }},
	}}
}

func (d *dutyPaper) lines() paper.Listed {
	type row = data.DutyEntry
	return paper.List[row]{Title: d.Say("duty.paper.entries"), Rows: d.entries, Columns: []paper.Col[row]{
		{Head: "duty.paper.time", Width: 14, Align: paper.Centre, Value: func(e row) paper.Value { return d.Clock(e.At) }},
		{Head: "duty.paper.kind", Width: 20, Align: paper.Centre, Value: func(e row) paper.Value {
			return paper.Words(d.Say("duty.kind." + e.Kind)).Bold(e.Kind == "abnormal")
		}},
		{Head: "duty.paper.text", Width: 74, Text: func(e row) string { return EntryText(d.Say, e) }},
		{Head: "duty.paper.staff", Width: 26, Text: d.who},
		{Head: "duty.paper.result", Width: 34, Text: d.result},
	}}
}

// who gives the person of a line and the post they were on at that moment.
func (d *dutyPaper) who(e data.DutyEntry) string {
	post := d.posted[e.Staff]
	if p := data.PostAt(d.posts, e.Staff, e.At); p != "" {
		post = d.Say("duty.post." + p)
	}
	return strings.TrimSpace(post + " " + d.names[e.Staff])
}

// result is what became of a typed line, and of an 异常 whether the supervisor
// was told.
func (d *dutyPaper) result(e data.DutyEntry) string {
	told := ""
	switch {
	case e.Told:
		told = d.Say("duty.paper.toldAt", d.Settings.Calendar.Clock(e.ToldAt))
	case e.Kind == "abnormal" && e.Source == "":
		told = d.Say("duty.paper.notTold")
	}
	return strings.TrimSpace(e.Result + "\n" + told)
}

// EntryText is a line of the duty record in words: what was typed, or the
// sentence of its register. Screens show the same.
func EntryText(say paper.Say, e data.DutyEntry) string {
	if e.Key == "" {
		return e.Text
	}
	args := make([]any, len(e.Args))
	for i, a := range e.Args {
		if n, ok := a.(data.Named); ok {
			a = data.GuestName(say, n.Name, n.Title)
		}
		args[i] = a
	}
	return say(e.Key, args...)
}
