package appliance

import (
	"context"
	"slices"
	"strings"

	"yingbin/data"
	"yingbin/data/store"
	"yingbin/data/store/front"
)

// Register is what this register is to the engine.
var Register = store.Register{
	Of:       data.Appliances,
	Describe: about,
	Decide: map[string]store.Decider{
		"PutAppliance":    store.Decides(putAppliance),
		"CleanAppliance":  store.Decides(cleanAppliance),
		"CorrectCleaning": store.Decides(correctCleaning),
		"CheckCleaning":   store.Decides(checkCleaning),
	},
	Matters: matters,
}

// putAppliance keeps the plans that ran before: a new cycle does not rewrite
// what was missed under the old one.
func putAppliance(tx *store.Tx, c *data.PutAppliance) error {
	a := c.Appliance
	other, err := store.Value[string](tx.Ctx(), tx, `SELECT name FROM appliance WHERE number = ? AND id <> ? AND retired = 0`, a.Number, string(a.ID))
	if err != nil || other != "" {
		return store.Either(err, data.Fault(data.Conflict, "appliance.sameNumber", a.Number, other).At("number"))
	}
	was, err := store.Get[data.Appliance](tx, "appliance", string(a.ID))
	if data.CodeOf(err) == data.NotFound {
		a.Earlier, a.Until, a.Versioned = nil, "", data.Versioned{}
		if a.Since == "" {
			a.Since = tx.Day()
		}
		if a.Retired {
			a.Until = tx.Day()
		}
		return tx.Insert("appliance", a)
	}
	if err != nil {
		return err
	}
	a.Versioned = was.Rewritten(was.Steps, a.Steps, tx.At())
	return tx.Put("appliance", a.Replan(was, tx.Day()))
}

// cleanAppliance records a cleaning for the period it counts for, by the steps that
// its maker saw. What is left of steps that were written meanwhile is said and asked
// for. What somebody else had begun and left for later is finished by it.
func cleanAppliance(tx *store.Tx, c *data.CleanAppliance) error {
	a, err := store.Get[data.Appliance](tx, "appliance", string(c.Appliance))
	if err == nil && a.Retired && tx.Day() > a.Until {
		err = data.Fault(data.Conflict, "appliance.isRetired", a.Name)
	}
	if err != nil {
		return store.MissingAt(err, "appliance")
	}
	at := tx.At()
	if c.When != 0 {
		if err := whenCleaned(tx, c.When); err != nil {
			return err
		}
		at = min(c.When, tx.At())
	}
	done, err := readCleanings(tx.Ctx(), tx, cleaningFilter{appliance: a.ID, valid: true})
	if err != nil {
		return err
	}
	steps, version := stepsSeen(a, c, at)
	if slices.ContainsFunc(c.Steps, func(i int) bool { return i >= len(steps) }) {
		return data.Fault(data.Stale, "appliance.stepsChanged", a.Name).At("steps")
	}
	day := tx.Settings().Calendar.Day(at)
	row := data.Cleaning{
		ID: c.Cleaning, Appliance: a.ID, Due: data.NextDue(a, done, day), Day: day, At: at, By: c.Staff, Version: version,
		Steps: steps, Ticked: slices.Sorted(slices.Values(c.Steps)), Running: c.Running, Result: c.Result, Note: c.Note,
	}
	if len(done) > 0 {
		last := done[len(done)-1]
		if err := afterLast(tx, a, last, c, at, day); err != nil {
			return err
		}
		if finishes(&row, last) {
			tx.Warn("appliance.finished", a.Name)
		}
	}
	if left := len(row.Left()); left > 0 && row.Result == "normal" && c.Note == "" {
		return data.Fault(data.Invalid, "appliance.stepsLeft", left).At("note")
	}
	if unseen := a.List().Unseen(version, at, steps); len(unseen) > 0 {
		tx.Warn("appliance.unseen", a.Name, strings.Join(unseen, "、"))
	}
	if r, out, err := front.OutOfUse(tx, a.ID); err != nil {
		return err
	} else if out {
		tx.Warn("appliance.underRepair", a.Name, data.ShortNumber(r.Number))
	}
	return tx.Insert("cleaning", row)
}

// stepsSeen are the steps that somebody ticked: those they say they saw, or those in
// force at the moment.
func stepsSeen(a data.Appliance, c *data.CleanAppliance, at data.Time) ([]string, int) {
	if len(c.Items) == 0 {
		return a.List().InForce(at)
	}
	version, _ := a.List().Seen(c.Version, c.Items)
	return c.Items, version
}

