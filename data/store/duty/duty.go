package duty

import (
	"context"

	"yingbin/data"
	"yingbin/data/store"
)

// Register is what this register is to the engine.
var Register = store.Register{
	Of:        data.Duty,
	Describe:  about,
	Matters:   matters,
	DutyLines: tellDuty,
	Figures:   figures,
	Recent: map[string]string{
		"duty_day": `day >= :day`, "post": `day >= :day OR until = 0`, "absence": `day >= :day OR until = 0`, "duty_entry": `day >= :day`,
	},
	Handlers: []store.Handler{store.HandleQuery(nameOnDuty)},
	Decide: map[string]store.Decider{
		"TakePost":   store.Decides(takePost),
		"LeavePost":  store.Decides(leavePost),
		"StepAway":   store.Decides(stepAway),
		"ComeBack":   store.Decides(comeBack),
		"NoteDuty":   store.Decides(noteDuty),
		"FollowDuty": store.Decides(followDuty),
		"SetWeather": store.Decides(setWeather),
	},
	// Nobody is on two posts or away twice, whichever way a row came to say so:
	// taking back that somebody left must not put them on post again beside a
	// post they took since.
	Check: map[string]store.Rule{
		"post":    guardOnce("post", "duty.onPost"),
		"absence": guardOnce("absence", "duty.isAway"),
	},
}

func guardOnce(table, key string) func(tx *store.Tx, old, new store.Cols) error {
	type open struct {
		Staff data.ID
		Since data.Time
	}
	query := `SELECT staff, since FROM "` + table + `" WHERE day = ? AND staff = ? AND until = 0 ORDER BY since`
	return func(tx *store.Tx, old, new store.Cols) error {
		if new == nil || new["until"] != int64(0) {
			return nil
		}
		list, err := store.All[open](tx.Ctx(), tx, query, new["day"], new["staff"])
		if err != nil || len(list) < 2 {
			return err
		}
		return inWords(tx, data.Fault(data.Conflict, key, list[0].Staff, list[0].Since).At("person"))
	}
}

func takePost(tx *store.Tx, c *data.TakePost) error {
	who, err := store.Get[data.Staff](tx, "staff", string(c.Person))
	if err == nil && who.Gone {
		err = data.Fault(data.NotFound, "error.notFound")
	}
	if err != nil {
		return store.MissingAt(err, "person")
	}
	return tx.Insert("post", data.Post{ID: c.Post, Day: tx.Day(), Staff: c.Person, Post: c.Place, Since: tx.At()})
}

// leavePost ends a time on post, and with it an absence that was never ended. A
// post left open on an earlier day ends with that day.
func leavePost(tx *store.Tx, c *data.LeavePost) error {
	p, err := store.Get[data.Post](tx, "post", string(c.Post))
	if err != nil {
		return err
	}
	if !p.On() {
		return data.Fault(data.Stale, "duty.hasLeft", tx.Shown(p.Until))
	}
	_, end := tx.Settings().Calendar.Bounds(p.Day)
	until := min(max(tx.At(), p.Since), end)
	absences, err := readAbsences(tx.Ctx(), tx, p.Day)
	if err != nil {
		return err
	}
	if a, away := data.AwayNow(absences, p.Staff); away {
		if err := tx.Update("absence", store.Cols{"until": max(until, a.Since)}, string(a.ID)); err != nil {
			return err
		}
	}
	if err := tx.Update("post", store.Cols{"until": until}, string(p.ID)); err != nil {
		return err
	}
	posts, err := readPosts(tx.Ctx(), tx, p.Day)
	if err != nil {
		return err
	}
	others := false
	for _, o := range posts {
		others = others || o.On() && o.Post == "desk"
	}
	if p.Post == "desk" && others && len(data.Holding(posts, absences, "desk")) == 0 {
		tx.Warn("duty.deskEmpty")
	}
	return nil
}

func stepAway(tx *store.Tx, c *data.StepAway) error {
	posts, err := readPosts(tx.Ctx(), tx, tx.Day())
	if err != nil {
		return err
	}
	absences, err := readAbsences(tx.Ctx(), tx, tx.Day())
	if err != nil {
		return err
	}
	if c.StandIn != "" {
		if _, err := tx.StaffHere(c.StandIn, "standIn"); err != nil {
			return err
		}
	}
	standIn, err := data.MayStepAway(c, posts, absences)
	if err != nil {
		return inWords(tx, err)
	}
	a := data.Absence{
		ID: c.Absence, Day: tx.Day(), Staff: c.Person, Kind: c.Why, Since: tx.At(),
		StandIn: standIn, Told: c.Told, Note: c.Note,
	}
	for _, o := range absences {
		if o.Staff != c.Person && o.Lasts() {
			name, err := nameOf(tx, o.Staff)
			if err != nil {
				return err
			}
			tx.Warn("duty.overlaps", name, tx.Shown(o.Since))
		}
	}
	return tx.Insert("absence", a)
}

