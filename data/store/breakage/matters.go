package breakage

import (
	"context"
	"strconv"

	"yingbin/data"
	"yingbin/data/store"
)

// owedOneByOne is for how many days compensation that is still to come is handed over
// report by report; what is older is one line.
const owedOneByOne = 30

// matters are the reports no supervisor has decided, the compensation still to
// come, and the cash taken for it since the last handover.
func matters(ctx context.Context, q store.Querier, h store.AsOf) ([]data.Matter, error) {
	waiting, err := readBreakages(ctx, q, data.BreakageFilter{Waiting: true})
	if err != nil {
		return nil, err
	}
	due, err := readBreakages(ctx, q, data.BreakageFilter{Owing: true})
	if err != nil {
		return nil, err
	}
	unsigned, err := readBreakages(ctx, q, data.BreakageFilter{Unsigned: true})
	if err != nil {
		return nil, err
	}
	back, err := readBreakages(ctx, q, data.BreakageFilter{Back: true})
	if err != nil {
		return nil, err
	}
	held, err := store.All[data.Breakage](ctx, q, `SELECT * FROM breakage WHERE paid_how = 'cash' AND paid_at > 0 AND paid_at <= ?
		AND paid_at > coalesce((SELECT max(sealed_at) FROM handover), 0) ORDER BY paid_at, number`, int64(h.Now))
	if err != nil {
		return nil, err
	}
	var list []data.Matter
	add := func(section, key string, b data.Breakage, args ...string) {
		list = append(list, data.Matter{
			Section: section, Ref: data.BreakageRef(b.ID), Visitor: b.Visitor, Who: b.By, Title: guestOf(b), Key: key, Since: b.At,
			Args:  append([]string{data.ShortNumber(b.Number), b.Name, strconv.Itoa(b.Qty), b.Kind}, args...),
			Amiss: key != "breakage.hand.held" && b.Day < h.Day,
		})
	}
	for _, b := range waiting {
		add("breakage", "breakage.hand.waiting", b, b.Found, b.Cause)
	}
	old, rest := 0, data.Fen(0)
	for _, b := range due { // the oldest first
		if b.Day < h.Day.Plus(-owedOneByOne) {
			old, rest = old+1, rest+b.Rest()
			continue
		}
		add("breakage", "breakage.hand.owing", b, data.Yuan(b.Rest()))
	}
	if old > 0 {
		list = append(list, data.Matter{
			Section: "breakage", Ref: data.BreakageRef(due[0].ID), Key: "breakage.hand.owingOld", Since: due[0].At, Amiss: true,
			Args: []string{strconv.Itoa(old), data.Yuan(rest), h.Clock(due[0].At)},
		})
	}
	for _, b := range unsigned {
		add("breakage", "breakage.hand.unsigned", b)
	}
	for _, b := range back {
		add("money", "breakage.hand.back", b, data.Yuan(b.GiveBack()))
	}
	for _, b := range held {
		add("money", "breakage.hand.held", b, data.Yuan(b.Received()), b.Receipt)
	}
	return list, nil
}

// guestOf names the guest a report speaks of, "" when it is about the staff.
func guestOf(b data.Breakage) string {
	if b.Cause == "guest" {
		return b.Person
	}
	return ""
}