// finishes joins a cleaning to the one before it that was left for later: two who
// clean one appliance tick one list. When nothing is left of it, nothing is to be
// made up.
func finishes(row *data.Cleaning, last data.Cleaning) bool {
	own := len(row.Left())
	if last.Fulfils() || last.Day != row.Day || row.Result != "again" || own == 0 {
		return false
	}
	before := last.Done()
	for i, step := range row.Steps {
		if slices.Contains(before, step) && !slices.Contains(row.Ticked, i) {
			row.Ticked = append(row.Ticked, i)
		}
	}
	slices.Sort(row.Ticked)
	if len(row.Left()) > 0 || row.Running == "stopped" || last.Running == "stopped" {
		return false
	}
	row.Result = "normal"
	return true
}

// whenCleaned refuses a cleaning that is still to come, and one that is told of
// too late to be believed without a supervisor.
func whenCleaned(tx *store.Tx, when data.Time) error {
	day := tx.Settings().Calendar.Day(when)
	switch {
	case day > tx.Day():
		return data.Fault(data.Invalid, "appliance.tomorrow").At("when")
	case when > tx.Now():
		return data.Fault(data.Invalid, "appliance.toCome", tx.Settings().Calendar.Clock(tx.Now())).At("when")
	case day < tx.Day().Plus(-1) && tx.Staff().Role != data.Supervisor:
		return data.Fault(data.Forbidden, "appliance.longAgo").At("when")
	}
	return nil
}

// afterLast refuses what is dated before the last cleaning, and the same
// cleaning told twice. One that was done out of reach stands beside what came in
// meanwhile: both were done.
func afterLast(tx *store.Tx, a data.Appliance, last data.Cleaning, c *data.CleanAppliance, at data.Time, day data.Day) error {
	who, err := store.Get[data.Staff](tx, "staff", string(last.By))
	twice := day == last.Day && last.Fulfils() && len(a.List().Unseen(last.Version, last.At, last.Steps)) == 0
	apart := c.When == 0 && (tx.CameLate() || at < last.At)
	switch {
	case err != nil:
		return err
	case apart && (twice || at < last.At):
		tx.Warn("appliance.doneTwice", a.Name, tx.Settings().Calendar.Clock(last.At), who.Name)
	case at < last.At:
		return data.Fault(data.Conflict, "appliance.beforeLast", a.Name, tx.Shown(last.At), who.Name).At("when")
	case twice:
		return data.Fault(data.Conflict, "appliance.doneToday", a.Name, tx.Settings().Calendar.Clock(last.At), who.Name).At("appliance")
	}
	return nil
}

// correctCleaning puts a cleaning right, or voids it.
func correctCleaning(tx *store.Tx, c *data.CorrectCleaning) error {
	row, err := store.Get[data.Cleaning](tx, "cleaning", string(c.Cleaning))
	switch {
	case err != nil:
		return store.MissingAt(err, "cleaning")
	case row.Void:
		return data.Fault(data.Stale, "appliance.isVoid").At("cleaning")
	case len(c.Items) > 0 && !slices.Equal(c.Items, row.Steps):
		return data.Fault(data.Stale, "error.stale").At("ticked")
	case len(c.Ticked) > 0 && c.Ticked[len(c.Ticked)-1] >= len(row.Steps):
		return data.Fault(data.Invalid, "error.invalid").At("ticked")
	}
	row.Amended = tx.Amended(c.Why, c.Void)
	if !c.Void {
		row.Ticked, row.Running, row.Result = c.Ticked, c.Running, c.Result
	}
	return tx.Put("cleaning", row)
}

// checkCleaning notes that somebody else looked.
func checkCleaning(tx *store.Tx, c *data.CheckCleaning) error {
	row, err := store.Get[data.Cleaning](tx, "cleaning", string(c.Cleaning))
	switch {
	case err != nil:
		return store.MissingAt(err, "cleaning")
	case row.Void:
		return data.Fault(data.Stale, "appliance.isVoid").At("cleaning")
	case row.CheckedAt != 0:
		who, err := store.Get[data.Staff](tx, "staff", string(row.CheckedBy))
		return store.Either(err, data.Fault(data.Stale, "appliance.isChecked", who.Name, tx.Shown(row.CheckedAt)).At("cleaning"))
	case row.By == c.Staff:
		return data.Fault(data.Forbidden, "appliance.ownCleaning").At("cleaning")
	case !row.Fulfils():
		return data.Fault(data.Conflict, "appliance.notDone").At("cleaning")
	}
	return tx.Update("cleaning", store.Cols{"checked_by": c.Staff, "checked_at": max(tx.At(), row.At)}, string(row.ID))
}

// Appliances lists the appliances in their order, retired ones last, each with
// how it stands to its plan now.
func (b ApplianceReader) Appliances(ctx context.Context) ([]data.ApplianceView, error) {
	s, err := b.book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	return readAppliances(ctx, b.book, s.Calendar.Day(b.book.Now()))
}