// inWords puts names and clock times for the ids and moments in a fault's
// arguments.
func inWords(tx *store.Tx, err error) error {
	e := data.AsError(err)
	for i, arg := range e.Args {
		switch v := arg.(type) {
		case data.ID:
			name, err := nameOf(tx, v)
			if err != nil {
				return err
			}
			e.Args[i] = name
		case data.Time:
			e.Args[i] = tx.Shown(v)
		}
	}
	return e
}

func nameOf(tx *store.Tx, staff data.ID) (string, error) {
	return store.Value[string](tx.Ctx(), tx, `SELECT name FROM staff WHERE id = ?`, string(staff))
}

func comeBack(tx *store.Tx, c *data.ComeBack) error {
	a, err := store.Get[data.Absence](tx, "absence", string(c.Absence))
	if err != nil {
		return err
	}
	if !a.Lasts() {
		return data.Fault(data.Stale, "duty.isBack", tx.Shown(a.Until))
	}
	_, end := tx.Settings().Calendar.Bounds(a.Day)
	a.Until = min(max(tx.At(), a.Since), end)
	if a.TooLong(tx.Settings().LongestBreak(), a.Until) {
		tx.Warn("duty.tooLong", a.Minutes(a.Until), tx.Settings().BreakMinutes)
	}
	return tx.Update("absence", store.Cols{"until": a.Until}, string(a.ID))
}

func noteDuty(tx *store.Tx, c *data.NoteDuty) error {
	e := data.DutyEntry{
		ID: c.Entry, Day: tx.Day(), At: c.When, Kind: c.What, Staff: c.Staff,
		Text: c.Text, Result: c.Result, Told: c.Told, ToldAt: c.ToldAt,
	}
	if e.At == 0 {
		e.At = tx.At()
	}
	if e.Told && e.ToldAt == 0 {
		e.ToldAt = tx.At()
	}
	switch {
	case e.At > tx.At():
		return data.Fault(data.Invalid, "error.future").At("when")
	case tx.Settings().Calendar.Day(e.At) != tx.Day():
		return data.Fault(data.Invalid, "duty.otherDay").At("when")
	case e.ToldAt > tx.At():
		return data.Fault(data.Invalid, "error.future").At("told")
	case e.Told && e.ToldAt < e.At:
		return data.Fault(data.Invalid, "duty.toldBefore").At("told")
	}
	return tx.Insert("duty_entry", e)
}

func followDuty(tx *store.Tx, c *data.FollowDuty) error {
	e, err := store.Get[data.DutyEntry](tx, "duty_entry", string(c.Entry))
	if err != nil {
		return err
	}
	change := store.Cols{}
	if c.Result != "" {
		change["result"] = c.Result
	}
	if c.Told {
		if e.Told {
			return data.Fault(data.Stale, "duty.wasTold", tx.Shown(e.ToldAt))
		}
		change["told"], change["told_at"] = true, max(tx.At(), e.At)
	}
	return tx.Update("duty_entry", change, string(c.Entry))
}

func setWeather(tx *store.Tx, c *data.SetWeather) error {
	if c.Day > tx.Day() {
		return data.Fault(data.Invalid, "error.future").At("day")
	}
	d, err := store.Get[data.DutyDay](tx, "duty_day", string(c.Day))
	if err != nil && data.CodeOf(err) != data.NotFound {
		return err
	}
	return tx.Put("duty_day", data.DutyDay{Day: c.Day, Weather: c.Weather, Note: d.Note})
}

// DutyDay gives what is said once a day; a day nobody spoke of is blank.
func (b DutyReader) DutyDay(ctx context.Context, day data.Day) (data.DutyDay, error) {
	d, err := store.One[data.DutyDay](ctx, b.book, `SELECT * FROM duty_day WHERE day = ?`, string(day))
	if data.CodeOf(err) == data.NotFound {
		return data.DutyDay{Day: day}, nil
	}
	return d, err
}

// Posts lists who was on post on a day, in the order they came.
func (b DutyReader) Posts(ctx context.Context, day data.Day) ([]data.Post, error) {
	return readPosts(ctx, b.book, day)
}

func readPosts(ctx context.Context, q store.Querier, day data.Day) ([]data.Post, error) {
	return store.All[data.Post](ctx, q, `SELECT * FROM post WHERE day = ? ORDER BY since, id`, string(day))
}

// Absences lists the breaks and absences of a day in their order.
func (b DutyReader) Absences(ctx context.Context, day data.Day) ([]data.Absence, error) {
	return readAbsences(ctx, b.book, day)
}

func readAbsences(ctx context.Context, q store.Querier, day data.Day) ([]data.Absence, error) {
	return store.All[data.Absence](ctx, q, `SELECT * FROM absence WHERE day = ? ORDER BY since, id`, string(day))
}
