package paper

import (
	"context"
	"strings"
	"time"

	"yingbin/data"
)

// dutySource is what the 值班记录 reads.
type dutySource interface {
	Staff(ctx context.Context) ([]data.Staff, error)
	DutyDay(ctx context.Context, day data.Day) (data.DutyDay, error)
	Posts(ctx context.Context, day data.Day) ([]data.Post, error)
	Absences(ctx context.Context, day data.Day) ([]data.Absence, error)
	DutyEntries(ctx context.Context, day data.Day) ([]data.DutyEntry, error)
}

var _ = announce(Record{Name: "duty", Title: "duty.paper.title", Order: 50, Span: Day, Make: record(
	func(ctx context.Context, o dutySource, a Ask) (*Document, error) {
		d := dutyPaper{ask: a, set: a.Settings.Defaults(), names: map[data.ID]string{}}
		if err := d.read(ctx, o); err != nil {
			return nil, err
		}
		return d.lay(), nil
	})})

// dutyPaper is a day of duty on its way to paper.
type dutyPaper struct {
	ask      Ask
	set      data.Settings
	names    map[data.ID]string
	posted   map[data.ID]string // the post in the office's own words
	day      data.DutyDay
	posts    []data.Post
	absences []data.Absence
	entries  []data.DutyEntry
}

func (d *dutyPaper) read(ctx context.Context, o dutySource) error {
	staff, err := o.Staff(ctx)
	if err != nil {
		return err
	}
	d.posted = map[data.ID]string{}
	for _, s := range staff {
		d.names[s.ID], d.posted[s.ID] = s.Name, s.Post
	}
	if d.day, err = o.DutyDay(ctx, d.ask.From); err != nil {
		return err
	}
	if d.posts, err = o.Posts(ctx, d.ask.From); err != nil {
		return err
	}
	if d.absences, err = o.Absences(ctx, d.ask.From); err != nil {
		return err
	}
	d.entries, err = o.DutyEntries(ctx, d.ask.From)
	return err
}

func (d *dutyPaper) say(key string, args ...any) string { return d.ask.Lex.Say(key, args...) }

// clock gives a time of day, or what stands for one that has not come.
func (d *dutyPaper) clock(t data.Time, openKey string) string {
	if t == 0 {
		return d.say(openKey)
	}
	return d.set.Calendar.Clock(t)
}

func (d *dutyPaper) lay() *Document {
	d.ask.To = d.ask.From
	set := d.ask.Setup("duty.paper.title")
	set.Name, set.Dense = "duty-"+string(d.ask.From), true
	if d.day.Weather != "" {
		set.Facts = append(set.Facts, d.say("duty.paper.weather", d.say("duty.weather."+d.day.Weather)))
	}
	people := map[data.ID]bool{}
	for _, p := range d.posts {
		people[p.Staff] = true
	}
	set.Facts = append(set.Facts, d.say("duty.paper.onDuty", len(people)), d.say("duty.paper.lines", len(d.entries)))
	s := NewSheet(set)
	d.layPosts(s)
	d.layAbsences(s)
	d.layEntries(s)
	s.Signatures(SignBox{Role: d.say("duty.paper.onDutySign")}, SignBox{Role: d.say("common.supervisor")})
	return s.Finish()
}

func (d *dutyPaper) layPosts(s *Sheet) {
	s.Heading(d.say("duty.paper.posts"))
	t := s.Table(Column{Head: d.say("duty.paper.name"), Width: 40}, Column{Head: d.say("duty.paper.post"), Width: 40},
		Column{Head: d.say("duty.paper.since"), Width: 30, Align: Centre}, Column{Head: d.say("duty.paper.until"), Width: 30, Align: Centre})
	for _, p := range d.posts {
		t.Line(d.names[p.Staff], d.say("duty.post."+p.Post), d.clock(p.Since, ""), d.clock(p.Until, "duty.paper.open"))
	}
}

