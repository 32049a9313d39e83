package store

import (
	"context"

	"yingbin/data"
)

var _ = announce(part{
	told: tellDuty,
	decide: map[string]decider{
		"TakePost":   on(takePost),
		"LeavePost":  on(leavePost),
		"StepAway":   on(stepAway),
		"ComeBack":   on(comeBack),
		"NoteDuty":   on(noteDuty),
		"FollowDuty": on(followDuty),
		"SetWeather": on(setWeather),
	},
	// Nobody is on two posts or away twice, whichever way a row came to say so:
	// taking back that somebody left must not put them on post again beside a
	// post they took since.
	derive: map[string]deriver{
		"post":    guardOnce("post", "duty.onPost"),
		"absence": guardOnce("absence", "duty.isAway"),
	},
})

func guardOnce(table, key string) func(tx *Tx, old, new cols) error {
	type open struct {
		Staff data.ID
		Since data.Time
	}
	query := `SELECT staff, since FROM "` + table + `" WHERE day = ? AND staff = ? AND until = 0 ORDER BY since`
	return func(tx *Tx, old, new cols) error {
		if tx.replayed || new == nil || new["until"] != int64(0) {
			return nil
		}
		list, err := all[open](tx.ctx, tx, query, new["day"], new["staff"])
		if err != nil || len(list) < 2 {
			return err
		}
		return tx.inWords(data.Fault(data.Conflict, key, list[0].Staff, list[0].Since).At("person"))
	}
}

func takePost(tx *Tx, c *data.TakePost) error {
	who, err := get[data.Staff](tx, "staff", string(c.Person))
	if err == nil && who.Gone {
		err = data.Fault(data.NotFound, "error.notFound")
	}
	if err != nil {
		return missingAt(err, "person")
	}
	return tx.insert("post", data.Post{ID: c.Post, Day: tx.day(), Staff: c.Person, Post: c.Place, Since: tx.at})
}

// leavePost ends a time on post, and with it an absence that was never ended. A
// post left open on an earlier day ends with that day.
func leavePost(tx *Tx, c *data.LeavePost) error {
	p, err := get[data.Post](tx, "post", string(c.Post))
	if err != nil {
		return err
	}
	if !p.On() {
		return data.Fault(data.Stale, "duty.hasLeft", tx.shown(p.Until))
	}
	_, end := tx.settings.Calendar.Bounds(p.Day)
	until := min(max(tx.at, p.Since), end)
	absences, err := readAbsences(tx.ctx, tx, p.Day)
	if err != nil {
		return err
	}
	if a, away := data.AwayNow(absences, p.Staff); away {
		if err := tx.update("absence", cols{"until": max(until, a.Since)}, string(a.ID)); err != nil {
			return err
		}
	}
	if err := tx.update("post", cols{"until": until}, string(p.ID)); err != nil {
		return err
	}
	posts, err := readPosts(tx.ctx, tx, p.Day)
	if err != nil {
		return err
	}
	others := false
	for _, o := range posts {
		others = others || o.On() && o.Post == "desk"
	}
	if p.Post == "desk" && others && len(data.Holding(posts, absences, "desk")) == 0 {
		tx.warn("duty.deskEmpty")
	}
	return nil
}

func stepAway(tx *Tx, c *data.StepAway) error {
	posts, err := readPosts(tx.ctx, tx, tx.day())
	if err != nil {
		return err
	}
	absences, err := readAbsences(tx.ctx, tx, tx.day())
	if err != nil {
		return err
	}
	if c.StandIn != "" {
		s, err := get[data.Staff](tx, "staff", string(c.StandIn))
		if err == nil && s.Gone {
			err = data.Fault(data.NotFound, "error.notFound")
		}
		if err != nil {
			return missingAt(err, "standIn")
		}
	}
	standIn, err := data.MayStepAway(c, posts, absences)
	if err != nil {
		return tx.inWords(err)
	}
	a := data.Absence{
		ID: c.Absence, Day: tx.day(), Staff: c.Person, Kind: c.Why, Since: tx.at,
		StandIn: standIn, Told: c.Told, Note: c.Note,
	}
	for _, o := range absences {
		if o.Staff != c.Person && o.Lasts() {
			name, err := tx.nameOf(o.Staff)
			if err != nil {
				return err
			}
			tx.warn("duty.overlaps", name, tx.shown(o.Since))
		}
	}
	return tx.insert("absence", a)
}