// yearDays is how far back an appliance's punctuality is counted, shownPeriods
// how many periods its card shows.
const (
	yearDays     = 365
	shownPeriods = 8
)

func readAppliances(ctx context.Context, q store.Querier, today data.Day) ([]data.ApplianceView, error) {
	plans, err := readPlans(ctx, q, today, "", today.Plus(-yearDays))
	if err != nil {
		return nil, err
	}
	open, err := front.ReadRepairs(ctx, q, data.RepairFilter{Open: true})
	if err != nil {
		return nil, err
	}
	views := make([]data.ApplianceView, len(plans))
	for i, p := range plans {
		v := data.ApplianceView{Appliance: p.appliance, Standing: data.StandingOf(p.appliance, p.plan, today), Year: data.TallyPlan(p.plan, today.Plus(-yearDays), "")}
		v.Plan = p.plan[max(0, len(p.plan)-shownPeriods):]
		if last := lastValid(p.cleanings); last != nil {
			v.Last, v.Unseen = last, v.List().Unseen(last.Version, last.At, last.Steps)
		}
		for j := range open {
			if open[j].Thing == v.ID {
				v.Repair = &open[j].Repair
			}
		}
		views[i] = v
	}
	return views, nil
}

// lastValid is the newest cleaning that was not voided, nil when there is none.
func lastValid(all []data.Cleaning) *data.Cleaning {
	for i := range slices.Backward(all) {
		if !all[i].Void {
			return &all[i]
		}
	}
	return nil
}

// planned is an appliance with all that was done to it and what became of its
// plan.
type planned struct {
	appliance data.Appliance
	cleanings []data.Cleaning
	plan      []data.Planned
}

// readPlans reads all appliances, or one, with what was done to them since a day, and
// some of their cycles before it.
func readPlans(ctx context.Context, q store.Querier, today data.Day, appliance data.ID, since data.Day) ([]planned, error) {
	f := store.Filter{From: `SELECT * FROM appliance`}
	f.When(appliance != "", `id = ?`, string(appliance))
	list, err := store.All[data.Appliance](ctx, q, f.Text(` ORDER BY retired, sort, number, id`), f.Args...)
	if err != nil {
		return nil, err
	}
	plans := make([]planned, len(list))
	for i, a := range list {
		begin := min(since, today.Plus(-shownPeriods*a.Every)).Plus(-2 * a.Every)
		done, err := readCleanings(ctx, q, cleaningFilter{appliance: a.ID, from: begin})
		if err == nil && !slices.ContainsFunc(done, data.Cleaning.Fulfils) { // so long ago that all that is left counts
			done, err = readCleanings(ctx, q, cleaningFilter{appliance: a.ID})
		}
		if err != nil {
			return nil, err
		}
		plans[i] = planned{a, done, data.PlanOf(a, done, today)}
	}
	return plans, nil
}

// AppliancePlan lists what became of the periods whose due day lies in a span
// of days, by appliance; "" asks for all of them.
func (b ApplianceReader) AppliancePlan(ctx context.Context, from, to data.Day, appliance data.ID) ([]data.Planned, error) {
	s, err := b.book.Settings(ctx)
	if err != nil {
		return nil, err
	}
	plans, err := readPlans(ctx, b.book, s.Calendar.Day(b.book.Now()), appliance, from)
	var list []data.Planned
	for _, p := range plans {
		for _, one := range p.plan {
			if one.To >= from && one.To <= to {
				list = append(list, one)
			}
		}
	}
	return list, err
}

// Cleanings lists what was cleaned in a span of days, of one appliance or of
// all, the oldest first. Empty bounds are open.
func (b ApplianceReader) Cleanings(ctx context.Context, from, to data.Day, appliance data.ID) ([]data.Cleaning, error) {
	return readCleanings(ctx, b.book, cleaningFilter{from: from, to: to, appliance: appliance})
}

type cleaningFilter struct {
	from, to  data.Day
	appliance data.ID
	valid     bool // not those that were voided
}

func readCleanings(ctx context.Context, q store.Querier, c cleaningFilter) ([]data.Cleaning, error) {
	f := store.Filter{From: `SELECT * FROM cleaning`}
	f.When(c.appliance != "", `appliance = ?`, string(c.appliance))
	f.When(c.valid, `void = 0`)
	f.When(c.from != "", `day >= ?`, string(c.from))
	f.When(c.to != "", `day <= ?`, string(c.to))
	return store.All[data.Cleaning](ctx, q, f.Text(` ORDER BY at, seq`), f.Args...)
}