// layAbsences lists the absences with what about them wants an eye: those that
// were too long and those at the same time as another's. A day without any has
// no such part.
func (d *dutyPaper) layAbsences(s *Sheet) {
	if len(d.absences) == 0 {
		return
	}
	flags := data.FlagAbsences(d.absences, d.set.LongestBreak(), d.ask.Now)
	byID := map[data.ID]data.Absence{}
	for _, a := range d.absences {
		byID[a.ID] = a
	}
	s.Heading(d.say("duty.paper.absences"))
	t := s.Table(Column{Head: d.say("duty.paper.name"), Width: 22}, Column{Head: d.say("duty.paper.kind"), Width: 16, Align: Centre},
		Column{Head: d.say("duty.paper.left"), Width: 15, Align: Centre}, Column{Head: d.say("duty.paper.back"), Width: 17, Align: Centre},
		Column{Head: d.say("duty.paper.length"), Width: 16, Align: Right}, Column{Head: d.say("duty.paper.standIn"), Width: 22},
		Column{Head: d.say("duty.paper.flags"), Width: 52})
	for _, a := range d.absences {
		f := flags[a.ID]
		var words []string
		if f.TooLong {
			words = append(words, d.say("duty.paper.tooLong", d.set.BreakMinutes))
		}
		for _, id := range f.Overlaps {
			words = append(words, d.say("duty.paper.overlap", d.names[byID[id].Staff]))
		}
		if a.Told {
			words = append(words, d.say("duty.paper.told"))
		}
		if a.Note != "" {
			words = append(words, a.Note)
		}
		t.Row(Cell{S: d.names[a.Staff]}, Cell{S: d.say("duty.kind." + a.Kind)}, Cell{S: d.clock(a.Since, "")},
			Cell{S: d.clock(a.Until, "duty.paper.notBack")}, Cell{S: d.say("common.minutes", f.Minutes), Bold: f.TooLong},
			Cell{S: d.names[a.StandIn]}, Cell{S: strings.Join(words, "\n"), Bold: f.Wrong()})
	}
}

func (d *dutyPaper) layEntries(s *Sheet) {
	s.Heading(d.say("duty.paper.entries"))
	t := s.Table(Column{Head: d.say("duty.paper.time"), Width: 14, Align: Centre}, Column{Head: d.say("duty.paper.kind"), Width: 20, Align: Centre},
		Column{Head: d.say("duty.paper.text"), Width: 74}, Column{Head: d.say("duty.paper.staff"), Width: 26}, Column{Head: d.say("duty.paper.result"), Width: 34})
	for _, e := range d.entries {
		t.Row(Cell{S: d.set.Calendar.Clock(e.At)}, Cell{S: d.say("duty.kind." + e.Kind), Bold: e.Kind == "abnormal"},
			Cell{S: DutyText(d.say, e)}, Cell{S: d.who(e)}, Cell{S: DutyResult(d.say, d.set.Calendar, e)})
	}
}

// who gives the person of a line and the post they were on at that moment.
func (d *dutyPaper) who(e data.DutyEntry) string {
	post := d.posted[e.Staff]
	if p := data.PostAt(d.posts, e.Staff, e.At); p != "" {
		post = d.say("duty.post." + p)
	}
	return strings.TrimSpace(post + " " + d.names[e.Staff])
}

// Say gives the words of one language for a key, as Lexicon.Say does.
type Say = func(key string, args ...any) string

// DutyText is a line of the duty record in words: what was typed, or the
// sentence of its register. Screens show the same.
func DutyText(say Say, e data.DutyEntry) string {
	if e.Key == "" {
		return e.Text
	}
	args := make([]any, len(e.Args))
	for i, a := range e.Args {
		if n, ok := a.(data.Named); ok {
			a = GuestName(say, n.Name, n.Title)
		}
		args[i] = a
	}
	return say(e.Key, args...)
}

// DutyResult is what became of a typed line, and of an 异常 whether the
// supervisor was told.
func DutyResult(say Say, c data.Calendar, e data.DutyEntry) string {
	words := e.Result
	told := ""
	switch {
	case e.Told:
		told = say("duty.paper.toldAt", c.Clock(e.ToldAt))
	case e.Kind == "abnormal" && e.Source == "":
		told = say("duty.paper.notTold")
	}
	return strings.TrimSpace(words + "\n" + told)
}

// GuestName is a guest's name as it is said: with the title where it belongs.
func GuestName(say Say, name, title string) string { return data.GuestName(say, name, title) }

// Length is a length of time in words, in whole minutes.
func Length(say Say, d time.Duration) string { return data.Length(say, d) }