// inWords puts names and clock times for the ids and moments in a fault's
// arguments.
func (tx *Tx) inWords(err error) error {
	e := data.AsError(err)
	for i, arg := range e.Args {
		switch v := arg.(type) {
		case data.ID:
			name, err := tx.nameOf(v)
			if err != nil {
				return err
			}
			e.Args[i] = name
		case data.Time:
			e.Args[i] = tx.shown(v)
		}
	}
	return e
}

func (tx *Tx) nameOf(staff data.ID) (string, error) {
	return value[string](tx.ctx, tx, `SELECT name FROM staff WHERE id = ?`, string(staff))
}

func comeBack(tx *Tx, c *data.ComeBack) error {
	a, err := get[data.Absence](tx, "absence", string(c.Absence))
	if err != nil {
		return err
	}
	if !a.Lasts() {
		return data.Fault(data.Stale, "duty.isBack", tx.shown(a.Until))
	}
	_, end := tx.settings.Calendar.Bounds(a.Day)
	a.Until = min(max(tx.at, a.Since), end)
	if a.TooLong(tx.settings.LongestBreak(), a.Until) {
		tx.warn("duty.tooLong", a.Minutes(a.Until), tx.settings.BreakMinutes)
	}
	return tx.update("absence", cols{"until": a.Until}, string(a.ID))
}

func noteDuty(tx *Tx, c *data.NoteDuty) error {
	e := data.DutyEntry{
		ID: c.Entry, Day: tx.day(), At: c.When, Kind: c.What, Staff: c.Staff,
		Text: c.Text, Result: c.Result, Told: c.Told, ToldAt: c.ToldAt,
	}
	if e.At == 0 {
		e.At = tx.at
	}
	if e.Told && e.ToldAt == 0 {
		e.ToldAt = tx.at
	}
	switch {
	case e.At > tx.at:
		return data.Fault(data.Invalid, "error.future").At("when")
	case tx.settings.Calendar.Day(e.At) != tx.day():
		return data.Fault(data.Invalid, "duty.otherDay").At("when")
	case e.ToldAt > tx.at:
		return data.Fault(data.Invalid, "error.future").At("told")
	case e.Told && e.ToldAt < e.At:
		return data.Fault(data.Invalid, "duty.toldBefore").At("told")
	}
	return tx.insert("duty_entry", e)
}

func followDuty(tx *Tx, c *data.FollowDuty) error {
	e, err := get[data.DutyEntry](tx, "duty_entry", string(c.Entry))
	if err != nil {
		return err
	}
	change := cols{}
	if c.Result != "" {
		change["result"] = c.Result
	}
	if c.Told {
		if e.Told {
			return data.Fault(data.Stale, "duty.wasTold", tx.shown(e.ToldAt))
		}
		change["told"], change["told_at"] = true, max(tx.at, e.At)
	}
	return tx.update("duty_entry", change, string(c.Entry))
}

func setWeather(tx *Tx, c *data.SetWeather) error {
	if c.Day > tx.day() {
		return data.Fault(data.Invalid, "error.future").At("day")
	}
	d, err := get[data.DutyDay](tx, "duty_day", string(c.Day))
	if err != nil && data.CodeOf(err) != data.NotFound {
		return err
	}
	return tx.put("duty_day", data.DutyDay{Day: c.Day, Weather: c.Weather, Note: d.Note})
}

// DutyDay gives what is said once a day; a day nobody spoke of is blank.
func (b *Book) DutyDay(ctx context.Context, day data.Day) (data.DutyDay, error) {
	d, err := one[data.DutyDay](ctx, b, `SELECT * FROM duty_day WHERE day = ?`, string(day))
	if data.CodeOf(err) == data.NotFound {
		return data.DutyDay{Day: day}, nil
	}
	return d, err
}

// Posts lists who was on post on a day, in the order they came.
func (b *Book) Posts(ctx context.Context, day data.Day) ([]data.Post, error) {
	return readPosts(ctx, b, day)
}

func readPosts(ctx context.Context, q querier, day data.Day) ([]data.Post, error) {
	return all[data.Post](ctx, q, `SELECT * FROM post WHERE day = ? ORDER BY since, id`, string(day))
}

// Absences lists the breaks and absences of a day in their order.
func (b *Book) Absences(ctx context.Context, day data.Day) ([]data.Absence, error) {
	return readAbsences(ctx, b, day)
}

func readAbsences(ctx context.Context, q querier, day data.Day) ([]data.Absence, error) {
	return all[data.Absence](ctx, q, `SELECT * FROM absence WHERE day = ? ORDER BY since, id`, string(day))
}
